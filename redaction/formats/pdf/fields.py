"""Draw form fields that leave it to the reader to draw them.

Only fields with text beyond ASCII and without a look of their own, and fields for
passwords, of which nothing is shown: all others are drawn well enough by qpdf.
Lines are broken by width; nothing is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pikepdf import Array, Dictionary, Name, Stream, String

from redaction.formats.pdf.number import number, numbers
from redaction.formats.pdf.standin import song, width_of

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_SIZE: Final = re.compile(r"([0-9.]{1,8})\s+Tf")
_TEXT_FIELDS: Final = frozenset({"/Tx", "/Ch"})
_PASSWORD: Final = 1 << 13
_PADDING: Final = 2.0


def draw_fields(pdf: Pdf) -> None:
    """Give each such field the look that a reader would give it."""
    font: Object | None = None
    for page in pdf.pages:
        listed = page.obj.get("/Annots")
        for widget in list(listed) if isinstance(listed, Array) else []:
            if isinstance(widget, Dictionary) and _wants_look(pdf, widget):
                font = font or pdf.make_indirect(song(pdf, "/UniGB-UCS2-H"))
                widget["/AP"] = Dictionary(N=_look(pdf, widget, font))
                # No field any more, or qpdf would draw it again, with question marks.
                widget["/Subtype"] = Name.Stamp
                for key in ("/FT", "/V", "/Parent"):
                    if key in widget:
                        del widget[key]


def _wants_look(pdf: Pdf, widget: Object) -> bool:
    if str(_inherited(widget, "/FT") or "") not in _TEXT_FIELDS:
        return False
    form = pdf.Root.get("/AcroForm")
    asks = isinstance(form, Dictionary) and bool(form.get("/NeedAppearances", False))
    look = widget.get("/AP")
    drawn = isinstance(look, Dictionary) and "/N" in look
    return _is_secret(widget) or (not _value(widget).isascii() and (asks or not drawn))


def _is_secret(widget: Object) -> bool:
    """Return whether readers show asterisks whatever the field holds."""
    return int(number(_inherited(widget, "/Ff"))) & _PASSWORD != 0


def _value(widget: Object) -> str:
    if _is_secret(widget):
        return "*" * 8  # not even how long it is
    value = _inherited(widget, "/V")
    if isinstance(value, Array):
        return "\n".join(str(item) for item in value if isinstance(item, String))
    return str(value) if isinstance(value, String) else ""


def _inherited(widget: Object, key: str) -> Object | None:
    node: Object | None = widget
    for _ in range(20):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _look(pdf: Pdf, widget: Object, font: Object) -> Object:
    box = numbers(widget.get("/Rect"), 4) or [0.0, 0.0, 100.0, 20.0]
    width, height = abs(box[2] - box[0]), abs(box[3] - box[1])
    found = _SIZE.search(str(_inherited(widget, "/DA") or ""))
    size = number(found.group(1)) if found else 0.0
    size = size or max(4.0, min(12.0, 0.7 * height))
    lines = _lines(_value(widget), (width - 2 * _PADDING) / size)
    top = (height + size) / 2 - 0.15 * size if len(lines) == 1 else height - size
    shown = [b"<%s> Tj T*" % line.encode("utf-16-be").hex().encode() for line in lines]
    head = b"BT 0 g /F %.2f Tf %.2f TL %.2f %.2f Td\n" % (
        size,
        1.2 * size,
        _PADDING,
        top - 0.7 * size,
    )
    stream = Stream(pdf, head + b"\n".join(shown) + b"\nET")
    stream["/Type"], stream["/Subtype"] = Name.XObject, Name.Form
    stream["/BBox"] = Array([0, 0, width, height])
    stream["/Resources"] = Dictionary(Font=Dictionary(F=font))
    return pdf.make_indirect(stream)


def _lines(text: str, room: float) -> list[str]:
    """Return ``text`` broken into lines of at most ``room`` ems."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line, used = "", 0.0
        for char in paragraph:
            if line and used + width_of(char) > room:
                lines.append(line)
                line, used = "", 0.0
            line += char
            used += width_of(char)
        lines.append(line)
    return lines
