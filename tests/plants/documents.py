"""Documents made by hand for planted files, so that a verifier is tested without a reader."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from recognizers.finding import Treatment
from recognizers.text import BlockId, Document, Layer, Sha256, Span, TextBlock
from redaction.formats import registry
from redaction.plan import BAR, Edit, RedactionPlan, build_plan

if TYPE_CHECKING:
    from tests.plants.plant import Plant

MEDIA_TYPES = {
    "docx": registry.DOCX,
    "xlsx": registry.XLSX,
    "pptx": registry.PPTX,
    "pdf": registry.PDF,
    "ofd": registry.OFD,
    "txt": registry.TEXT,
    "csv": registry.CSV,
    "md": registry.MARKDOWN,
    "html": registry.HTML,
    "png": registry.PNG,
    "jpeg": registry.JPEG,
    "tiff": registry.TIFF,
    "bmp": registry.BMP,
}


def document_of(plant: Plant, source: bytes) -> Document:
    """Return the sentences that stay and the secret, as a reader would report them."""
    layer = plant.layer if plant.layer is not Layer.OCR else Layer.BODY
    kept_layer = Layer.BODY if plant.format not in {"png", "jpeg", "tiff", "bmp"} else Layer.OCR
    blocks = [TextBlock(BlockId(f"kept{n}"), text, kept_layer) for n, text in enumerate(plant.kept)]
    blocks.append(TextBlock(BlockId("secret"), plant.secret, layer))
    digest = Sha256(hashlib.sha256(source).hexdigest())
    return Document(digest, MEDIA_TYPES[plant.format], tuple(blocks))


def plan_of(plant: Plant, document: Document) -> RedactionPlan:
    """Return the plan that removes the secret from its block."""
    span = Span(BlockId("secret"), 0, len(plant.secret))
    return build_plan(document, [Edit(span, Treatment.REMOVE, BAR)])
