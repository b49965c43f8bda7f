"""What names of organisations end with."""

from __future__ import annotations

import re
from functools import cache

from recognizers.han import HAN
from recognizers.lexicon import any_of, table
from recognizers.places.levels import DATA


@cache
def organ_ending() -> re.Pattern[str]:
    """Return a pattern for what completes an organisation right after its place or parent.

    At most eight characters and an ending (分局, 社保中心): the shortest such stretch
    without a word that joins sentences.
    """
    words = table(DATA)["words"]
    breaks = "".join(word for word in words["joiners"])
    return re.compile(
        f"(?:(?![{breaks}])[{HAN}]){{0,8}}?{any_of(words['organs'])}(?!{any_of(words['not_organ_after'])})"
    )


@cache
def organ_at_end() -> re.Pattern[str]:
    """Return a pattern for the ending of an organisation's name at the end of a string."""
    return re.compile(any_of(table(DATA)["words"]["organs"]) + "[)]?$")
