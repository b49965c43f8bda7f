"""Files made to hurt their reader end in an error with a code, and the caller goes on.

Each is read in the real child. Format limits should catch them in a moment; what
slips through meets the child's own limits, and is a refusal all the same.
"""

from __future__ import annotations

import io
import os
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from recognizers.errors import UserError
from redaction import sandbox
from redaction.errors import ReaderFailedError
from redaction.formats.registry import CSV, DOCX, HTML, JPEG, OFD, PDF, PNG, PPTX, TEXT, TIFF, XLSX
from redaction.limits import Limits
from tests.redaction.ofd.maker import NS, Ofd, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = Limits(wall_seconds=120)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = {
    DOCX: (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    XLSX: (
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
    PPTX: (
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
}


def office(kind: str, main: bytes, *more: tuple[str, bytes]) -> bytes:
    """Return a package with one main part of the given content."""
    name, content_type = MAIN[kind]
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Target="{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    parts = {"[Content_Types].xml": types.encode(), "_rels/.rels": rels.encode(), name: main}
    return zipped(parts, *more)


def document(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'.encode()


TEXT_RUN = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>"


def pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    size = len(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return body + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), extra, content)


def one_page(
    content: bytes, *more: bytes, box: bytes = b"0 0 612 792", resources: bytes = b""
) -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<<%b/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
        % (box, resources),
        content,
        *more,
    )


def flate_bomb(layers: int) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 m\n" * 150_000) for _ in range(160)) + packer.flush()
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    filters = b"/Filter[" + b"/FlateDecode" * layers + b"]"
    return one_page(stream(packed, filters))


SHOWN = b"BT /F1 12 Tf 72 700 Td (hello) Tj ET "


def form(body: bytes, resources: bytes) -> bytes:
    return stream(
        body, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%b>>>>" % resources
    )


def fan() -> bytes:
    """Return a page whose forms call each other six to the power of 25 times."""
    forms = [form(b"/F Do " * 6, b"/F %d 0 R" % (6 + n)) for n in range(25)]
    last = stream(b"0 0 m", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return one_page(stream(SHOWN + b"/F Do"), *forms, last, resources=b"/XObject<</F 5 0 R>>")


def bomb_picture(kind: str) -> bytes:
    target = io.BytesIO()
    Image.new("1", (9000, 9000)).save(target, kind)
    return target.getvalue()


def nested(levels: int) -> bytes:
    """Return a zip in a zip in a zip, each named as an embedded document."""
    inner = office(DOCX, document(TEXT_RUN))
    for _ in range(levels):
        inner = office(DOCX, document(TEXT_RUN), ("word/embeddings/d.docx", inner))
    return inner


PAGE = "Doc_0/Pages/Page_1/Content.xml"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'

HOSTILE: list[tuple[str, str, Callable[[], bytes]]] = [
    ("docx-part-of-a-gigabyte-s-kind", DOCX, lambda: office(DOCX, document("<w:p/>" * 20_000_000))),
    (
        "docx-entities-of-entities",
        DOCX,
        lambda: office(DOCX, document("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", ENTITIES)),
    ),
    (
        "docx-external-entity",
        DOCX,
        lambda: office(DOCX, document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", EXTERNAL)),
    ),
    (
        "docx-nested-tags",
        DOCX,
        lambda: office(DOCX, document("<w:p>" * 100_000 + "</w:p>" * 100_000)),
    ),
    (
        "docx-two-documents",
        DOCX,
        lambda: office(DOCX, document(TEXT_RUN), ("word/document.xml", document(""))),
    ),
    (
        "docx-climbing-name",
        DOCX,
        lambda: office(DOCX, document(TEXT_RUN), ("../../../up.xml", b"<a/>")),
    ),
    (
        "docx-absolute-name",
        DOCX,
        lambda: office(DOCX, document(TEXT_RUN), ("/etc/up.xml", b"<a/>")),
    ),
    ("docx-cut-off", DOCX, lambda: office(DOCX, document(TEXT_RUN))[:300]),
    ("docx-that-is-a-pdf", DOCX, lambda: b"%PDF-1.4 no docx"),
    ("xlsx-bomb", XLSX, lambda: office(XLSX, b"<workbook>" + b" " * 80_000_000 + b"</workbook>")),
    ("xlsx-that-is-a-docx", XLSX, lambda: office(DOCX, document(TEXT_RUN))),
    ("pptx-bomb", PPTX, lambda: office(PPTX, b"<p>" + b" " * 80_000_000 + b"</p>")),
    ("pdf-flate-bomb", PDF, lambda: flate_bomb(1)),
    ("pdf-flate-bomb-in-a-flate-bomb", PDF, lambda: flate_bomb(2)),
    ("pdf-filters-upon-filters", PDF, lambda: flate_bomb(9)),
    ("pdf-page-of-kilometres", PDF, lambda: one_page(stream(SHOWN), box=b"0 0 200000 200000")),
    (
        "pdf-form-that-calls-itself",
        PDF,
        lambda: one_page(
            stream(SHOWN + b"/F Do"),
            form(b"/F Do /F Do", b"/F 5 0 R"),
            resources=b"/XObject<</F 5 0 R>>",
        ),
    ),
    ("pdf-forms-that-fan-out", PDF, fan),
    (
        "pdf-pages-in-a-loop",
        PDF,
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    ),
    (
        "pdf-too-many-pages",
        PDF,
        lambda: pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[" + b"3 0 R " * 60_000 + b"]/Count 60000>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ),
    ),
    ("pdf-cut-off", PDF, lambda: one_page(stream(SHOWN))[:120]),
    ("pdf-of-noise", PDF, lambda: b"%PDF-1.7\n" + os.urandom(5000)),
    (
        "ofd-bomb",
        OFD,
        lambda: zipped(
            Ofd().text("正文").parts(), ("Doc_0/b.xml", b"<a>" + b" " * 80_000_000 + b"</a>")
        ),
    ),
    (
        "ofd-external-entity",
        OFD,
        lambda: zipped(
            Ofd().parts() | {PAGE: (EXTERNAL + f"<ofd:Page {NS}>&x;</ofd:Page>").encode()}
        ),
    ),
    ("ofd-that-is-a-docx", OFD, lambda: office(DOCX, document(TEXT_RUN))),
    ("png-bomb", PNG, lambda: bomb_picture("PNG")),
    ("tiff-bomb", TIFF, lambda: bomb_picture("TIFF")),
    ("jpeg-of-noise", JPEG, lambda: b"\xff\xd8\xff\xe0" + os.urandom(3000)),
    ("text-that-is-none", TEXT, lambda: bytes(range(256)) * 40),
    ("csv-that-is-none", CSV, lambda: b"\xff\xfe\x00\xd8\x00\xd8" * 50),
    ("html-of-nothing", HTML, lambda: b""),
]


@pytest.mark.parametrize(
    ("media_type", "make"), [pytest.param(kind, make, id=name) for name, kind, make in HOSTILE]
)
def test_a_hostile_file_is_refused_with_a_code(media_type: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(UserError) as caught:
        sandbox.read(media_type, make(), limits=PATIENCE)
    # A time-out would mean that no limit of the format caught it.
    assert caught.value.facts.get("reason") not in {"timed-out", "processor-time", "garbled"}


@pytest.mark.parametrize(
    ("media_type", "source"),
    [
        pytest.param(DOCX, nested(12), id="packages-in-packages"),
        pytest.param(PDF, one_page(stream(SHOWN), b"[" * 50_000 + b"]" * 50_000), id="arrays"),
    ],
)
def test_depth_that_nobody_needs_is_left_out_or_refused(media_type: str, source: bytes) -> None:
    outcome = outcome_of(media_type, source)
    assert outcome not in {"timed-out", "processor-time", "garbled"}
    assert outcome


def outcome_of(media_type: str, source: bytes) -> str:
    """Return the text read, or the reason of the refusal."""
    try:
        found = sandbox.read(media_type, source, limits=PATIENCE)
    except UserError as error:
        return str(error.facts.get("reason", error.code))
    return "".join(block.text for block in found.blocks)


def test_no_secret_of_the_machine_is_read_through_an_entity() -> None:
    source = office(DOCX, document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", EXTERNAL))
    with pytest.raises(UserError) as caught:
        sandbox.read(DOCX, source)
    assert not isinstance(caught.value, ReaderFailedError)


def test_errors_of_hostile_files_hold_none_of_their_text() -> None:
    secret = "13800138000"
    for media_type, source in ((PDF, b"%PDF-1.7 " + secret.encode()), (OFD, secret.encode())):
        with pytest.raises(UserError) as caught:
            sandbox.read(media_type, source)
        assert secret not in repr(caught.value)
        assert secret not in str(caught.value.facts)
