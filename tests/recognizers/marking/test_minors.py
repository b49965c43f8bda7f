"""Children are found by their age or by the birth in an ID number; papers give the year."""

from __future__ import annotations

import pytest

from recognizers.finding import Capacity, Kind, Suggestion
from tests.recognizers.marking.made import Part, marked


def capacity(*parts: Part, profile: str = "subsidy") -> Capacity:
    found = marked(*parts, profile=profile).findings
    return next(f.capacity for f in found if f.kind is Kind.PERSON)


def listed(kind: str, text: str) -> list[list[str]]:
    return [["姓名", "证件号码"], ["[[person:程小雨]]", f"[[{kind}:{text}]]"]]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param("age", "9", Capacity.MINOR, id="age-in-column"),
        pytest.param("age", "17岁", Capacity.MINOR, id="seventeen"),
        pytest.param("age", "18", Capacity.RECIPIENT, id="eighteen"),
        pytest.param("resident_id", "34152420150101011X", Capacity.MINOR, id="id-of-a-child"),
        pytest.param("other_id", "G34152420150101011X", Capacity.MINOR, id="school-register"),
        pytest.param("resident_id", "341524190001010110", Capacity.RECIPIENT, id="id-of-an-adult"),
        pytest.param("birth_date", "2015-01-01", Capacity.MINOR, id="birth-date"),
        pytest.param("student_number", "2022010101", Capacity.RECIPIENT, id="number-like-a-date"),
    ],
)
def test_children_in_lists(kind: str, text: str, expected: Capacity) -> None:
    assert capacity("清水镇2024年补助公示", listed(kind, text)) is expected


def test_without_a_year_of_the_paper_an_id_says_nothing_of_age() -> None:
    assert capacity("补助公示", listed("resident_id", "34152420150101011X")) is Capacity.RECIPIENT


def test_years_of_birth_are_not_the_papers_year() -> None:
    text = "[[person:戴云]]，女，[[birth_date:2005年7月]]生"
    assert capacity("任前公示", text, profile="personnel") is Capacity.UNKNOWN


def test_a_row_with_two_persons_does_not_say_whose_age_it_is() -> None:
    rows = [["户主", "子女", "年龄"], ["[[person:程大山]]", "[[person:程小雨]]", "[[age:9]]"]]
    assert capacity("2024年公示", rows) is Capacity.RECIPIENT


def test_in_prose_the_person_named_before_it_has_the_age() -> None:
    text = "程序员[[person:程小雨]]的女儿[[person:程小朵]]今年[[age:9岁]]"
    found = marked(text, profile="general").findings
    assert [f.capacity for f in found if f.kind is Kind.PERSON][1] is Capacity.MINOR


def test_a_childs_name_goes_from_a_list_that_keeps_names() -> None:
    found = marked("清水镇2024年补助公示", listed("age", "9"), profile="subsidy").findings
    person = next(f for f in found if f.kind is Kind.PERSON)
    assert person.suggestion is Suggestion.WITHHOLD
    assert "个人信息保护法#31" in person.basis


@pytest.mark.parametrize(("age", "expected"), [("13", Capacity.MINOR), ("16", Capacity.RECIPIENT)])
def test_aid_to_older_pupils_is_published_by_name(age: str, expected: Capacity) -> None:
    assert capacity("某某高中助学金公示", listed("age", age), profile="student-aid") is expected
