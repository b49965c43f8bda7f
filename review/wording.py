"""Words that own papers may not carry.

保守国家秘密法 art. 22: what is no state secret may not bear a secrecy mark. Our
papers may speak of state secrets (国家秘密) but carry no word or sign that could
be taken for a mark; people's own words on them are held to that when typed.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from review.errors import WordingError


@cache
def _mark() -> re.Pattern[str]:
    content = tomllib.loads(files("review").joinpath("data/wording.toml").read_text("utf-8"))
    never = "|".join(map(re.escape, content["never"]))
    # A word such as 秘密 is fine behind 国家, and a mark when it stands alone.
    alone = [
        "".join(f"(?<!{re.escape(before)})" for before in entry["behind"])
        + re.escape(entry["word"])
        for entry in content["alone"]
    ]
    return re.compile("|".join([never, *alone]))


def carries_mark(words: str) -> bool:
    """Return whether ``words``, without their spaces, hold what could be a secrecy mark."""
    return _mark().search("".join(words.split())) is not None


def check_wording(field: str, words: str) -> None:
    """Refuse ``words`` that could be taken for a secrecy mark on a paper.

    Raises:
        WordingError: they could; ``field`` says where they stood.
    """
    if carries_mark(words):
        raise WordingError(field=field)
