"""Batches of ids, tags and masks, half of them invented text, half statutes with silver labels."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor

from training import teacher
from training.grammar import Example, examples
from training.model import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST = 128
_INDEX = {tag: number for number, tag in enumerate(TAGS)}


class Batch(NamedTuple):
    """Tensors [batch, time]: vocabulary ids, gold tags, and true where a character stands."""

    ids: Tensor
    gold: Tensor
    mask: Tensor


def tags_of(example: Example) -> list[int]:
    """Return the BIOES tag numbers of an example."""
    out = [0] * len(example.text)
    for start, end, label in example.entities:
        if end - start == 1:
            out[start] = _INDEX[f"S-{label}"]
            continue
        out[start:end] = [_INDEX[f"I-{label}"]] * (end - start)
        out[start], out[end - 1] = _INDEX[f"B-{label}"], _INDEX[f"E-{label}"]
    return out


def statutes(folder: Path, limit: int, seed: int) -> list[Example]:
    """Return up to ``limit`` sentences of the statutes in ``folder`` with silver labels."""
    rng = random.Random(seed)
    files = sorted(path for path in folder.glob("*.txt") if not path.name.startswith("案例"))
    rng.shuffle(files)
    out: list[Example] = []
    for path in files:
        lines = [line.strip() for line in path.read_text("utf-8", "replace").splitlines()]
        picked = rng.sample(lines, min(len(lines), 40))
        out += [teacher.silver(line[:LONGEST]) for line in picked if len(line) > 8]
        if len(out) >= limit:
            break
    return out


def batches(silver: list[Example], size: int, seed: int) -> Iterator[Batch]:
    """Yield batches without end: a third silver (where there is any), the rest invented."""
    rng = random.Random(seed)
    source = examples(seed)
    while True:
        pool = [next(source) for _ in range(size * 12)]
        if silver:
            pool += rng.sample(silver, min(len(silver), size * 6))
        pool = [_cut(example, rng) for example in pool]
        pool.sort(key=lambda e: len(e.text))
        groups = [pool[i : i + size] for i in range(0, len(pool), size)]
        rng.shuffle(groups)
        for group in groups:
            yield pack(group)


def pack(group: list[Example]) -> Batch:
    """Return the examples as one padded batch."""
    width = max(len(example.text) for example in group)
    ids = torch.zeros(len(group), width, dtype=torch.long)
    gold = torch.zeros_like(ids)
    mask = torch.zeros(len(group), width, dtype=torch.bool)
    for row, example in enumerate(group):
        size = len(example.text)
        ids[row, :size] = torch.tensor(teacher.ids(example.text))
        gold[row, :size] = torch.tensor(tags_of(example))
        mask[row, :size] = True
    return Batch(ids, gold, mask)


def _cut(example: Example, rng: random.Random) -> Example:
    """Return at most ``LONGEST`` characters of an example, never cutting an entity."""
    if len(example.text) <= LONGEST:
        return example
    start = rng.randrange(len(example.text) - LONGEST)
    for a, b, _ in example.entities:
        if a < start < b:
            start = b
    end = min(len(example.text), start + LONGEST)
    inside = [
        (a - start, b - start, label) for a, b, label in example.entities if a >= start and b <= end
    ]
    cut = [a for a, b, _ in example.entities if a < end < b]
    return Example(example.text[start : min([end, *cut])], tuple(inside))
