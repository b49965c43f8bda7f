"""Names by the company they keep: in a list of names, in a signature, by another word.

These passes look at a whole document after the recognizers have looked at each
passage: a list's odd names (向前) follow from the plain ones beside them, a line of
its own before a date is a signature, an alias or a surname with a title means
somebody already named. Scores are modest; a person decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.coverage import Coverage
from recognizers.finding import Finding, Kind
from recognizers.han import HAN
from recognizers.lexicon import any_of
from recognizers.names import lexicon
from recognizers.text import Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.text import BlockId, Span
    from recognizers.views import View

NAME: Final = "names.company/1"
_LISTED: Final = 0.7
_SIGNED: Final = 0.75
_ALIAS: Final = 0.7
_PARTIAL: Final = 0.45
_LONGEST_LINE: Final = 12  # characters of a line that is a signature
_UNSEEN: Final = frozenset({Layer.METADATA, Layer.COMMENT, Layer.ATTRIBUTE})
_ITEM: Final = re.compile(
    f"[\u3001,;:][ ]?([{HAN}](?:[ ]{{0,4}}[{HAN}]){{1,3}}?)(?=[ ]?(?:[\u3001,;.\u3002()\n]|$|@))"
)
_LIST_MARK: Final = "\u3001"
_QUOTES: Final = "[\"'\u201c\u2018\u300c]?"


def by_company(views: Sequence[View], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield persons that lists, signatures and aliases show, where nothing is found yet."""
    persons: dict[BlockId, list[Span]] = defaultdict(list)
    for finding in findings:
        if finding.kind is Kind.PERSON:
            for span in finding.spans:
                persons[span.block].append(span)
    taken = Coverage(findings)
    surnames = _surnames(views, persons)
    for position, view in enumerate(views):
        block = view.block.id
        candidates = [
            *_listed(view, persons.get(block, [])),
            *_aliases(view, persons.get(block, [])),
            *_signed(views, position),
            *_partial(view, surnames),
        ]
        for finding in candidates:
            if not taken.touches(finding.span):
                taken.add(finding.span)
                yield finding


def _finding(view: View, start: int, end: int, score: float, ground: str) -> Finding:
    return Finding(Kind.PERSON, (view.own_span(start, end),), score, NAME, (ground,))


def _listed(view: View, persons: list[Span]) -> Iterator[Finding]:
    """Yield the items of a list of which two other items are persons."""
    if len(persons) < 2:
        return
    text = _etc().sub(lambda found: "@" * len(found[0]), view.own)
    ends = {span.end for span in persons}
    starts = {span.start for span in persons}
    for item in _ITEM.finditer(text):
        source = view.own_span(*item.span(1))
        after = view.own[item.end(1) : item.end(1) + 1]
        left, right = _is_near(source.start, ends), _is_next(source.end, starts)
        between = text[item.start()] != ":" and left + (after in (_LIST_MARK, ",") and bool(starts))
        marks = (text[item.start()] == _LIST_MARK, after == _LIST_MARK)
        enclosed = (left or not marks[0]) and (right or not marks[1])
        beside = (left and marks[0]) or (right and marks[1])
        if (between and _is_listed_name(item[1])) or (
            beside and _is_in_form(item[1], enclosed=enclosed)
        ):
            starts.add(source.start)
            ends.add(source.end)
            yield _finding(view, *item.span(1), _LISTED, "list")


def _is_next(end: int, starts: set[int]) -> bool:
    return any(end + gap in starts for gap in (1, 2))


def _is_near(start: int, ends: set[int]) -> bool:
    return any(start - gap in ends for gap in (1, 2))


def _is_listed_name(item: str) -> bool:
    surname = lexicon.surname_length(item)
    return (
        bool(surname)
        and surname < len(item) <= surname + 2
        and not (_is_role(item) or lexicon.is_no_name(item))
        and (lexicon.given_share(item) == 1 or (len(item) == 2 and lexicon.is_word(item)))
    )


def _is_role(name: str) -> bool:
    """Return whether ``name`` calls somebody by a role or by surname and title."""
    roles = lexicon.word_set("roles") | lexicon.word_set("name_labels")
    surname = lexicon.surname_length(name)
    return name in roles or name[-2:] in roles or lexicon.title_at(name, surname) > surname


def _is_in_form(item: str, *, enclosed: bool) -> bool:
    """Return whether ``item``, beside a name in a list, may be one.

    A common word may be one if it is ``enclosed``: by names or the ends of the list.
    """
    name = "".join(item.split())
    surname = lexicon.surname_length(name)
    form = bool(surname) and surname < len(name) <= surname + 2
    doubtful = lexicon.is_word(name) and not enclosed
    return form and not (doubtful or _is_role(name) or lexicon.is_no_name(name))


@cache
def _etc() -> re.Pattern[str]:
    return re.compile(any_of(lexicon.words_of("list_ends")))


def _aliases(view: View, persons: list[Span]) -> Iterator[Finding]:
    """Yield what a person is called besides, in brackets or quotes after the name."""
    if not persons:
        return
    for found in _alias().finditer(view.own):
        introduced = view.own_span(found.start(), found.end()).start
        if found["alias"] in lexicon.word_set("not_alias"):
            continue
        if any(0 <= introduced - span.end <= 40 for span in persons):
            yield _finding(view, *found.span("alias"), _ALIAS, "alias")


@cache
def _alias() -> re.Pattern[str]:
    return re.compile(
        f"{lexicon.pattern_of('alias')}[:]?{_QUOTES}(?P<alias>[{HAN}A-Za-z]{{1,8}}?)"
        "(?=[\"'\u201d\u2019\u300d)\u3001,;\u3002\uff0c]|$)"
    )


def _signed(views: Sequence[View], position: int) -> Iterator[Finding]:
    """Yield the name on a line of its own: beside a date or a closing, or as somebody's mark.

    Properties and comments name their author with nothing around the name.
    """
    view = views[position]
    line = view.own.strip()
    name = "".join(line.split())
    if view.block.label or view.block.cell or not line or len(line) > _LONGEST_LINE:
        return
    if view.block.layer in _UNSEEN and lexicon.is_plausible(name, rare=True):
        start = view.own.index(line)
        yield _finding(view, start, start + len(line), _SIGNED, "alone")
        return
    beside = [views[at].own for at in (position - 1, position + 1) if 0 <= at < len(views)]
    if lexicon.is_likely(name) and any(_closes(text) for text in beside):
        start = view.own.index(line)
        yield _finding(view, start, start + len(line), _SIGNED, "signature")


def _closes(text: str) -> bool:
    short = len(text.strip()) <= 20
    return bool(_date().match(text.strip()) or (short and _closing().search(text)))


@cache
def _date() -> re.Pattern[str]:
    return re.compile(str(lexicon.words_of("date_line")))


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(lexicon.pattern_of("sign_off_lines"))


def _surnames(views: Sequence[View], persons: dict[BlockId, list[Span]]) -> frozenset[str]:
    """Return the surnames of all persons found."""
    texts = {view.block.id: view.block.text for view in views}
    names = (
        texts[span.block][span.start : span.end] for spans in persons.values() for span in spans
    )
    return frozenset(name[: lexicon.surname_length(name)] for name in names) - {""}


def _partial(view: View, surnames: frozenset[str]) -> Iterator[Finding]:
    """Yield surnames with a title or courtesy, of persons who are named elsewhere.

    Without a full name anywhere, a surname alone tells of nobody.
    """
    for found in _shortly().finditer(view.own):
        surname = found["after"] or found["before"]
        if surname in lexicon.word_set("verbs"):
            continue
        if surname in surnames and _starts_apart(view.own, found.start()):
            yield _finding(view, found.start(), found.end(), _PARTIAL, "partial-name")


def _starts_apart(text: str, start: int) -> bool:
    return start == 0 or not lexicon.is_word(text[start - 1 : start + 1])


@cache
def _shortly() -> re.Pattern[str]:
    titles = lexicon.pattern_of("short_titles")
    surname = f"(?:{any_of(lexicon.compounds())}|[{HAN}])"
    return re.compile(
        f"{lexicon.pattern_of('familiar')}(?P<after>[{HAN}])(?![{HAN}])"
        f"|(?P<before>{surname})(?P<title>{titles})"
    )
