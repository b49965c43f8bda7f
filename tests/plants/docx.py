"""docx: hiding places inside the document part."""

from __future__ import annotations

import io
from functools import cache

import docx as python_docx

from recognizers.text import Layer
from tests.plants.media import jpeg, small_jpeg
from tests.plants.package import RELATIONS, Package
from tests.plants.plant import KEPT, plant

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATIONS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


@cache
def _base() -> bytes:
    document = python_docx.Document()
    for sentence in KEPT:
        document.add_paragraph(sentence)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def package() -> Package:
    """Return a plain document with the sentences that must survive."""
    return Package.open(_base())


def with_body(xml: str, into: Package | None = None) -> Package:
    """Return the document with ``xml`` before its section properties."""
    pack = into or package()
    name = "word/document.xml"
    text = pack.parts[name].decode()
    at = text.rindex("<w:sectPr")
    start = text.index("<w:document") + len("<w:document")
    end = text.index(">", start)
    declared = "".join(
        f" {space}"
        for space in SPACES.split(" ")
        if space.split("=")[0] + "=" not in text[start:end]
    )
    pack.parts[name] = (text[:start] + declared + text[start:at] + xml + text[at:]).encode()
    return pack


def run(text: str, properties: str = "") -> str:
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _simple(channel: str, template: str, layer: Layer = Layer.BODY, kind: str = "han") -> None:
    """Register a place that is the document part with ``{s}`` filled in."""

    @plant("docx", channel, layer, kind=kind)
    def _make(secret: str) -> bytes:
        return with_body(template.replace("{s}", secret)).pack()


@plant("docx", "split over runs")
def _split_runs(secret: str) -> bytes:
    runs = "".join(run(c, "<w:b/>" if i % 2 else "") for i, c in enumerate(secret))
    return with_body(paragraph(run("申请人：") + runs + run("，已受理。"))).pack()


@plant("docx", "split by a bookmark and a spelling mark")
def _split_marks(secret: str) -> bytes:
    marks = '<w:bookmarkStart w:id="3" w:name="b"/><w:bookmarkEnd w:id="3"/><w:proofErr w:type="spellStart"/>'
    return with_body(paragraph(run(secret[:1]) + marks + run(secret[1:]))).pack()


@plant("docx", "split by a line break")
def _split_break(secret: str) -> bytes:
    return with_body(paragraph(run(secret[:2]) + "<w:r><w:br/></w:r>" + run(secret[2:]))).pack()


@plant("docx", "number split over runs", kind="digits")
def _split_number(secret: str) -> bytes:
    return with_body(paragraph("".join(run(c) for c in secret))).pack()


@plant("docx", "number in full width digits", kind="digits")
def _wide_number(secret: str) -> bytes:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in secret)
    return with_body(paragraph(run(wide))).pack()


@plant("docx", "number with spaces and invisible marks", kind="digits")
def _spaced_number(secret: str) -> bytes:
    return with_body(paragraph(run(f"{secret[:3]} {secret[3:6]}\u200b{secret[6:]}"))).pack()


@plant("docx", "inside a word of numeric references")
def _references(secret: str) -> bytes:
    return with_body(paragraph(run("".join(f"&#x{ord(c):X};" for c in secret)))).pack()


_TABLE = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    "<w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>{s}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
)
_CHANGE = 'w:id="20" w:author="{s}" w:date="2020-01-01T00:00:00Z"'
_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve">%s</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>%s</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_CHOICE = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
    '<wp:extent cx="1000000" cy="500000"/><wp:docPr id="7" name="t"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1000000" cy="500000"/>'
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
    "<w:p><w:r><w:t>%s</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape style="width:100pt;height:50pt"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>%s</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
_SDT = "<w:sdt><w:sdtPr>{p}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:sdtContent></w:sdt>"

_simple("table cell", _TABLE)
_simple("nested table cell", _TABLE.replace("<w:p><w:r><w:t>{s}</w:t></w:r></w:p>", _TABLE))
_simple(
    "deleted text",
    f"<w:p><w:del {_CHANGE.replace('{s}', 'a')}><w:r><w:delText>{{s}}</w:delText></w:r></w:del></w:p>",
    Layer.DELETED,
)
_simple(
    "inserted text",
    f"<w:p><w:ins {_CHANGE.replace('{s}', 'a')}><w:r><w:t>{{s}}</w:t></w:r></w:ins></w:p>",
)
_simple(
    "moved away text",
    f"<w:p><w:moveFrom {_CHANGE.replace('{s}', 'a')}><w:r><w:t>{{s}}</w:t></w:r></w:moveFrom></w:p>",
    Layer.DELETED,
)
_simple(
    "moved here text",
    f"<w:p><w:moveTo {_CHANGE.replace('{s}', 'a')}><w:r><w:t>{{s}}</w:t></w:r></w:moveTo></w:p>",
)
_simple(
    "author of an insertion",
    f"<w:p><w:ins {_CHANGE}><w:r><w:t>新增内容</w:t></w:r></w:ins></w:p>",
    Layer.METADATA,
)
_simple(
    "author of a format change",
    f"<w:p><w:pPr><w:pPrChange {_CHANGE}><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>格式</w:t></w:r></w:p>",
    Layer.METADATA,
)
_simple(
    "author of a run change",
    f"<w:p><w:r><w:rPr><w:rPrChange {_CHANGE}><w:rPr/></w:rPrChange></w:rPr><w:t>格式</w:t></w:r></w:p>",
    Layer.METADATA,
)
_simple("vanished text", paragraph(run("{s}", "<w:vanish/>")), Layer.HIDDEN)
_simple("web hidden text", paragraph(run("{s}", "<w:webHidden/>")))
_simple("white text", paragraph(run("{s}", '<w:color w:val="FFFFFF"/>')))
_simple("text of half a point", paragraph(run("{s}", '<w:sz w:val="1"/>')))
_simple("struck text", paragraph(run("{s}", "<w:strike/>")))
_simple("text on a black ground", paragraph(run("{s}", '<w:shd w:val="clear" w:fill="000000"/>')))
_simple(
    "bookmark name",
    '<w:p><w:bookmarkStart w:id="3" w:name="{s}"/><w:bookmarkEnd w:id="3"/></w:p>',
    Layer.ATTRIBUTE,
)
_simple(
    "field instruction",
    _FIELD % (' HYPERLINK "mailto:{s}@example.invalid" ', "联系我们"),
    Layer.ATTRIBUTE,
)
_simple(
    "field instruction split",
    _FIELD.replace(
        "</w:instrText>", '</w:instrText></w:r><w:r><w:instrText>{s}@x.invalid"</w:instrText>'
    )
    % (' HYPERLINK "mailto:', "联系我们"),
    Layer.ATTRIBUTE,
)
_simple("field result", _FIELD % (" DATE ", "{s}"))
_simple("quoted field text", _FIELD % (' QUOTE "{s}" ', "引文"), Layer.ATTRIBUTE)
_simple(
    "simple field instruction",
    '<w:p><w:fldSimple w:instr=" DOCPROPERTY {s} "><w:r><w:t>值</w:t></w:r></w:fldSimple></w:p>',
    Layer.ATTRIBUTE,
)
_simple("content control alias", _SDT.format(p='<w:alias w:val="{s}"/>', c="内容"), Layer.ATTRIBUTE)
_simple("content control tag", _SDT.format(p='<w:tag w:val="{s}"/>', c="内容"), Layer.ATTRIBUTE)
_simple(
    "content control list item",
    _SDT.format(
        p='<w:dropDownList><w:listItem w:displayText="{s}" w:value="1"/></w:dropDownList>', c="内容"
    ),
    Layer.ATTRIBUTE,
)
_simple(
    "content control value",
    _SDT.format(
        p='<w:dropDownList><w:listItem w:displayText="甲" w:value="{s}"/></w:dropDownList>',
        c="内容",
    ),
    Layer.ATTRIBUTE,
)
_simple("content control text", _SDT.format(p="", c="{s}"))
_simple(
    "form field default",
    '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="t"/><w:textInput><w:default w:val="{s}"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    Layer.ATTRIBUTE,
)
_simple(
    "form field help text",
    '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="t"/><w:helpText w:type="text" w:val="{s}"/><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    Layer.ATTRIBUTE,
)
_simple(
    "ruby guide",
    '<w:p><w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt><w:r><w:t>{s}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>某某</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>',
)
_simple(
    "ruby base",
    '<w:p><w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt><w:r><w:t>mou</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{s}</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>',
)
_simple("formula", "<w:p><m:oMath><m:r><m:t>{s}</m:t></m:r></m:oMath></w:p>")
_simple("text box", _CHOICE % ("{s}", "{s}"))
_simple("text box, fallback alone", _CHOICE % ("框内文字", "{s}"), Layer.HIDDEN)
_simple(
    "alternative text",
    (_CHOICE % ("框", "框")).replace('name="t"', 'name="t" descr="{s}"'),
    Layer.ATTRIBUTE,
)
_simple(
    "title of a drawing",
    (_CHOICE % ("框", "框")).replace('name="t"', 'name="t" title="{s}"'),
    Layer.ATTRIBUTE,
)
_simple(
    "name of a drawing", (_CHOICE % ("框", "框")).replace('name="t"', 'name="{s}"'), Layer.ATTRIBUTE
)
_simple(
    "alternative text of a VML shape",
    (_CHOICE % ("框", "框")).replace("<v:shape ", '<v:shape alt="{s}" '),
    Layer.ATTRIBUTE,
)
_simple(
    "table caption",
    _TABLE.replace("<w:tblPr/>", '<w:tblPr><w:tblCaption w:val="{s}"/></w:tblPr>').replace(
        "{s}</w:t>", "值</w:t>"
    ),
    Layer.ATTRIBUTE,
)
_simple(
    "tooltip of a link",
    '<w:p><w:hyperlink w:anchor="b" w:tooltip="{s}"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>',
    Layer.ATTRIBUTE,
)
_simple("comment in the markup", "<!-- {s} --><w:p/>", Layer.HIDDEN)
_simple("instruction in the markup", "<?note {s}?><w:p/>", Layer.HIDDEN)
_simple(
    "unknown attribute", '<w:p w:rsidR="00000001" xmlns:x="urn:x" x:note="{s}"/>', Layer.ATTRIBUTE
)
_simple("unknown element", '<w:p><x:note xmlns:x="urn:x">{s}</x:note></w:p>', Layer.HIDDEN)


@plant("docx", "header", Layer.MARGIN)
def _header(secret: str) -> bytes:
    return _margin("header", secret)


@plant("docx", "footer", Layer.MARGIN)
def _footer(secret: str) -> bytes:
    return _margin("footer", secret)


def _margin(which: str, secret: str) -> bytes:
    document = python_docx.Document(io.BytesIO(_base()))
    getattr(document.sections[0], which).paragraphs[0].text = f"{secret}（内部编号）"
    return _saved(document)


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


@plant("docx", "text of a comment", Layer.COMMENT)
def _comment(secret: str) -> bytes:
    document = python_docx.Document(io.BytesIO(_base()))
    document.add_comment(document.paragraphs[0].runs, text=secret, author="a", initials="a")
    return _saved(document)


@plant("docx", "author of a comment", Layer.METADATA)
def _comment_author(secret: str) -> bytes:
    document = python_docx.Document(io.BytesIO(_base()))
    document.add_comment(document.paragraphs[0].runs, text="意见", author=secret, initials="a")
    return _saved(document)


@plant("docx", "name of a style", Layer.ATTRIBUTE)
def _style(secret: str) -> bytes:
    document = python_docx.Document(io.BytesIO(_base()))
    document.add_paragraph("样式", style=document.styles.add_style(secret, 1))
    return _saved(document)


@plant("docx", "EXIF of a picture", Layer.METADATA)
def _picture(secret: str) -> bytes:
    document = python_docx.Document(io.BytesIO(_base()))
    document.add_picture(io.BytesIO(small_jpeg(secret)))
    return _saved(document)


@plant("docx", "behind the end of a picture", Layer.HIDDEN)
def _picture_tail(secret: str) -> bytes:
    from PIL import Image

    document = python_docx.Document(io.BytesIO(_base()))
    picture = jpeg(Image.new("RGB", (40, 40), "gray")) + secret.encode()
    document.add_picture(io.BytesIO(picture))
    return _saved(document)
