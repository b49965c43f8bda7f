"""Check characters of identifiers, each a pure function named for its standard.

Every function takes the characters that the check is computed over, upper case
and without separators, and returns the one that must follow. What a wrong
check means is for the recognizers to say: here nothing is dropped or repaired.
"""

from __future__ import annotations

from typing import Final

_RESIDENT_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHARACTERS: Final = "10X98765432"
_ORG_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
USCC_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_VIN_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES: Final = (
    {str(n): n for n in range(10)}
    | dict(zip("ABCDEFGH", range(1, 9), strict=True))
    | dict(zip("JKLMN", range(1, 6), strict=True))
    | {"P": 7, "R": 9}
    | dict(zip("STUVWXYZ", range(2, 10), strict=True))
)


def resident_check(first_17: str) -> str:
    """Return the 18th character of a resident number (GB 11643-1999, ISO 7064 MOD 11-2).

    >>> resident_check("11010519491231002")
    'X'
    """
    total = sum(w * int(digit) for w, digit in zip(_RESIDENT_WEIGHTS, first_17, strict=True))
    return _RESIDENT_CHARACTERS[total % 11]


def luhn_check(body: str) -> str:
    """Return the last digit of a card or device number (ISO/IEC 7812-1, annex B).

    >>> luhn_check("622202000000000001")
    '8'
    """
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def is_luhn(number: str) -> bool:
    """Return whether ``number``, all digits, ends in its own Luhn digit.

    >>> is_luhn("6222020000000000018"), is_luhn("6222020000000000019")
    (True, False)
    """
    return luhn_check(number[:-1]) == number[-1]


def org_code_check(first_8: str) -> str:
    """Return the 9th character of an organisation code (GB 11714-1997).

    >>> org_code_check("D2143569")
    'X'
    """
    total = sum(w * int(char, 36) for w, char in zip(_ORG_WEIGHTS, first_8, strict=True))
    return "0123456789X0"[11 - total % 11]


def uscc_check(first_17: str) -> str:
    """Return the 18th character of a unified social credit code (GB 32100-2015).

    Raises:
        ValueError: a character is not of the code's alphabet (no I, O, S, V, Z).

    >>> uscc_check("91340000MA0000015")
    'U'
    """
    values = (USCC_ALPHABET.index(char) for char in first_17)
    total = sum(w * value for w, value in zip(_USCC_WEIGHTS, values, strict=True))
    return USCC_ALPHABET[-total % 31]


def registration_check(first_14: str) -> str:
    """Return the 15th digit of a business registration number (GS 15-2006, ISO 7064 MOD 11,10).

    >>> registration_check("34150000000001")
    '1'
    """
    product = 10
    for digit in first_14:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def vin_check(number: str) -> str:
    """Return the 9th character of a vehicle identification number (GB 16735-2019).

    ``number`` is all 17 characters; the 9th weighs nothing.

    Raises:
        KeyError: a character is not used in such numbers (I, O, Q).

    >>> vin_check("1M8GDM9AXKP042788")
    'X'
    """
    total = sum(w * _VIN_VALUES[char] for w, char in zip(_VIN_WEIGHTS, number, strict=True))
    return "0123456789X"[total % 11]
