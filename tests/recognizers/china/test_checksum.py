from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.china.checksum import (
    USCC_ALPHABET,
    is_luhn,
    luhn_check,
    org_code_check,
    registration_check,
    resident_check,
    uscc_check,
    vin_check,
)

DIGITS = "0123456789"
VIN_ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(DIGITS), min_size=length, max_size=length)


def _changed(text: str, place: int, step: int, alphabet: str = DIGITS) -> str:
    at = place % len(text)
    other = alphabet[(alphabet.index(text[at]) + 1 + step % (len(alphabet) - 1)) % len(alphabet)]
    return text[:at] + other + text[at + 1 :]


@pytest.mark.parametrize(
    ("body", "check"),
    [
        pytest.param("11010519491231002", "X", id="printed-in-the-standard"),
        pytest.param("44052418800101001", "4", id="second-sample-of-the-standard"),
        pytest.param("34152419000101011", "0", id="zero"),
    ],
)
def test_resident_check(body: str, check: str) -> None:
    assert resident_check(body) == check


@given(digits(17), st.integers(0), st.integers(0))
def test_no_single_wrong_digit_passes_mod_11_2(body: str, place: int, step: int) -> None:
    assert resident_check(_changed(body, place, step)) != resident_check(body)


@given(digits(17), st.integers(0, 15))
def test_no_swap_of_neighbours_passes_mod_11_2(body: str, place: int) -> None:
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]

    assert (resident_check(swapped) == resident_check(body)) == (swapped == body)


@given(digits(18), st.integers(0), st.integers(0))
def test_no_single_wrong_digit_passes_luhn(body: str, place: int, step: int) -> None:
    assert is_luhn(body + luhn_check(body))
    assert not is_luhn(_changed(body, place, step) + luhn_check(body))


@given(digits(14), st.integers(0), st.integers(0))
def test_no_single_wrong_digit_passes_mod_11_10(body: str, place: int, step: int) -> None:
    assert registration_check(_changed(body, place, step)) != registration_check(body)


@given(
    st.text(st.sampled_from(USCC_ALPHABET), min_size=17, max_size=17),
    st.integers(0),
    st.integers(0),
)
def test_no_single_wrong_character_passes_mod_31(body: str, place: int, step: int) -> None:
    assert uscc_check(_changed(body, place, step, USCC_ALPHABET)) != uscc_check(body)


@pytest.mark.parametrize("letter", "IOSVZ")
def test_a_credit_code_has_no_letter_that_reads_as_a_digit(letter: str) -> None:
    with pytest.raises(ValueError, match="substring"):
        uscc_check("91340000" + letter + "A0000015")


@pytest.mark.parametrize(
    ("body", "check"),
    [
        pytest.param("D2143569", "X", id="printed-in-the-standard"),
        pytest.param("MA000001", "5", id="letters"),
        pytest.param("00000001", "9", id="digits"),
        pytest.param("00000000", "0", id="eleven-is-written-zero"),
    ],
)
def test_org_code_check(body: str, check: str) -> None:
    assert org_code_check(body) == check


@given(st.text(st.sampled_from(DIGITS + "ABCDEFGHJK"), min_size=8, max_size=8))
def test_an_organisation_code_ends_in_a_digit_or_x(body: str) -> None:
    assert org_code_check(body) in set(DIGITS + "X")


@given(
    st.text(st.sampled_from(VIN_ALPHABET), min_size=17, max_size=17), st.sampled_from(VIN_ALPHABET)
)
def test_the_check_place_of_a_vehicle_number_weighs_nothing(number: str, other: str) -> None:
    assert vin_check(number) == vin_check(number[:8] + other + number[9:])


@pytest.mark.parametrize("letter", "IOQ")
def test_a_vehicle_number_has_no_letter_that_reads_as_a_digit(letter: str) -> None:
    with pytest.raises(KeyError):
        vin_check("LSVAA0000A000000" + letter)
