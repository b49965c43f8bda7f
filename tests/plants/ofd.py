"""OFD (GB/T 33190): hiding places on pages and in the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.text import Layer
from tests.plants.media import small_jpeg
from tests.plants.package import Package
from tests.plants.plant import KEPT, plant

if TYPE_CHECKING:
    from collections.abc import Callable

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_PAGE = "Doc_0/Pages/Page_0/Content.xml"
_DOCUMENT = "Doc_0/Document.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def text_object(number: int, text: str, top: float = 60, extra: str = "", left: float = 20) -> str:
    """Return a text object 8 mm high at ``top`` millimetres."""
    steps = " ".join(["5"] * (len(text) - 1))
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{left} {top} 160 8" Font="3" Size="5"{extra}>'
        f'<ofd:TextCode X="0" Y="5"{delta}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def package() -> Package:
    """Return a page with the sentences that must survive."""
    lines = "".join(text_object(100 + n, line, 20 + 10 * n) for n, line in enumerate(KEPT))
    return Package(
        {
            "OFD.xml": f'{_HEAD}<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'.encode(),
            _DOCUMENT: f'{_HEAD}<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'.encode(),
            "Doc_0/PublicRes.xml": f'{_HEAD}<ofd:Res {NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>'.encode(),
            _PAGE: f'{_HEAD}<ofd:Page {NS}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="2" Type="Body">{lines}</ofd:Layer></ofd:Content></ofd:Page>'.encode(),
        }
    )


def _drawn(
    channel: str, draw: Callable[[str], str], layer: Layer = Layer.BODY, kind: str = "han"
) -> None:
    """Register further content of the page's layer."""

    @plant("ofd", channel, layer, kind=kind)
    def _make(secret: str) -> bytes:
        pack = package()
        pack.replace(_PAGE, "</ofd:Layer>", draw(secret) + "</ofd:Layer>")
        return pack.pack()


def _listed(
    channel: str, element: str, files: dict[str, str], layer: Layer = Layer.METADATA
) -> None:
    """Register files that an element of the document root points to."""

    @plant("ofd", channel, layer)
    def _make(secret: str) -> bytes:
        pack = package()
        if element:
            pack.replace(
                _DOCUMENT, "</ofd:Document>", element.replace("{s}", secret) + "</ofd:Document>"
            )
        for name, xml in files.items():
            pack.parts[name] = (_HEAD + xml.replace("{s}", secret)).encode()
        return pack.pack()


_drawn("text code", lambda s: text_object(900, "申请人：" + s))
_drawn("number", lambda s: text_object(900, s), kind="digits")
_drawn(
    "two text codes of one object",
    lambda s: text_object(900, s[:2]).replace(
        "</ofd:TextObject>",
        f'<ofd:TextCode X="10" Y="5" DeltaX="5">{s[2:]}</ofd:TextCode></ofd:TextObject>',
    ),
)
_drawn(
    "one object a character",
    lambda s: "".join(text_object(900 + i, c, 60, "", 20 + 5 * i) for i, c in enumerate(s)),
)
_drawn(
    "one object a digit",
    lambda s: "".join(text_object(900 + i, c, 60, "", 20 + 5 * i) for i, c in enumerate(s)),
    kind="digits",
)
_drawn("over two lines", lambda s: text_object(900, s[:2], 60) + text_object(901, s[2:], 68))
_drawn("drawn twice", lambda s: text_object(900, s) + text_object(901, s, 60.2))
_drawn(
    "inside a page block",
    lambda s: f'<ofd:PageBlock ID="910">{text_object(900, s)}</ofd:PageBlock>',
)
_drawn("invisible object", lambda s: text_object(900, s, 60, ' Visible="false"'), Layer.HIDDEN)
_drawn("fully transparent object", lambda s: text_object(900, s, 60, ' Alpha="0"'), Layer.HIDDEN)
_drawn("text below the page", lambda s: text_object(900, s, 400), Layer.HIDDEN)
_drawn(
    "name of an object",
    lambda s: (
        f'<ofd:PathObject ID="903" Boundary="10 30 100 10" Name="{s}"><ofd:AbbreviatedData>M 0 0 L 1 1</ofd:AbbreviatedData></ofd:PathObject>'
    ),
    Layer.ATTRIBUTE,
)
_drawn(
    "action of an object",
    lambda s: text_object(900, "链接").replace(
        "<ofd:TextCode",
        f'<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="http://x.invalid/{s}"/></ofd:Action></ofd:Actions><ofd:TextCode',
        1,
    ),
    Layer.ATTRIBUTE,
)
_drawn(
    "glyph ids beside the text",
    lambda s: text_object(900, s).replace(
        "<ofd:TextCode",
        '<ofd:CGTransform CodePosition="0" CodeCount="4" GlyphCount="4"><ofd:Glyphs>101 102 103 104</ofd:Glyphs></ofd:CGTransform><ofd:TextCode',
        1,
    ),
)
_drawn("comment in the page", lambda s: f"<!-- {s} -->", Layer.HIDDEN)
_drawn(
    "numeric references",
    lambda s: text_object(900, "#").replace(">#<", ">" + "".join(f"&#{ord(c)};" for c in s) + "<"),
)

_listed(
    "bookmark",
    '<ofd:Bookmarks><ofd:Bookmark Name="{s}"><ofd:Dest Type="Fit" PageID="1"/></ofd:Bookmark></ofd:Bookmarks>',
    {},
)
_listed("outline", '<ofd:Outlines><ofd:OutlineElem Title="{s}"/></ofd:Outlines>', {})
_listed(
    "action of the document",
    '<ofd:Actions><ofd:Action Event="DO"><ofd:URI URI="http://x.invalid/{s}"/></ofd:Action></ofd:Actions>',
    {},
)
_TAGS = "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>"
_TAG_LIST = f'<ofd:CustomTags {NS}><ofd:CustomTag TypeID="0"><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>'
_listed(
    "custom tag",
    _TAGS,
    {
        "Doc_0/Tags/CustomTags.xml": _TAG_LIST,
        "Doc_0/Tags/CustomTag.xml": '<fp:invoice xmlns:fp="urn:x"><fp:Buyer>{s}</fp:Buyer></fp:invoice>',
    },
)
_NOTES = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
_NOTE_LIST = f'<ofd:Annotations {NS}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
_NOTE = f'<ofd:PageAnnot {NS}><ofd:Annot Type="Stamp" Creator="{{creator}}" ID="77"><ofd:Remark>{{remark}}</ofd:Remark><ofd:Parameters><ofd:Parameter Name="p">{{parameter}}</ofd:Parameter></ofd:Parameters><ofd:Appearance Boundary="20 100 60 10">{{drawn}}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>'
for _channel, _where, _layer in (
    ("creator of a note", "creator", Layer.METADATA),
    ("remark of a note", "remark", Layer.COMMENT),
    ("parameter of a note", "parameter", Layer.COMMENT),
    ("drawn text of a note", "drawn", Layer.COMMENT),
):
    _fill = dict.fromkeys(("creator", "remark", "parameter"), "x") | {"drawn": ""}
    _fill[_where] = text_object(78, "{s}", 0) if _where == "drawn" else "{s}"
    _listed(
        _channel,
        _NOTES,
        {
            "Doc_0/Annots/Annotations.xml": _NOTE_LIST,
            "Doc_0/Annots/Page_0/Annotation.xml": _NOTE.format(**_fill),
        },
        _layer,
    )
_FILES = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
_FILE_LIST = f'<ofd:Attachments {NS}><ofd:Attachment ID="1" Name="{{name}}" Format="xml"><ofd:FileLoc>original.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'
_listed(
    "name of an attachment",
    _FILES,
    {
        "Doc_0/Attachs/Attachments.xml": _FILE_LIST.format(name="{s}"),
        "Doc_0/Attachs/original.xml": "<a/>",
    },
)
_listed(
    "attachment",
    _FILES,
    {
        "Doc_0/Attachs/Attachments.xml": _FILE_LIST.format(name="a"),
        "Doc_0/Attachs/original.xml": "<a><b>{s}</b></a>",
    },
    Layer.HIDDEN,
)
_EXTENSIONS = "<ofd:Extensions>Extensions.xml</ofd:Extensions>"
_listed(
    "name in an extension",
    _EXTENSIONS,
    {
        "Doc_0/Extensions.xml": f'<ofd:Extensions {NS}><ofd:Extension AppName="{{s}}" RefId="1"/></ofd:Extensions>'
    },
)
_listed(
    "property in an extension",
    _EXTENSIONS,
    {
        "Doc_0/Extensions.xml": f'<ofd:Extensions {NS}><ofd:Extension AppName="a" RefId="1"><ofd:Property Name="n">{{s}}</ofd:Property></ofd:Extension></ofd:Extensions>'
    },
)
_listed("file no list names", "", {"Doc_0/Loose.xml": "<a>{s}</a>"}, Layer.HIDDEN)


def _information(channel: str, element: str) -> None:
    @plant("ofd", channel, Layer.METADATA)
    def _make(secret: str) -> bytes:
        pack = package()
        pack.replace("OFD.xml", "</ofd:DocInfo>", element.replace("{s}", secret) + "</ofd:DocInfo>")
        return pack.pack()


_information("author", "<ofd:Author>{s}</ofd:Author>")
_information("title", "<ofd:Title>{s}</ofd:Title>")
_information("keyword", "<ofd:Keywords><ofd:Keyword>{s}</ofd:Keyword></ofd:Keywords>")
_information(
    "custom datum",
    '<ofd:CustomDatas><ofd:CustomData Name="k">{s}</ofd:CustomData></ofd:CustomDatas>',
)
_information(
    "name of a custom datum",
    '<ofd:CustomDatas><ofd:CustomData Name="{s}">k</ofd:CustomData></ofd:CustomDatas>',
)


@plant("ofd", "template page", Layer.BODY)
def _template(secret: str) -> bytes:
    pack = package()
    pack.replace(
        _DOCUMENT,
        "</ofd:CommonData>",
        '<ofd:TemplatePage ID="50" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>',
    )
    pack.replace(
        _PAGE, "<ofd:Area>", '<ofd:Template TemplateID="50" ZOrder="Background"/><ofd:Area>'
    )
    content = f'{_HEAD}<ofd:Page {NS}><ofd:Content><ofd:Layer ID="51">{text_object(80, secret, 200)}</ofd:Layer></ofd:Content></ofd:Page>'
    pack.parts["Doc_0/Tpls/Tpl_0/Content.xml"] = content.encode()
    return pack.pack()


@plant("ofd", "earlier version", Layer.HIDDEN)
def _version(secret: str) -> bytes:
    pack = package()
    pack.replace(
        "OFD.xml",
        "</ofd:DocBody>",
        '<ofd:Versions><ofd:Version ID="V1" Index="1" BaseLoc="Doc_0/Versions/V1.xml"/></ofd:Versions></ofd:DocBody>',
    )
    pack.parts["Doc_0/Versions/V1.xml"] = (
        f'{_HEAD}<ofd:DocVersion {NS} ID="V1" Name="{secret}"><ofd:FileList/><ofd:DocRoot>Document.xml</ofd:DocRoot></ofd:DocVersion>'.encode()
    )
    return pack.pack()


def _signed(channel: str, encoding: str) -> None:
    @plant("ofd", channel, Layer.METADATA)
    def _make(secret: str) -> bytes:
        pack = package()
        pack.replace(
            "OFD.xml",
            "</ofd:DocBody>",
            "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>",
        )
        pack.parts["Doc_0/Signs/Signatures.xml"] = (
            f'{_HEAD}<ofd:Signatures {NS}><ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'.encode()
        )
        pack.parts["Doc_0/Signs/Sign_0/Signature.xml"] = (
            f'{_HEAD}<ofd:Signature {NS}><ofd:SignedInfo><ofd:Provider ProviderName="p"/></ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>'.encode()
        )
        pack.parts["Doc_0/Signs/Sign_0/SignedValue.dat"] = b"0\x82\x0c\x10" + secret.encode(
            encoding
        )
        return pack.pack()


_signed("certificate in a signature, UTF-8", "utf-8")
_signed("certificate in a signature, UTF-16", "utf-16-be")


@plant("ofd", "EXIF of a picture", Layer.METADATA)
def _picture(secret: str) -> bytes:
    pack = package()
    pack.replace(
        "Doc_0/PublicRes.xml",
        "</ofd:Res>",
        '<ofd:MultiMedias><ofd:MultiMedia ID="60" Type="Image" Format="JPG"><ofd:MediaFile>image.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>',
    )
    pack.replace(
        _PAGE,
        "</ofd:Layer>",
        '<ofd:ImageObject ID="61" Boundary="20 120 30 30" CTM="30 0 0 30 0 0" ResourceID="60"/></ofd:Layer>',
    )
    pack.parts["Doc_0/Res/image.jpg"] = small_jpeg(secret)
    return pack.pack()


@plant("ofd", "name of a part", Layer.METADATA)
def _part_name(secret: str) -> bytes:
    pack = package()
    pack.parts[f"Doc_0/Res/{secret}.bin"] = b"x"
    return pack.pack()


@plant("ofd", "name of a font", Layer.ATTRIBUTE)
def _font_name(secret: str) -> bytes:
    pack = package()
    pack.replace("Doc_0/PublicRes.xml", 'FamilyName="宋体"', f'FamilyName="{secret}"')
    return pack.pack()


@plant("ofd", "zip comment", Layer.METADATA)
def _zip_comment(secret: str) -> bytes:
    return package().pack(comment=secret.encode())


@plant("ofd", "member missing from the zip directory", Layer.HIDDEN)
def _orphan(secret: str) -> bytes:
    return package().pack(orphan=f"<a>{secret}</a>".encode())
