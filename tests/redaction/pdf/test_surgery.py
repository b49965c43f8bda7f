"""Glyphs leave the page, their neighbours stay where they are, and nothing else tells of them."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from recognizers.finding import Treatment
from recognizers.text import Span
from redaction.errors import StalePlanError
from redaction.formats.pdf.adapter import PdfAdapter
from redaction.plan import BAR, Edit, build_plan
from tests.redaction.pdf.makers import SONG, changed, lines, made, table
from tests.redaction.pdf.probe import edits_of, leaks, miner_text, redacted, seen_text

SECRET = "甲某秘"
BEFORE, AFTER = "申请人", "，住某某县某某镇"


def _boxes(pdf: bytes, char: str) -> list[tuple[float, ...]]:
    document = pypdfium2.PdfDocument(pdf)
    words = document[0].get_textpage()
    places = [
        tuple(round(edge, 1) for edge in words.get_charbox(i))
        for i in range(words.count_chars())
        if words.get_text_range(i, 1) == char
    ]
    document.close()
    return places


def _spaced(paper) -> None:
    text = paper.beginText(60, 700)
    text.setFont(SONG, 12)
    text.setCharSpace(1.5)
    text.setHorizScale(80)
    text.textLine(BEFORE + SECRET + AFTER)
    paper.drawText(text)


def _rotated(paper) -> None:
    paper.saveState()
    paper.translate(300, 300)
    paper.rotate(90)
    paper.drawString(0, 0, BEFORE + SECRET + AFTER)
    paper.restoreState()


def _slanted(paper) -> None:
    paper.saveState()
    paper.translate(100, 300)
    paper.rotate(23)
    paper.drawString(0, 0, BEFORE + SECRET + AFTER)
    paper.restoreState()


def _form(paper) -> None:
    if not paper.hasForm("f"):
        paper.beginForm("f")
        paper.setFont(SONG, 12)
        paper.drawString(60, 700, BEFORE + SECRET + AFTER)
        paper.endForm()
    paper.doForm("f")
    paper.translate(0, -100)
    paper.doForm("f")


def _twice(paper) -> None:
    paper.drawString(60, 700, BEFORE + SECRET + AFTER)
    paper.drawString(60.3, 700, BEFORE + SECRET + AFTER)


def _one_by_one(paper) -> None:
    for step, char in enumerate(BEFORE + SECRET + AFTER):
        paper.drawString(60 + 12 * step, 700, char)


def _backwards(paper) -> None:
    for step, char in reversed(list(enumerate(BEFORE + SECRET + AFTER))):
        paper.drawString(60 + 12 * step, 700, char)


DRAWINGS = [
    pytest.param(lines(BEFORE + SECRET + AFTER), id="plain"),
    pytest.param(_spaced, id="spaced-and-narrowed"),
    pytest.param(_rotated, id="rotated"),
    pytest.param(_slanted, id="slanted"),
    pytest.param(_form, id="form-drawn-twice"),
    pytest.param(_twice, id="drawn-twice-for-bold"),
    pytest.param(_one_by_one, id="one-operator-a-character"),
    pytest.param(_backwards, id="drawn-backwards"),
    pytest.param(table([["姓名", "住址"], [SECRET, AFTER[1:]], [BEFORE, "x"]]), id="table"),
]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_the_secret_goes_and_its_neighbours_stay(draw) -> None:
    output = redacted(made(draw), SECRET)
    assert leaks(output, SECRET) == []
    assert BEFORE in seen_text(output)
    assert AFTER[1:] in seen_text(output)
    assert sorted(BEFORE) == sorted(set(miner_text(output)) & set(BEFORE))


@pytest.mark.parametrize(
    "draw", [lines(BEFORE + SECRET + AFTER), _spaced, _form], ids=["plain", "spaced", "form"]
)
def test_what_follows_a_cut_stays_in_its_place(draw) -> None:
    source = made(draw)
    output = redacted(source, SECRET)
    for char in "申住镇":
        before, after = _boxes(source, char), _boxes(output, char)
        assert len(before) == len(after)
        for old, new in zip(before, after, strict=True):
            assert new == pytest.approx(old, abs=0.3)


def test_the_bar_is_painted_and_its_text_is_fixed() -> None:
    output = redacted(made(lines(BEFORE + SECRET + AFTER)), SECRET)
    assert BEFORE + BAR + AFTER in seen_text(output)
    picture = pypdfium2.PdfDocument(output)[0].render(scale=1).to_pil().convert("L")
    assert picture.getpixel((60 + 12 * 4, 842 - 764)) == 0


def test_a_number_over_two_lines_goes_from_both() -> None:
    first = "经审核，现将名单公示如下：申请人的身份证号码为一一〇一〇一一九〇〇"
    source = made(lines(first, "〇三〇七〇〇一X，公示期七天。"))
    output = redacted(source, "一九〇〇〇三〇七")
    assert leaks(output, "一九〇〇") == []
    assert leaks(output, "〇三〇七") == []
    assert "码为一一〇一〇一" in seen_text(output)
    assert "〇〇一X，公示期" in seen_text(output)


def test_a_paragraph_that_goes_on_overleaf_is_one_block_and_is_cut_on_both_pages() -> None:
    fill = ["一、本办法自公布之日起施行，由县民政局负责解释，此前规定与本办法不符的，以"] * 3
    full = "经审核，现将名单公示如下：申请人住某某县某某镇某某村三组联系人姓名甲".rjust(
        len(fill[0]), "兹"
    )
    source = made(lines(*fill, full, top=200), lines("某秘，公示期为七天，如有异议请反映。"))
    output = redacted(source, SECRET)
    assert "某秘" not in seen_text(output)
    assert "姓名甲" not in seen_text(output)
    assert "公示期为七天" in seen_text(output)


@pytest.mark.parametrize(
    ("treatment", "stand_in", "kept"),
    [
        (Treatment.MASK, "138****5678", "138****5678"),
        (Treatment.PSEUDONYM, "张某某", "张某某"),
        (Treatment.GENERALISE, "某某县", "某某县"),
    ],
    ids=["mask", "pseudonym", "generalise"],
)
def test_a_stand_in_stands_in_the_line(treatment: Treatment, stand_in: str, kept: str) -> None:
    old = {"138****5678": "13812345678", "张某某": "张卫国", "某某县": "某某县三组五号"}[stand_in]
    source = made(lines(f"联系人{old}，谢谢"))
    adapter = PdfAdapter()
    document = adapter.read(source)
    block = next(block for block in document.blocks if old in block.text)
    at = block.text.index(old)
    edit = Edit(Span(block.id, at, at + len(old)), treatment, stand_in)
    output = adapter.write(source, build_plan(document, [edit]))
    assert kept in seen_text(output)
    assert old not in seen_text(output)
    assert "谢谢" in seen_text(output)


def test_every_page_of_the_source_is_in_the_output() -> None:
    source = made(lines("一" + SECRET), lines("第二页"), lines("第三页"))
    output = redacted(source, SECRET)
    with pikepdf.open(io.BytesIO(output)) as pdf:
        assert len(pdf.pages) == 3


def test_the_same_plan_gives_the_same_bytes() -> None:
    source = made(lines(BEFORE + SECRET + AFTER))
    assert redacted(source, SECRET) == redacted(source, SECRET)


def test_a_plan_for_other_bytes_is_refused() -> None:
    adapter = PdfAdapter()
    first, second = made(lines("甲" + SECRET)), made(lines("乙" + SECRET))
    document = adapter.read(first)
    plan = build_plan(document, edits_of(document, SECRET))
    with pytest.raises(StalePlanError):
        adapter.write(second, plan)


@pytest.mark.parametrize("turn", [0, 90, 180, 270], ids=lambda turn: f"turned-by-{turn}")
def test_turned_and_cropped_pages_are_cut_in_the_right_place(turn: int) -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Rotate"] = turn
        pdf.pages[0].obj["/CropBox"] = Array([40, 400, 560, 820])

    source = changed(made(lines(BEFORE + SECRET + AFTER)), turned)
    output = redacted(source, SECRET)
    assert leaks(output, SECRET) == []
    assert AFTER in seen_text(output)
    dark = [
        pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L").histogram()[0]
        for pdf in (source, output)
    ]
    assert dark[1] > dark[0] + 200  # the bar lies on the page


def test_a_vertical_line_is_cut() -> None:
    def vertical(pdf: pikepdf.Pdf) -> None:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/STSong-Light"),
            Encoding=Name("/UniGB-UCS2-V"),
            DescendantFonts=Array([pdf.pages[0].resources.Font["/F2+0"].DescendantFonts[0]])
            if "/F2+0" in pdf.pages[0].resources.Font
            else pdf.pages[0]
            .resources.Font[next(k for k in list(pdf.pages[0].resources.Font.keys()))]
            .get("/DescendantFonts", Array([])),
        )
        pdf.pages[0].resources.Font["/V"] = pdf.make_indirect(font)
        codes = (BEFORE + SECRET + AFTER).encode("utf-16-be").hex().encode()
        pdf.pages[0].contents_add(Stream(pdf, b"BT /V 12 Tf 300 700 Td <" + codes + b"> Tj ET"))

    source = changed(made(lines("横排文字")), vertical)
    output = redacted(source, SECRET)
    assert leaks(output, SECRET) == []
    assert BEFORE in seen_text(output)
    assert AFTER[1:] in seen_text(output)
