"""The character reader: PP-OCR models on onnxruntime, through rapidocr's parts.

Promises one strip per detected line of text: its characters, how sure each is,
and where along the line each stands. The models lie in rapidocr's wheel and are
given by path, so nothing is ever fetched; rapidocr's drawing of results, which
would fetch a font, is not used. Handwriting and vertical writing are read badly;
the scores say so.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from redaction.errors import MissingToolError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Quad = NDArray[np.float64]

DETECTOR: Final = "PP-OCRv6_det_small.onnx"
READER: Final = "PP-OCRv6_rec_small.onnx"
TURNER: Final = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"

_TALL: Final = 1.5  # a box this much higher than wide is a line that runs down the page
_REACH: Final = 0.7  # how far a character may reach from its middle, in line heights
_QUIET: Final = 0.08  # of a line's usual ink: less is none
_WIDE_BLANK: Final = 0.45  # heights of a line between characters that stand apart
_BLANK_MARGIN: Final = 0.08
_GAP: Final = 0.8  # heights between two characters that may be in two columns
_SURE: Final = 0.9  # how sure the turner must be that a line stands on its head


@dataclass(frozen=True, slots=True)
class Strip:
    """One line as read: ``cuts`` are the fractions of its length where characters part.

    ``quad`` holds the corners in pixels, starting where reading starts: the first
    edge runs along the line. There are as many pairs of ``cuts`` and ``scores``
    as characters.
    """

    text: str
    quad: Quad
    cuts: tuple[tuple[float, float], ...]
    scores: tuple[float, ...]

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom, in pixels, around a character."""
        a, b, c, d = self.quad
        u0, u1 = self.cuts[index]
        corners = [a + (b - a) * u for u in (u0, u1)] + [d + (c - d) * u for u in (u0, u1)]
        xs, ys = [float(p[0]) for p in corners], [float(p[1]) for p in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def stretches(self) -> list[tuple[int, int]]:
        """Return the characters, from and to, of each stretch without a wide gap or edge spaces."""
        length = float(np.linalg.norm(self.quad[1] - self.quad[0]))
        height = float(np.linalg.norm(self.quad[3] - self.quad[0]))
        ink = [i for i, char in enumerate(self.text) if not char.isspace()]
        found = [(i, i + 1) for i in ink[:1]]
        for before, after in pairwise(ink):
            if (self.cuts[after][0] - self.cuts[before][1]) * length > _GAP * height:
                found.append((after, after + 1))
            else:
                found[-1] = (found[-1][0], after + 1)
        return found


@dataclass(frozen=True, slots=True)
class Engine:
    """The three networks; build it once by ``engine``."""

    detector: Any  # rapidocr ships no types
    turner: Any
    reader: Any

    def strips(self, pixels: Pixels, side: int) -> list[Strip]:
        """Return the lines of a BGR image, searched at no more than ``side`` pixels a side."""
        self.detector.limit_side_len = side
        found = self.detector(pixels)
        if found.boxes is None:
            return []
        quads = [_upright(np.asarray(quad, dtype=np.float64)) for quad in found.boxes]
        crops = [_crop(pixels, quad) for quad in quads]
        pairs = [(q, c) for q, c in zip(quads, crops, strict=True) if min(c.shape[:2]) > 1]
        turned = self._turn(pairs)
        return [strip for quad, crop in turned if (strip := self._read(quad, crop)) is not None]

    def _turn(self, pairs: list[tuple[Quad, Pixels]]) -> list[tuple[Quad, Pixels]]:
        """Return the pairs, turned around where most lines stand on their heads."""
        if not pairs:
            return []
        verdicts = self.turner([crop for _, crop in pairs]).cls_res
        upside = sum(label == "180" and score > _SURE for label, score in verdicts)
        if upside * 2 <= len(pairs):
            return pairs
        return [
            (quad[[2, 3, 0, 1]], np.ascontiguousarray(crop[::-1, ::-1])) for quad, crop in pairs
        ]

    def _read(self, quad: Quad, crop: Pixels) -> Strip | None:
        request = import_module("rapidocr.ch_ppocr_rec.typings").TextRecInput(
            img=[crop], return_word_box=True
        )
        answer = self.reader(request)
        text: str = answer.txts[0]
        if not text.strip():
            return None
        word = answer.word_results[0]
        middles = _middles(text, word, crop.shape[1])
        cuts = _cuts(middles, _ink(crop), crop.shape[0])
        return Strip(text, quad, cuts, tuple(float(score) for score in word.confs))


@cache
def engine(threads: int) -> Engine:
    """Return the networks, run on ``threads`` threads.

    Raises:
        MissingToolError: rapidocr or one of its models is not installed.
    """
    try:
        parameters = import_module("rapidocr.utils.parse_parameters").ParseParams
        models = resources.files("rapidocr").joinpath("models")
        config = resources.files("rapidocr").joinpath("config.yaml")
        # Importing its logger sets its level, so ours comes after.
        import_module("rapidocr.utils.log").logger.setLevel(logging.CRITICAL)
        settings = parameters.load(str(config))
        runtime = settings.EngineConfig["onnxruntime"]
        runtime.intra_op_num_threads = runtime.inter_op_num_threads = threads
        settings.Det.limit_type = "max"
        # Batches are padded to their longest line: one by one is faster on processors.
        settings.Rec.rec_batch_num = 1
        for section, name in (
            (settings.Det, DETECTOR),
            (settings.Rec, READER),
            (settings.Cls, TURNER),
        ):
            if not models.joinpath(name).is_file():
                raise MissingToolError(tool=name)
            section.model_path = str(models.joinpath(name))
            section.engine_cfg = runtime
            section.font_path = None
        return Engine(
            import_module("rapidocr.ch_ppocr_det").TextDetector(settings.Det),
            import_module("rapidocr.ch_ppocr_cls").TextClassifier(settings.Cls),
            import_module("rapidocr.ch_ppocr_rec").TextRecognizer(settings.Rec),
        )
    except ImportError as error:
        raise MissingToolError(tool="rapidocr") from error


def _upright(quad: Quad) -> Quad:
    """Return the corners so that the first edge runs along the line of text."""
    across = np.linalg.norm(quad[1] - quad[0])
    down = np.linalg.norm(quad[3] - quad[0])
    if down < _TALL * across:
        return quad
    # Read down the page: what was the right side becomes the upper one.
    return quad[[1, 2, 3, 0]]


def _crop(pixels: Pixels, quad: Quad) -> Pixels:
    """Return the line cut out and laid flat."""
    vision = import_module("cv2")
    width = max(int(np.linalg.norm(quad[1] - quad[0])), 1)
    height = max(int(np.linalg.norm(quad[3] - quad[0])), 1)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = vision.getPerspectiveTransform(quad.astype(np.float32), target)
    flat: Pixels = vision.warpPerspective(
        pixels,
        matrix,
        (width, height),
        borderMode=vision.BORDER_REPLICATE,
        flags=vision.INTER_CUBIC,
    )
    return flat


def _middles(text: str, word: Any, width: int) -> list[float]:
    """Return where along the line, in pixels, each character has its middle."""
    columns = iter(column for part in word.word_cols for column in part)
    step = width / max(word.line_txt_len, 1)
    known = [None if char.isspace() else (next(columns) + 0.5) * step for char in text]
    middles: list[float] = []
    for index, middle in enumerate(known):
        if middle is not None:
            middles.append(min(middle, float(width)))
            continue
        before = middles[-1] if middles else 0.0
        after = next((m for m in known[index + 1 :] if m is not None), float(width))
        middles.append((before + after) / 2)
    return middles


def _ink(crop: Pixels) -> NDArray[np.float64]:
    """Return how much each pixel column differs from the line's background."""
    grey = crop.mean(axis=2)
    return np.asarray(np.abs(grey - np.median(grey)).sum(axis=0), dtype=np.float64)


def _cuts(
    middles: Sequence[float], ink: NDArray[np.float64], height: int
) -> tuple[tuple[float, float], ...]:
    """Return where each character begins and ends, as fractions of the line.

    Neighbours part at the lightest column between their middles, so that a bar
    over one leaves the other whole.
    """
    width, reach = len(ink), _REACH * height
    quiet = ink < _QUIET * float(np.percentile(ink, 95))
    parts = [(max(middles[0] - reach, 0.0), 0.0)]
    for left, right in pairwise(middles):
        start, end = _blank(quiet, left, right)
        if end - start >= _WIDE_BLANK * height:
            margin = _BLANK_MARGIN * height
            cut = (min(start + margin, left + reach), max(end - margin, right - reach))
        else:
            cut = (_lightest(ink, left, right),) * 2
        parts[-1] = (parts[-1][0], cut[0])
        parts.append((cut[1], 0.0))
    parts[-1] = (parts[-1][0], min(middles[-1] + reach, float(width)))
    return tuple((start / width, max(start, end) / width) for start, end in parts)


def _blank(quiet: NDArray[np.bool_], left: float, right: float) -> tuple[int, int]:
    """Return the longest run of columns without ink between two middles."""
    best = start = end = int(left)
    for column in range(int(left), min(int(right) + 1, len(quiet))):
        if not quiet[column]:
            start = column + 1
        elif column + 1 - start > end - best:
            best, end = start, column + 1
    return best, end


def _lightest(ink: NDArray[np.float64], left: float, right: float) -> float:
    """Return the column between two middles that holds least ink, the most central of them."""
    quarter = (right - left) / 4
    low, high = int(left + quarter), int(right - quarter) + 1
    window = ink[low:high]
    if len(window) == 0:
        return (left + right) / 2
    candidates = np.flatnonzero(window <= window.min() + 1e-6) + low + 0.5
    return float(candidates[np.argmin(np.abs(candidates - (left + right) / 2))])
