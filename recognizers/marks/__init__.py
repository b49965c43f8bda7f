"""Recognizers of marks and of matter that is not a person's: internal, drafts, other organs'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.marks.attribute import DisclosureAttributeRecognizer
from recognizers.marks.internal import (
    DraftMarkRecognizer,
    InternalMarkRecognizer,
    UrgencyRecognizer,
)
from recognizers.marks.matter import InternalMatterRecognizer, InternalPaperRecognizer
from recognizers.marks.origin import DerivedRecognizer, ForwardedRecognizer

if TYPE_CHECKING:
    from recognizers.recognizer import TextRecognizer

ALL: Final[tuple[type[TextRecognizer], ...]] = (
    InternalMarkRecognizer,
    DraftMarkRecognizer,
    UrgencyRecognizer,
    DisclosureAttributeRecognizer,
    ForwardedRecognizer,
    DerivedRecognizer,
    InternalMatterRecognizer,
    InternalPaperRecognizer,
)
