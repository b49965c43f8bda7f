"""An HTML page taken apart: what a browser shows, what it does not, what goes in any case.

One walk over the tokens, keeping what is open around the place. Elements count
as hidden by their attributes, their own style, or a simple rule of a style sheet
in the page; style sheets elsewhere, scripts and text moved off the screen are
not followed: what they hide is read as shown.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.formats.encoding import declared_charset, decode
from redaction.formats.markup import Sort, Token, characters, tokens
from redaction.formats.ooxml.unseen import is_font, is_free
from redaction.formats.text import check_size

if TYPE_CHECKING:
    from redaction.formats.markup import Attribute

_INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"}
    | {"font", "i", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span"}
    | {"strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "st1:chsdate"}
)
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
_DROPPED: Final = frozenset(
    {"script", "style", "template", "noscript", "object", "embed", "applet", "iframe", "audio"}
    | {"video", "link", "base", "source", "track", "param", "svg", "math", "noembed", "noframes"}
)
_SHOWN_VALUES: Final = frozenset(
    {
        ("input", "value"),
        ("input", "placeholder"),
        ("textarea", "placeholder"),
        ("option", "label"),
        ("optgroup", "label"),
    }
)
_SETTINGS: Final = frozenset(
    {"colspan", "rowspan", "width", "height", "align", "valign", "border", "cellpadding"}
    | {"cellspacing", "bgcolor", "color", "size", "face", "lang", "dir", "type", "charset"}
    | {"http-equiv", "class", "id", "style", "span", "start", "nowrap", "frame", "rules", "xmlns"}
    | {"scope", "headers", "rel", "target", "selected", "checked", "disabled", "readonly", "for"}
    | {"rows", "cols", "maxlength", "multiple", "method", "clear", "noshade", "compact", "open"}
)
_ADDRESSES: Final = frozenset({"href", "name"})
_PLAIN_ADDRESS: Final = re.compile(
    r"(?!.*[0-9]{6})(?:https?://[A-Za-z0-9.-]{1,60}(?:/[A-Za-z0-9._/-]{0,80})?"
    r"|[A-Za-z0-9_.][A-Za-z0-9_./-]{0,80}|#[A-Za-z][A-Za-z0-9_-]{0,20})"
)
_HIDING: Final = re.compile(
    r"display:none|visibility:hidden|(?:font-size|opacity):0(?![.0-9]*[1-9])|mso-hide:all"
)
_ACTIVE: Final = re.compile(r"url\s*\(|expression|content\s*:|@import|javascript:", re.IGNORECASE)
_RULE: Final = re.compile(r"([^{}<>;]{1,400})\{([^{}]{0,4000})\}")
_SIMPLE: Final = re.compile(r"[a-z0-9]{0,20}(?:[.#][^\s.#:>+~\[]{1,80})?")
_SHOWN_RAW: Final = frozenset({"xmp", "plaintext"})
_META_KEPT: Final = frozenset({"viewport"})


@dataclass(slots=True)
class Run:
    """A block in the making: characters, each with its place in the file."""

    layer: Layer
    characters: list[tuple[str, int, int]] = field(default_factory=list)
    cell: tuple[int, int, int] | None = None

    def stripped(self) -> Run:
        """Return the run without white space at its ends."""
        chars = self.characters
        start, end = 0, len(chars)
        while start < end and chars[start][0].isspace():
            start += 1
        while end > start and chars[end - 1][0].isspace():
            end -= 1
        return Run(self.layer, chars[start:end], self.cell)

    @property
    def text(self) -> str:
        """The characters joined."""
        return "".join(char for char, _, _ in self.characters)


Cut = tuple[int, int, str]
"""Characters from and to (exclusive) of the page, and what takes their place."""


@dataclass(slots=True)
class Page:
    """A scanned page: its blocks in the making, and what goes in any case."""

    text: str
    codec: str
    mark: bytes
    runs: list[Run] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    gaps: set[str] = field(default_factory=set)

    def encode(self, text: str) -> bytes:
        """Return ``text`` as bytes in the page's encoding; what it lacks becomes an entity."""
        return self.mark + text.encode(self.codec, "xmlcharrefreplace")


def read_page(source: bytes) -> Page:
    """Return the page in ``source``, taken apart.

    Raises:
        UnreadableFileError: its encoding cannot be told.
        HostileFileError: it is too large.
    """
    check_size(source)
    decoded = decode(source, declared_charset(source))
    page = Page(decoded.text, decoded.codec, decoded.mark)
    _Reader(page).read()
    return page


class _Reader:
    """Walks the tokens of a page once, keeping what is open around the place."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._text = page.text
        self._run = Run(Layer.BODY)
        self._hidden: list[str] = []
        self._dropped_from = 0
        self._tables: list[_Table] = []
        self._count = 0
        self._title = False
        self._hiding = _hiding_selectors(page.text)

    def read(self) -> None:
        """Fill the page's runs, cuts and gaps."""
        for token in tokens(self._text):
            if token.sort is Sort.TEXT:
                self._run.characters += characters(self._text, token.start, token.end)
            elif token.sort is Sort.RAW and token.name in _SHOWN_RAW:
                self._run.characters += _plainly(self._text, token)
            elif token.sort in {Sort.REMARK, Sort.RAW}:
                self._aside(token)
            elif token.sort is Sort.OPEN:
                self._open(token)
            elif token.sort is Sort.CLOSE:
                self._close(token)
        self._end_run()
        if self._hidden:
            self._page.cuts.append((self._dropped_from, len(self._text), ""))

    def _end_run(self) -> None:
        run = self._run.stripped()
        if run.characters:
            self._page.runs.append(run)
        self._run = Run(self._layer(), cell=self._tables[-1].place if self._tables else None)

    def _layer(self) -> Layer:
        if self._hidden:
            return Layer.HIDDEN
        return Layer.MARGIN if self._title else Layer.BODY

    def _aside(self, token: Token) -> None:
        inside = _plainly(self._text, token)
        self._page.runs.append(Run(Layer.METADATA, inside).stripped())
        self._drop(token.start, token.end)

    def _drop(self, start: int, end: int) -> None:
        if not self._hidden:
            self._page.cuts.append((start, end, ""))

    def _open(self, token: Token) -> None:
        if token.name == "br":
            self._run.characters.append(("\n", token.start, token.end))
        elif token.name not in _INLINE:
            self._end_run()
        self._attributes(token)
        if self._hides(token):
            self._hide(token)
        elif self._hidden and token.name == self._hidden[-1]:
            self._hidden.append(token.name)
        if token.name == "title":
            self._title = True
        if token.name in {"table", "tr", "td", "th"}:
            self._enter(token)
        if token.name not in _INLINE and token.name != "br":
            self._end_run()

    def _hides(self, token: Token) -> bool:
        if token.name in _DROPPED:
            return True
        values = {a.name: self._value(a) for a in token.attributes}
        if token.name == "meta":
            return not (
                {"charset", "http-equiv"} & values.keys()
                or values.get("name", "").lower() in _META_KEPT
            )
        style = re.sub(r"\s+", "", values.get("style", "")).lower()
        return (
            "hidden" in values
            or bool(self._hiding and self._hiding & _names_of(token.name, values))
            or (token.name == "input" and values.get("type", "").lower() == "hidden")
            or _HIDING.search(style) is not None
            or values.get("src", "").startswith("data:")
        )

    def _hide(self, token: Token) -> None:
        if not self._hidden:
            self._dropped_from = token.start
            if token.name in _VOID:
                self._page.cuts.append((token.start, token.end, ""))
        if token.name == "img":
            self._page.gaps.add("image-not-read")
        if token.name in {"object", "embed", "applet", "iframe", "audio", "video", "svg"}:
            self._page.gaps.add("embedded-not-read")
        if token.name not in _VOID:
            self._end_run()
            self._hidden.append(token.name)
            self._run.layer = Layer.HIDDEN

    def _close(self, token: Token) -> None:
        if token.name not in _INLINE or token.name in self._hidden:
            self._end_run()
        if self._hidden and token.name == self._hidden[-1]:
            self._hidden.pop()
            if not self._hidden:
                self._page.cuts.append((self._dropped_from, token.end, ""))
        if token.name == "title":
            self._title = False
        if token.name == "table" and self._tables:
            self._tables.pop()
        self._run.layer = self._layer()
        self._run.cell = self._tables[-1].place if self._tables else None

    def _enter(self, token: Token) -> None:
        if token.name == "table":
            self._count += 1
            self._tables.append(_Table(self._count))
        elif self._tables and token.name == "tr":
            self._tables[-1].next_row()
        elif self._tables:
            values = {a.name: self._value(a) for a in token.attributes}
            self._tables[-1].next_cell(_span(values, "rowspan"), _span(values, "colspan"))
        self._run.cell = self._tables[-1].place if self._tables else None

    def _value(self, attribute: Attribute) -> str:
        return html.unescape(self._text[attribute.start : attribute.end])

    def _attributes(self, token: Token) -> None:
        """Note what stands in the attributes; drop what is no setting."""
        for attribute in token.attributes:
            value = self._value(attribute)
            if not value or self._is_setting(token.name, attribute.name, value):
                continue
            chars = list(characters(self._text, attribute.start, attribute.end))
            shown = (token.name, attribute.name) in _SHOWN_VALUES
            hidden_input = any(
                a.name == "type" and self._value(a).lower() == "hidden" for a in token.attributes
            )
            if shown and not hidden_input and not self._hidden:
                self._page.runs.append(Run(Layer.BODY, chars))
                continue
            layer = Layer.METADATA if token.name == "meta" else Layer.ATTRIBUTE
            self._page.runs.append(Run(layer, chars))
            self._drop(attribute.start, attribute.end)

    def _is_setting(self, tag: str, name: str, value: str) -> bool:
        if name in _ADDRESSES or (name == "src" and tag == "img"):
            if name == "src":
                self._page.gaps.add("image-not-read")
            return _PLAIN_ADDRESS.fullmatch(value) is not None
        if tag == "meta" and name == "content":
            return not is_free(value) and len(value) < 80
        if name == "style":
            return not _ACTIVE.search(value) and (not is_free(value) or _only_fonts(value))
        if name == "face":
            return all(is_font(font.strip()) for font in value.split(","))
        return name in _SETTINGS and not is_free(value)


def _plainly(text: str, token: Token) -> list[tuple[str, int, int]]:
    return [(text[i], i, i + 1) for i in range(token.start, token.end)]


def _hiding_selectors(text: str) -> frozenset[str]:
    """Return the simple selectors (``p``, ``.c``, ``#i``, ``p.c``) that style sheets hide.

    Selectors of more than one step are not followed: what they hide is read as shown.
    """
    found: set[str] = set()
    for token in tokens(text):
        if token.sort is Sort.RAW and token.name == "style":
            for match in _RULE.finditer(text, token.start, token.end):
                if _HIDING.search(re.sub(r"\s+", "", match[2]).lower()):
                    found.update(part.strip().lower() for part in match[1].split(","))
    return frozenset(name for name in found if _SIMPLE.fullmatch(name))


def _names_of(tag: str, values: dict[str, str]) -> set[str]:
    """Return the simple selectors that an element answers to."""
    marks = [f".{name}" for name in values.get("class", "").lower().split()]
    if values.get("id"):
        marks.append(f"#{values['id'].lower()}")
    return {tag, *marks, *(tag + mark for mark in marks)}


def _only_fonts(style: str) -> bool:
    """Return whether all that is not ASCII in a style are names of fonts."""
    for rule in style.split(";"):
        name, _, value = rule.partition(":")
        fonts = (font.strip(" \t\r\n\"'") for font in value.split(","))
        if is_free(rule) and not ("font" in name.lower() and all(map(is_font, fonts))):
            return False
    return True


def _span(values: dict[str, str], name: str) -> int:
    value = values.get(name, "1").strip()
    return max(1, min(int(value), 512)) if value.isascii() and value.isdigit() else 1


class _Table:
    """Counts the rows and columns of one table, seeing to cells that reach over several."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = -1
        self.column = -1
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._taken: set[tuple[int, int]] = set()

    @property
    def place(self) -> tuple[int, int, int] | None:
        """Number of the table, row and column; None outside of any cell."""
        return (self.number, self.row, self.column) if self.column >= 0 else None

    def next_row(self) -> None:
        """Go to the next row."""
        self.row += 1
        self.column = -1

    def next_cell(self, height: int, width: int) -> None:
        """Go to the next free cell, which covers ``height`` rows and ``width`` columns."""
        self.row = max(self.row, 0)
        self.column += 1
        while (self.row, self.column) in self._taken:
            self.column += 1
        self.spans[self.row, self.column] = (height, width)
        for row in range(self.row, self.row + height):
            for column in range(self.column, self.column + width):
                self._taken.add((row, column))
