"""Marking: from findings to proposals with reasons, over the whole document.

``mark`` is the only way in. The passes run in this order: what only the whole
document shows is added; facts without a person near them are let go; the
publication profile is proposed; persons get their capacity; each finding gets
its suggestion; the office's own words have the last say; then what still
identifies a person is looked for, and persons are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.detection import Detection
from recognizers.finding import Kind
from recognizers.marking.capacity import standings
from recognizers.marking.index import Index
from recognizers.marking.link import Links
from recognizers.marking.owner import Owners
from recognizers.marking.profile import propose
from recognizers.marking.suggest import Case, suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.detection import DetectionSettings
    from recognizers.finding import Finding
    from recognizers.text import Document

NEVER_LOOKED_FOR: Final = (
    "photographs",
    "handwriting",
    "seals-and-signatures",
    "qr-codes",
    "secrets-without-mark",
    "other-publications",
)


def mark(document: Document, findings: Sequence[Finding], settings: DetectionSettings) -> Detection:
    """Return the detection over ``document``: ``findings`` with suggestions and reasons.

    ``findings`` are in reading order and stay so.

    Raises:
        ConfigError: the profile that ``settings`` names does not exist, or the
            office's own words cannot be used.
    """
    proposal = propose(document, settings.file_name, settings.profile)
    index = Index(document, findings)
    people = standings(index, index.of_kind(Kind.PERSON), proposal.profile)
    case = Case(index, proposal, settings.regime, Owners(index, people), people)
    links = Links(index, people)
    kept = [n for n, finding in enumerate(findings) if links.concerns_somebody(finding)]
    return Detection(
        findings=tuple(suggest(case, number) for number in kept),
        profile=proposal.profile.key,
        profile_grounds=proposal.grounds,
        not_looked_for=(*document.gaps, *NEVER_LOOKED_FOR),
    )
