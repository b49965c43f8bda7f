"""Reading OFD: lines by where characters stand, everything shown, everything hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.text import Layer
from redaction.errors import EmptyDocumentError, HostileFileError, UnreadableFileError
from tests.redaction.ofd.maker import NS, Ofd, zipped
from tests.redaction.ofd.support import read, texts

SENTENCE = "关于王小明申请公开信息的答复"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(Ofd().text(SENTENCE), id="one-object"),
        pytest.param(Ofd().text(SENTENCE, split=True), id="one-object-for-each-character"),
        pytest.param(
            Ofd().text(SENTENCE[:5]).text(SENTENCE[5:], x=20 + 5 * 4), id="split-within-a-word"
        ),
        pytest.param(
            Ofd().text(SENTENCE[5:], x=20 + 5 * 4).text(SENTENCE[:5]), id="drawn-in-another-order"
        ),
        pytest.param(
            Ofd(prefix="o", namespace='xmlns:o="http://www.ofdspec.org/2016"').text(SENTENCE),
            id="another-prefix",
        ),
        pytest.param(
            Ofd(prefix="", namespace='xmlns="http://www.ofdspec.org/2016"').text(SENTENCE),
            id="no-prefix",
        ),
        pytest.param(
            Ofd(namespace='xmlns:ofd="http://www.ofdspec.org"').text(SENTENCE), id="older-namespace"
        ),
        pytest.param(Ofd().text(SENTENCE).text(SENTENCE, x=20.2), id="drawn-twice-to-be-bold"),
        pytest.param(
            Ofd().raw(
                '<ofd:TextObject ID="9" Boundary="10 10 190 20" CTM="2 0 0 2 5 5" Font="3" Size="2">'
                f'<ofd:TextCode X="0" Y="2" DeltaX="g 13 2">{SENTENCE}</ofd:TextCode></ofd:TextObject>'
            ),
            id="offsets-repeated-by-g-and-scaled",
        ),
        pytest.param(
            Ofd().raw(
                '<ofd:TextObject ID="9" Boundary="10 10 190 20" Font="3" Size="4">'
                f'<ofd:TextCode X="0" Y="4">{SENTENCE}</ofd:TextCode></ofd:TextObject>'
            ),
            id="no-offsets",
        ),
        pytest.param(
            Ofd().raw(
                f"<ofd:PageBlock><ofd:PageBlock>{Ofd().object(SENTENCE, 20, 30)}</ofd:PageBlock></ofd:PageBlock>"
            ),
            id="in-blocks-of-blocks",
        ),
        pytest.param(
            Ofd().template("7", Ofd().object(SENTENCE, 20, 30)).use_template("7"),
            id="in-a-template",
        ),
    ],
)
def test_a_line_is_one_block_however_it_is_cut(source: Ofd) -> None:
    assert texts(source.build(), Layer.BODY) == [SENTENCE]


def test_characters_that_run_down_the_page_are_one_line() -> None:
    code = '<ofd:TextCode X="0" Y="4" DeltaY="4 4 4">从上往下</ofd:TextCode>'
    element = (
        f'<ofd:TextObject ID="9" Boundary="100 20 8 60" Font="3" Size="4">{code}</ofd:TextObject>'
    )
    assert texts(Ofd().raw(element).build(), Layer.BODY) == ["从上往下"]


def test_a_turned_line_of_single_characters_is_one_line() -> None:
    objects = [
        f'<ofd:TextObject ID="{9 + n}" Boundary="100 {20 + 4 * n} 8 8" CTM="0 1 -1 0 4 0" Font="3" Size="4">'
        f'<ofd:TextCode X="0" Y="4">{char}</ofd:TextCode></ofd:TextObject>'
        for n, char in enumerate("转过来的字")
    ]
    assert texts(Ofd().raw("".join(objects)).build(), Layer.BODY) == ["转过来的字"]


def test_a_label_in_the_template_and_a_value_on_the_page_are_one_line() -> None:
    source = (
        Ofd().template("7", Ofd().object("购买方：", 20, 30)).use_template("7").text("王小明", x=37)
    )
    assert texts(source.build(), Layer.BODY) == ["购买方：王小明"]


def test_lines_that_continue_are_one_block_and_paragraphs_are_not() -> None:
    first = "申请人住址为江海市滨河区和平路十二号院三号楼"
    source = Ofd().text(first, y=30).text("二单元五零一室，", y=37).text("特此答复。", x=28, y=44)
    assert texts(source.build(), Layer.BODY) == [first + "\n二单元五零一室，", "特此答复。"]


def test_columns_of_a_table_are_cells_with_their_headers() -> None:
    source = Ofd()
    for row, cells in enumerate(
        [
            ("姓名", "身份证号码", "金额"),
            ("王小明", "11010119000307771X", "300"),
            ("李大力", "110101189903077712", "500"),
        ]
    ):
        for column, cell in enumerate(cells):
            source.text(cell, x=20 + 50 * column, y=30 + 8 * row, step=2 if cell.isascii() else 4)
    blocks = read(source.build()).blocks
    found = {b.text: (b.label, b.cell.row, b.cell.column) for b in blocks if b.cell}
    assert found["李大力"] == ("姓名", 2, 0)
    assert found["11010119000307771X"] == ("身份证号码", 1, 1)
    assert found["姓名"] == ("", 0, 0)


def test_a_form_s_label_belongs_to_what_stands_beside_it() -> None:
    source = Ofd()
    for row, cells in enumerate([("姓名", "王小明"), ("住址", "和平路十二号")]):
        for column, cell in enumerate(cells):
            source.text(cell, x=20 + 40 * column, y=30 + 8 * row)
    labels = {b.text: b.label for b in read(source.build()).blocks if b.cell}
    assert labels["和平路十二号"] == "住址"


def test_each_character_has_its_box_in_points() -> None:
    block = read(Ofd().text("甲乙", x=25.4, y=25.4, size=4).build()).blocks[0]
    assert [round(box.x0, 1) for box in block.boxes] == [72.0, 83.3]
    assert all(box.page == 1 and box.top < box.bottom for box in block.boxes)


def test_the_same_bytes_give_the_same_ids() -> None:
    source = Ofd(2).text("甲方").text("乙方", page=2).build()
    assert [b.id for b in read(source).blocks] == [b.id for b in read(source).blocks]
    assert [b.id for b in read(source).blocks][:2] == ["page1#t1", "page2#t1"]


HIDDEN = [
    pytest.param(
        Ofd().text("正文").text("秘密", y=60, attributes='Visible="false"'), id="switched-off"
    ),
    pytest.param(Ofd().text("正文").text("秘密", y=60, attributes='Alpha="0"'), id="transparent"),
    pytest.param(
        Ofd().text("正文").text("秘密", y=60, inside='<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
        id="transparent-fill",
    ),
    pytest.param(Ofd().text("正文").text("秘密", x=500), id="beside-the-paper"),
    pytest.param(Ofd().text("正文").text("秘密", y=-40), id="above-the-paper"),
    pytest.param(
        Ofd()
        .text("正文")
        .raw(f'<ofd:PageBlock Visible="false">{Ofd().object("秘密", 20, 60)}</ofd:PageBlock>'),
        id="in-a-block-that-is-off",
    ),
    pytest.param(
        Ofd()
        .text("正文")
        .raw(
            '<ofd:PathObject ID="8" Boundary="0 0 9 9"><ofd:Clips><ofd:Clip><ofd:Area>'
            f"{Ofd().object('秘密', 2, 6).replace('TextObject', 'Text')}</ofd:Area></ofd:Clip></ofd:Clips></ofd:PathObject>"
        ),
        id="as-a-clip",
    ),
    pytest.param(
        Ofd()
        .text("正文")
        .raw(
            '<ofd:PathObject ID="8" Boundary="0 0 9 9"><ofd:FillColor><ofd:Pattern Width="9" Height="9"><ofd:CellContent>'
            f"{Ofd().object('秘密', 2, 6)}</ofd:CellContent></ofd:Pattern></ofd:FillColor></ofd:PathObject>"
        ),
        id="in-a-pattern",
    ),
]


@pytest.mark.parametrize("source", HIDDEN)
def test_text_that_no_one_sees_is_read_as_hidden(source: Ofd) -> None:
    package = source.build()
    assert texts(package, Layer.HIDDEN) == ["秘密"]
    assert texts(package, Layer.BODY) == ["正文"]


UNSEEN = [
    pytest.param(
        lambda o: setattr(o, "info", "<ofd:Title>秘密标题</ofd:Title>"), "秘密标题", id="title"
    ),
    pytest.param(
        lambda o: setattr(
            o,
            "info",
            '<ofd:CustomDatas><ofd:CustomData Name="k">秘密值</ofd:CustomData></ofd:CustomDatas>',
        ),
        "秘密值",
        id="custom-data",
    ),
    pytest.param(
        lambda o: o.members.update({"Doc_0/Tags/T.xml": "<t><甲>秘密</甲></t>".encode()}),
        "秘密",
        id="tag",
    ),
    pytest.param(
        lambda o: o.members.update({"Doc_0/Attachs/秘密名单.txt": b"x"}),
        "Doc_0/Attachs/秘密名单.txt",
        id="member-name",
    ),
    pytest.param(
        lambda o: o.members.update({"Doc_0/a.txt": "秘密附件".encode("gb18030")}),
        "秘密附件",
        id="attachment",
    ),
    pytest.param(
        lambda o: setattr(
            o, "document_extra", '<ofd:Outlines><ofd:OutlineElem Title="秘密目录"/></ofd:Outlines>'
        ),
        "秘密目录",
        id="outline",
    ),
    pytest.param(
        lambda o: setattr(
            o, "document_extra", '<ofd:Bookmarks><ofd:Bookmark Name="13800138000"/></ofd:Bookmarks>'
        ),
        "13800138000",
        id="bookmark-of-digits",
    ),
    pytest.param(lambda o: o.raw("<!-- 秘密注释 -->"), "秘密注释", id="comment"),
    pytest.param(
        lambda o: o.raw('<ofd:PathObject ID="8" Boundary="0 0 1 1" Name="秘密路径"/>'),
        "秘密路径",
        id="object-name",
    ),
    pytest.param(
        lambda o: o.raw(
            '<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="http://e.example/秘密"/></ofd:Action></ofd:Actions>'
        ),
        "http://e.example/秘密",
        id="link",
    ),
    pytest.param(
        lambda o: o.annotation("Highlight", "", rest="<ofd:Remark>秘密批注</ofd:Remark>"),
        "秘密批注",
        id="remark",
    ),
    pytest.param(
        lambda o: o.members.update(
            {
                "Doc_0/Old/Content.xml": f"<ofd:Page {NS}><ofd:TextCode>旧版秘密</ofd:TextCode></ofd:Page>".encode()
            }
        ),
        "旧版秘密",
        id="page-of-an-old-version",
    ),
    pytest.param(
        lambda o: o.members.update({"Doc_0/broken.xml": "<a><b>秘密残片".encode()}),
        "秘密残片",
        id="damaged-xml",
    ),
]


@pytest.mark.parametrize(("plant", "text"), UNSEEN)
def test_text_beside_the_pages_is_read_as_metadata(plant, text: str) -> None:
    source = Ofd().text("正文")
    plant(source)
    assert text in texts(source.build(), Layer.METADATA)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            zipped(Ofd().text("正文").parts(), comment="秘密包注释".encode()),
            id="in-the-package-s-comment",
        ),
        pytest.param("秘密包注释".encode() + Ofd().text("正文").build(), id="before-the-package"),
    ],
)
def test_text_that_no_member_holds_is_read_too(source: bytes) -> None:
    assert any("秘密包注释" in text for text in texts(source, Layer.METADATA))


def test_a_plain_file_has_no_text_beside_its_pages() -> None:
    source = (
        Ofd(2)
        .text("正文")
        .text("附页", page=2)
        .template("7", Ofd().object("页眉", 20, 10))
        .use_template("7")
    )
    assert texts(source.build(), Layer.METADATA) == []


@pytest.mark.parametrize(
    ("kind", "more", "layer"),
    [
        pytest.param("Stamp", "", Layer.MARGIN, id="stamp"),
        pytest.param("Watermark", "", Layer.MARGIN, id="watermark"),
        pytest.param("Highlight", "", Layer.COMMENT, id="highlight"),
        pytest.param("Path", "", Layer.COMMENT, id="drawn-remark"),
        pytest.param("Stamp", 'Visible="false"', Layer.HIDDEN, id="stamp-that-is-off"),
    ],
)
def test_what_annotations_show_is_layered_by_their_type(kind: str, more: str, layer: Layer) -> None:
    source = Ofd().text("正文").annotation(kind, Ofd().object("印章文字", 50, 100), more=more)
    assert [b.layer for b in read(source.build()).blocks if b.text == "印章文字"] == [layer]


def test_the_current_version_is_what_counts_as_pages() -> None:
    source = Ofd().text("旧版本正文")
    newer = Ofd().text("新版本正文").parts()
    source.members |= {
        n.replace("Doc_0/", "Doc_0/New/"): c for n, c in newer.items() if n.startswith("Doc_0/")
    }
    source.members["Doc_0/V.xml"] = (
        f"<ofd:DocVersion {NS} ID='v1'><ofd:DocRoot>New/Document.xml</ofd:DocRoot></ofd:DocVersion>".encode()
    )
    source.body_extra = '<ofd:Versions><ofd:Version ID="v1" Index="1" Current="true" BaseLoc="Doc_0/V.xml"/></ofd:Versions>'
    package = source.build()
    assert texts(package, Layer.BODY) == ["新版本正文"]
    assert "旧版本正文" in texts(package, Layer.METADATA)


def test_several_documents_in_one_package_are_read_one_after_the_other() -> None:
    parts = Ofd().text("第一份").parts()
    other = Ofd().text("第二份").parts()
    parts |= {n.replace("Doc_0", "Doc_1"): c for n, c in other.items() if n.startswith("Doc_0")}
    parts["OFD.xml"] = parts["OFD.xml"].replace(
        b"</ofd:OFD>",
        b"<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    )
    document = read(zipped(parts))
    assert [(b.page, b.text) for b in document.blocks] == [(1, "第一份"), (2, "第二份")]
    assert document.pages == 2


@pytest.mark.parametrize(
    "location",
    [
        pytest.param("/Doc_0/Pages/Page_1/Content.xml", id="absolute"),
        pytest.param("Doc_0/Pages/Page_1/Content.xml", id="from-the-top-without-a-slash"),
        pytest.param("./Pages/Page_1/Content.xml", id="dotted"),
        pytest.param("Pages\\Page_1\\Content.xml", id="backslashes"),
        pytest.param("pages/page_1/content.XML", id="other-case"),
    ],
)
def test_places_are_found_as_readers_find_them(location: str) -> None:
    parts = Ofd().text("正文").parts()
    name = "Doc_0/Document.xml"
    parts[name] = parts[name].replace(b"Pages/Page_1/Content.xml", location.encode())
    assert texts(zipped(parts), Layer.BODY) == ["正文"]


def test_signatures_are_said_to_go() -> None:
    source = Ofd().text("正文")
    source.members["Doc_0/Signs/Sign_0/SignedValue.dat"] = b"\x30\x82"
    source.body_extra = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    assert "ofd-signature-dropped" in read(source.build()).gaps


def test_an_attachment_nobody_can_read_is_said_to_be_unread() -> None:
    source = Ofd().text("正文")
    source.members["Doc_0/Attachs/a.bin"] = b"\x07\x00\xff\xfe\x81" * 9
    assert "attachment-not-read" in read(source.build()).gaps


def test_a_page_of_shapes_beside_a_page_of_text_is_said_to_be_unread() -> None:
    source = Ofd(2).text("正文")
    for number in range(20):
        source.raw(f'<ofd:PathObject ID="{50 + number}" Boundary="{number} 9 1 1"/>', page=2)
    assert "ofd-shapes-not-read" in read(source.build()).gaps


def with_part(name: str, content: bytes) -> bytes:
    parts = Ofd().text("正文").parts()
    parts[name] = content
    return zipped(parts)


PAGE = "Doc_0/Pages/Page_1/Content.xml"
DEEP = b"<ofd:PageBlock>" * 200 + b"</ofd:PageBlock>" * 200


@pytest.mark.parametrize(
    ("source", "error", "reason"),
    [
        pytest.param(b"PK\x03\x04 cut off", UnreadableFileError, "damaged-zip", id="cut-off"),
        pytest.param(zipped({"a.xml": b"<a/>"}), UnreadableFileError, "not-ofd", id="no-ofd"),
        pytest.param(
            with_part(PAGE, b"<ofd:Page"), UnreadableFileError, "damaged-xml", id="damaged-page"
        ),
        pytest.param(
            with_part(PAGE, b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
            HostileFileError,
            "document-type",
            id="external-entity",
        ),
        pytest.param(
            with_part(PAGE, b'<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><a>&y;</a>'),
            HostileFileError,
            "document-type",
            id="entities-of-entities",
        ),
        pytest.param(
            zipped(Ofd().text("正文").parts(), (PAGE, b"<a/>")),
            HostileFileError,
            "duplicate-member",
            id="two-members-of-one-name",
        ),
        pytest.param(
            zipped(Ofd().text("正文").parts(), ("../../up.xml", b"<a/>")),
            HostileFileError,
            "member-path",
            id="climbing-name",
        ),
        pytest.param(
            zipped(
                Ofd().text("正文").parts(), ("Doc_0/big.xml", b"<a>" + b" " * (3 << 20) + b"</a>")
            ),
            HostileFileError,
            "compression-ratio",
            id="bomb",
        ),
        pytest.param(
            zipped(
                Ofd().text("正文").parts()
                | {
                    PAGE: f"<ofd:Page {NS}><ofd:Content>".encode()
                    + DEEP
                    + b"</ofd:Content></ofd:Page>"
                }
            ),
            HostileFileError,
            "nesting",
            id="blocks-in-blocks-without-end",
        ),
    ],
)
def test_damaged_and_hostile_packages_are_refused(
    source: bytes, error: type[Exception], reason: str
) -> None:
    with pytest.raises(error) as caught:
        read(source)
    assert caught.value.facts["reason"] == reason  # type: ignore[attr-defined]


def unit(identity: str, inside: str) -> str:
    return (
        "<ofd:CompositeGraphicUnits>"
        f'<ofd:CompositeGraphicUnit ID="{identity}" Width="99" Height="99"><ofd:Content>{inside}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )


def drawing(identity: str, times: int = 1) -> str:
    return f'<ofd:CompositeObject ID="70" Boundary="0 0 99 99" ResourceID="{identity}"/>' * times


def test_a_drawing_unit_is_read_where_it_is_drawn() -> None:
    source = Ofd().raw(drawing("60"))
    source.resources = unit("60", Ofd().object("单元里的字", 20, 30))
    assert texts(source.build(), Layer.BODY) == ["单元里的字"]


def test_a_drawing_unit_that_nothing_draws_is_text_beside_the_pages() -> None:
    source = Ofd().text("正文")
    source.resources = unit("60", Ofd().object("单元里的字", 20, 30))
    assert texts(source.build(), Layer.METADATA) == ["单元里的字"]


def test_a_drawing_unit_that_draws_itself_is_refused() -> None:
    source = Ofd().raw(drawing("60"))
    source.resources = unit("60", drawing("60", 2))
    with pytest.raises(HostileFileError):
        read(source.build())


def test_units_that_multiply_are_refused() -> None:
    source = Ofd().raw(drawing("60"))
    source.resources = "".join(unit(str(60 + n), drawing(str(61 + n), 9)) for n in range(9))
    with pytest.raises(HostileFileError):
        read(source.build())


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(Ofd(), id="nothing-at-all"),
        pytest.param(Ofd().text("　　"), id="spaces"),
        pytest.param(Ofd().text("秘密", attributes='Visible="false"'), id="hidden-text-alone"),
    ],
)
def test_a_file_without_legible_text_is_refused(source: Ofd) -> None:
    with pytest.raises(EmptyDocumentError):
        read(source.build())


@given(st.lists(st.text("甲乙丙丁0123", min_size=1, max_size=6), min_size=1, max_size=5))
def test_no_character_is_lost_by_joining(words: list[str]) -> None:
    source = Ofd()
    for number, word in enumerate(words):
        source.text(word, x=15 + 37 * (number % 3), y=30 + 9 * (number // 3))
    found = "".join(texts(source.build(), Layer.BODY))
    assert sorted(found.replace(" ", "").replace("\n", "")) == sorted("".join(words))
