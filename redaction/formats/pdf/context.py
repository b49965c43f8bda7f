"""What the pages of one file share: fonts, optional content, parsed streams."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from redaction.errors import HostileFileError, UnreadableFileError
from redaction.formats.pdf.fonts import Font
from redaction.formats.pdf.number import operator_name

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CONTENT: Final = 24 * 2**20
"""Bytes of one page's content: each operator takes hundreds of bytes once parsed."""
SHOWING: Final = frozenset({"Tj", "TJ", "'", '"'})
"""The operators that show text."""
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


class Context:
    """The fonts and the hidden layers of a file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.fonts: dict[object, Font] = {}
        self._off = _layers_off(pdf)
        self._texts: dict[tuple[int, int], bool] = {}
        self._default = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)

    def font(self, obj: object) -> Font:
        """Return the font of a font dictionary, always the same for the same one."""
        source = obj if isinstance(obj, Dictionary) else self._default
        key: object = source.objgen if source.is_indirect else str(source.unparse())
        if key not in self.fonts:
            self.fonts[key] = Font(source)
        return self.fonts[key]

    def instructions(self, content: pikepdf.Page | Stream) -> Iterator[Instruction]:
        """Yield a stream's instructions.

        Raises:
            UnreadableFileError: the stream is damaged.
        """
        if isinstance(content, Stream) and content.get("/Subtype") == Name.Image:
            raise HostileFileError(reason="image-as-content")
        try:
            if _size(content) > MOST_CONTENT:
                raise HostileFileError(reason="content-size")
            with warnings.catch_warnings():
                # A stream that ends early is shown as far as it goes, by all readers.
                warnings.simplefilter("ignore", UserWarning)
                found = pikepdf.parse_content_stream(content)
        except (pikepdf.PdfError, TypeError) as error:
            raise UnreadableFileError(reason="content-stream") from error
        yield from found

    def hides(self, group: object) -> bool:
        """Return whether optional content ``group`` (or membership) is switched off."""
        if not isinstance(group, Dictionary):
            return False
        if group.get("/Type") == Name.OCMD:
            return self._membership_hides(group)
        if not group.is_indirect:
            return False
        return group.objgen in self._off

    def _membership_hides(self, member: Object) -> bool:
        listed = member.get("/OCGs")
        groups = list(listed) if isinstance(listed, Array) else [listed]
        states = [not self.hides(group) for group in groups if isinstance(group, Dictionary)]
        if not states:
            return False
        policy = str(member.get("/P", "/AnyOn"))
        visible = {
            "/AllOn": all(states),
            "/AnyOff": not all(states),
            "/AllOff": not any(states),
        }.get(policy, any(states))
        return not visible

    def draws_text(self, stream: object) -> bool:
        """Return whether a pattern, mask or glyph stream shows text of its own."""
        if not isinstance(stream, Stream):
            return False
        key = stream.objgen
        if key not in self._texts:
            self._texts[key] = False  # a cycle ends here
            shows = any(
                operator_name(instruction) in SHOWING for instruction in self.instructions(stream)
            )
            self._texts[key] = shows or any(map(self.draws_text, _forms(stream)))
        return self._texts[key]

    def glyphs_draw_text(self, font: Font) -> bool:
        """Return whether glyphs of a Type3 font are made of text in other fonts."""
        streams = font.obj.get("/CharProcs")
        if not font.type3 or not isinstance(streams, Dictionary):
            return False
        return any(self.draws_text(streams[name]) for name in list(streams.keys()))

    @staticmethod
    def text(value: object) -> str:
        """Return a PDF text string as characters."""
        return str(value)


def _size(content: pikepdf.Page | Stream) -> int:
    if isinstance(content, Stream):
        return len(content.read_bytes())
    parts = content.obj.get("/Contents")
    streams = list(parts) if isinstance(parts, Array) else [parts]
    return sum(len(part.read_bytes()) for part in streams if isinstance(part, Stream))


def _forms(stream: Stream) -> list[Object]:
    resources = stream.get("/Resources")
    group = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(group, Dictionary):
        return []
    drawn = [group[name] for name in list(group.keys())]
    return [x for x in drawn if isinstance(x, Stream) and x.get("/Subtype") == Name.Form]


def lookup(resources: object, kind: str, name: object) -> object:
    """Return the named resource, None if it is not there."""
    if not isinstance(resources, Dictionary):
        return None
    group = resources.get(kind)
    return group.get(name) if isinstance(group, Dictionary) and isinstance(name, Name) else None


def _layers_off(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return the layers that the default configuration switches off."""
    properties = pdf.Root.get("/OCProperties")
    config = properties.get("/D") if isinstance(properties, Dictionary) else None
    if not isinstance(properties, Dictionary) or not isinstance(config, Dictionary):
        return set()
    off = _groups(config.get("/OFF"))
    if config.get("/BaseState") == Name.OFF:
        return (off | _groups(properties.get("/OCGs"))) - _groups(config.get("/ON"))
    return off


def _groups(listed: object) -> set[tuple[int, int]]:
    if not isinstance(listed, Array):
        return set()
    return {group.objgen for group in listed if isinstance(group, Dictionary)}
