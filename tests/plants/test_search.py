"""The search that shares nothing with the verifier finds every secret that text can hold."""

from __future__ import annotations

import pytest

from tests.plants import Plant, all_plants
from tests.plants.search import places

# Not spelled in bytes: only a font's map, a number's form or pixels hold these.
_BEYOND = {
    "pdf: font without a map",
    "xlsx: number in scientific form",
    "xlsx: number cell",
}


@pytest.mark.parametrize(
    "plant", [p for p in all_plants() if p.seen and p.id not in _BEYOND], ids=lambda plant: plant.id
)
def test_a_planted_secret_is_found(plant: Plant) -> None:
    assert places(plant.make(plant.secret), plant.secret)


@pytest.mark.parametrize("plant", all_plants(), ids=lambda plant: plant.id)
def test_another_secret_is_not(plant: Plant) -> None:
    other = "密甲乙丙丁藏" if not plant.secret.isdigit() else "95555544433322"
    assert places(plant.make(plant.secret), other) == set()
