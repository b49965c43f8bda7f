"""Take glyphs out of one text-showing operator and close the gap with a single number.

One number for all that left, so that it tells the sum of the widths and not each.
A stand-in is shown in the place, at most as wide as what it replaces, and the
pen then goes to where the next glyph was.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Operator, String

from redaction.formats.pdf.showing import Shown
from redaction.formats.pdf.standin import width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from redaction.formats.pdf.cuts import Strip
    from redaction.formats.pdf.resources import Resources
    from redaction.formats.pdf.standin import StandIn
    from redaction.formats.pdf.state import State

Emitted = (
    pikepdf.ContentStreamInstruction
    | pikepdf.ContentStreamInlineImage
    | tuple[list[object], Operator]
)
_SMALLEST: Final = 0.01


@dataclass(frozen=True, slots=True)
class Insert:
    """What is to stand where a glyph was; ``length`` is its room in points along the line."""

    strip: Strip
    length: float

    @property
    def seen(self) -> bool:
        """Return whether the text is drawn; beneath a bar it is not."""
        return not self.strip.bar


@dataclass(frozen=True, slots=True)
class Inline:
    """How to show stand-ins here: ``scale`` is points on the page per unit along the line."""

    state: State
    scale: float
    inserts: Mapping[int, Insert]
    resources: Resources
    stand_in: StandIn


def spliced(
    shown: Sequence[Shown | float], gone: AbstractSet[int], inline: Inline
) -> list[Emitted]:
    """Return operators that show ``shown`` without the glyphs ``gone``."""
    writer = _Writer()
    for piece in shown:
        if not isinstance(piece, Shown):
            writer.shift(piece)
        elif piece.glyph.serial in gone:
            insert = inline.inserts.get(piece.glyph.serial)
            if insert is not None:
                writer.flush()
                writer.shift(_insert(writer.out, inline, insert))
            writer.shift(piece.shift)
        else:
            writer.text(piece.code.raw)
    writer.flush()
    return writer.out


class _Writer:
    """Collects strings and numbers of one TJ array."""

    def __init__(self) -> None:
        self.out: list[Emitted] = []
        self._items: list[bytes | float] = []

    def text(self, raw: bytes) -> None:
        last = self._items[-1] if self._items else None
        if isinstance(last, bytes):
            self._items[-1] = last + raw
        else:
            self._items.append(raw)

    def shift(self, amount: float) -> None:
        last = self._items[-1] if self._items else None
        if isinstance(last, float):
            self._items[-1] = last + amount
        else:
            self._items.append(float(amount))

    def flush(self) -> None:
        items: list[object] = [
            String(item) if isinstance(item, bytes) else Decimal(f"{item:.3f}")
            for item in self._items
            if isinstance(item, bytes) or abs(item) >= _SMALLEST
        ]
        if items:
            self.out.append(([Array(items)], Operator("TJ")))
        self._items = []


def _insert(out: list[Emitted], inline: Inline, insert: Insert) -> float:
    """Show a stand-in; return the TJ number that takes the pen back to where it began."""
    state, stand_in, text = inline.state, inline.stand_in, insert.strip.text
    font = state.font
    if font is None or not text:
        return 0.0
    em = state.size * (font.ascent - font.descent if font.type3 else 1.0)
    units = sum(map(width_of, text)) if insert.seen else len(text)
    stretch = insert.length / inline.scale / (units * abs(em))
    if insert.seen:
        stretch = min(stretch, abs(state.stretch))
    stretch *= 1 if state.stretch >= 0 else -1
    chosen = stand_in.seen if insert.seen else stand_in.unseen
    name = inline.resources.take("/Font", chosen)
    codes = stand_in.encode_seen(text) if insert.seen else stand_in.encode(text)
    own = inline.resources.font(font)
    out += [
        ([name, _decimal(em)], Operator("Tf")),
        ([0], Operator("Tc")),
        ([0], Operator("Tw")),
        ([_decimal(stretch * 100)], Operator("Tz")),
        ([0 if insert.seen else 3], Operator("Tr")),
        ([String(codes)], Operator("Tj")),
        ([own, _decimal(state.size)], Operator("Tf")),
        ([_decimal(state.char_space)], Operator("Tc")),
        ([_decimal(state.word_space)], Operator("Tw")),
        ([_decimal(state.stretch * 100)], Operator("Tz")),
        ([state.mode], Operator("Tr")),
    ]
    moved = units * em * stretch
    return moved / (state.stretch * state.size) * 1000 if state.stretch else 0.0


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.4f}")


def unparsed(items: Sequence[Emitted]) -> bytes:
    """Return the content stream that ``items`` make."""
    # Operands are PDF objects or plain numbers, which the stubs do not know of.
    return pikepdf.unparse_content_stream(items)  # type: ignore[arg-type]
