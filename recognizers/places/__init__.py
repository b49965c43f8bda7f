"""Addresses and places; ``ALL`` lists the recognizers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.places.address import AddressRecognizer

if TYPE_CHECKING:
    from recognizers.recognizer import TextRecognizer

ALL: Final[tuple[type[TextRecognizer], ...]] = (AddressRecognizer,)
