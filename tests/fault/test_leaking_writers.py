"""Writers that leak on purpose, one hiding place at a time: the verifier must catch each."""

from __future__ import annotations

import pytest

from redaction.errors import LeakError, RedactionError
from redaction.verify import prove
from redaction.verify.expectation import expect
from redaction.verify.leak import check_leaks
from redaction.verify.look import look
from redaction.verify.loss import check_losses
from tests.plants import Plant, all_plants
from tests.plants.documents import document_of, plan_of

READABLE = [plant for plant in all_plants() if plant.seen]
BARRED = "某某某某"


def test_there_are_enough_hiding_places() -> None:
    assert len(all_plants()) >= 150
    assert len({plant.secret for plant in all_plants()}) == len(all_plants())


@pytest.mark.parametrize("plant", READABLE, ids=lambda plant: plant.id)
def test_a_writer_that_leaves_the_secret_is_caught(plant: Plant) -> None:
    source = plant.make(plant.secret)
    document = document_of(plant, source)
    with pytest.raises(LeakError) as caught:
        prove(document, plan_of(plant, document), source, source, document.media_type)
    assert caught.value.facts["count"]
    assert plant.secret not in str(caught.value)


@pytest.mark.parametrize("plant", READABLE, ids=lambda plant: plant.id)
def test_a_file_that_never_held_the_secret_is_not_accused(plant: Plant) -> None:
    source, twin = plant.make(plant.secret), plant.make(BARRED)
    document = document_of(plant, source)
    expected = expect(document, plan_of(plant, document))
    after, before = look(twin, document.media_type), look(source, document.media_type)
    check_leaks(expected, after, before)
    assert not after.blind
    if plant.format not in {"png", "jpeg", "tiff", "bmp"}:
        assert check_losses(expected, after, before) == sum(map(len, plant.kept))


def test_a_proof_of_something_else_is_refused() -> None:
    plant = READABLE[0]
    source = plant.make(plant.secret)
    document = document_of(plant, source)
    with pytest.raises(RedactionError):
        prove(document, plan_of(plant, document), source + b" ", source, document.media_type)
