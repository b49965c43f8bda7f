"""Looking around a finding: blocks, rows, what stands before and behind."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recognizers.finding import Kind
from recognizers.marking.index import Index, Texts
from recognizers.plain import aligned, plain_label
from recognizers.text import BlockId, Span
from tests.recognizers.marking.made import Part, made


def index(*parts: Part) -> Index:
    document, findings = made(*parts)
    return Index(Texts(document), findings)


def test_what_stands_before_and_behind_is_read_folded() -> None:
    one = index("申請人：[[person:余芳]]（女）")
    span = one.findings[0].span
    assert (one.before(span, 10), one.after(span, 10)) == ("申请人:", "(女)")


def test_context_is_cut_to_the_length_asked_for() -> None:
    one = index("一二三四五[[person:余芳]]六七八九十")
    span = one.findings[0].span
    assert (one.before(span, 2), one.after(span, 3)) == ("四五", "六七八")


def test_breaks_of_full_lines_are_left_out_and_of_short_ones_kept() -> None:
    full = "各乡镇要高度重视这项工作并由分管副镇\n长[[person:余芳]]"
    assert index(full).before(index(full).findings[0].span, 5) == "管副镇长"
    short = "分管副镇\n长[[person:余芳]]"
    assert index(short).before(index(short).findings[0].span, 4) == "副镇\n长"


def test_rows_hold_the_findings_and_cells_of_a_table_row() -> None:
    rows = [["姓名", "电话"], ["[[person:余芳]]", "[[mobile_phone:1]]"], ["[[person:方启]]", "2"]]
    one = index(rows)
    row = one.row(one.findings[0].span)
    assert row == ("t0", 1)
    assert list(one.in_row(row)) == [0, 1]
    assert [one.text(block) for block in one.row_blocks(row)] == ["余芳", "1"]


def test_header_cells_are_no_cells_of_a_row() -> None:
    one = index([["姓名"], ["[[person:余芳]]"]])
    assert list(one.row_blocks(("t0", 0))) == []


def test_paragraphs_have_no_row() -> None:
    one = index("[[person:余芳]]")
    assert one.row(one.findings[0].span) is None


def test_findings_between_two_offsets_come_in_order() -> None:
    one = index("[[person:余芳]]和[[person:方启]]与[[person:李明]]")
    assert one.between(BlockId("p0"), 1, 6) == [1]
    assert one.between(BlockId("p0"), 0, 99) == [0, 1, 2]
    assert one.between(BlockId("elsewhere"), 0, 9) == []


def test_the_last_finding_of_a_kind_before_another() -> None:
    one = index("[[person:余芳]]的[[place:石桥村]]家有[[age:9岁]]")
    assert one.last_before(2, Kind.PERSON) == 0
    assert one.last_before(0, Kind.PERSON) is None


def test_labels_are_compared_without_blanks_and_colon() -> None:
    one = index(("姓　名：", "[[person:余芳]]"))
    assert one.label(one.findings[0].span) == "姓名"
    assert plain_label(" 申請人 （戶主）:") == "申请人(户主)"


def test_the_words_of_a_finding_are_joined_over_its_spans() -> None:
    document, findings = made("[[person:余 芳]]")
    assert Index(Texts(document), findings).words(findings[0]) == "余芳"


@given(st.text(max_size=60))
def test_aligned_text_keeps_every_offset(text: str) -> None:
    assert len(aligned(text)) == len(text)


@given(st.text(alphabet="余芳\u200b\ufeff\u00ad１２ 　長", max_size=30))
def test_invisible_characters_become_spaces(text: str) -> None:
    plain = aligned(text)
    assert all(plain[i] == " " for i, c in enumerate(text) if c in "\u200b\ufeff\u00ad")
    assert not set("１２　長") & set(plain)


@given(
    before=st.text(alphabet="一二三\n", max_size=40),
    after=st.text(alphabet="四五六\n", max_size=40),
    length=st.integers(0, 30),
)
def test_context_never_reaches_beyond_its_block(before: str, after: str, length: int) -> None:
    document, _ = made(before + "余芳" + after)
    one = Index(Texts(document), [])
    span = Span(BlockId("p0"), len(before), len(before) + 2)
    assert len(one.before(span, length)) <= length
    assert one.before(span, length).replace("\n", "") in before.replace("\n", "")
    assert one.after(span, length).replace("\n", "") in after.replace("\n", "")
