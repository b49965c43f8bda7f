"""Read numbers out of PDF objects that may be of any kind."""

from __future__ import annotations

from pikepdf import Array, ContentStreamInlineImage, ContentStreamInstruction, Name


def number(value: object, default: float = 0.0) -> float:
    """Return a PDF number, ``default`` for anything that is none."""
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return default


def real(value: object) -> float:
    """Return a PDF number.

    Raises:
        TypeError: ``value`` is no number.
    """
    return float(value)  # type: ignore[arg-type]


def numbers(value: object, count: int) -> list[float]:
    """Return the numbers of an array of exactly ``count``, [] for anything else."""
    if not isinstance(value, Array) or len(value) != count:
        return []
    return [number(item) for item in value]


def plain_name(value: object) -> str:
    """Return a PDF name without its slash, "" for anything that is none.

    Names are bytes; those that are not UTF-8 come out escaped (``#bb``).
    """
    if not isinstance(value, Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        return value.unparse().decode("latin-1")[1:]


def operator_name(instruction: ContentStreamInstruction | ContentStreamInlineImage) -> str:
    """Return an operator as text; "" for an inline image and for bytes that are no text."""
    if isinstance(instruction, ContentStreamInlineImage):
        return ""
    try:
        return str(instruction.operator)
    except UnicodeDecodeError:
        return ""
