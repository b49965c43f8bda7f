"""xlsx: hiding places in parts beside the sheets."""

from __future__ import annotations

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from recognizers.text import Layer
from tests.plants.media import png
from tests.plants.package import Package
from tests.plants.plant import plant
from tests.plants.xlsx import MAIN, SHEET, packed, workbook

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_BOOK = "xl/workbook.xml"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def _strings(items: str, cell: str = "") -> bytes:
    """Return a workbook with ``items`` as its shared strings; ``cell`` shows the first."""
    pack = packed(workbook())
    table = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1">{items}</sst>'
    if "xl/sharedStrings.xml" in pack.parts:
        pack.replace("xl/sharedStrings.xml", "</sst>", items + "</sst>")
    else:
        content_type = _TYPE + "sharedStrings+xml"
        pack.add("xl/sharedStrings.xml", table, content_type, _BOOK, "sharedStrings")
    if cell:
        index = pack.parts["xl/sharedStrings.xml"].decode().count("<si>") - 1
        row = f'<row r="9"><c r="{cell}" t="s"><v>{index}</v></c></row>'
        pack.replace(SHEET, "</sheetData>", row + "</sheetData>")
    return pack.pack()


@plant("xlsx", "shared string no cell uses", Layer.HIDDEN)
def _orphan_string(secret: str) -> bytes:
    return _strings(f"<si><t>{secret}</t></si>")


@plant("xlsx", "rich text runs")
def _rich(secret: str) -> bytes:
    runs = "".join(f"<r><rPr><b/></rPr><t>{c}</t></r>" for c in secret)
    return _strings(f"<si>{runs}</si>", cell="A9")


@plant("xlsx", "phonetic guide", Layer.ATTRIBUTE)
def _phonetic(secret: str) -> bytes:
    return _strings(f'<si><t>某某</t><rPh sb="0" eb="1"><t>{secret}</t></rPh></si>', cell="A9")


@plant("xlsx", "inline string")
def _inline(secret: str) -> bytes:
    pack = packed(workbook())
    row = f'<row r="9"><c r="A9" t="inlineStr"><is><t>{secret}</t></is></c></row>'
    pack.replace(SHEET, "</sheetData>", row + "</sheetData>")
    return pack.pack()


@plant("xlsx", "number in scientific form", kind="digits")
def _scientific(secret: str) -> bytes:
    pack = packed(workbook())
    value = f"{secret[0]}.{secret[1:]}E{len(secret) - 1}" if secret.isdigit() else "1"
    row = f'<row r="9"><c r="A9"><v>{value}</v></c></row>'
    pack.replace(SHEET, "</sheetData>", row + "</sheetData>")
    return pack.pack()


def _part(
    channel: str,
    name: str,
    xml: str,
    kind: str,
    content_type: str,
    layer: Layer = Layer.HIDDEN,
    owner: str = _BOOK,
) -> None:
    @plant("xlsx", channel, layer)
    def _make(secret: str) -> bytes:
        pack = packed(workbook())
        pack.add(name, xml.replace("{s}", secret), content_type, owner, kind)
        return pack.pack()


_CACHE = f'<pivotCacheDefinition xmlns="{MAIN}" refreshedBy="{{by}}"><cacheSource type="worksheet"><worksheetSource ref="A1:A2" sheet="公示表"/></cacheSource><cacheFields count="1"><cacheField name="{{name}}"><sharedItems><s v="{{item}}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
for _channel, _fill in (
    ("pivot cache, refreshed by", {"by": "{s}", "name": "n", "item": "x"}),
    ("pivot cache, field name", {"by": "a", "name": "{s}", "item": "x"}),
    ("pivot cache, item", {"by": "a", "name": "n", "item": "{s}"}),
):
    _part(
        _channel,
        "xl/pivotCache/pivotCacheDefinition1.xml",
        _CACHE.format(**_fill),
        "pivotCacheDefinition",
        _TYPE + "pivotCacheDefinition+xml",
    )
_part(
    "pivot record",
    "xl/pivotCache/pivotCacheRecords1.xml",
    f'<pivotCacheRecords xmlns="{MAIN}"><r><s v="{{s}}"/></r></pivotCacheRecords>',
    "pivotCacheRecords",
    _TYPE + "pivotCacheRecords+xml",
)
_part(
    "external link, cached cell",
    "xl/externalLinks/externalLink1.xml",
    f'<externalLink xmlns="{MAIN}"><externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{{s}}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>',
    "externalLink",
    _TYPE + "externalLink+xml",
)
_part(
    "external link, sheet name",
    "xl/externalLinks/externalLink1.xml",
    f'<externalLink xmlns="{MAIN}"><externalBook><sheetNames><sheetName val="{{s}}"/></sheetNames></externalBook></externalLink>',
    "externalLink",
    _TYPE + "externalLink+xml",
)
_part(
    "threaded comment",
    "xl/threadedComments/threadedComment1.xml",
    f'<ThreadedComments xmlns="{_THREADED}"><threadedComment ref="A1" id="{{1}}"><text>{{s}}</text></threadedComment></ThreadedComments>',
    "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    "application/vnd.ms-excel.threadedcomments+xml",
    Layer.COMMENT,
    SHEET,
)
_part(
    "person of threaded comments",
    "xl/persons/person.xml",
    f'<personList xmlns="{_THREADED}"><person displayName="{{s}}" id="{{1}}"/></personList>',
    "http://schemas.microsoft.com/office/2017/10/relationships/person",
    "application/vnd.ms-excel.person+xml",
    Layer.METADATA,
)
_part(
    "connection",
    "xl/connections.xml",
    f'<connections xmlns="{MAIN}"><connection id="1" name="c"><dbPr connection="Server={{s}}" command="select"/></connection></connections>',
    "connections",
    _TYPE + "connections+xml",
)
_part(
    "query table",
    "xl/queryTables/queryTable1.xml",
    f'<queryTable xmlns="{MAIN}" name="{{s}}" connectionId="1"/>',
    "queryTable",
    _TYPE + "queryTable+xml",
    Layer.HIDDEN,
    SHEET,
)
_part(
    "XML map",
    "xl/xmlMaps.xml",
    f'<MapInfo xmlns="{MAIN}" SelectionNamespaces=""><Map ID="1" Name="{{s}}" RootElement="r" SchemaID="S"/></MapInfo>',
    "xmlMaps",
    "application/xml",
)
_part(
    "table column",
    "xl/tables/table1.xml",
    f'<table xmlns="{MAIN}" id="1" name="t" displayName="t" ref="A1:A2" comment="{{s}}"><tableColumns count="1"><tableColumn id="1" name="列"/></tableColumns></table>',
    "table",
    _TYPE + "table+xml",
    Layer.HIDDEN,
    SHEET,
)
_part(
    "slicer cache",
    "xl/slicerCaches/slicerCache1.xml",
    '<slicerCacheDefinition xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" name="{s}" sourceName="n"/>',
    "http://schemas.microsoft.com/office/2007/relationships/slicerCache",
    "application/vnd.ms-excel.slicerCache+xml",
)
_part(
    "revision log",
    "xl/revisions/revisionLog1.xml",
    f'<revisions xmlns="{MAIN}"><rcc rId="1" sId="1"><oc r="A1" t="inlineStr"><is><t>{{s}}</t></is></oc></rcc></revisions>',
    "revisionLog",
    _TYPE + "revisionLog+xml",
)
_part(
    "users of revisions",
    "xl/revisions/userNames.xml",
    f'<users xmlns="{MAIN}" count="1"><userInfo guid="{{1}}" name="{{s}}" id="-1" dateTime="2020-01-01T00:00:00"/></users>',
    "usernames",
    _TYPE + "userNames+xml",
    Layer.METADATA,
)
_part(
    "custom XML",
    "customXml/item1.xml",
    "<r><a>{s}</a></r>",
    "customXml",
    "application/xml",
    Layer.METADATA,
)
_part(
    "text box in a drawing",
    "xl/drawings/drawing1.xml",
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="t"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{s}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>',
    "drawing",
    "application/vnd.openxmlformats-officedocument.drawing+xml",
    Layer.BODY,
    SHEET,
)


@plant("xlsx", "path of an external link", Layer.ATTRIBUTE)
def _external_path(secret: str) -> bytes:
    pack = packed(workbook())
    pack.add(
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink xmlns="{MAIN}"><externalBook/></externalLink>',
        _TYPE + "externalLink+xml",
        _BOOK,
        "externalLink",
    )
    pack.relate(
        "xl/externalLinks/externalLink1.xml",
        "externalLinkPath",
        f"file:///c:/{secret}.xlsx",
        external=True,
    )
    return pack.pack()


@plant("xlsx", "printer settings", Layer.HIDDEN)
def _printer(secret: str) -> bytes:
    pack = packed(workbook())
    pack.default_type("bin", _TYPE + "printerSettings")
    pack.add(
        "xl/printerSettings/printerSettings1.bin",
        secret.encode("utf-16-le") + b"\0" * 20,
        "",
        SHEET,
        "printerSettings",
    )
    return pack.pack()


@plant("xlsx", "compressed text of a picture", Layer.METADATA)
def _png_text(secret: str) -> bytes:
    notes = PngInfo()
    notes.add_itxt("Comment", secret, zip=True)
    return _with_media(png(Image.new("RGB", (9, 9)), notes))


def _with_media(data: bytes) -> bytes:
    pack: Package = packed(workbook())
    pack.default_type("png", "image/png")
    pack.parts["xl/media/image1.png"] = data
    return pack.pack()


@plant("xlsx", "titles of parts", Layer.METADATA)
def _titles(secret: str) -> bytes:
    pack = packed(workbook())
    titles = f'<TitlesOfParts><vt:vector xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes" size="1" baseType="lpstr"><vt:lpstr>{secret}</vt:lpstr></vt:vector></TitlesOfParts>'
    pack.replace("docProps/app.xml", "</Properties>", titles + "</Properties>")
    return pack.pack()


@plant("xlsx", "user of file sharing", Layer.METADATA)
def _sharing(secret: str) -> bytes:
    pack = packed(workbook())
    pack.replace(_BOOK, "<workbookPr", f'<fileSharing userName="{secret}"/><workbookPr')
    return pack.pack()


@plant("xlsx", "absolute path of the workbook", Layer.METADATA)
def _path(secret: str) -> bytes:
    pack = packed(workbook())
    pack.replace(
        _BOOK,
        "<bookViews",
        f'<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\{secret}\\"/><bookViews',
    )
    return pack.pack()
