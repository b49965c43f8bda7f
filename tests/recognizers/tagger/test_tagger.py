"""Our own tagger: it loads from the package, its offsets are right, and it only adds names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers.base import find_all
from recognizers.errors import RecognizerError
from recognizers.finding import Kind
from recognizers.names.own import SURE
from recognizers.tagger import load, own_persons
from recognizers.text import BlockId, Document, Sha256, TextBlock


def persons(text: str) -> list[str]:
    return [text[e.start : e.end] for e in own_persons([text])[0] if e.score >= SURE]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("副镇长方启新到白塔畈镇光明村调研。", ["方启新"], id="after-a-title"),
        pytest.param(
            "经镇长李建国批示，由王丽华牵头调查。", ["李建国", "王丽华"], id="two-in-a-sentence"
        ),
        pytest.param("姓名：陈 国 强　身份证号：341524190001010110", ["陈 国 强"], id="padded"),
    ],
)
def test_names_are_found_where_they_stand(text: str, names: list[str]) -> None:
    assert persons(text) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("向前推进各项工作，万里长征只走完了第一步。", id="words-that-could-be-names"),
        pytest.param("依据《中华人民共和国行政处罚法》第四十八条决定如下：", id="a-statute"),
        pytest.param("白政信复〔2025〕17号", id="a-document-number"),
    ],
)
def test_no_name_is_seen_where_there_is_none(text: str) -> None:
    assert persons(text) == []


def test_equal_sentences_have_equal_names_wherever_they_stand() -> None:
    one, two = own_persons(["申请人周志远反映。", "无关。申请人周志远反映。"])
    assert [(e.start + 3, e.end + 3) for e in one] == [(e.start, e.end) for e in two]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="周志远镇长，。；\n\x1e 0123Ab\u3000", max_size=80))
def test_spans_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    found = own_persons([text])[0]
    ends = [0, *(e.end for e in found)]
    assert all(end <= e.start < e.end <= len(text) for end, e in zip(ends, found, strict=False))
    assert all(0 < e.score <= 1 for e in found)


def test_a_missing_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecognizerError):
        load(tmp_path / "none")


def test_a_damaged_model_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "tagger.json").write_text("{", "utf-8")
    with pytest.raises(RecognizerError):
        load(tmp_path)


def test_a_rare_surname_is_found_in_the_whole_engine() -> None:
    text = "操世英反映，其邻居占传贵占用通户道路。"
    document = Document(Sha256("0" * 64), "text/plain", (TextBlock(BlockId("p"), text),))
    found = {document.text_at(f.span) for f in find_all(document).findings if f.kind is Kind.PERSON}
    assert "操世英" in found
