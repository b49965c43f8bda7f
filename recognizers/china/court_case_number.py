"""Case numbers of the courts (rules of the Supreme People's Court, 2016 and 2018).

The year in brackets, the court's code, the kind of case, a number, "hao": with
it a reader finds the parties, so a person should look. Numbers of documents
have the year after the organ's code and are found elsewhere.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recognizers.china.words import one_of
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator


class CourtCaseNumberRecognizer(TextRecognizer):
    """Finds case numbers."""

    name: ClassVar[str] = "china.court-case-number/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.COURT_CASE_NUMBER,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each case number in ``text``, which is folded."""
        for found in _form().finditer(text):
            yield Match(Kind.COURT_CASE_NUMBER, found.start(), found.end(), 0.9, ("form",))


@cache
def _form() -> re.Pattern[str]:
    court = rf"(?:{one_of('court_codes')}|{one_of('provinces')})[ ]?[0-9]{{0,4}}"
    kind, ordinal = one_of("case_kinds"), one_of("case_ordinals")
    further = rf"(?:[ ]?{one_of('case_parts')}[ ]?{ordinal}{{1,3}})?"
    return re.compile(
        r"[(\[\u3014\u3010][ ]?(?:19|20)[0-9]{2}[ ]?[)\]\u3015\u3011][ ]?"
        rf"{court}[ ]?{kind}{{1,6}}[ ]?{one_of('document_ordinal')}?[ ]?[0-9]{{1,8}}"
        rf"[ ]?{one_of('number_end')}{further}"
    )
