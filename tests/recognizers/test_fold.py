from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recognizers.fold import fold

# Characters that folding, matching or offsets have stumbled over.
AWKWARD = "０１９ＡＺａｚ：（）．－＠\u200b\u200c\u200d\u2060\ufeff\u00ad\u3000\u00a0\u2007\u202f㉑㍘①²½ﬁ가𝟏"
MIXED = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(codec="utf-8")), max_size=60)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        pytest.param("１３８", "138", id="full-width-digits"),
        pytest.param("ＡＢｃ", "ABc", id="full-width-letters"),
        pytest.param("（）：；，．＠", "():;,.@", id="full-width-punctuation"),
        pytest.param("陈\u3000国\u00a0强", "陈 国 强", id="wide-and-unbroken-spaces"),
        pytest.param("13\u200b8\u00ad0\ufeff0", "13800", id="invisible-marks"),
        pytest.param("㉑㍘②", "㉑㍘②", id="compatibility-digits-stay-one-character"),
        pytest.param("𝟏𝟑𝟖٠٣०", "138030", id="decimal-digits-of-any-script"),
        pytest.param("①²Ⅹ", "①²Ⅹ", id="other-numbers-stay"),
        pytest.param("、。〔〕《》·", "、。〔〕《》·", id="chinese-punctuation-stays"),
        pytest.param("", "", id="nothing"),
        pytest.param("\u200b\u200b", "", id="only-invisible"),
    ],
)
def test_folding_changes_width_and_drops_invisible_marks(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


@given(MIXED)
@example("㉑１")
@example("\u200b１\u200b")
def test_each_folded_character_comes_from_one_source_character(raw: str) -> None:
    folded = fold(raw)

    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(set(folded.origin))
    assert all(0 <= place < len(raw) for place in folded.origin)


@given(MIXED)
def test_folding_twice_changes_nothing_more(raw: str) -> None:
    once = fold(raw).text

    assert fold(once).text == once


@given(MIXED, st.data())
def test_a_source_range_folds_to_the_text_it_was_asked_for(raw: str, data: st.DataObject) -> None:
    folded = fold(raw)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))

    low, high = folded.source(start, end)

    assert fold(raw[low:high]).text == folded.text[start:end]


def test_an_empty_range_has_no_source() -> None:
    with pytest.raises(IndexError):
        fold("１２").source(1, 1)
