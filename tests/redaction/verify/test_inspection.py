"""Inspection lists hidden content by kind, place and amount; registers make plans again."""

from __future__ import annotations

from typing import Any

import pytest

from recognizers.text import BlockId, Box, Span
from redaction.errors import StalePlanError
from redaction.formats.registry import adapter_for
from redaction.inspection import Hidden, inspect, plan_of, verify_files
from redaction.plan import BAR
from tests.plants import Plant, all_plants
from tests.plants.documents import MEDIA_TYPES
from tests.plants.planning import plan_for

EXPECTED = {
    "docx: text of a comment": "comments",
    "docx: deleted text": "tracked-changes",
    "docx: vanished text": "hidden-text",
    "docx: member missing from the zip directory": "zip-strays",
    "docx: cell of an embedded workbook": "embedded-files",
    "xlsx: hidden sheet": "hidden-sheets",
    "xlsx: hidden row": "hidden-rows",
    "pptx: notes of a slide": "comments",
    "pdf: under a black box": "hidden-text",
    "pdf: earlier revision": "revisions",
    "pdf: attached docx": "attachments",
    "pdf: note": "comments",
    "ofd: attachment": "attachments",
    "ofd: earlier version": "revisions",
    "jpeg: EXIF": "image-metadata",
    "html: comment": "properties",
}


def named(name: str) -> Plant:
    return next(plant for plant in all_plants() if plant.id == name)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_kind_of_hidden_content_is_listed(name: str) -> None:
    plant = named(name)
    found = inspect(plant.make(plant.secret), MEDIA_TYPES[plant.format])
    codes = {hidden.code for hidden in found}
    assert EXPECTED[name] in codes
    assert plant.secret not in repr(found)


def test_text_under_a_box_is_listed_with_its_place() -> None:
    plant = named("pdf: under a black box")
    found = inspect(plant.make(plant.secret), MEDIA_TYPES["pdf"])
    hidden = next(h for h in found if h.code == "hidden-text")
    assert hidden.page == 1
    assert hidden.characters == len(plant.secret)
    assert hidden.box is not None
    assert 55 < hidden.box.x0 < 65


def test_an_honest_file_hides_nothing() -> None:
    assert inspect("受理单位为市政府。\n".encode(), MEDIA_TYPES["txt"]) == ()


def test_what_is_hidden_survives_json() -> None:
    for hidden in (Hidden("comments", 2, Box(2, 1.0, 2.0, 3.0, 4.0), 7), Hidden("revisions")):
        assert Hidden.from_json(hidden.as_json()) == hidden


def register_of(plant: Plant, source: bytes) -> dict[str, Any]:
    media_type = MEDIA_TYPES[plant.format]
    document = adapter_for(media_type).read(source)
    spans = [edit.span for edit in plan_for(document, plant.secret).edits]
    places = [{"block": s.block, "start": s.start, "end": s.end} for s in spans]
    item = {"spans": places, "replacement": BAR, "treatment": "remove"}
    return {
        "source": {"sha256": document.sha256, "media_type": media_type},
        "output": {"media_type": media_type},
        "plan": "signed",
        "items": [item, item],
    }


def test_a_register_gives_the_plan_again_each_place_once() -> None:
    plant = named("txt: broken over two lines")
    source = plant.make(plant.secret)
    register = register_of(plant, source)
    document = adapter_for(MEDIA_TYPES["txt"]).read(source)
    plan = plan_of(register, document)
    assert [edit.span for edit in plan.edits] == [
        Span(BlockId(p["block"]), p["start"], p["end"]) for p in register["items"][0]["spans"]
    ]
    assert plan.edits[0].replacement == BAR


@pytest.mark.parametrize("broken", ["sha256", "items", "spans"])
def test_a_register_of_something_else_is_refused(broken: str) -> None:
    plant = named("txt: UTF-8")
    source = plant.make(plant.secret)
    register = register_of(plant, source)
    document = adapter_for(MEDIA_TYPES["txt"]).read(source)
    if broken == "sha256":
        register["source"]["sha256"] = "0" * 64
    elif broken == "items":
        del register["items"]
    else:
        register["items"][0]["spans"] = [{"block": "nowhere", "start": 0, "end": 1}]
    with pytest.raises(StalePlanError):
        plan_of(register, document)


def test_a_file_is_verified_by_its_register_alone() -> None:
    plant = named("docx: table cell")
    source = plant.make(plant.secret)
    register = register_of(plant, source)
    adapter = adapter_for(MEDIA_TYPES["docx"])
    output = adapter.write(source, plan_of(register, adapter.read(source)))
    proof = verify_files(source, output, register)
    assert proof.plan == "signed"
    assert proof.removed == 1
