"""Every plant through its adapter: read, redact, search by our own means, prove.

A reader reports the secret or drops its place; either way nothing of it may be
left, what must survive must be shown, and the proof must hold.
"""

from __future__ import annotations

import pytest

from redaction.errors import LeakError, UnsupportedContentError
from redaction.formats.registry import adapter_for
from redaction.verify import prove
from redaction.verify.normal import compact
from tests.plants import Plant, all_plants
from tests.plants.documents import MEDIA_TYPES
from tests.plants.planning import plan_for
from tests.plants.search import places

REFUSED = {"pdf: tiling pattern"}
"""Places that are read and cannot be edited: the writer says so and writes nothing."""

PLANTS = [pytest.param(plant, id=plant.id) for plant in all_plants() if plant.id not in REFUSED]


@pytest.mark.parametrize("plant", PLANTS)
def test_nothing_is_left_and_nothing_is_lost(plant: Plant) -> None:
    source = plant.make(plant.secret)
    adapter = adapter_for(MEDIA_TYPES[plant.format])
    document = adapter.read(source)
    shown = compact("".join(block.text for block in document.blocks))
    assert all(compact(sentence) in shown.upper() for sentence in plant.kept)
    plan = plan_for(document, plant.secret)
    output = adapter.write(source, plan)
    assert places(output, plant.secret) == set()
    proof = prove(document, plan, source, output, adapter.output_type)
    assert proof.kept or proof.compared


@pytest.mark.parametrize(
    "plant", [pytest.param(plant, id=plant.id) for plant in all_plants() if plant.id in REFUSED]
)
def test_what_cannot_be_edited_is_refused_by_name(plant: Plant) -> None:
    source = plant.make(plant.secret)
    adapter = adapter_for(MEDIA_TYPES[plant.format])
    plan = plan_for(adapter.read(source), plant.secret)
    with pytest.raises(UnsupportedContentError):
        adapter.write(source, plan)


@pytest.mark.parametrize(
    "plant", [p for p in PLANTS if p.values[0].layer.value in {"body", "margin", "ocr"}]
)
def test_a_writer_that_changes_nothing_is_caught_by_what_the_reader_reported(plant: Plant) -> None:
    source = plant.make(plant.secret)
    adapter = adapter_for(MEDIA_TYPES[plant.format])
    document = adapter.read(source)
    plan = plan_for(document, plant.secret)
    with pytest.raises(LeakError):
        prove(document, plan, source, source, adapter.output_type)
