"""Marking: what to propose for each finding, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.detection import Detection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.detection import DetectionSettings
    from recognizers.finding import Finding
    from recognizers.text import Document


def mark(
    document: Document, findings: Sequence[Finding], settings: DetectionSettings
) -> Detection:
    """Return the detection over ``document`` with a suggestion for each finding."""
    return Detection(
        findings=tuple(findings),
        profile=settings.profile or "general",
        not_looked_for=document.gaps,
    )
