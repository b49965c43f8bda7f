"""What a spreadsheet shows for a number under a number format (ISO/IEC 29500, 18.8.31).

Covers what offices use: General, fixed digits, thousands, percent, scientific,
dates, times, text sections and literals. A long integer is never shown in
scientific form under General, whatever a program would do for want of room:
a reviewer must see its digits. Conditions in brackets are ignored; sections by
sign are followed. What cannot be rendered is shown as it is stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

_BUILTIN: Final = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "0.0E+0",
    49: "@",
    # Formats that Chinese versions number 27-36 and 50-58: dates all of them.
    **dict.fromkeys((*range(27, 32), *range(50, 53), *range(54, 56), 57, 58), "yyyy/m/d"),
    **dict.fromkeys((*range(32, 37), 53, 56), "h:mm:ss"),
}
_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<ampm>AM/PM|A/P)|(?P<code>General|y+|m+|d+|h+|s+|e+(?![+-])|b+|a{3,4})"
    r"|(?P<number>[0#?][0#?,.]*|\.[0#?]+)|(?P<exp>E[+-]0+)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE: Final = re.compile(r"[ymdhs]|e(?![+-])", re.IGNORECASE)
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ORIGIN_1900: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - serials have no zone
_ORIGIN_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - serials have no zone
_LAST_SERIAL: Final = 2_958_466


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[tuple[str, str], ...]
    is_date: bool


def builtin_format(number: int) -> str:
    """Return the code of a built-in format ("General" for those without a fixed meaning)."""
    return _BUILTIN.get(number, "General")


def show(value: str, code: str, *, from_1904: bool = False) -> str:
    """Return the text that a cell with numeric ``value`` and format ``code`` shows.

    >>> show("110105194912310000", "General")
    '110105194912310000'
    >>> show("32939", "yyyy-mm-dd")
    '1990-03-07'
    >>> show("0.125", "0.0%")
    '12.5%'
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 60:
        return value
    section, number = _pick(_sections(code), number)
    if section is None:
        return plain(number)
    if section.is_date:
        return _show_date(section, number, from_1904=from_1904) or plain(number)
    return _show_number(section, number)


def plain(number: Decimal) -> str:
    """Return a number in full, without exponent and without zeros that say nothing."""
    # Stored values carry the noise of binary fractions: 15 digits are meant.
    if number != number.to_integral_value():
        number = Decimal(f"{number:.15g}")
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def hides_part_of_date(code: str) -> bool:
    """Return whether ``code`` shows a day without its year, a month without its day and so on."""
    section = _sections(code)[0]
    if not section.is_date:
        return False
    letters = set()
    for index, (kind, value) in enumerate(section.tokens):
        if kind == "code":
            minutes = value[0].lower() == "m" and _means_minutes(section, index)
            letters.add("" if minutes else value[0].lower())
    return not ({"m", "d"} <= letters and letters & {"y", "e"})


def literals(code: str) -> str:
    """Return what a format code writes by itself, quoted or escaped."""
    found = (match for match in _TOKEN.finditer(code))
    return "".join(
        match["quoted"] or match["escaped"] or (match["other"] or "") or "" for match in found
    )


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[_Section, ...]:
    found: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        value = match[kind]
        if kind == "other" and value == ";":
            found.append(_section(tokens))
            tokens = []
        else:
            tokens.append((kind, value))
    return (*found, _section(tokens))


def _section(tokens: list[tuple[str, str]]) -> _Section:
    is_date = any(
        (kind == "code" and value.lower() != "general")
        or (kind == "bracket" and value.lower().strip("hms") == "" and value != "")
        for kind, value in tokens
    )
    return _Section(tuple(tokens), is_date)


def _pick(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section | None, Decimal]:
    """Return the section for ``number``'s sign, and the number as that section sees it."""
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    codes = [value.lower() for kind, value in section.tokens if kind in {"code", "text"}]
    general = not section.tokens or codes in (["general"], ["@"])
    if general and len(section.tokens) <= 1 and (section.tokens or len(sections) == 1):
        return None, number
    return section, number


def _show_number(section: _Section, number: Decimal) -> str:
    masks = [value for kind, value in section.tokens if kind == "number"]
    percent = sum(kind == "percent" for kind, _ in section.tokens)
    exponent = any(kind == "exp" for kind, _ in section.tokens)
    number = number.scaleb(2 * percent)
    sign = "-" if number < 0 else ""
    digits = "" if exponent or not masks else _fixed(abs(number), "".join(masks))
    parts: list[str] = []
    for kind, value in section.tokens:
        if kind in {"quoted", "escaped", "other"}:
            parts.append(value)
        elif kind == "percent":
            parts.append("%")
        elif kind == "number" and exponent:
            parts.append("" if "exp" in parts else plain(abs(number)))
        elif kind == "number":
            parts.append(digits)
            digits = ""
        elif kind in {"text", "code"}:
            parts.append(plain(abs(number)))
    return sign + "".join(parts)


def _fixed(number: Decimal, mask: str) -> str:
    whole_mask, _, fraction_mask = mask.partition(".")
    scale = len(whole_mask) - len(whole_mask.rstrip(","))
    number = number.scaleb(-3 * scale)
    most = sum(char in "0#?" for char in fraction_mask)
    least = sum(char == "0" for char in fraction_mask)
    rounded = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP) if most < 40 else number
    whole, _, fraction = format(rounded, "f").partition(".")
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    whole = whole.zfill(sum(char == "0" for char in whole_mask))
    if "," in whole_mask.rstrip(","):
        whole = f"{int(whole):,}"
    return f"{whole}.{fraction}" if fraction else whole


def _show_date(section: _Section, number: Decimal, *, from_1904: bool) -> str | None:
    if not 0 <= number < _LAST_SERIAL:
        return None
    origin = _ORIGIN_1904 if from_1904 else _ORIGIN_1900
    # Excel counts a 29 February 1900 that never was.
    early = not from_1904 and number < 60
    moment = origin + timedelta(days=int(number) + early, seconds=round(number % 1 * 86_400))
    afternoon = any(kind == "ampm" for kind, _ in section.tokens)
    parts: list[str] = []
    for index, (kind, value) in enumerate(section.tokens):
        if kind in {"quoted", "escaped", "other"}:
            parts.append(value)
        elif kind == "ampm":
            parts.append("AM" if moment.hour < 12 else "PM")
        elif kind == "bracket" and value and not value.lower().strip("hms"):
            parts.append(str(int(number * {"h": 24, "m": 1440, "s": 86400}[value[0].lower()])))
        elif kind == "code":
            parts.append(_date_part(section, index, moment, afternoon=afternoon))
    return "".join(parts)


def _date_part(section: _Section, index: int, moment: datetime, *, afternoon: bool) -> str:
    code = section.tokens[index][1].lower()
    letter, width = code[0], len(code)
    if letter == "m" and _means_minutes(section, index):
        return f"{moment.minute:0{min(width, 2)}d}"
    if letter == "m" and width >= 3:
        return _MONTHS[moment.month - 1]
    if (letter == "d" and width >= 3) or letter == "a":
        return _DAYS[moment.weekday()]
    if letter in "ye":
        return f"{moment.year % 100:02d}" if code == "yy" else f"{moment.year:04d}"
    hour = (moment.hour + 11) % 12 + 1 if afternoon else moment.hour
    values = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}
    return f"{values[letter]:0{min(width, 2)}d}" if letter in values else ""


def _means_minutes(section: _Section, index: int) -> bool:
    codes = [(i, v.lower()) for i, (k, v) in enumerate(section.tokens) if k in {"code", "bracket"}]
    before = [v for i, v in codes if i < index]
    after = [v for i, v in codes if i > index]
    return bool((before and before[-1][:1] == "h") or (after and after[0][:1] == "s"))
