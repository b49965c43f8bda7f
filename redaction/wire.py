"""What crosses between the parent and a child that parses: frames of JSON and bytes.

A frame is a length, a header in JSON and parts of bytes whose lengths the header
gives. Nothing is unpickled. What a child sends is not trusted: every length is
checked before it is believed, every value has its type checked, and whatever
does not fit is a ``GarbledError``.
"""

from __future__ import annotations

import json
import math
import struct
from array import array
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NewType, TypeVar

from recognizers.finding import Treatment
from recognizers.text import BlockId, Box, Cell, Document, Layer, Sha256, Span, TextBlock
from redaction.plan import Edit, RedactionPlan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from redaction.inspection import Hidden
    from redaction.verify.proof import Proof

LARGEST_HEADER: Final = 1 << 20
_LENGTH: Final = struct.Struct(">I")

T = TypeVar("T")
Header = NewType("Header", dict[str, Any])


class GarbledError(Exception):
    """Bytes that are not a frame, or a frame that is not what was asked for."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A header (JSON values only) and the bytes that go with it."""

    header: Header
    parts: tuple[bytes, ...] = ()

    def text(self, key: str) -> str:
        """Return a header's string.

        Raises:
            GarbledError: it has none.
        """
        return _a(str, self.header.get(key))


def pack(header: Mapping[str, object], parts: Sequence[bytes] = ()) -> list[bytes]:
    """Return the byte strings that make up one frame, in order."""
    text = json.dumps({**header, "parts": [len(part) for part in parts]}).encode("ascii")
    return [_LENGTH.pack(len(text)), text, *parts]


class FrameReader:
    """Puts frames together from bytes as they come; ``limit`` bounds one frame's parts."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._buffer = bytearray()
        self._header: Header | None = None
        self._lengths: tuple[int, ...] = ()

    def feed(self, chunk: bytes) -> Iterator[Frame]:
        """Take ``chunk`` and yield the frames that it completes.

        Raises:
            GarbledError: what came is no frame, or larger than the limit.
        """
        self._buffer += chunk
        while (frame := self._next()) is not None:
            yield frame

    def _next(self) -> Frame | None:
        if self._header is None and not self._take_header():
            return None
        if self._header is None or len(self._buffer) < sum(self._lengths):
            return None
        parts = tuple(self._take(length) for length in self._lengths)
        frame, self._header = Frame(self._header, parts), None
        return frame

    def _take_header(self) -> bool:
        if len(self._buffer) < _LENGTH.size:
            return False
        (length,) = _LENGTH.unpack_from(self._buffer)
        if length > LARGEST_HEADER:
            raise GarbledError
        if len(self._buffer) < _LENGTH.size + length:
            return False
        self._take(_LENGTH.size)
        header = _loads(self._take(length))
        lengths = _a(list, header.pop("parts", None))
        if not all(type(n) is int and n >= 0 for n in lengths) or sum(lengths) > self._limit:
            raise GarbledError
        self._header, self._lengths = Header(header), tuple(lengths)
        return True

    def _take(self, length: int) -> bytes:
        taken = bytes(memoryview(self._buffer)[:length])
        del self._buffer[:length]
        return taken


def pack_document(document: Document) -> tuple[bytes, bytes, bytes]:
    """Return a document as JSON, the pages of its boxes, and their edges."""
    blocks = [
        [
            block.id,
            block.text,
            block.layer,
            block.label,
            block.page,
            None if block.cell is None else _cell_values(block.cell),
            bool(block.boxes),
        ]
        for block in document.blocks
    ]
    boxes = [box for block in document.blocks for box in block.boxes]
    pages = array("i", (box.page for box in boxes))
    edges = array("d", (edge for b in boxes for edge in (b.x0, b.top, b.x1, b.bottom)))
    head = {
        "sha256": document.sha256,
        "media_type": document.media_type,
        "pages": document.pages,
        "gaps": document.gaps,
        "blocks": blocks,
    }
    return json.dumps(head).encode("ascii"), pages.tobytes(), edges.tobytes()


def _cell_values(cell: Cell) -> list[object]:
    return [cell.table, cell.row, cell.column, cell.header]


def unpack_document(parts: Sequence[bytes]) -> Document:
    """Return the document that ``pack_document`` packed.

    Raises:
        GarbledError: the parts are not such a document.
    """
    if len(parts) != 3:
        raise GarbledError
    head = _loads(parts[0])
    boxes = iter(_boxes(parts[1], parts[2]))
    try:
        document = Document(
            Sha256(_a(str, head["sha256"])),
            _a(str, head["media_type"]),
            tuple(_block(values, boxes) for values in _a(list, head["blocks"])),
            _a(int, head["pages"]),
            tuple(_a(str, gap) for gap in _a(list, head["gaps"])),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise GarbledError from error
    if next(boxes, None) is not None:
        raise GarbledError
    return document


def _boxes(pages: bytes, edges: bytes) -> list[Box]:
    numbers, values = array("i"), array("d")
    if len(pages) % numbers.itemsize or len(edges) % (4 * values.itemsize):
        raise GarbledError
    numbers.frombytes(pages)
    values.frombytes(edges)
    if len(values) != 4 * len(numbers) or not all(map(math.isfinite, values)):
        raise GarbledError
    edge = iter(values)
    return [
        Box(number, *four)
        for number, four in zip(numbers, zip(edge, edge, edge, edge, strict=True), strict=True)
    ]


def _block(values: object, boxes: Iterator[Box]) -> TextBlock:
    name, text, layer, label, page, cell, boxed = _a(list, values)
    return TextBlock(
        BlockId(_a(str, name)),
        _a(str, text),
        Layer(layer),
        _a(str, label),
        tuple(islice(boxes, len(text))) if boxed else (),
        None if cell is None else _cell(cell),
        _a(int, page),
    )


def _cell(values: object) -> Cell:
    table, row, column, header = _a(list, values)
    return Cell(_a(str, table), _a(int, row), _a(int, column), header=_a(bool, header))


def pack_plan(plan: RedactionPlan) -> bytes:
    """Return a plan as JSON."""
    edits = [
        [e.span.block, e.span.start, e.span.end, e.treatment, e.replacement, e.basis]
        for e in plan.edits
    ]
    return json.dumps({"source": plan.source, "edits": edits}).encode("ascii")


def unpack_plan(packed: bytes) -> RedactionPlan:
    """Return the plan that ``pack_plan`` packed.

    Raises:
        GarbledError: the bytes are not a plan.
    """
    head = _loads(packed)
    try:
        edits = tuple(_edit(values) for values in _a(list, head["edits"]))
        return RedactionPlan(Sha256(_a(str, head["source"])), edits)
    except (KeyError, ValueError, TypeError) as error:
        raise GarbledError from error


def pack_proof(proof: Proof) -> bytes:
    """Return a proof as JSON."""
    return json.dumps(proof.as_json()).encode()


def _edit(values: object) -> Edit:
    block, start, end, treatment, replacement, basis = _a(list, values)
    span = Span(BlockId(_a(str, block)), _a(int, start), _a(int, end))
    reasons = tuple(_a(str, reason) for reason in _a(list, basis))
    return Edit(span, Treatment(treatment), _a(str, replacement), reasons)


def unpack_proof(packed: bytes) -> Proof:
    """Return the proof that ``pack_proof`` packed.

    Raises:
        GarbledError: the bytes are not a proof.
    """
    from redaction.verify.proof import Proof, Seen  # noqa: PLC0415 - loads the verifier

    head = _loads(packed)
    routes = [_a(dict, route) for route in _a(list, head.pop("routes", None))]
    unchecked = tuple(_a(str, code) for code in _a(list, head.pop("unchecked", None)))
    words = {name: _a(str, head.pop(name, None)) for name in _PROOF_WORDS}
    try:
        seen = tuple(
            Seen(_a(str, r["route"]), _a(int, r["strands"]), _a(int, r["characters"]))
            for r in routes
        )
        counts = {name: _a(int, value) for name, value in head.items()}
        return Proof(
            sha256=Sha256(words["sha256"]),
            source=Sha256(words["source"]),
            media_type=words["media_type"],
            plan=words["plan"],
            routes=seen,
            unchecked=unchecked,
            **counts,
        )
    except (KeyError, TypeError) as error:
        raise GarbledError from error


_PROOF_WORDS: Final = ("sha256", "source", "media_type", "plan")


def pack_hidden(found: Iterable[Hidden]) -> bytes:
    """Return what an inspection found as JSON."""
    rows = [[h.code, h.page, None if h.box is None else _edges(h.box), h.characters] for h in found]
    return json.dumps({"hidden": rows}).encode("ascii")


def _edges(box: Box) -> list[float]:
    return [box.page, box.x0, box.top, box.x1, box.bottom]


def unpack_hidden(packed: bytes) -> tuple[Hidden, ...]:
    """Return the findings that ``pack_hidden`` packed.

    Raises:
        GarbledError: the bytes are no such findings.
    """
    from redaction.inspection import Hidden  # noqa: PLC0415 - loads the formats

    try:
        return tuple(
            Hidden(_a(str, code), _a(int, page), _box(box), _a(int, characters))
            for code, page, box, characters in _a(list, _loads(packed)["hidden"])
        )
    except (KeyError, TypeError, ValueError) as error:
        raise GarbledError from error


def _box(values: object) -> Box | None:
    if values is None:
        return None
    page, *edges = _a(list, values)
    if len(edges) != 4 or not all(isinstance(e, int | float) and math.isfinite(e) for e in edges):
        raise GarbledError
    return Box(_a(int, page), *map(float, edges))


def _loads(text: bytes) -> dict[str, Any]:
    try:
        return _a(dict, json.loads(text))
    except (ValueError, RecursionError) as error:
        raise GarbledError from error


def _a(kind: type[T], value: object) -> T:
    """Return ``value`` if it is of exactly that kind: a bool is no int here."""
    if type(value) is not kind:
        raise GarbledError
    return value
