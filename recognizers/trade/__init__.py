"""Recognizers of trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recognizers.recognizer import TextRecognizer

ALL: tuple[type[TextRecognizer], ...] = ()
