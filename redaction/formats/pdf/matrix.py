"""Affine maps as PDF writes them: ``(a, b, c, d, e, f)``, row vectors on the left."""

from __future__ import annotations

from typing import Final

Matrix = tuple[float, float, float, float, float, float]
Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 with x0 <= x1 and y0 <= y1."""

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the map that applies ``first`` and then ``second``.

    >>> multiply((1, 0, 0, 1, 5, 0), (2, 0, 0, 2, 0, 0))
    (2, 0, 0, 2, 10, 0)
    """
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where ``matrix`` takes the point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(matrix: Matrix, rect: Rect) -> Rect:
    """Return the smallest upright rectangle around ``rect`` after ``matrix``."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = rect
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    return min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f


def invert(matrix: Matrix) -> Matrix | None:
    """Return the inverse, or None where the map flattens the plane."""
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    if abs(det) < 1e-12:
        return None
    return (
        d / det,
        -b / det,
        -c / det,
        a / det,
        (c * f - d * e) / det,
        (b * e - a * f) / det,
    )


def is_upright(matrix: Matrix) -> bool:
    """Return whether rectangles stay upright under ``matrix``."""
    a, b, c, d, _, _ = matrix
    return (abs(b) < 1e-6 and abs(c) < 1e-6) or (abs(a) < 1e-6 and abs(d) < 1e-6)


def intersect(one: Rect, other: Rect) -> Rect:
    """Return the common part; empty (x1 <= x0 or y1 <= y0) where there is none."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def covered(inner: Rect, outer: Rect) -> float:
    """Return which share of ``inner`` lies in ``outer``, 0 to 1."""
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    x0, y0, x1, y1 = intersect(inner, outer)
    if area <= 0 or x1 <= x0 or y1 <= y0:
        return 0.0
    return (x1 - x0) * (y1 - y0) / area
