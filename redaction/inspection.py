"""What a file hides from whoever looks at it, and the proof of a file written earlier.

``inspect`` lists places and counts, never text. It tells what a reader of the
format found beside the page (comments, deleted text, covered text) and what the
verifier's own walk over the bytes found (earlier revisions, attachments, bytes
that no directory names). An empty answer means that both found nothing; it does
not mean that nothing could be hidden in pixels.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from recognizers.finding import Treatment
from recognizers.text import BlockId, Box, Layer, Span
from redaction.errors import StalePlanError, UnprovenError
from redaction.formats.registry import adapter_for
from redaction.plan import PUBLISHED, Edit, build_plan
from redaction.verify.look import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recognizers.text import Document, TextBlock
    from redaction.plan import RedactionPlan
    from redaction.verify import Proof

_LAYERS: Final = {
    Layer.COMMENT: "comments",
    Layer.DELETED: "tracked-changes",
    Layer.HIDDEN: "hidden-text",
    Layer.ATTRIBUTE: "attributes",
    Layer.METADATA: "properties",
}
_TOLD_BY_READER: Final = frozenset(
    {"comments", "authors", "tracked-changes", "hidden-text", "properties", "annotations"}
    | {"markup-remarks", "links", "page-labels", "custom-data", "speaker-notes", "hidden-slides"}
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hidden content of the kind ``code``: ``characters`` of it on ``page`` (from 1; 0: none).

    ``box`` is where on the page it lies, or None where it has no place; where
    the characters cannot be counted, ``characters`` is 0.
    """

    code: str
    page: int = 0
    box: Box | None = None
    characters: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Hidden:
        """Return what ``as_json`` was made of."""
        box = values.get("box")
        return cls(
            values["code"], values["page"], Box(**box) if box else None, values["characters"]
        )


def inspect(source: bytes, media_type: str) -> tuple[Hidden, ...]:
    """Return what the file hides, page by page; nothing if it hides nothing that can be told.

    Raises:
        RedactionError: the file is refused.
    """
    document = adapter_for(media_type).read(source)
    found = [*_by_layer(document), *_by_bytes(source, media_type)]
    return tuple(sorted(found, key=lambda h: (h.page, h.code, h.characters)))


def _by_layer(document: Document) -> Iterable[Hidden]:
    """Yield what the reader found beside the page: one entry for each placed block."""
    unplaced: defaultdict[tuple[str, int], int] = defaultdict(int)
    for block in document.blocks:
        if block.layer in PUBLISHED or not block.text.strip():
            continue
        code = _LAYERS[block.layer]
        if block.boxes:
            yield Hidden(code, block.page, _around(block), len(block.text))
        else:
            unplaced[code, block.page] += len(block.text)
    for (code, page), characters in unplaced.items():
        yield Hidden(code, page, None, characters)


def _around(block: TextBlock) -> Box:
    return Box(
        block.boxes[0].page,
        min(box.x0 for box in block.boxes),
        min(box.top for box in block.boxes),
        max(box.x1 for box in block.boxes),
        max(box.bottom for box in block.boxes),
    )


def _by_bytes(source: bytes, media_type: str) -> Iterable[Hidden]:
    """Yield what the walk over the bytes found and no reader tells."""
    try:
        sight = look(source, media_type)
    except UnprovenError:
        return  # a legacy format: its reader has converted it
    for code, count in sight.extras.items():
        if code not in _TOLD_BY_READER:
            yield Hidden(code, 0, None, max(count, sight.amounts[code]))


def verify_files(source: bytes, output: bytes, register: Mapping[str, Any]) -> Proof:
    """Return the proof that ``output`` is ``source`` without what ``register`` withholds.

    ``register`` is ``mishen.register/1``; the plan is made again from its places.
    Both files are parsed in the sandbox.

    Raises:
        StalePlanError: the register is of another source, or has places it cannot have.
        RedactionError: the source is refused, or the output is not proven.
    """
    from redaction import sandbox  # noqa: PLC0415 - only this function starts processes

    document = sandbox.read(register["source"]["media_type"], source)
    plan = plan_of(register, document)
    media_type = register["output"]["media_type"]
    proof = sandbox.prove(document, plan, source, output, media_type)
    return replace(proof, plan=str(register.get("plan", proof.plan)))


def plan_of(register: Mapping[str, Any], document: Document) -> RedactionPlan:
    """Return the edits that a register lists, each place once.

    Raises:
        StalePlanError: the register is of another source, or is none.
    """
    edits: dict[Span, Edit] = {}
    try:
        for item in register["items"]:
            for number, place in enumerate(item["spans"]):
                span = Span(BlockId(place["block"]), place["start"], place["end"])
                text = "" if number else item["replacement"]
                edits.setdefault(span, Edit(span, Treatment(item["treatment"]), text))
        if register["source"]["sha256"] != document.sha256:
            raise StalePlanError
        return build_plan(document, edits.values())
    except (KeyError, TypeError, ValueError) as error:
        raise StalePlanError from error
