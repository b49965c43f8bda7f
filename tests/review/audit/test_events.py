"""Events hold digests, counts and codes; document text cannot get in."""

from __future__ import annotations

from dataclasses import fields

import pytest

from review.audit.events import Event, FindingsDecided, PersonSaved, Ref, registry
from review.messages import text

ID_NUMBER = "110105191701010034"  # a birth date of 1917: nobody's


def _sample(kind: str) -> str | int:
    return {"int": 1, "Digest": "0" * 64, "Day": "2026-01-02", "Code": "code", "Ref": "D1"}[kind]


@pytest.mark.parametrize("kind", registry().values(), ids=lambda kind: kind.action)
def test_every_kind_of_event_can_be_made_from_references_and_codes(kind: type[Event]) -> None:
    event = kind(**{f.name: _sample(str(f.type)) for f in fields(kind)})
    assert set(event.facts()) == {f.name for f in fields(kind)}


@pytest.mark.parametrize(
    "text_value",
    [
        pytest.param(ID_NUMBER, id="identity-number"),
        pytest.param("张三丰", id="name"),
        pytest.param("13800138000", id="telephone"),
        pytest.param("a" * 200, id="long"),
        pytest.param("two words", id="sentence"),
        pytest.param("line\nbreak", id="line-break"),
        pytest.param("x" + ID_NUMBER, id="identity-number-behind-a-letter"),
        pytest.param("x," + ID_NUMBER, id="identity-number-behind-a-comma"),
    ],
)
@pytest.mark.parametrize("kind", registry().values(), ids=lambda kind: kind.action)
def test_no_field_of_any_event_takes_text(kind: type[Event], text_value: str) -> None:
    for field in fields(kind):
        if str(field.type) == "Ref" and text_value == "x" + ID_NUMBER:
            continue  # references are minted by the program; only their alphabet is checked
        values = {f.name: _sample(str(f.type)) for f in fields(kind)} | {field.name: text_value}
        with pytest.raises(ValueError, match=field.name) as caught:
            kind(**values)
        assert text_value not in str(caught.value)


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(-1, id="negative"),
        pytest.param(2**53, id="too-large-for-canonical-json"),
        pytest.param(True, id="boolean"),
        pytest.param("1", id="text"),
    ],
)
def test_a_count_is_a_natural_number(count: int) -> None:
    with pytest.raises(ValueError, match="count"):
        FindingsDecided(Ref("D1"), "withhold", "remove", count)


def test_every_action_has_a_chinese_name() -> None:
    for action in registry():
        assert text(f"actions.{action}")


def test_events_of_one_kind_are_values() -> None:
    assert PersonSaved("zhang", "clerk", 1) == PersonSaved("zhang", "clerk", 1)
