"""What becomes of the spans that the model takes for persons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.names.mend import Mended, mend


def mended(marked: str, score: float = 0.8) -> str | None:
    """Return the name that is made of the part in square brackets; None if none."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    name = mend(text, start, end, score)
    return text[name.start : name.end] if name else None


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        pytest.param("由[方启新副镇长]主持", "方启新", id="title-taken-in"),
        pytest.param("[申请人张建军]反映", "张建军", id="role-taken-in"),
        pytest.param("被告[鲁然]玉机动车一案", "鲁然玉", id="one-character-short"),
        pytest.param("[陈国]强，男", "陈国强", id="short-before-a-comma"),
        pytest.param("[张裕]能：你好", "张裕能", id="short-before-a-colon"),
        pytest.param("[曹国]其先生", "曹国其", id="short-before-a-title"),
        pytest.param("赔偿原告仓[香娜]医疗费", "仓香娜", id="surname-left-out"),
        pytest.param("本院认为，上官[爱敏]的主张", "上官爱敏", id="compound-surname-left-out"),
        pytest.param("当事人[欧阳建于]2018年", "欧阳建", id="preposition-taken-in"),
        pytest.param("被告[景兰应]于判决生效后", "景兰", id="auxiliary-taken-in"),
        pytest.param("[王有为]：男", "王有为", id="particle-that-ends-a-name"),
        pytest.param("[由黄明]同志负责", "黄明", id="preposition-before-the-name"),
        pytest.param("记者[张立三、]李", "张立三", id="comma-taken-in"),
        pytest.param(" [ 李建国 ]汇报", "李建国", id="blanks-taken-in"),
        pytest.param("[罗纳尔多]进球", "罗纳尔多", id="by-sound"),
        pytest.param("[凯文·罗斯]说", "凯文·罗斯", id="dotted"),
        pytest.param("由[John] Smith签字", "John Smith", id="latin-in-part"),
    ],
)
def test_a_name_is_given_its_right_ends(marked: str, name: str) -> None:
    assert mended(marked) == name


@pytest.mark.parametrize(
    ("marked", "score"),
    [
        pytest.param("[金政]办秘〔2020〕32号", 0.9, id="document-number"),
        pytest.param("根据[方案]执行", 0.8, id="common-word"),
        pytest.param("在[金寨县]境内", 0.8, id="place"),
        pytest.param("在[任黄石]市境内", 0.7, id="ends-like-a-place"),
        pytest.param("兼任[董事长]职务", 0.9, id="title"),
        pytest.param("责令[周休息]日加班", 0.6, id="word-after-a-surname-less-common"),
        pytest.param("向[仲裁庭]提交", 0.8, id="word-before-one-more-character"),
        pytest.param("[李某某]反映", 0.9, id="name-left-out"),
        pytest.param("[江主席]来到", 0.9, id="surname-and-title"),
        pytest.param("感谢[侯秘]书长", 0.6, id="cut-inside-a-title"),
        pytest.param("建筑工[程公]司", 0.5, id="cut-inside-a-word"),
        pytest.param("编号[KJUKHK]", 0.9, id="capitals"),
        pytest.param("[王]说", 0.9, id="surname-alone"),
        pytest.param("[鎘砷]超标", 0.5, id="no-surname-and-unsure"),
    ],
)
def test_what_is_no_name_is_dropped(marked: str, score: float) -> None:
    assert mended(marked, score) is None


@pytest.mark.parametrize("marked", ["[老张]来了", "[小李]说", "[韩父]立遗嘱"])
def test_a_short_way_of_naming_is_reported_low(marked: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    name = mend(marked.replace("[", "").replace("]", ""), start, end, 0.95)
    assert name is not None
    assert name.score <= 0.5
    assert "partial-name" in name.grounds


def test_a_surer_model_makes_a_surer_finding() -> None:
    scores = [mend("联系人李建国。", 3, 6, score) for score in (0.3, 0.6, 0.9)]
    assert [m.score for m in scores if m] == sorted(m.score for m in scores if m)
    assert all(m and 0 < m.score < 1 for m in scores)


def test_a_word_needs_a_very_sure_model() -> None:
    assert mended("[王国]说", 0.5) in (None, "王国")
    assert mended("[高度]重视", 0.6) is None


@given(
    st.text(alphabet="张李王建国局长某〔2020〕·.a ，的于", min_size=1, max_size=20),
    st.data(),
    st.floats(0.01, 0.99),
)
def test_mending_never_leaves_the_text(text: str, data: st.DataObject, score: float) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    name = mend(text, start, end, score)
    if name:
        assert isinstance(name, Mended)
        assert 0 <= name.start < name.end <= len(text)
        assert 0 < name.score <= 1
        assert name.grounds
