"""Recognizers: what to look for, and where it stands in a document.

``china_registry`` and ``china_engine`` give any Presidio program these recognizers:

    from recognizers import china_registry
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recognizers.presidio import china_engine, china_nlp_engine, china_registry

__all__ = ["china_engine", "china_nlp_engine", "china_registry"]


def __getattr__(name: str) -> object:
    # Lazily: spaCy and Presidio take most of a second to import.
    if name in __all__:
        value: object = getattr(import_module("recognizers.presidio"), name)
        return value
    raise AttributeError(name)
