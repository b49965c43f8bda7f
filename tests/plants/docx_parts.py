"""docx: hiding places in parts beside the document, and in the zip around them."""

from __future__ import annotations

import io
import re

import openpyxl

from recognizers.text import Layer
from tests.plants.docx import SPACES, W, package, paragraph, run, with_body
from tests.plants.media import small_jpeg
from tests.plants.plant import plant

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OWNER = "word/document.xml"


def _properties(channel: str, element: str, part: str = "docProps/core.xml") -> None:
    @plant("docx", channel, Layer.METADATA)
    def _make(secret: str) -> bytes:
        pack = package()
        text = re.sub(f"<{element}[^>]*?(?:/>|>.*?</{element}>)", "", pack.parts[part].decode())
        end = text.rindex("</")
        pack.parts[part] = (text[:end] + f"<{element}>{secret}</{element}>" + text[end:]).encode()
        return pack.pack()


for _element in (
    "dc:creator",
    "dc:title",
    "dc:subject",
    "dc:description",
    "cp:keywords",
    "cp:lastModifiedBy",
    "cp:category",
):
    _properties(f"core property {_element}", _element)
for _element in ("Company", "Manager", "Template", "HyperlinkBase"):
    _properties(f"application property {_element}", _element, "docProps/app.xml")


def _part(
    channel: str,
    name: str,
    xml: str,
    kind: str,
    content_type: str = "application/xml",
    layer: Layer = Layer.METADATA,
    body: str = "",
) -> None:
    """Register a part of its own, related to the document."""

    @plant("docx", channel, layer)
    def _make(secret: str) -> bytes:
        pack = with_body(body) if body else package()
        rid = pack.add(name, xml.replace("{s}", secret), content_type, _OWNER, kind)
        if "{rid}" in body:
            pack.replace(_OWNER, "{rid}", rid)
        return pack.pack()


_NOTE = f'<w:{{n}}s {SPACES}><w:{{n}} w:id="2"><w:p><w:r><w:t>{{s}}</w:t></w:r></w:p></w:{{n}}></w:{{n}}s>'
_part(
    "footnote",
    "word/footnotes.xml",
    _NOTE.replace("{n}", "footnote"),
    "footnotes",
    _WORD + "footnotes+xml",
    Layer.MARGIN,
    paragraph(run("注") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
)
_part(
    "endnote",
    "word/endnotes.xml",
    _NOTE.replace("{n}", "endnote"),
    "endnotes",
    _WORD + "endnotes+xml",
    Layer.MARGIN,
    paragraph(run("注") + '<w:r><w:endnoteReference w:id="2"/></w:r>'),
)
_part(
    "glossary name",
    "word/glossary/document.xml",
    f'<w:glossaryDocument xmlns:w="{W}"><w:docParts><w:docPart><w:docPartPr><w:name w:val="{{s}}"/></w:docPartPr><w:docPartBody><w:p/></w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>',
    "glossaryDocument",
    _WORD + "document.glossary+xml",
)
_part(
    "glossary text",
    "word/glossary/document.xml",
    f'<w:glossaryDocument xmlns:w="{W}"><w:docParts><w:docPart><w:docPartBody><w:p><w:r><w:t>{{s}}</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>',
    "glossaryDocument",
    _WORD + "document.glossary+xml",
)
_part(
    "people part",
    "word/people.xml",
    '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="{s}"/></w15:people>',
    "http://schemas.microsoft.com/office/2011/relationships/people",
    _WORD + "people+xml",
)
_part("custom XML text", "customXml/item1.xml", "<root><name>{s}</name></root>", "customXml")
_part(
    "custom XML attribute",
    "customXml/item1.xml",
    '<root><name a="{s}">x</name></root>',
    "customXml",
)
_part("custom XML element name", "customXml/item1.xml", "<root><{s}>x</{s}></root>", "customXml")
_part(
    "web settings",
    "word/webSettings.xml",
    f'<w:webSettings xmlns:w="{W}"><w:divs><w:div w:id="1"><w:note w:val="{{s}}"/></w:div></w:divs></w:webSettings>',
    "webSettings",
    _WORD + "webSettings+xml",
)
_CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<c:chart>{title}<c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>Sheet1!$A$1</c:f>'
    '<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{cat}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>'
)
_CHART_BODY = paragraph(
    '<w:r><w:drawing><wp:inline><wp:extent cx="1000000" cy="1000000"/><wp:docPr id="9" name="c"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{rid}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_part(
    "chart category",
    "word/charts/chart1.xml",
    _CHART.format(title="", cat="{s}"),
    "chart",
    _CHART_TYPE,
    Layer.BODY,
    _CHART_BODY,
)
_part(
    "chart title",
    "word/charts/chart1.xml",
    _CHART.format(
        title="<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{s}</a:t></a:r></a:p></c:rich></c:tx></c:title>",
        cat="甲",
    ),
    "chart",
    _CHART_TYPE,
    Layer.BODY,
    _CHART_BODY,
)
_part(
    "smart art",
    "word/diagrams/data1.xml",
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{s}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>',
    "diagramData",
    "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
    Layer.BODY,
    paragraph(
        '<w:r><w:drawing><wp:inline><wp:extent cx="1000000" cy="1000000"/><wp:docPr id="9" name="d"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="{rid}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    ),
)
_part(
    "custom document property",
    "docProps/custom.xml",
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="k"><vt:lpwstr>{s}</vt:lpwstr></property></Properties>',
    "custom-properties",
    "application/vnd.openxmlformats-officedocument.custom-properties+xml",
)


@plant("docx", "address of a link", Layer.ATTRIBUTE)
def _link(secret: str) -> bytes:
    return _linked(f"http://example.invalid/{secret}?q=1")


@plant("docx", "address of a link, percent encoded", Layer.ATTRIBUTE)
def _link_percent(secret: str) -> bytes:
    from urllib.parse import quote

    return _linked(f"http://example.invalid/{quote(secret)}")


def _linked(address: str) -> bytes:
    pack = with_body(
        paragraph('<w:hyperlink r:id="{rid}"><w:r><w:t>链接</w:t></w:r></w:hyperlink>')
    )
    pack.replace(_OWNER, "{rid}", pack.relate(_OWNER, "hyperlink", address, external=True))
    return pack.pack()


@plant("docx", "attached template", Layer.ATTRIBUTE)
def _template(secret: str) -> bytes:
    pack = package()
    rid = pack.relate(
        "word/settings.xml", "attachedTemplate", f"file:///c:/{secret}.dotx", external=True
    )
    pack.replace(
        "word/settings.xml",
        "</w:settings>",
        f'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{rid}"/></w:settings>',
    )
    return pack.pack()


@plant("docx", "mail merge source", Layer.ATTRIBUTE)
def _mail_merge(secret: str) -> bytes:
    pack = package()
    pack.relate("word/settings.xml", "mailMergeSource", f"file:///c:/{secret}.csv", external=True)
    return pack.pack()


@plant("docx", "mail merge query", Layer.ATTRIBUTE)
def _mail_query(secret: str) -> bytes:
    pack = package()
    pack.replace(
        "word/settings.xml",
        "</w:settings>",
        f'<w:mailMerge><w:query w:val="SELECT {secret}"/></w:mailMerge></w:settings>',
    )
    return pack.pack()


@plant("docx", "document variable", Layer.METADATA)
def _variable(secret: str) -> bytes:
    pack = package()
    pack.replace(
        "word/settings.xml",
        "</w:settings>",
        f'<w:docVars><w:docVar w:name="v" w:val="{secret}"/></w:docVars></w:settings>',
    )
    return pack.pack()


@plant("docx", "cell of an embedded workbook", Layer.HIDDEN)
def _embedded_book(secret: str) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = secret
    buffer = io.BytesIO()
    book.save(buffer)
    pack = package()
    pack.default_type("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    pack.add("word/embeddings/Sheet1.xlsx", buffer.getvalue(), "", _OWNER, "package")
    return pack.pack()


@plant("docx", "paragraph of an embedded document", Layer.HIDDEN)
def _embedded_document(secret: str) -> bytes:
    pack = package()
    pack.default_type(
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    pack.add(
        "word/embeddings/Inner.docx",
        with_body(paragraph(run(secret))).pack(),
        "",
        _OWNER,
        "package",
    )
    return pack.pack()


def _object(channel: str, encoding: str) -> None:
    @plant("docx", channel, Layer.HIDDEN)
    def _make(secret: str) -> bytes:
        pack = package()
        pack.default_type("bin", "application/vnd.openxmlformats-officedocument.oleObject")
        blob = b"\x02\0" + secret.encode(encoding) + b"\0\x07"
        pack.add("word/embeddings/oleObject1.bin", blob, "", _OWNER, "oleObject")
        return pack.pack()


_object("embedded object, GBK", "gb18030")
_object("embedded object, UTF-16", "utf-16-le")
_object("embedded object, UTF-16 big endian", "utf-16-be")
_object("embedded object, UTF-8", "utf-8")


def _chunk(channel: str, name: str, content_type: str, text: str, encoding: str = "utf-8") -> None:
    @plant("docx", channel, Layer.BODY)
    def _make(secret: str) -> bytes:
        pack = with_body('<w:altChunk r:id="{rid}"/><w:p/>')
        pack.default_type(name.rpartition(".")[2], content_type)
        data = text.replace("{s}", secret).encode(encoding)
        rid = pack.add(f"word/{name}", data, "", _OWNER, "aFChunk")
        pack.replace(_OWNER, "{rid}", rid)
        return pack.pack()


_chunk(
    "alternative chunk, HTML",
    "chunk.html",
    "text/html",
    '<html><meta charset="utf-8"><body>{s}</body></html>',
)
_chunk("alternative chunk, text in GBK", "chunk.txt", "text/plain", "{s}", "gb18030")


@plant("docx", "EXIF of the thumbnail", Layer.METADATA)
def _thumbnail(secret: str) -> bytes:
    pack = package()
    pack.default_type("jpeg", "image/jpeg")
    pack.parts["docProps/thumbnail.jpeg"] = small_jpeg(secret)
    return pack.pack()


@plant("docx", "printer settings", Layer.HIDDEN)
def _printer(secret: str) -> bytes:
    pack = package()
    pack.default_type(
        "bin", "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings"
    )
    pack.add(
        "word/printerSettings1.bin",
        secret.encode("utf-16-le") + b"\0" * 20,
        "",
        _OWNER,
        "printerSettings",
    )
    return pack.pack()


@plant("docx", "macro project", Layer.HIDDEN)
def _macro(secret: str) -> bytes:
    pack = package()
    pack.add(
        "word/vbaProject.bin",
        b"Attribut\0" + secret.encode("gb18030"),
        "application/vnd.ms-office.vbaProject",
        _OWNER,
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    )
    return pack.pack()


@plant("docx", "name of a part", Layer.METADATA)
def _part_name(secret: str) -> bytes:
    pack = package()
    pack.parts[f"word/{secret}.xml"] = b"<a/>"
    return pack.pack()


@plant("docx", "part that nothing relates to", Layer.HIDDEN)
def _loose_part(secret: str) -> bytes:
    pack = package()
    pack.parts["word/loose.xml"] = f"<a>{secret}</a>".encode()
    return pack.pack()


@plant("docx", "zip comment", Layer.METADATA)
def _zip_comment(secret: str) -> bytes:
    return package().pack(comment=secret.encode())


@plant("docx", "zip extra field", Layer.METADATA)
def _zip_extra(secret: str) -> bytes:
    return package().pack(extra=secret.encode("utf-8"))


@plant("docx", "member missing from the zip directory", Layer.HIDDEN)
def _zip_orphan(secret: str) -> bytes:
    return package().pack(orphan=f"<a>{secret}</a>".encode())


@plant("docx", "bytes before the zip", Layer.HIDDEN)
def _zip_prefix(secret: str) -> bytes:
    return secret.encode("gb18030") + package().pack()


@plant("docx", "bytes behind the zip", Layer.HIDDEN)
def _zip_suffix(secret: str) -> bytes:
    data = secret.encode("utf-16-le")
    return package().pack(comment=data)
