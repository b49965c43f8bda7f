"""Reading what was handed in: soon, once, and again after a kill without a second effect."""

from __future__ import annotations

import dataclasses

import pytest

from recognizers.errors import StoppedError
from review.case import DocumentState
from review.jobs import AtOnce
from review.service import cases, decisions, documents, trail
from tests.review.staff import TEXT, Staff


class PowerCut(BaseException):
    """The process ends here."""


def _received(staff: Staff, text: str = TEXT) -> str:
    upload = documents.Upload("gongshi.txt", text.encode())
    return str(documents.receive(staff.clerk, staff.office, staff.open().id, upload).id)


def _log(staff: Staff) -> int:
    return len(trail.read_trail(staff.auditor, staff.office))


def test_reading_twice_is_reading_once(staff: Staff) -> None:
    name = _received(staff)
    AtOnce(staff.office).read(name)
    before = _log(staff)
    found = decisions.items(staff.clerk, staff.office, name)
    AtOnce(staff.office).read(name)
    assert found
    assert decisions.items(staff.clerk, staff.office, name) == found
    assert _log(staff) == before


def test_a_kill_while_reading_leaves_the_document_waiting(staff: Staff) -> None:
    name = _received(staff)

    def cut(*_: object) -> None:
        raise PowerCut

    dying = dataclasses.replace(staff.office, examine=cut)  # type: ignore[arg-type]
    before = _log(staff)
    with pytest.raises(PowerCut):
        AtOnce(dying).read(name)
    assert [d.id for d in documents.unread(staff.office)] == [name]
    assert _log(staff) == before
    AtOnce(staff.office).read(name)
    assert documents.unread(staff.office) == ()
    assert len(decisions.items(staff.clerk, staff.office, name)) == 3


def test_a_stop_is_a_stop_however_often_it_is_read(staff: Staff) -> None:
    name = _received(staff)

    def stop(*_: object) -> None:
        raise StoppedError(rule="secrecy.mark", sha256="0" * 64)

    office = dataclasses.replace(staff.office, examine=stop)  # type: ignore[arg-type]
    AtOnce(office).read(name)
    AtOnce(staff.office).read(name)
    [document] = cases.documents_of(staff.clerk, staff.office, "C2026-0001")
    assert document.state is DocumentState.STOPPED
    assert document.reason == "secrecy.mark"
