"""Lengths, matrices and boxes of OFD pages (GB/T 33190, 7.3 and 8.5).

OFD counts in millimetres from the top left corner; ``Box`` counts in points.
Numbers that cannot be read count as zero: a page is laid out as well as it can
be, and no character is lost for a bad number.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from recognizers.text import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

POINTS: Final = 72 / 25.4
_LARGEST: Final = 1e7


class Matrix(NamedTuple):
    """An affine map: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, other: Matrix) -> Matrix:
        """Return the map that does this one first and ``other`` after it."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def inverse(self) -> Matrix | None:
        """Return the map back, or None where there is none."""
        whole = self.a * self.d - self.b * self.c
        if abs(whole) < 1e-12:
            return None
        a, b, c, d = self.d / whole, -self.b / whole, -self.c / whole, self.a / whole
        return Matrix(a, b, c, d, -(self.e * a + self.f * c), -(self.e * b + self.f * d))

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Return where an arrow points to."""
        return self.a * x + self.c * y, self.b * x + self.d * y


SAME: Final = Matrix(1, 0, 0, 1, 0, 0)


def number(text: str | None, default: float = 0.0) -> float:
    """Return the number that ``text`` holds, within bounds, or ``default``."""
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) < _LARGEST else default


def numbers(text: str | None) -> list[float]:
    """Return the numbers in ``text``."""
    return [number(part) for part in (text or "").replace(",", " ").split()]


def matrix(text: str | None) -> Matrix:
    """Return the map that an attribute CTM holds."""
    values = numbers(text)
    return Matrix(*values) if len(values) == 6 else SAME


def placed(ctm: str | None, boundary: str | None) -> Matrix:
    """Return the map from an object's own space to that around it."""
    corner = [*numbers(boundary), 0.0, 0.0]
    return matrix(ctm).then(Matrix(1, 0, 0, 1, corner[0], corner[1]))


def deltas(text: str | None, count: int) -> list[float]:
    """Return at most ``count`` offsets of DeltaX or DeltaY; ``g n v`` repeats v n times.

    >>> deltas("3 g 2 1.5 4", 9)
    [3.0, 1.5, 1.5, 4.0]
    """
    parts = iter((text or "").split())
    found: list[float] = []
    for part in parts:
        if part == "g":
            times, value = int(number(next(parts, ""))), number(next(parts, ""))
            found += [value] * max(min(times, count - len(found)), 0)
        else:
            found.append(number(part))
        if len(found) >= count:
            break
    return found[:count]


def box_around(page: int, points: Iterable[tuple[float, float]]) -> Box:
    """Return the box around points given in millimetres."""
    corners = list(points)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(page, min(xs) * POINTS, min(ys) * POINTS, max(xs) * POINTS, max(ys) * POINTS)
