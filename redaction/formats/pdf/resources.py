"""The resources that rewritten content uses, and nothing else, under names of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pikepdf import Array, Dictionary, Name, Object

if TYPE_CHECKING:
    from collections.abc import Callable

    from pikepdf import Pdf

    from redaction.formats.pdf.fonts import Font

_LETTER: Final = {
    "/Font": "F",
    "/XObject": "X",
    "/ExtGState": "G",
    "/ColorSpace": "C",
    "/Pattern": "P",
    "/Shading": "S",
}
_EXTERNAL_KEYS: Final = frozenset(
    {
        "/LW",
        "/LC",
        "/LJ",
        "/ML",
        "/D",
        "/RI",
        "/OP",
        "/op",
        "/OPM",
        "/BG",
        "/BG2",
        "/UCR",
        "/UCR2",
        "/TR",
        "/TR2",
        "/HT",
        "/FL",
        "/SM",
        "/SA",
        "/BM",
        "/CA",
        "/ca",
        "/AIS",
        "/TK",
    }
)


class Resources:
    """Collects resources; the same object keeps the same name."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._groups: dict[str, dict[str, Object]] = {}
        self._names: dict[tuple[str, object], Name] = {}

    def take(self, kind: str, obj: object) -> Name:
        """Return the name under which ``obj`` can be used; None gets a name of nothing."""
        if not isinstance(obj, Object):
            return Name("/None")
        key = (kind, obj.objgen if obj.is_indirect else obj.unparse())
        if key not in self._names:
            group = self._groups.setdefault(kind, {})
            name = f"/{_LETTER[kind]}{len(group)}"
            group[name] = obj
            self._names[key] = Name(name)
        return self._names[key]

    def font(self, font: Font) -> Name:
        """Return the name of a font, which becomes an object of its own if it is none."""
        if not font.obj.is_indirect:
            font.obj = self._pdf.make_indirect(font.obj)
        return self.take("/Font", font.obj)

    def external(self, state: object, mask: Callable[[Dictionary], Dictionary]) -> Name:
        """Return the name of a graphics state, copied without unknown keys."""
        if not isinstance(state, Dictionary):
            return self.take("/ExtGState", None)
        plain = Dictionary({key: state[key] for key in list(state.keys()) if key in _EXTERNAL_KEYS})
        font = state.get("/Font")
        if isinstance(font, Array):
            plain["/Font"] = font
        soft = state.get("/SMask")
        if isinstance(soft, Dictionary):
            plain["/SMask"] = mask(soft)
        elif soft is not None:
            plain["/SMask"] = Name("/None")
        return self.take("/ExtGState", plain)

    def keep_spaces(self, resources: object) -> None:
        """Keep all colour spaces under their old names, for inline images."""
        group = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
        if isinstance(group, Dictionary):
            kept = self._groups.setdefault("/ColorSpace", {})
            kept.update({key: group[key] for key in list(group.keys())})

    def dictionary(self) -> Dictionary:
        """Return the resource dictionary."""
        return Dictionary({kind: Dictionary(group) for kind, group in self._groups.items()})
