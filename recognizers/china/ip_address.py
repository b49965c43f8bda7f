"""IP addresses of version 4 and 6; a private one shows how an office's network is laid out.

A private address carries ``private-network`` and counts as a work secret.
Numbers of sections and versions have the same form and are left alone.
"""

from __future__ import annotations

import ipaddress
import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_before
from recognizers.china.words import one_of
from recognizers.finding import Category, Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_OCTET: Final = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_V4: Final = re.compile(
    rf"(?<![0-9A-Za-z.])(?:{_OCTET}\.){{3}}{_OCTET}(?:/[0-9]{{1,2}}(?![0-9]))?{ENDED}{NO_DECIMALS}"
)
# The colon of a label may stand before the address.
_V6: Final = re.compile(
    r"(?<![0-9A-Za-z.])(?::(?=[0-9A-Fa-f]))?(?P<address>[0-9A-Fa-f:]{3,39})"
    r"(?:/(?P<prefix>[0-9]{1,3}))?(?![0-9A-Za-z:.])"
)
_VERSION: Final = re.compile(r"(?:[Vv]|[Vv]er|[Vv]ersion)[ .:]?$")
_LINE_START: Final = re.compile(r"(?:^|[\n\x1c-\x1f])[ \t]*$")
_PRIVATE: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"),
        *("127.0.0.0/8", "fc00::/7", "fe80::/10"),
    )
)
_LARGEST_SECTION: Final = 30


class IpAddressRecognizer(TextRecognizer):
    """Finds IP addresses."""

    name: ClassVar[str] = "china.ip-address/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.IP_ADDRESS,)
    alone: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each address in ``text``, which is folded."""
        yield from scan(_V4, text, lambda found: _judge(text, found))
        yield from scan(_V6, text, _judge_6)


def _judge(text: str, found: re.Match[str]) -> Match | None:
    octets = [int(octet) for octet in found[0].partition("/")[0].split(".")]
    named = label_before(text, found.start()).topic == "network"
    if not named and (octets[0] == 0 or _is_section(text, found, octets)):
        return None
    address = found[0].partition("/")[0]
    return _match(found.start(), found.end(), 0.95 if named else 0.8, address)


def _is_section(text: str, found: re.Match[str], octets: list[int]) -> bool:
    """Return whether the four numbers are those of a section or a version."""
    before = text[max(0, found.start() - 10) : found.start()]
    if _VERSION.search(before) or _section_before().search(before):
        return True
    if _section_after().match(text, found.end()):
        return True
    small = max(octets) <= _LARGEST_SECTION
    return small and (_LINE_START.search(before) is not None) and found.end() < len(text)


@cache
def _section_before() -> re.Pattern[str]:
    return re.compile(rf"{one_of('section_before')}[ :]?$")


@cache
def _section_after() -> re.Pattern[str]:
    return re.compile(one_of("section_after"))


def _judge_6(found: re.Match[str]) -> Match | None:
    address, prefix = found["address"], found["prefix"]
    groups = [group for group in address.split(":") if group]
    # A time of day is made of short groups without letters.
    if len(groups) < 2 or max(map(len, groups)) < 3:
        return None
    if prefix and int(prefix) > 128:
        return None
    try:
        ipaddress.IPv6Address(address)
    except ValueError:
        return None
    return _match(found.start("address"), found.end(), 0.9, address)


def _match(start: int, end: int, score: float, address: str) -> Match:
    parsed = ipaddress.ip_address(address)
    private = any(parsed in network for network in _PRIVATE)
    grounds = ("form", "private-network") if private else ("form",)
    category = Category.WORK_SECRET if private else Category.PERSONAL
    return Match(Kind.IP_ADDRESS, start, end, score, grounds, category)
