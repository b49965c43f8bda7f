"""The forms a state-secrecy mark takes, one predicate each, and what is no mark.

Sources: 保守国家秘密法 (2024) article 22, the rules on marks of 1990, GB/T 9704-2012
7.2.2, and the habits seen in practice (bare, spaced, starred otherwise, in a field,
in the document number). The predicates look at one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.lexicon import pattern
from recognizers.secrecy.lines import DATA

if TYPE_CHECKING:
    import re

    from recognizers.secrecy.lines import Line

_LONGEST_MARK: Final = 120
_OPENERS: Final = "\u201c\u2018\u300c\u300e\u300a\"'"
_CLOSERS: Final = "\u201d\u2019\u300d\u300f\u300b\"'"
_FAMILIAR: Final = 14  # characters around a quoted mark that a quotation may hold


def is_starred(text: str) -> bool:
    """Return whether the line bears a level with a star, other than as a mere example."""
    found = _search("starred", text) or _search("asterisk", text)
    return found is not None and not (
        _is_other_word(text, found) or _is_example(text, found) or is_released(text, found)
    )


def is_bare(text: str) -> bool:
    """Return whether the line holds a level and nothing but what goes with a mark."""
    if len(text) > _LONGEST_MARK:
        return False
    found = pattern(DATA, "bare_line").fullmatch(text) or pattern(DATA, "term_line").fullmatch(text)
    return found is not None and not is_released(text, found)


def is_bracketed(text: str) -> bool:
    """Return whether a line opens or closes with a level in brackets, as titles do."""
    return (
        len(text) <= _LONGEST_MARK and pattern(DATA, "bracketed_line").fullmatch(text) is not None
    )


def is_topped(text: str) -> bool:
    """Return whether a level stands beside the issuing organ in one line."""
    return len(text) <= _LONGEST_MARK and pattern(DATA, "topped_line").fullmatch(text) is not None


def is_labelled(text: str) -> bool:
    """Return whether a field such as the level of secrecy is filled in with a level.

    Empty fields, other values and a choice of levels of which none is ticked are not.
    """
    options = _search("field_options", text)
    if options:
        return _search("marked_option", text[options.end() :]) is not None
    found = _search("labelled", text)
    if found is None:
        return False
    rest = text[found.start("level") :]
    offered = pattern(DATA, "enumerated").match(rest) is not None
    return not (offered or _is_example(text, found) or _is_company(text, found))


def is_declared(text: str) -> bool:
    """Return whether the paper says of itself that it is classified."""
    found = _search("declared", text)
    return found is not None and not _is_example(text, found)


def is_secret_number(text: str) -> bool:
    """Return whether the line is a document number whose organ code says secret."""
    if len(text) > _LONGEST_MARK or _search("not_own_number", text):
        return False
    return pattern(DATA, "own_number").fullmatch(text) is not None


def is_field(label: str) -> bool:
    """Return whether a column or form label asks for a level of secrecy."""
    return _search("field_label", label) is not None


def is_level(text: str) -> bool:
    """Return whether the text is a level and nothing else, without term or star."""
    return is_bare(text) and not _search("starred", text)


def in_file_name(name: str) -> bool:
    """Return whether a file's name bears a mark or a secret document number."""
    stem = name.rsplit(".", 1)[0]
    if is_starred(stem) or is_secret_number(stem):
        return True
    found = _search("file_name", stem)
    return found is not None and not (_is_company(stem, found) or is_released(stem, found))


def is_released(text: str, found: re.Match[str]) -> bool:
    """Return whether the words behind the mark say that it no longer holds."""
    return _search("released_after", text[found.end() :]) is not None


def _search(key: str, text: str) -> re.Match[str] | None:
    return pattern(DATA, key).search(text)


def _is_other_word(text: str, found: re.Match[str]) -> bool:
    return _search("other_word_before", text[: found.start()]) is not None


def _is_company(text: str, found: re.Match[str]) -> bool:
    return pattern(DATA, "company_suffix").match(text[found.end("level") :]) is not None


def _is_example(text: str, found: re.Match[str]) -> bool:
    """Return whether a sentence speaks about the mark instead of bearing it."""
    before, after = text[: found.start()], text[found.end() :]
    if not before.strip(" \t(\uff08[\u3010"):
        return False
    quoted = _is_open(before[-_FAMILIAR:]) and any(c in _CLOSERS for c in after[:_FAMILIAR])
    return quoted or _search("explained", before[-40:] + "\n" + after[:20]) is not None


def _is_open(text: str) -> bool:
    """Return whether a quotation begun in ``text`` is still open at its end."""
    opened = max(text.rfind(mark) for mark in _OPENERS)
    closed = max(text.rfind(mark) for mark in _CLOSERS[:-2])
    return opened > closed


def bears_mark(line: Line) -> str:
    """Return the rule by which the line bears a mark wherever it stands, or ""."""
    if is_starred(line.text):
        return "starred"
    if is_labelled(line.text):
        return "labelled"
    if is_declared(line.text):
        return "declared"
    if line.top and is_topped(line.text):
        return "topped"
    if line.top and is_secret_number(line.text):
        return "document-number"
    return ""
