"""Names of persons as offices write them.

``ALL`` lists the recognizers that go by rules; what the model tags is mended
by ``recognizers.names.tagged``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.names.cues import CuedNameRecognizer
from recognizers.names.laid_out import LaidOutNameRecognizer
from recognizers.names.position import PlacedNameRecognizer
from recognizers.names.written import (
    DottedNameRecognizer,
    PaddedNameRecognizer,
    UnnamedPersonRecognizer,
)

if TYPE_CHECKING:
    from recognizers.recognizer import TextRecognizer

ALL: Final[tuple[type[TextRecognizer], ...]] = (
    CuedNameRecognizer,
    PaddedNameRecognizer,
    DottedNameRecognizer,
    UnnamedPersonRecognizer,
    LaidOutNameRecognizer,
    PlacedNameRecognizer,
)
