"""Cells find their labels in lists and forms of many makes."""

from __future__ import annotations

import functools
import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.formats.tables import GridCell, Label, clean_label, is_label, label_cells

NAME, ID, PHONE, NOTE = "\u59d3\u540d", "\u8eab\u4efd\u8bc1\u53f7", "\u7535\u8bdd", "\u5907\u6ce8"
PERSON, OTHER = "\u738b\u67d0\u67d0", "\u674e\u67d0\u67d0"
NUMBER = "110105194912310029"


def labelled(rows: list[list[str]]) -> list[list[str]]:
    """Return each cell's label, "=" for header cells."""
    cells = [GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    labels = label_cells(cells)
    found = [[labels.get((r, c), Label()) for c in range(len(row))] for r, row in enumerate(rows)]
    return [["=" if label.header else label.text for label in row] for row in found]


LISTS = {
    "header-first": (
        [[NAME, ID], [PERSON, NUMBER]],
        [["=", "="], [NAME, ID]],
    ),
    "title-above": (
        [["2023\u5e74\u516c\u793a"], [NAME, PHONE], [PERSON, "138"]],
        [[""], ["=", "="], [NAME, PHONE]],
    ),
    "spaced-header": (
        [["\u59d3  \u540d", "\u7535 \u8bdd\uff1a"], [PERSON, "138"]],
        [["=", "="], [NAME, PHONE]],
    ),
    "bracketed-header": (
        [[NAME, "\u91d1\u989d\uff08\u5143\uff09"], [PERSON, "12"]],
        [["=", "="], [NAME, "\u91d1\u989d(\u5143)"]],
    ),
    "words-of-no-known-kind-over-figures": (
        [["\u7532", "\u4e59"], [PERSON, "12"], [OTHER, "13"]],
        [["=", "="], ["\u7532", "\u4e59"], ["\u7532", "\u4e59"]],
    ),
    "second-list-below": (
        [[NAME, PHONE, NOTE], [PERSON, "138", "x"], [NAME, ID, NOTE], [OTHER, NUMBER, "y"]],
        [["=", "=", "="], [NAME, PHONE, NOTE], ["=", "=", "="], [NAME, ID, NOTE]],
    ),
    "gaps-in-rows": (
        [[NAME, PHONE, NOTE], [PERSON, "", "x"], ["", "138", ""]],
        [["=", "=", "="], [NAME, "", NOTE], ["", PHONE, ""]],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), LISTS.values(), ids=LISTS)
def test_lists_take_labels_from_their_header(
    rows: list[list[str]], expected: list[list[str]]
) -> None:
    assert labelled(rows) == expected


FORMS = {
    "one-pair-a-row": ([[NAME, PERSON], [PHONE, "138"]], [["", NAME], ["", PHONE]]),
    "two-pairs-a-row": (
        [[NAME, PERSON, "\u6027\u522b", "\u7537"], [ID, NUMBER, PHONE, "138"]],
        [["", NAME, "", "\u6027\u522b"], ["", ID, "", PHONE]],
    ),
    "with-colons": ([[NAME + "\uff1a", PERSON], [PHONE + ":", "138"]], [["", NAME], ["", PHONE]]),
}


RELATION, CAUSE = "\u79f0\u8c13", "\u7533\u8bf7\u7406\u7531"


def test_list_inside_a_form_has_its_own_header_and_ends() -> None:
    rows = [
        [NAME, PERSON, ID, NUMBER],
        [RELATION, NAME, "\u5e74\u9f84", NOTE],
        ["\u7236\u4eb2", OTHER, "60", "x"],
        [CAUSE, "\u56e0\u75c5"],
    ]
    assert labelled(rows) == [
        ["", NAME, "", ID],
        ["=", "=", "=", "="],
        [RELATION, NAME, "\u5e74\u9f84", NOTE],
        ["", CAUSE],
    ]


def test_facts_between_title_and_header_are_no_header() -> None:
    rows = [
        ["\u8865\u8d34\u660e\u7ec6\u8868"],
        ["\u586b\u62a5\u5355\u4f4d\uff1a\u67d0\u9547", "\u65e5\u671f\uff1a\u4eca\u5929"],
        [NAME, PHONE],
        [PERSON, "138"],
    ]
    assert labelled(rows)[1:] == [["", ""], ["=", "="], [NAME, PHONE]]


PLACES = [
    "\u5e78\u798f\u793e\u533a",
    "\u53bf\u4eba\u6c11\u533b\u9662",
    "\u7b2c\u4e00\u5c0f\u5b66\u6821",
]


@pytest.mark.parametrize("place", PLACES)
def test_names_of_places_and_bodies_are_values(place: str) -> None:
    assert not is_label(place)
    unit = "\u5355\u4f4d"
    assert labelled([[unit, NAME, PHONE], [place, PERSON, "138"]])[1] == [unit, NAME, PHONE]


@pytest.mark.parametrize(("rows", "expected"), FORMS.values(), ids=FORMS)
def test_forms_take_labels_from_the_left(rows: list[list[str]], expected: list[list[str]]) -> None:
    assert labelled(rows) == expected


def test_header_of_two_rows_is_joined() -> None:
    cells = [
        GridCell(0, 0, NAME, height=2),
        GridCell(0, 1, "\u8054\u7cfb\u65b9\u5f0f", width=2),
        GridCell(1, 1, PHONE),
        GridCell(1, 2, "\u90ae\u7bb1"),
        GridCell(2, 0, PERSON),
        GridCell(2, 1, "138"),
        GridCell(2, 2, "a@b.cn"),
    ]
    labels = label_cells(cells)
    assert labels[2, 0].text == NAME
    assert labels[2, 1].text == f"\u8054\u7cfb\u65b9\u5f0f/{PHONE}"
    assert labels[1, 2].header


NOT_HEADED = {
    "prose-in-two-columns": [
        ["\u8fd9\u662f\u4e00\u6bb5\u5f88\u957f\u7684\u6b63\u6587" * 3, "x"],
        ["a", "b"],
    ],
    "one-cell": [[PERSON]],
    "figures-only": [["1", "2"], ["3", "4"]],
    "header-without-rows": [[NAME, PHONE]],
}


@pytest.mark.parametrize("rows", NOT_HEADED.values(), ids=NOT_HEADED)
def test_no_header_is_made_up(rows: list[list[str]]) -> None:
    assert "=" not in functools.reduce(operator.iadd, labelled(rows), [])


@pytest.mark.parametrize(
    "word",
    [
        NAME,
        "\u6237\u4e3b\u59d3\u540d",
        "\u8054\u7cfb\u7535\u8bdd",
        "\u5f00\u6237\u8d26\u53f7",
        "\u8eab\u4efd\u8bc1\u53f7\u7801*",
    ],
)
def test_words_of_headers_are_labels(word: str) -> None:
    assert is_label(word)


@pytest.mark.parametrize(
    "word", ["", PERSON, NUMBER, "138", "2023\u5e74", "\u5408\u540c\u4e66" * 9]
)
def test_values_are_no_labels(word: str) -> None:
    assert not is_label(word)


def test_label_is_cleaned_of_spaces_and_colon() -> None:
    assert clean_label(" \u59d3\u3000\u540d \uff1a") == NAME


@given(
    st.lists(
        st.lists(st.sampled_from([NAME, PHONE, PERSON, "138", "", "x y"]), min_size=1, max_size=4),
        max_size=6,
    )
)
def test_every_filled_cell_has_an_answer(rows: list[list[str]]) -> None:
    cells = [GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    labels = label_cells(cells)
    assert set(labels) == {(cell.row, cell.column) for cell in cells if cell.text.strip()}
