"""Plain text, Markdown and CSV: read line by line, written byte for byte."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.errors import (
    EmptyDocumentError,
    HostileFileError,
    StalePlanError,
    UnreadableFileError,
)
from redaction.formats import text as text_module
from redaction.formats.encoding import decode
from redaction.formats.text import CsvAdapter, MarkdownAdapter, PlainTextAdapter, delimiter_of
from redaction.plan import RedactionPlan
from tests.redaction.ooxml.build import redacted, rewritten, texts

PLAIN, TABLE = PlainTextAdapter(), CsvAdapter()
SECRET = "\u5bc6\u85cf\u7684\u5b57"
LINES = f"\u7532\u65b9\uff1a{SECRET}\uff0c\u5408\u540c\r\n\r\n\u8fd9\u53e5\u7559\u4e0b\n"

ENCODINGS = {
    "utf-8": (LINES.encode(), "utf-8"),
    "utf-8-with-mark": (codecs.BOM_UTF8 + LINES.encode(), "utf-8"),
    "gb18030": (LINES.encode("gb18030"), "gb18030"),
    "utf-16-little-endian": (codecs.BOM_UTF16_LE + LINES.encode("utf-16-le"), "utf-16-le"),
    "utf-16-big-endian": (codecs.BOM_UTF16_BE + LINES.encode("utf-16-be"), "utf-16-be"),
    "utf-32": (codecs.BOM_UTF32_LE + LINES.encode("utf-32-le"), "utf-32-le"),
    "ascii": (b"only ascii\n", "utf-8"),
}


@pytest.mark.parametrize(("source", "codec"), ENCODINGS.values(), ids=ENCODINGS)
def test_encoding_is_told_and_kept_byte_for_byte(source: bytes, codec: str) -> None:
    assert decode(source).codec == codec
    assert rewritten(PLAIN, source) == source


@pytest.mark.parametrize("name", [n for n in ENCODINGS if n != "ascii"])
def test_only_the_edited_characters_change(name: str) -> None:
    source, codec = ENCODINGS[name]
    output = redacted(PLAIN, source, SECRET, by="**")
    mark = source[: len(source) - len(LINES.encode(codec))]
    assert output == mark + LINES.replace(SECRET, "**").encode(codec)


NOT_TEXT = {
    "zero-bytes": (b"ab\0cd", "not-text"),
    "control-characters": (b"ab\x01\x02cd", "not-text"),
    "neither-utf-8-nor-gb18030": (b"\xff\xff\xff\xff", "encoding"),
    "two-encodings-in-one-file": (SECRET.encode() + b"\n" + SECRET.encode("gb18030"), "encoding"),
    "latin-1": ("caf\u00e9 na\u00efve r\u00e9sum\u00e9".encode("latin-1"), "encoding"),
    "shift-jis": (
        "\u3053\u308c\u306f\u30c6\u30b9\u30c8\u3067\u3059".encode("shift-jis"),
        "encoding",
    ),
    "big5": (
        "\u8eab\u5206\u8b49\u865f\u78bc\u8207\u96fb\u8a71\u865f\u78bc\u8acb\u52ff\u516c\u958b".encode(
            "big5"
        ),
        "encoding",
    ),
    "half-a-character-after-a-mark": (codecs.BOM_UTF16_LE + b"a", "encoding"),
}


@pytest.mark.parametrize(("source", "reason"), NOT_TEXT.values(), ids=NOT_TEXT)
def test_what_cannot_be_decoded_for_sure_is_refused(source: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        PLAIN.read(source)
    assert caught.value.facts == {"reason": reason}


@pytest.mark.parametrize(
    "source", [b"", b" \n\t\n", codecs.BOM_UTF8], ids=["none", "white", "mark"]
)
def test_file_without_text_is_refused(source: bytes) -> None:
    with pytest.raises(EmptyDocumentError):
        PLAIN.read(source)


def test_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "MAX_SIZE", 10)
    with pytest.raises(HostileFileError):
        PLAIN.read(b"x" * 11)


def test_lines_are_blocks_without_their_ends() -> None:
    document = PLAIN.read(LINES.encode())
    assert [b.id for b in document.blocks] == ["line1", "line2"]
    assert all("\n" not in text and "\r" not in text for text in texts(document))


def test_markdown_is_text() -> None:
    assert texts(MarkdownAdapter().read(b"# a\n\n[b](c)")) == ["# a", "[b](c)"]


def test_bar_that_the_encoding_lacks_becomes_question_marks() -> None:
    source = SECRET.encode("gb18030")
    assert redacted(PLAIN, source, SECRET, by="\u2588") == "\u2588".encode("gb18030")
    assert decode("\u5bc6".encode("gb18030")).encode("\ud800") == b"?"


def test_plan_with_an_offset_beyond_its_line_is_refused() -> None:
    plan = RedactionPlan(PLAIN.read(b"ab").sha256, ())
    longer = PLAIN.read(b"abcd")
    from redaction.plan import build_plan
    from tests.redaction.ooxml.build import edits

    stale = RedactionPlan(plan.source, build_plan(longer, edits(longer, "cd")).edits)
    with pytest.raises(StalePlanError):
        PLAIN.write(b"ab", stale)


# -- CSV ---------------------------------------------------------------------

HEADER = "\u59d3\u540d,\u7535\u8bdd,\u5907\u6ce8\r\n"


def test_csv_cells_carry_labels_and_places() -> None:
    document = TABLE.read((HEADER + "\u738b\u67d0,138,x\r\n").encode())
    blocks = {b.text: b for b in document.blocks}
    assert blocks["\u738b\u67d0"].label == "\u59d3\u540d"
    cell = blocks["138"].cell
    assert cell is not None
    assert (cell.row, cell.column, cell.header) == (1, 1, False)


CELLS = {
    "plain": ("a,SECRET,b", "a,#,b"),
    "quoted": ('a,"SECRET, with comma",b', 'a,"#, with comma",b'),
    "doubled-quote-inside": ('"say ""SECRET"" now"', '"say ""#"" now"'),
    "line-end-inside": ('"one\nSECRET"\nx', '"one\n#"\nx'),
    "formula": ('=HYPERLINK("SECRET"),b', '=HYPERLINK("#"),b'),
    "text-after-the-closing-quote": ('"a"SECRET,b', '"a"#,b'),
    "unclosed-quote": ('a,"SECRET', 'a,"#'),
    "no-line-end": ("SECRET", "#"),
}


@pytest.mark.parametrize(("before", "after"), CELLS.values(), ids=CELLS)
def test_csv_edit_changes_the_cell_and_nothing_else(before: str, after: str) -> None:
    assert redacted(TABLE, before.encode(), "SECRET", by="#") == after.encode()


def test_quote_inside_a_cell_is_one_character_of_it() -> None:
    document = TABLE.read(b'"a""b"')
    assert texts(document) == ['a"b']


@pytest.mark.parametrize(
    "delimiter", [",", "\t", ";", "|"], ids=["comma", "tab", "semicolon", "bar"]
)
def test_delimiter_is_found(delimiter: str) -> None:
    rows = ["a,1;x", "b", "c"]
    text = "\n".join(delimiter.join([*rows, "d"]) for _ in range(3))
    assert delimiter_of(text) == delimiter


@given(
    st.lists(
        st.lists(st.text('ab\u7532\uff11 ,"\n;', max_size=6), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_csv_reads_what_the_standard_library_wrote(rows: list[list[str]]) -> None:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    source = target.getvalue()
    found = list(text_module._fields(source, ","))
    read: dict[tuple[int, int], str] = {(r, c): value for r, c, value, _ in found}
    expected = {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row)}
    assert {k: v for k, v in read.items() if v} == {k: v for k, v in expected.items() if v}


@given(st.text("ab\u7532\u4e59\uff11\r\n\u2028 ", min_size=1, max_size=40), st.data())
def test_any_stretch_of_any_line_can_be_cut(source: str, data: st.DataObject) -> None:
    raw = source.encode()
    try:
        document = PLAIN.read(raw)
    except EmptyDocumentError:
        return
    from recognizers.finding import Treatment
    from recognizers.text import Span
    from redaction.plan import Edit, build_plan

    block = data.draw(st.sampled_from(document.blocks))
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    plan = build_plan(document, [Edit(Span(block.id, start, end), Treatment.REMOVE, "#")])
    output = PLAIN.write(raw, plan).decode()
    assert len(output) == len(source) - (end - start) + 1
    assert block.text[:start] + "#" + block.text[end:] in output
