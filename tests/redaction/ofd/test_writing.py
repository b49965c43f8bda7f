"""Writing OFD: what goes is gone from every place, what stays keeps its place."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from recognizers.finding import Treatment
from recognizers.text import BlockId, Layer, Sha256, Span
from redaction.errors import StalePlanError
from redaction.formats.ofd.geometry import deltas, number
from redaction.plan import Edit, RedactionPlan, build_plan
from tests.redaction.ofd.maker import NS, Ofd, unzipped, zipped
from tests.redaction.ofd.support import ADAPTER, codes, everything, read, redacted, texts
from tests.redaction.ofd.test_reading import HIDDEN, UNSEEN, drawing, unit

NAME = "王小明"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(Ofd().text(f"申请人{NAME}申请"), id="inside-one-object"),
        pytest.param(
            Ofd().text(f"申请人{NAME}申请", split=True), id="one-object-for-each-character"
        ),
        pytest.param(
            Ofd().text(f"申请人{NAME[:1]}").text(f"{NAME[1:]}申请", x=36), id="over-two-objects"
        ),
        pytest.param(
            Ofd().text(f"申请人{NAME}申请").text(f"申请人{NAME}申请", x=20.2), id="drawn-twice"
        ),
        pytest.param(
            Ofd().template("7", Ofd().object(f"申请人{NAME}申请", 20, 30)).use_template("7"),
            id="in-a-template",
        ),
        pytest.param(
            Ofd()
            .template("7", Ofd().object(f"申请人{NAME}申请", 20, 30))
            .use_template("7", order="Foreground"),
            id="in-a-template-in-front",
        ),
        pytest.param(
            Ofd().raw(
                f"<ofd:PageBlock>{Ofd().object(f'申请人{NAME}申请', 20, 30)}</ofd:PageBlock>"
            ),
            id="in-a-block",
        ),
    ],
)
def test_a_name_goes_and_its_neighbours_stay(source: Ofd) -> None:
    output = redacted(source.build(), NAME)
    assert NAME not in everything(output)
    assert not set(NAME) & set(everything(output))
    assert [t.replace(" ", "") for t in texts(output, Layer.BODY)] == ["申请人██申请"]


def test_neighbours_keep_their_places() -> None:
    source = Ofd().text(f"申请人{NAME}申请", x=20, size=4).build()
    before = {box.x0 for box in read(source).blocks[0].boxes}
    after = read(redacted(source, NAME, stand_in="")).blocks[0]
    kept = {box.x0 for char, box in zip(after.text, after.boxes, strict=True) if not char.isspace()}
    assert {round(x, 2) for x in kept} <= {round(x, 2) for x in before}


@pytest.mark.parametrize(
    ("treatment", "stand_in", "expected"),
    [
        pytest.param(Treatment.MASK, "138****8000", "电话138****8000。", id="mask"),
        pytest.param(Treatment.REMOVE, "█隐私█", "电话█隐私█。", id="bar"),
        pytest.param(Treatment.REMOVE, "", "电话。", id="nothing-instead"),
        pytest.param(
            Treatment.REMOVE, "█" * 30, "电话" + "█" * 30 + "。", id="longer-than-the-place"
        ),
    ],
)
def test_a_stand_in_is_drawn_in_the_place_it_has(
    treatment: Treatment, stand_in: str, expected: str
) -> None:
    source = Ofd().text("电话").text("13800138000", x=28, step=2).text("。", x=50).build()
    output = redacted(source, "13800138000", stand_in=stand_in, treatment=treatment)
    assert "".join(texts(output, Layer.BODY)).replace(" ", "") == expected
    assert "0013" not in "".join(code.text or "" for code in codes(output))
    right = max(box.x1 for box in read(output).blocks[0].boxes)
    assert right <= max(box.x1 for box in read(source).blocks[0].boxes) + 0.5


def test_a_number_over_two_lines_goes_whole_and_its_stand_in_is_drawn_once() -> None:
    first = "申请人的身份证号码是下列号码一一零一零一一一零一"
    source = Ofd().text(first, y=30).text("零三零七七七一号，", y=37).build()
    document = read(source)
    block = document.blocks[0]
    start, end = block.text.index("一一零"), block.text.index("号，")
    plan = build_plan(document, [Edit(Span(block.id, start, end), Treatment.REMOVE, "██")])
    output = ADAPTER.write(source, plan)
    found = "".join(texts(output, Layer.BODY))
    assert "零" not in found
    assert found.count("██") == 1
    assert "号，" in found


def test_a_template_is_changed_for_the_edited_page_only() -> None:
    source = Ofd(2).template("7", Ofd().object(f"申请人{NAME}申请", 20, 30))
    package = source.use_template("7", 1).use_template("7", 2).build()
    document = read(package)
    block = document.blocks[0]
    edit = Edit(Span(block.id, 3, 6), Treatment.REMOVE, "██")
    output = ADAPTER.write(package, build_plan(document, [edit]))
    assert [t.replace(" ", "") for t in texts(output, Layer.BODY)] == [
        "申请人██申请",
        f"申请人{NAME}申请",
    ]


def test_a_drawing_unit_is_changed_for_the_edited_page_only() -> None:
    source = Ofd(2).raw(drawing("60"), 1).raw(drawing("60"), 2)
    source.resources = unit("60", Ofd().object(f"申请人{NAME}申请", 20, 30))
    package = source.build()
    document = read(package)
    edit = Edit(Span(document.blocks[1].id, 3, 6), Treatment.REMOVE, "██")
    output = ADAPTER.write(package, build_plan(document, [edit]))
    assert [t.replace(" ", "") for t in texts(output, Layer.BODY)] == [
        f"申请人{NAME}申请",
        "申请人██申请",
    ]


@pytest.mark.parametrize("source", HIDDEN)
def test_hidden_text_is_gone_without_being_asked(source: Ofd) -> None:
    package = source.build()
    output = ADAPTER.write(package, RedactionPlan(read(package).sha256, ()))
    assert "秘密" not in everything(output)
    assert texts(output) == ["正文"]


@pytest.mark.parametrize(("plant", "text"), UNSEEN)
def test_text_beside_the_pages_is_gone_without_being_asked(plant, text: str) -> None:
    source = Ofd().text("正文")
    plant(source)
    package = source.build()
    output = ADAPTER.write(package, RedactionPlan(read(package).sha256, ()))
    assert text not in everything(output)
    assert texts(output) == ["正文"]


def test_an_edit_to_text_that_goes_anyway_is_no_error() -> None:
    source = Ofd().text("正文")
    source.info = f"<ofd:Title>{NAME}</ofd:Title>"
    assert NAME not in everything(redacted(source.build(), NAME))


def test_stamps_stay_and_remarks_go() -> None:
    source = Ofd().text("正文").annotation("Stamp", Ofd().object("某局公章", 50, 100))
    source.annotation(
        "Highlight", Ofd().object("内部批注", 50, 120), rest="<ofd:Remark>意见</ofd:Remark>"
    )
    package = source.build()
    output = ADAPTER.write(package, RedactionPlan(read(package).sha256, ()))
    assert texts(output) == ["正文", "某局公章"]


def test_a_name_in_a_stamp_goes() -> None:
    source = Ofd().text("正文").annotation("Stamp", Ofd().object(f"经办{NAME}", 50, 100)).build()
    output = redacted(source, NAME)
    assert NAME not in everything(output)
    assert "经办" in everything(output)


def test_signatures_versions_and_members_nobody_names_are_not_copied() -> None:
    source = Ofd().text("正文")
    source.members |= {
        "Doc_0/Signs/Sign_0/SignedValue.dat": b"secret",
        "Doc_0/Doc_V1.xml": b"<a/>",
        "stray.bin": b"secret",
    }
    source.body_extra = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    package = source.build()
    output = ADAPTER.write(package, RedactionPlan(read(package).sha256, ()))
    assert set(unzipped(output)) == {
        "OFD.xml",
        "Doc_0/Document.xml",
        "Doc_0/PublicRes.xml",
        "Doc_0/Pages/Page_0/Content.xml",
    }


def test_the_container_says_nothing_of_when_and_by_what_it_was_made() -> None:
    package = Ofd().text("正文").build()
    plan = RedactionPlan(read(package).sha256, ())
    output = ADAPTER.write(package, plan)
    with zipfile.ZipFile(io.BytesIO(output)) as archive:
        assert archive.comment == b""
        assert {(m.date_time, m.extra, m.comment) for m in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), b"", b"")
        }
        assert archive.namelist()[0] == "OFD.xml"
    assert ADAPTER.write(package, plan) == output


def test_places_that_may_name_somebody_are_called_anew() -> None:
    parts = Ofd().text("正文").parts()
    old, new = "Doc_0/Pages/Page_1/Content.xml", f"Doc_0/Pages/{NAME}.xml"
    parts[new] = parts.pop(old)
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(
        b"Pages/Page_1/Content.xml", f"Pages/{NAME}.xml".encode()
    )
    package = zipped(parts)
    output = ADAPTER.write(package, RedactionPlan(read(package).sha256, ()))
    assert NAME not in everything(output)
    assert texts(output) == ["正文"]


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(lambda _: RedactionPlan(Sha256("00" * 32), ()), id="other-bytes"),
        pytest.param(
            lambda sha: RedactionPlan(
                sha, (Edit(Span(BlockId("page1#t9"), 0, 1), Treatment.REMOVE, ""),)
            ),
            id="unknown-block",
        ),
        pytest.param(
            lambda sha: RedactionPlan(
                sha, (Edit(Span(BlockId("page9#t1"), 0, 1), Treatment.REMOVE, ""),)
            ),
            id="unknown-page",
        ),
        pytest.param(
            lambda sha: RedactionPlan(
                sha, (Edit(Span(BlockId("page1#i1.ocr1"), 0, 1), Treatment.REMOVE, ""),)
            ),
            id="unknown-picture",
        ),
        pytest.param(
            lambda sha: RedactionPlan(
                sha, (Edit(Span(BlockId("member9#1"), 0, 1), Treatment.REMOVE, ""),)
            ),
            id="unknown-member",
        ),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(plan) -> None:
    package = Ofd().text("正文").build()
    with pytest.raises(StalePlanError):
        ADAPTER.write(package, plan(read(package).sha256))


def object_with_glyphs(text: str, transforms: str) -> Ofd:
    return Ofd().text(text, inside=transforms)


def transform(position: int, count: int, *glyphs: int) -> str:
    ids = " ".join(map(str, glyphs))
    return (
        f'<ofd:CGTransform CodePosition="{position}" CodeCount="{count}" GlyphCount="{len(glyphs)}">'
        f"<ofd:Glyphs>{ids}</ofd:Glyphs></ofd:CGTransform>"
    )


def glyphs_of(package: bytes) -> list[tuple[str, str]]:
    root = etree.fromstring(unzipped(package)["Doc_0/Pages/Page_0/Content.xml"])
    return [
        (t.get("CodePosition") or "", t.findtext("{*}Glyphs") or "")
        for t in root.iter("{*}CGTransform")
    ]


def test_glyph_ids_go_with_their_characters() -> None:
    source = object_with_glyphs("甲乙丙丁戊", transform(0, 5, 11, 12, 13, 14, 15))
    assert glyphs_of(redacted(source.build(), "乙丙", stand_in="")) == [("0", "11 14 15")]


def test_glyph_ids_of_later_characters_move_up() -> None:
    source = object_with_glyphs("甲乙丙丁戊", transform(3, 2, 14, 15))
    assert glyphs_of(redacted(source.build(), "甲乙", stand_in="")) == [("1", "14 15")]


def test_a_ligature_that_loses_a_character_is_drawn_by_what_is_left() -> None:
    source = object_with_glyphs("甲乙丙丁戊", transform(1, 3, 12))
    assert glyphs_of(redacted(source.build(), "乙", stand_in="")) == []
    assert glyphs_of(redacted(source.build(), "戊", stand_in="")) == [("1", "12")]


@given(
    st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=12),
    st.data(),
    st.lists(st.integers(1, 11), max_size=4, unique=True),
)
@settings(max_examples=40)
def test_any_stretch_of_any_cut_line_goes_and_the_rest_keeps_its_place(
    text: str, data: st.DataObject, cuts: list[int]
) -> None:
    source, edges = Ofd(), sorted({0, len(text), *(c for c in cuts if c < len(text))})
    for start, end in pairwise(edges):
        source.text(text[start:end], x=20 + 4 * start)
    package = source.build()
    document = read(package)
    block = document.blocks[0]
    assert block.text == text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    output = ADAPTER.write(
        package, build_plan(document, [Edit(Span(block.id, start, end), Treatment.REMOVE, "")])
    )
    kept = {round(20 + 4 * i, 2): c for i, c in enumerate(text) if not start <= i < end}
    assert placed(output) == kept


def placed(package: bytes) -> dict[float, str]:
    """Return the characters of the first page by where they stand, by reading plain XML."""
    found: dict[float, str] = {}
    for code in codes(package):
        owner = code.getparent()
        left = float((owner.get("Boundary") or "0").split()[0]) + number(code.get("X"))
        text = code.text or ""
        steps = [0.0, *deltas(code.get("DeltaX"), len(text))]
        for index, char in enumerate(text):
            found[round(left + sum(steps[: index + 1]), 2)] = char
    return found


def png(size: tuple[int, int] = (200, 80), **info: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, "PNG", **info)
    return target.getvalue()


def test_pixels_under_a_bar_are_overwritten() -> None:
    package = Ofd().picture(png(), box="20 20 100 40").text(f"申请人{NAME}", x=25, y=30).build()
    output = redacted(package, NAME)
    name = next(n for n in unzipped(output) if "image_" in n)
    with Image.open(io.BytesIO(unzipped(output)[name])) as image:
        # The name stands from 37 to 49 mm, the picture from 20 to 120 mm over 200 pixels.
        assert image.getpixel((45, 27)) == (0, 0, 0)
        assert image.getpixel((5, 5)) == (255, 255, 255)
        assert image.getpixel((190, 70)) == (255, 255, 255)


def test_a_picture_on_two_pages_is_overwritten_on_one() -> None:
    source = Ofd(2).picture(png(), box="20 20 100 40").text(NAME, x=25, y=30)
    source.pages[1].append(source.pages[0][0])
    output = redacted(source.text("附页", page=2).build(), NAME)
    assert sum("image_" in name for name in unzipped(output)) == 2


def test_what_a_picture_s_file_says_beside_its_pixels_is_gone() -> None:
    from PIL.PngImagePlugin import PngInfo

    note = PngInfo()
    note.add_text("Author", "secret-author")
    package = Ofd().text("正文").picture(png(pnginfo=note)).build()
    output = ADAPTER.write(package, RedactionPlan(read(package).sha256, ()))
    assert all(b"secret-author" not in content for content in unzipped(output).values())


def test_a_picture_that_cannot_be_decoded_is_blank_and_said_to_be_unread() -> None:
    package = Ofd().text("正文").picture(b"\x97JB2 secret", name="p.jb2").build()
    assert "image-not-read" in read(package).gaps
    output = ADAPTER.write(package, RedactionPlan(read(package).sha256, ()))
    assert all(b"secret" not in content for content in unzipped(output).values())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("宋体", "宋体", id="usual"),
        pytest.param("ABCDEF+FangSong_GB2312", "FangSong_GB2312", id="subset"),
        pytest.param(f"{NAME}手写体", "SimSun", id="somebody-s"),
        pytest.param("F13800138000", "SimSun", id="a-number"),
    ],
)
def test_only_names_of_fonts_stay_names_of_fonts(name: str, kept: str) -> None:
    source = Ofd().text("正文")
    parts = source.parts()
    parts["Doc_0/PublicRes.xml"] = parts["Doc_0/PublicRes.xml"].replace(
        "宋体".encode(), name.encode()
    )
    package = zipped(parts)
    output = ADAPTER.write(package, RedactionPlan(read(package).sha256, ()))
    root = etree.fromstring(unzipped(output)["Doc_0/PublicRes.xml"])
    assert [f.get("FontName") for f in root.iter("{*}Font")] == [kept]


def test_elements_of_other_namespaces_are_not_copied() -> None:
    alien = f'<x:Note xmlns:x="urn:x" a="{NAME}">{NAME}</x:Note>'
    package = Ofd().text("正文").raw(alien).build()
    output = ADAPTER.write(package, RedactionPlan(read(package).sha256, ()))
    assert NAME not in everything(output)


def test_what_is_written_is_sound_by_the_standard_s_own_order() -> None:
    package = (
        Ofd(2)
        .text("正文")
        .text("附页", page=2)
        .template("7", Ofd().object("页眉", 20, 10))
        .use_template("7")
        .build()
    )
    output = redacted(package, "正文")
    parts = unzipped(output)
    root = etree.fromstring(parts["Doc_0/Document.xml"])
    assert [etree.QName(e).localname for e in root] == ["CommonData", "Pages"]
    assert root.nsmap["ofd"] == re.search(r'"(.+)"', NS).group(1)  # type: ignore[union-attr]
    for element in root.iter("{*}Page", "{*}TemplatePage"):
        assert f"Doc_0/{element.get('BaseLoc')}" in parts
    drawn = [
        e
        for n, c in parts.items()
        if n.endswith("Content.xml")
        for e in etree.fromstring(c).iter("{*}TextObject")
    ]
    fonts = {f.get("ID") for f in etree.fromstring(parts["Doc_0/PublicRes.xml"]).iter("{*}Font")}
    assert {e.get("Font") for e in drawn} <= fonts
    assert len({e.get("ID") for e in drawn}) == len(drawn)
