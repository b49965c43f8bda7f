from __future__ import annotations

import pytest

from benchmarks.detection.labels import Case, cases, parse, read
from recognizers.china.checksum import resident_check
from recognizers.finding import Capacity, Kind, Suggestion
from recognizers.text import BlockId

B = BlockId("b")


@pytest.mark.parametrize(
    ("marked", "text", "kind", "suggestion", "capacity"),
    [
        pytest.param(
            "人{person-:甲乙}来", "甲乙", Kind.PERSON, Suggestion.WITHHOLD, None, id="minus"
        ),
        pytest.param(
            "{person+ official:甲乙}",
            "甲乙",
            Kind.PERSON,
            Suggestion.KEEP,
            Capacity.OFFICIAL,
            id="plus",
        ),
        pytest.param(
            "{trade_secret?:丙}", "丙", Kind.TRADE_SECRET, Suggestion.CONSULT, None, id="ask"
        ),
        pytest.param("{person~:丁}", "丁", Kind.PERSON, None, None, id="open"),
        pytest.param(
            "{person-:戊⏎己}", "戊\n己", Kind.PERSON, Suggestion.WITHHOLD, None, id="break"
        ),
    ],
)
def test_a_label_is_read_with_its_place(
    marked: str, text: str, kind: Kind, suggestion: Suggestion | None, capacity: Capacity | None
) -> None:
    plain, labels = parse(marked, B)
    assert [plain[x.span.start : x.span.end] for x in labels] == [text]
    assert (labels[0].kind, labels[0].suggestion, labels[0].capacity) == (
        kind,
        suggestion,
        capacity,
    )


def test_offsets_count_the_text_without_labels() -> None:
    plain, labels = parse("甲{person-:乙}丙{person-:丁}戊", B)
    assert plain == "甲乙丙丁戊"
    assert [(x.span.start, x.span.end) for x in labels] == [(1, 2), (3, 4)]


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="nobody"):
        parse("{nobody-:甲}", B)


def test_a_table_gives_cells_the_header_of_their_column() -> None:
    (case,) = read("=== x-1 general\n标题\n| 姓名 | 金额 |\n| {person+:甲} | 5 |\n后文\n")
    blocks = case.document.blocks
    assert [(b.text, b.label) for b in blocks] == [
        ("标题", ""), ("姓名", ""), ("金额", ""), ("甲", "姓名"), ("5", "金额"), ("后文", ""),
    ]  # fmt: skip
    places = [(b.cell.row, b.cell.column, b.cell.header) for b in blocks if b.cell]
    assert places == [(0, 0, True), (0, 1, True), (1, 0, False), (1, 1, False)]


def test_flags_of_the_head_are_kept() -> None:
    (case,) = read("=== x-1 report stop orgs\n甲\n")
    assert (case.id, case.profile, case.stop, case.orgs) == ("x-1", "report", True, True)


def test_the_set_is_as_large_as_it_claims() -> None:
    passages = [case for case in cases() if not case.whole]
    documents = [case for case in cases() if case.whole]
    assert len(passages) >= 300
    assert len(documents) >= 40
    assert sum(case.negative for case in passages) * 3 >= len(passages)
    assert sum(case.negative for case in documents) * 3 >= len(documents)


def test_every_profile_has_passages_and_documents() -> None:
    profiles = {case.profile for case in cases()}
    assert len(profiles) == 10
    assert {case.profile for case in cases() if case.whole} == profiles


def test_ids_are_unique_and_a_third_is_unseen() -> None:
    ids = [case.id for case in cases()]
    assert len(ids) == len(set(ids))
    unseen = sum(case.unseen for case in cases())
    assert 0.28 <= unseen / len(ids) <= 0.4


def _whole_ids(case: Case) -> list[str]:
    spans = [x.span for x in case.labels if x.kind is Kind.RESIDENT_ID]
    found = [case.document.text_at(span) for span in spans]
    return [x for x in found if len(x) == 18 and x.isascii() and x[:17].isdigit() and "*" not in x]


def test_identity_numbers_belong_to_nobody_alive() -> None:
    found = [number for case in cases() for number in _whole_ids(case)]
    assert len(found) > 40
    assert {number[6:10] for number in found} <= {str(year) for year in range(1900, 1909)}


def test_nearly_all_identity_numbers_carry_their_check_character() -> None:
    found = [number for case in cases() for number in _whole_ids(case)]
    wrong = [number for number in found if resident_check(number[:17]) != number[17].upper()]
    assert len(wrong) <= 4  # the cases of a wrong digit and of a spreadsheet's rounding
