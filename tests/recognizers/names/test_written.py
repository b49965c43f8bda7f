"""Names by the way they are written: padded, dotted, left out; and by cues around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.names.cues import CuedNameRecognizer
from recognizers.names.written import (
    DottedNameRecognizer,
    PaddedNameRecognizer,
    UnnamedPersonRecognizer,
)

CUED, PADDED = CuedNameRecognizer(), PaddedNameRecognizer()
DOTTED, UNNAMED = DottedNameRecognizer(), UnnamedPersonRecognizer()


def names(recognizer, text: str) -> list[str]:
    found = {(r.start, r.end) for r in recognizer.analyze(text, [])}
    return [text[start:end] for start, end in sorted(found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("余  芳", ["余  芳"], id="two"),
        pytest.param("陈 国 强", ["陈 国 强"], id="three"),
        pytest.param("陈　国　强", ["陈　国　强"], id="ideographic-spaces"),
        pytest.param("陈\t国\t强", ["陈\t国\t强"], id="tabs"),
        pytest.param("陈 国 强，李 志 明。", ["陈 国 强", "李 志 明"], id="two-names-with-a-comma"),
        pytest.param(
            "陈 国 强    李 志 明", ["陈 国 强", "李 志 明"], id="two-names-with-a-wider-gap"
        ),
        pytest.param("欧 阳 明 远", ["欧 阳 明 远"], id="compound-surname"),
        pytest.param("姓名：陈 国 强", ["陈 国 强"], id="after-a-label"),
        pytest.param("目 录", [], id="heading"),
        pytest.param("附 件 一", [], id="annex"),
        pytest.param("金 额 合 计", [], id="header-cells"),
        pytest.param("时 间", [], id="word-with-a-surname"),
        pytest.param("第 三 章 总 则", [], id="chapter"),
        pytest.param("年 月 日", [], id="date-blanks"),
    ],
)
def test_padded_names(text: str, expected: list[str]) -> None:
    assert names(PADDED, text) == expected


@pytest.mark.parametrize("dot", "·•‧・･∙⋅．.")
def test_a_dotted_name_is_found_with_every_dot(dot: str) -> None:
    name = f"阿卜杜热合曼{dot}买买提"
    assert names(DOTTED, f"村民{name}领取补贴") == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("凯文·罗斯·泰勒表示", ["凯文·罗斯·泰勒"], id="three-parts"),
        pytest.param("巴特尔·苏和", ["巴特尔·苏和"], id="short-last-part"),
        pytest.param("由阿依古丽·艾合买提同志负责", ["阿依古丽·艾合买提"], id="title-after"),
        pytest.param("党建·引领", [], id="slogan"),
        pytest.param("第一章·总则", [], id="chapter"),
        pytest.param("2020·夏", [], id="year"),
        pytest.param("中国·北京", [], id="places"),
    ],
)
def test_dotted_names(text: str, expected: list[str]) -> None:
    assert names(DOTTED, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("张某反映", ["张某"], id="one"),
        pytest.param("张某某反映", ["张某某"], id="two"),
        pytest.param("欧阳某某反映", ["欧阳某某"], id="compound"),
        pytest.param("刘某甲与刘某乙", ["刘某甲", "刘某乙"], id="told-apart"),
        pytest.param("李某1和李某2", ["李某1", "李某2"], id="numbered"),
        pytest.param("张**领取", ["张**"], id="stars"),
        pytest.param("张××领取", ["张××"], id="crosses"),
        pytest.param("全国某个行业", [], id="some-trade"),
        pytest.param("某单位", [], id="some-unit"),
        pytest.param("李某村", [], id="some-village"),
        pytest.param("在某某县", [], id="some-county"),
    ],
)
def test_persons_whose_name_is_left_out(text: str, expected: list[str]) -> None:
    assert names(UNNAMED, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("副局长王平汇报", ["王平"], id="after-a-title"),
        pytest.param("方启新副镇长汇报", ["方启新"], id="before-a-title"),
        pytest.param("承诺人：邵军民", ["邵军民"], id="any-label-of-a-person"),
        pytest.param("收款人谢解，开户行农商银行", ["谢解"], id="fills-the-place-after-a-role"),
        pytest.param("申请人(签字)：张建军", ["张建军"], id="label-with-brackets"),
        pytest.param("联系人: 张建军 13800000000", ["张建军"], id="half-width-colon"),
        pytest.param("专家：张立三、李思远、王五一", ["张立三", "李思远", "王五一"], id="list"),
        pytest.param("张立三、李思远等两位同志", ["张立三", "李思远"], id="counted-list"),
        pytest.param("书记员  令狐冲", ["令狐冲"], id="title-and-gap"),
        pytest.param("联系人：John Smith", ["John Smith"], id="latin"),
        pytest.param("申请人：安徽大别山有限公司", [], id="company"),
        pytest.param("申请人应当在十五日内提出", [], id="verb"),
        pytest.param("负责人向国家机关报告", [], id="preposition"),
        pytest.param("行业主管部门、工会", [], id="department"),
        pytest.param("财政局长办公会", [], id="meeting"),
        pytest.param("联系人：", [], id="empty"),
        pytest.param("审核人：同意", [], id="opinion"),
        pytest.param("党委书记、董事长、总经理", [], id="titles"),
    ],
)
def test_names_by_cues(text: str, expected: list[str]) -> None:
    assert names(CUED, text) == expected


@pytest.mark.parametrize("recognizer", [CUED, PADDED, DOTTED, UNNAMED], ids=lambda r: r.name)
@given(text=st.text(alphabet="王张某欧阳建国·. 局长申请人：:，、*1A\n", max_size=40))
def test_matches_lie_in_the_text_and_are_not_empty(recognizer, text: str) -> None:
    for result in recognizer.analyze(text, []):
        assert 0 <= result.start < result.end <= len(text)
        assert text[result.start : result.end].strip()


def test_a_name_left_out_says_so() -> None:
    [result] = UNNAMED.analyze("张某某反映", [])
    assert "masked-name" in result.recognition_metadata["mishen_grounds"]
