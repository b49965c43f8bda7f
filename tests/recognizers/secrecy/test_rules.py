"""Each form of a mark by itself, and properties that no spelling escapes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.errors import StoppedError
from recognizers.secrecy import rules
from recognizers.secrecy.lines import TOP_LINES, lines_with, plain
from recognizers.secrecy.stop import check
from recognizers.text import BlockId, Document, Layer, Sha256, TextBlock

Predicate = Callable[[str], bool]


def paper(*texts: str, layer: Layer = Layer.BODY) -> Document:
    blocks = tuple(TextBlock(BlockId(str(n)), text, layer) for n, text in enumerate(texts))
    return Document(Sha256("0" * 64), "text/plain", blocks)


@pytest.mark.parametrize(
    ("predicate", "text", "expected"),
    [
        pytest.param(rules.is_starred, "秘密★1年", True, id="starred"),
        pytest.param(rules.is_starred, "秘密☆", True, id="hollow-star"),
        pytest.param(rules.is_starred, "秘密*6个月", True, id="asterisk-with-term"),
        pytest.param(rules.is_starred, "秘密*", False, id="asterisk-alone-in-prose"),
        pytest.param(rules.is_starred, "国家秘密★5年", False, id="the-term"),
        pytest.param(rules.is_starred, "商业秘密★5年", False, id="trade-secret"),
        pytest.param(rules.is_starred, "秘密★★★", False, id="rating"),
        pytest.param(rules.is_bare, "机密", True, id="bare"),
        pytest.param(rules.is_bare, "— 机密 —", True, id="bare-with-dashes"),
        pytest.param(rules.is_bare, "特急 机密", True, id="bare-with-urgency"),
        pytest.param(rules.is_bare, "机密文件", False, id="longer-word"),
        pytest.param(rules.is_bare, "机密" + " " * 200, False, id="too-long"),
        pytest.param(rules.is_labelled, "密级:绝密", True, id="field"),
        pytest.param(rules.is_labelled, "密级为秘密", True, id="field-in-words"),
        pytest.param(rules.is_labelled, "密级:", False, id="empty-field"),
        pytest.param(rules.is_labelled, "密级:机密性", False, id="longer-value"),
        pytest.param(rules.is_labelled, "密级:秘密(企业)", False, id="company-value"),
        pytest.param(rules.is_declared, "本报告定为秘密级", True, id="declared"),
        pytest.param(rules.is_declared, "本报告不属于秘密级", False, id="denied"),
        pytest.param(rules.is_secret_number, "某办密〔2020〕3号", True, id="secret-number"),
        pytest.param(rules.is_secret_number, "某保密办〔2020〕3号", False, id="secrecy-office"),
        pytest.param(rules.is_secret_number, "依据某办密〔2020〕3号文", False, id="cited"),
        pytest.param(rules.is_bracketed, "(秘密)关于会议的报告", True, id="bracketed"),
        pytest.param(rules.is_bracketed, "(涉密)关于会议的报告", False, id="other-bracket"),
        pytest.param(rules.is_topped, "机密  某某县人民政府文件", True, id="beside-issuer"),
        pytest.param(rules.is_topped, "秘密调查某某局", False, id="no-gap"),
        pytest.param(rules.is_field, "密级和保密期限", True, id="field-label"),
        pytest.param(rules.is_field, "级别", False, id="other-label"),
        pytest.param(rules.in_file_name, "机密-通知.docx", True, id="name-with-level"),
        pytest.param(rules.in_file_name, "秘密花园.docx", False, id="name-of-a-book"),
    ],
)
def test_forms_of_marks(predicate: Predicate, text: str, expected: bool) -> None:
    assert predicate(text) is expected


LEVELS = st.sampled_from(["绝密", "机密", "秘密", "機密", "絕密"])
GAPS = st.text(alphabet=" \u3000\u200b\ufeff\u00ad", max_size=3)
TERMS = st.sampled_from(["1年", "１０年", "长期", "長期", "6个月", "启用前", "2030年12月31日", ""])
PROSE = st.text(alphabet="关于进一步做好工作的通知一二三，。", max_size=20)


@given(level=LEVELS, gaps=st.tuples(GAPS, GAPS, GAPS), star=st.sampled_from("★☆"), term=TERMS)
def test_no_spelling_of_a_starred_mark_escapes(
    level: str, gaps: tuple[str, str, str], star: str, term: str
) -> None:
    mark = f"{level[0]}{gaps[0]}{level[1]}{gaps[1]}{star}{gaps[2]}{term}"
    with pytest.raises(StoppedError):
        check(paper("某某县人民政府", "关于有关事项的通知", mark, "正文"))


@given(level=LEVELS, before=PROSE, after=PROSE, layer=st.sampled_from(list(Layer)))
def test_a_mark_in_its_own_line_of_a_long_block_stops_in_every_layer(
    level: str, before: str, after: str, layer: Layer
) -> None:
    with pytest.raises(StoppedError):
        check(paper(f"{before}\n{level}★10年\n{after}", layer=layer))


@given(
    st.lists(st.text(alphabet="保守国家商业工作秘书级★年的，。、\n 10", max_size=40), max_size=8)
)
def test_texts_without_a_level_never_stop(lines: list[str]) -> None:
    document = paper(*lines)
    check(document)
    assert not [line for line in lines_with(document, "密") if rules.bears_mark(line)]


@given(st.text(alphabet="绝机秘密★级：:（）()【】年月10年度 \n，。工作国家商业", max_size=120))
def test_any_text_is_judged_without_failing(text: str) -> None:
    for predicate in (rules.is_starred, rules.is_bare, rules.is_labelled, rules.is_declared):
        assert predicate(plain(text)) in (True, False)


def test_only_the_first_lines_of_the_first_page_are_its_top() -> None:
    texts = [f"第{n}段密" for n in range(TOP_LINES + 3)]
    tops = [line.top for line in lines_with(paper(*texts), "密")]
    assert tops == [True] * TOP_LINES + [False] * 3


def test_every_line_of_a_margin_is_top() -> None:
    assert all(line.top for line in lines_with(paper("密一", "密二", layer=Layer.MARGIN), "密"))


def test_later_pages_have_no_top() -> None:
    block = TextBlock(BlockId("p"), "密", page=2)
    document = Document(Sha256("0" * 64), "application/pdf", (block,), pages=2)
    assert [line.top for line in lines_with(document, "密")] == [False]


def test_blocks_without_the_sign_are_not_looked_at_below_the_top() -> None:
    texts = ["段"] * 30
    assert list(lines_with(paper(*texts), "密")) == []
