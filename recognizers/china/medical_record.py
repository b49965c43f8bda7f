"""Numbers of patients, stays and examinations: of any form, told by their label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_after, label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z.])(?=[0-9A-Za-z\-]{0,8}[0-9]{3})[0-9A-Za-z][0-9A-Za-z\-]{3,24}"
    rf"{ENDED}{NO_DECIMALS}"
)
_DATE: Final = re.compile("(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}")


class MedicalRecordRecognizer(TextRecognizer):
    """Finds medical record numbers by their label."""

    name: ClassVar[str] = "china.medical-record/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.MEDICAL_RECORD_NUMBER,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    if _DATE.fullmatch(found[0]):
        return None
    label = label_before(text, found.start())
    named = label.topic == "medical" and label.close
    if not named and label_after(text, found.end()) != "medical":
        return None
    return Match(Kind.MEDICAL_RECORD_NUMBER, *found.span(), 0.9, ("label",))
