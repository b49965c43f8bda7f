"""Content that no published file should carry is refused whoever failed to report it."""

from __future__ import annotations

import hashlib

import pytest

from recognizers.text import BlockId, Document, Layer, Sha256, TextBlock
from redaction.errors import LeakError
from redaction.plan import RedactionPlan
from redaction.verify import prove
from redaction.verify.look import look
from redaction.verify.strand import Sight, Sort
from tests.plants import Plant, all_plants
from tests.plants.documents import MEDIA_TYPES

CODES = {
    "docx: author of an insertion": "tracked-changes",
    "docx: custom XML text": "custom-data",
    "docx: core property dc:creator": "properties",
    "docx: macro project": "macros",
    "docx: part that nothing relates to": "loose-parts",
    "docx: zip comment": "zip-strays",
    "docx: comment in the markup": "markup-remarks",
    "docx: attached template": "external-links",
    "docx: EXIF of a picture": "image-metadata",
    "xlsx: threaded comment": "comments",
    "xlsx: pivot cache, item": "cached-data",
    "xlsx: printer settings": "printer-settings",
    "pptx: hidden slide": "hidden-slides",
    "pptx: notes of a slide": "speaker-notes",
    "pdf: value of a field": "form-fields",
    "pdf: script": "scripts",
    "pdf: outline": "outlines",
    "pdf: XMP metadata": "properties",
    "pdf: private data of a program": "private-data",
    "pdf: stream no table names": "lost-streams",
    "pdf: object no table names": "lost-objects",
    "pdf: comment between objects": "stray-bytes",
    "pdf: comment in the content": "content-remarks",
    "pdf: alternative text in the structure": "structure-text",
    "ofd: custom tag": "custom-data",
    "ofd: remark of a note": "annotations",
    "ofd: certificate in a signature, UTF-8": "signatures",
    "png: compressed text": "image-metadata",
    "bmp: behind the end": "image-metadata",
    "tiff: description": "image-metadata",
    "html: script": "scripts",
}


def named(name: str) -> Plant:
    return next(plant for plant in all_plants() if plant.id == name)


@pytest.mark.parametrize("name", CODES)
def test_each_kind_is_counted_by_its_code(name: str) -> None:
    plant = named(name)
    sight = look(plant.make(plant.secret), MEDIA_TYPES[plant.format])
    assert sight.extras[CODES[name]] >= 1


@pytest.mark.parametrize(
    "name", [name for name in CODES if name.split(":")[0] in {"docx", "pdf", "ofd"}]
)
def test_an_output_that_carries_it_is_refused_though_no_reader_told(name: str) -> None:
    plant = named(name)
    source = plant.make(plant.secret)
    blocks = tuple(
        TextBlock(BlockId(f"b{n}"), text, Layer.BODY) for n, text in enumerate(plant.kept)
    )
    digest = Sha256(hashlib.sha256(source).hexdigest())
    document = Document(digest, MEDIA_TYPES[plant.format], blocks)
    with pytest.raises(LeakError):
        prove(document, RedactionPlan(digest, ()), source, source, document.media_type)


def test_what_is_inside_another_file_counts_but_shows_nothing() -> None:
    outer, inner = Sight(), Sight()
    inner.add("shown-text", Sort.SHOWN, "甲")
    inner.note("comments", 3)
    outer.take(inner)
    assert list(outer.shown()) == []
    assert outer.strands[0].sort is Sort.TEXT
    assert (outer.extras["comments"], outer.amounts["comments"]) == (1, 3)


def test_strands_are_counted_by_route() -> None:
    sight = Sight()
    sight.add("a", Sort.TEXT, "甲乙")
    sight.add("a", Sort.TEXT, "")
    sight.add("b", Sort.SHOWN, "丙", 2)
    assert sight.seen() == {"a": (1, 2), "b": (1, 1)}
    assert list(sight.shown(2)) == ["丙"]
    assert list(sight.shown(1)) == []
