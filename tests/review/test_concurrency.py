"""Many at once, on both databases: no event is lost, no step is signed twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from review.errors import ReviewError
from review.keys import create_keys
from review.service import cases, documents, people, signing, trail
from tests.review.office import new_store
from tests.review.staff import PASSWORD, Staff, hire


def _at_once(tasks: list[Callable[[], None]]) -> list[ReviewError | None]:
    """Run all tasks at once; return what each was refused for."""
    ready = Barrier(len(tasks))

    def run(task: Callable[[], None]) -> ReviewError | None:
        ready.wait(30)
        try:
            task()
        except ReviewError as error:
            return error
        return None

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def _check(staff: Staff) -> int:
    audit = trail.verify(staff.auditor, staff.office)
    assert audit.is_sound, (audit.broken, audit.differing)
    return audit.length


def test_no_event_of_many_writers_is_lost(tmp_path: Path, url: str) -> None:
    staff = hire(tmp_path, url)
    document = staff.add(staff.open())
    before = _check(staff)
    clerk = staff.clerk

    def look() -> None:
        for _ in range(8):
            documents.note_view(clerk, staff.office, document.id, "findings")

    assert _at_once([look] * 6) == [None] * 6
    assert _check(staff) == before + 48
    staff.office.close()


def test_of_two_who_sign_the_same_step_at_once_one_is_refused(tmp_path: Path, url: str) -> None:
    staff = hire(tmp_path, url)
    case = staff.ready()
    for login in ("clerk", "head", "reviewer"):
        staff.sign(login, case)
    actors = [staff.deputy, staff.spare]
    shown = signing.docket(staff.deputy, staff.office, case.id).digest
    word = signing.Word(shown, "同意公开。")
    refused = _at_once(
        [lambda a=a: signing.sign(a, staff.office, case.id, word) and None for a in actors]  # type: ignore[misc]
    )
    assert sorted(error is None for error in refused) == [False, True]
    held = signing.docket(staff.clerk, staff.office, case.id).held
    assert [s.step for s in held] == ["opinion", "department", "secrecy", "approval"]
    _check(staff)
    staff.office.close()


def test_cases_opened_at_once_get_numbers_of_their_own(tmp_path: Path, url: str) -> None:
    staff = hire(tmp_path, url)
    clerk = staff.clerk

    def open_one() -> None:
        cases.open_case(clerk, staff.office, cases.NewCase("公示"))

    assert _at_once([open_one] * 8) == [None] * 8
    numbers = [s.case.id for s in cases.list_cases(clerk, staff.office)]
    assert sorted(numbers) == [f"C2026-{n:04d}" for n in range(1, 9)]
    _check(staff)
    staff.office.close()


def test_programs_that_begin_a_store_at_once_agree(tmp_path: Path, url: str) -> None:
    create_keys(tmp_path / "keys")
    names: list[str] = []

    def begin() -> None:
        store = new_store(tmp_path, url)
        names.append(store.log_name())
        store.close()

    assert _at_once([begin] * 4) == [None] * 4
    assert len(names) == 4
    assert len(set(names)) == 1


def test_sign_ins_at_once_are_all_on_record(tmp_path: Path, url: str) -> None:
    staff = hire(tmp_path, url)
    before = _check(staff)
    refused = _at_once([lambda: people.sign_in(staff.office, "clerk", PASSWORD) and None] * 5)  # type: ignore[list-item]
    assert refused == [None] * 5
    assert _check(staff) == before + 5
    staff.office.close()
