"""Whatever is done to a file, reading and writing end in a document, a file or a coded error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers.errors import UserError
from recognizers.text import Document
from redaction.plan import RedactionPlan
from tests.redaction.ofd.maker import Ofd, zipped
from tests.redaction.ofd.support import ADAPTER
from tests.redaction.ofd.test_reading import drawing, unit
from tests.redaction.ofd.test_writing import transform


def rich() -> dict[str, bytes]:
    """Return the members of a file that uses most of what OFD has."""
    source = Ofd(2).text("申请人王小明", inside=transform(0, 3, 1, 2, 3)).raw(drawing("60"), 2)
    source.template("7", Ofd().object("页眉", 20, 10)).use_template("7")
    source.annotation("Stamp", Ofd().object("公章", 50, 100))
    source.resources = unit("60", Ofd().object("单元", 20, 30))
    source.info = "<ofd:Title>标题</ofd:Title>"
    return source.parts()


PARTS = rich()
VALUES = [b"nan", b"-1", b"1e300", b"99999999999", b"", b"g 9 9", "王".encode()]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a package in which members are cut, swapped, dropped or changed in a few bytes."""
    parts = dict(PARTS)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(parts)))
        content = parts[name]
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        change = draw(st.sampled_from(["cut", "byte", "swap", "drop", "number"]))
        if change == "cut":
            parts[name] = content[:at]
        elif change == "byte":
            parts[name] = content[:at] + draw(st.binary(min_size=1, max_size=3)) + content[at + 1 :]
        elif change == "swap":
            parts[name] = parts[draw(st.sampled_from(sorted(parts)))]
        elif change == "drop" and len(parts) > 1:
            del parts[name]
        else:
            digit = draw(st.sampled_from([b'"1"', b'"4"', b"0 0", b'"3"', b"7"]))
            value = draw(st.sampled_from(VALUES))
            parts[name] = content.replace(digit, b'"' + value + b'"' if b'"' in digit else value, 3)
    return zipped(parts)


def read_or_refused(source: bytes) -> Document | None:
    """Return the document, or None if it is refused; any other error is a bug and comes out."""
    try:
        return ADAPTER.read(source)
    except UserError:
        return None


@given(damaged())
@settings(max_examples=150)
def test_a_damaged_package_is_read_or_refused(source: bytes) -> None:
    document = read_or_refused(source)
    if document is None:
        return
    output = ADAPTER.write(source, RedactionPlan(document.sha256, ()))
    assert ADAPTER.read(output).pages == document.pages


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(UserError):
        ADAPTER.read(noise)


@given(st.integers(0, len(zipped(PARTS)) - 1), st.binary(min_size=1, max_size=4))
@settings(max_examples=80)
def test_a_package_with_changed_bytes_is_read_or_refused(at: int, noise: bytes) -> None:
    whole = zipped(PARTS)
    document = read_or_refused(whole[:at] + noise + whole[at + len(noise) :])
    assert document is None or document.characters > 0
