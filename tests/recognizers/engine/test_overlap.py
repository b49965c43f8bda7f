"""One finding for each place: wholes and parts, equals, and what overlaps by halves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.finding import Finding, Kind
from recognizers.overlap import resolve
from recognizers.text import BlockId, Span

BLOCK = BlockId("b")


def claim(kind: Kind, start: int, end: int, score: float = 0.9, *grounds: str) -> Finding:
    return Finding(kind, (Span(BLOCK, start, end),), score, "test/1", grounds)


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        pytest.param(
            claim(Kind.ADDRESS, 0, 20), claim(Kind.PLACE, 0, 6), id="address-over-its-place"
        ),
        pytest.param(
            claim(Kind.ORGANIZATION, 0, 9),
            claim(Kind.PERSON, 2, 5),
            id="organisation-over-a-name-in-it",
        ),
        pytest.param(
            claim(Kind.DISABILITY_CERTIFICATE, 0, 20),
            claim(Kind.RESIDENT_ID, 0, 18, 0.99),
            id="longer-number-over-the-one-it-contains",
        ),
        pytest.param(
            claim(Kind.RESIDENT_ID, 0, 18, 0.99),
            claim(Kind.BANK_ACCOUNT, 0, 18, 0.5),
            id="surer-of-equals",
        ),
        pytest.param(
            claim(Kind.PERSON, 0, 2, 0.7, "label"),
            claim(Kind.PLACE, 0, 2, 0.9),
            id="label-over-the-model",
        ),
        pytest.param(
            claim(Kind.MOBILE_PHONE, 3, 14, 0.8),
            claim(Kind.ORGANIZATION, 0, 16, 0.95),
            id="number-over-a-name-around-it",
        ),
        pytest.param(
            claim(Kind.RESIDENT_ID, 2, 20, 0.99),
            claim(Kind.OTHER_ID, 0, 22, 0.4),
            id="sure-part-over-doubtful-whole",
        ),
        pytest.param(
            claim(Kind.PERSON, 2, 5, 0.8, "title"),
            claim(Kind.ORGANIZATION, 0, 5, 0.9),
            id="titled-person-over-the-organ-before-it",
        ),
    ],
)
def test_of_two_claims_one_inside_the_other_one_stands(winner: Finding, loser: Finding) -> None:
    assert resolve([winner, loser]) == [winner]
    assert resolve([loser, winner]) == [winner]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            claim(Kind.TRADE_SECRET, 0, 40), claim(Kind.PERSON, 3, 6), id="matter-and-name"
        ),
        pytest.param(
            claim(Kind.HEALTH, 0, 9), claim(Kind.WORK_SECRET, 0, 9), id="two-matters-alike"
        ),
        pytest.param(claim(Kind.PERSON, 0, 4), claim(Kind.ADDRESS, 3, 9), id="overlap-by-halves"),
        pytest.param(claim(Kind.PERSON, 0, 2), claim(Kind.PERSON, 2, 4), id="neighbours"),
    ],
)
def test_claims_that_do_not_exclude_each_other_both_stand(one: Finding, other: Finding) -> None:
    assert set(resolve([one, other])) == {one, other}


def test_the_same_claim_by_two_recognizers_keeps_the_grounds_of_both() -> None:
    model = claim(Kind.PERSON, 0, 3, 0.9, "ner")
    rule = claim(Kind.PERSON, 0, 3, 0.75, "title")
    [finding] = resolve([rule, model])
    assert finding.score == 0.9
    assert set(finding.grounds) == {"ner", "title"}


def test_a_joined_finding_outdoes_what_lies_in_one_of_its_halves() -> None:
    whole = Finding(
        Kind.RESIDENT_ID, (Span(BLOCK, 5, 11), Span(BlockId("c"), 0, 12)), 0.99, "test/1"
    )
    half = claim(Kind.SERVICE_NUMBER, 5, 11, 0.5)
    assert resolve([half, whole]) == [whole]


def test_a_joined_finding_falls_only_if_every_half_is_outdone() -> None:
    joined = Finding(Kind.OTHER_ID, (Span(BLOCK, 5, 11), Span(BlockId("c"), 0, 12)), 0.4, "test/1")
    over_one = claim(Kind.ADDRESS, 0, 20, 0.9)
    assert joined in resolve([joined, over_one])


claims = st.builds(
    lambda kind, start, length, score: claim(kind, start, start + length, score),
    st.sampled_from([Kind.PERSON, Kind.ADDRESS, Kind.RESIDENT_ID, Kind.HEALTH, Kind.PLACE]),
    st.integers(0, 12),
    st.integers(1, 8),
    st.sampled_from([0.3, 0.6, 0.9]),
)


@given(st.lists(claims, max_size=8))
def test_every_character_that_anything_claims_stays_claimed(findings: list[Finding]) -> None:
    def covered(some: list[Finding]) -> set[int]:
        return {at for f in some for at in range(f.span.start, f.span.end)}

    kept = resolve(findings)
    numbers = [f for f in findings if f.kind is not Kind.HEALTH]
    assert covered(kept) <= covered(findings)
    # A doubtful whole may fall to a sure part; what is left is never less than the parts.
    assert all(any(k.span.overlaps(f.span) for k in kept) for f in numbers)


@given(st.lists(claims, max_size=8))
def test_no_finding_that_stands_lies_inside_another_of_its_kind(findings: list[Finding]) -> None:
    kept = resolve(findings)
    for one in kept:
        for other in kept:
            if one is not other and one.kind == other.kind:
                inside = other.span.start <= one.span.start and one.span.end <= other.span.end
                assert not inside
