"""What text files show: plain, Markdown, separated values and HTML."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from redaction.errors import UnprovenError
from redaction.verify.markup import add_unescaped
from redaction.verify.normal import BARRIER
from redaction.verify.strand import Sight, Sort

if TYPE_CHECKING:
    from collections.abc import Callable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_DATA_URI: Final = re.compile(r"data:[^,\"'\s]{0,200},([^\"'\s)]+)")
_SILENT: Final = frozenset({"script", "style", "template", "noscript"})
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


def look_at_text(data: bytes) -> Sight:
    """Return what a text file shows: all of it.

    Raises:
        UnprovenError: no encoding fits its bytes.
    """
    sight = Sight()
    text = decode(data)
    sight.add("shown-text", Sort.SHOWN, text)
    add_unescaped(sight, (text,))
    return sight


def look_at_html(data: bytes, depth: int, look_inside: Callable[[bytes, int], Sight]) -> Sight:
    """Return what an HTML file shows and holds, data URIs opened.

    Raises:
        UnprovenError: no encoding fits its bytes.
    """
    sight = Sight()
    text = decode(data)
    page = _Page()
    page.feed(text)
    page.close()
    for line in page.lines():
        sight.add("shown-text", Sort.SHOWN, line)
    sight.add("html-aside", Sort.TEXT, BARRIER.join(page.asides))
    sight.add("raw-text", Sort.SYNTAX, text)
    add_unescaped(sight, (text,))
    for code, characters in page.hidden:
        sight.note(code, characters)
    for match in _DATA_URI.finditer(text):
        sight.take(look_inside(_embedded(match), depth + 1))
    return sight


def decode(data: bytes) -> str:
    """Return a text file's text by its mark, its declaration, or the encoding that fits.

    Raises:
        UnprovenError: none fits.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    declared = _CHARSET.search(data[:2048])
    named = [declared[1].decode("ascii")] if declared else []
    for name in [marked] if marked else [*named, "utf-8", "gb18030"]:
        wide = "gb18030" if name.lower() in {"gb2312", "gbk"} else name
        try:
            return data.decode(wide)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnprovenError(route="text")


def _embedded(match: re.Match[str]) -> bytes:
    body = unquote_to_bytes(match[1])
    if ";base64" not in match[0][:220]:
        return body
    try:
        return base64.b64decode(body + b"=" * (-len(body) % 4))
    except binascii.Error:
        return body


class _Page(HTMLParser):
    """Collects the text a browser draws, and apart from it all other text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.asides: list[str] = []
        self.hidden: list[tuple[str, int]] = []
        self._shown: list[str] = []
        self._silent: list[str] = []

    def lines(self) -> list[str]:
        """Return the drawn text; inline elements do not break it."""
        return [line for line in "".join(self._shown).split("\n") if line.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asides += [value for _, value in attrs if value]
        if tag in _VOID:
            self._shown.append("\n" if tag in {"br", "hr"} else "")
        elif self._silent or tag in _SILENT or _is_hidden(attrs):
            self._silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A browser takes <p/> for <p>.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            while self._silent and self._silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._silent:
            self.asides.append(data)
            if data.strip():
                code = "scripts" if self._silent[-1] == "script" else "hidden-text"
                self.hidden.append((code, len(data.strip())))
        else:
            self._shown.append(data)

    def handle_comment(self, data: str) -> None:
        self.hidden.append(("markup-remarks", len(data)))
        self.asides.append(data)

    def handle_decl(self, decl: str) -> None:
        self.asides.append(decl)

    def handle_pi(self, data: str) -> None:
        self.asides.append(data)

    def unknown_decl(self, data: str) -> None:
        self.asides.append(data)


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    style = "".join((value or "") for name, value in attrs if name == "style").replace(" ", "")
    return any(name == "hidden" for name, _ in attrs) or any(
        mark in style.lower() for mark in ("display:none", "visibility:hidden")
    )
