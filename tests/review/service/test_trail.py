# ruff: noqa: S608 - the statements break a database of the tests' own
"""The trail as an auditor meets it: what is shown, what is found, what is said of limits."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from review.audit.chain import stamp
from review.audit.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from review.errors import BrokenChainError, NotAllowedError
from review.service import releasing, trail
from review.store.log import head
from review.store.rows import KINDS, TABLES
from review.store.tables import audit_event, audit_head
from tests.review.staff import Staff, enter, hire_copy


def _tamper(staff: Staff, *statements: str) -> None:
    with staff.office.store.engine.begin() as connection:
        for verb in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_event_{verb}"))
        for statement in statements:
            connection.execute(text(statement))


def _verify(staff: Staff, *notes: str) -> trail.Audit:
    return trail.verify(staff.auditor, staff.office, notes)


def test_only_auditors_and_administrators_read_the_trail(staff: Staff) -> None:
    for actor in (staff.clerk, staff.deputy, staff.publisher):
        with pytest.raises(NotAllowedError):
            trail.read_trail(actor, staff.office)
        with pytest.raises(NotAllowedError):
            trail.verify(actor, staff.office)
    assert trail.read_trail(staff.root, staff.office)


def test_the_trail_of_one_case_holds_its_events_only(staff: Staff) -> None:
    one, two = staff.open(), staff.open(title="另一件")
    staff.add(one)
    events = trail.read_trail(staff.auditor, staff.office, case_id=one.id)
    assert {e.action for e in events} >= {"case.saved", "document.received", "findings.recorded"}
    assert not any(two.id in {e.facts.get("case"), e.facts.get("scope")} for e in events)
    later = trail.read_trail(staff.auditor, staff.office, first=events[-1].number)
    assert later[0].number == events[-1].number


def test_events_after_the_last_checkpoint_are_counted(staff: Staff) -> None:
    sealed = trail.make_checkpoint(staff.office)
    staff.open()
    audit = _verify(staff)
    assert audit.is_sound
    assert audit.uncovered == audit.length - sealed.length


def test_a_checkpoint_lies_outside_the_database_and_opens_with_the_public_key(
    staff: Staff,
) -> None:
    sealed = trail.make_checkpoint(staff.office)
    note = sealed.path.read_text("utf-8")
    point = open_checkpoint(note, staff.office.store.keys.signer.public_key())
    assert (point.length, point.last) == (sealed.length, sealed.last)
    assert point.origin == staff.office.store.log_name()
    assert trail.last_checkpoint(staff.office) == sealed


def test_a_clock_that_was_set_back_is_noticed(staff: Staff) -> None:
    staff.open()
    staff.watch.moment -= dt.timedelta(days=3)
    staff.open()
    audit = _verify(staff)
    assert audit.is_sound
    assert audit.backward == 1


def test_a_checkpoint_by_another_key_or_of_another_log_is_no_checkpoint(staff: Staff) -> None:
    store = staff.office.store
    with store.read() as reader:
        length, last = head(reader.connection)
    point = Checkpoint(store.log_name(), length, last, stamp(store.now()))
    forged = sign_checkpoint(point, Ed25519PrivateKey.generate())
    audit = _verify(staff, forged)
    assert audit.broken is not None
    assert audit.broken.why == "checkpoint-signature"
    astray = sign_checkpoint(
        Checkpoint("mishen-log/other", length, last, point.at), store.keys.signer
    )
    audit = _verify(staff, astray)
    assert audit.broken is not None
    assert audit.broken.why == "other-log"


def test_two_checkpoints_of_one_length_that_differ_show_a_second_history(staff: Staff) -> None:
    store = staff.office.store
    sealed = trail.make_checkpoint(staff.office)
    point = Checkpoint(store.log_name(), sealed.length, "0" * 64, stamp(store.now()))
    audit = _verify(staff, sign_checkpoint(point, store.keys.signer))
    assert audit.broken is not None
    assert audit.broken.why == "checkpoints-differ"


def test_a_head_that_was_set_elsewhere_is_noticed(staff: Staff) -> None:
    _tamper(staff, "UPDATE audit_head SET last = '" + "0" * 64 + "'")
    audit = _verify(staff)
    assert audit.broken is not None
    assert audit.broken.why == "head-differs"
    with pytest.raises(BrokenChainError):
        trail.check_sound(audit)


def test_a_cut_tail_with_its_records_is_seen_by_the_exported_checkpoint(staff: Staff) -> None:
    with staff.office.store.read() as reader:
        length, _ = head(reader.connection)
    case = staff.open()
    trail.make_checkpoint(staff.office)
    _tamper(
        staff,
        f"DELETE FROM audit_event WHERE number >= {length}",
        f"UPDATE audit_head SET length = {length}, last = "
        f"(SELECT hash FROM audit_event WHERE number = {length - 1})",
        f"DELETE FROM case_file WHERE id = '{case.id}'",
        f"DELETE FROM clock WHERE \"case\" = '{case.id}'",
        "DELETE FROM checkpoint",
    )
    audit = _verify(staff)
    assert audit.broken is not None
    assert audit.broken.why == "cut-off"
    assert audit.differing == ()


def test_an_export_is_one_line_an_event(staff: Staff, tmp_path: Path) -> None:
    staff.open()
    paths = trail.export_log(staff.auditor, staff.office, tmp_path / "away")
    lines = (tmp_path / "away" / "events.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["number"] for line in lines] == list(range(len(lines)))
    assert {p.name for p in paths} == {
        "events.jsonl", "checkpoint.txt", "public-key.hex", "verify.py",
    }  # fmt: skip
    with pytest.raises(NotAllowedError):
        trail.export_log(staff.clerk, staff.office, tmp_path / "no")
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("facts = replace(facts, ',', ', ')", id="spelled-otherwise"),
        pytest.param("facts = '{'", id="no-json"),
        pytest.param("facts = '[]'", id="no-object"),
        pytest.param("facts = '{\"a\"\\:1.5}'", id="a-float"),
        pytest.param("facts = ''", id="nothing"),
        pytest.param("number = 999", id="another-number"),
        pytest.param("at = ''", id="no-time"),
        pytest.param("previous = ''", id="no-link"),
        pytest.param("hash = ''", id="no-hash"),
    ],
)
def test_an_event_that_was_made_unreadable_is_found_and_not_tripped_over(
    staff: Staff, change: str
) -> None:
    _tamper(staff, f"UPDATE audit_event SET {change} WHERE number = 3")
    audit = _verify(staff)
    assert audit.broken is not None


# -- any cell of any table --------------------------------------------------------


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an office with one case that went the whole way."""
    folder = tmp_path_factory.mktemp("cells")
    staff = hire_copy(folder)
    case = staff.ready()
    staff.sign_all(case)
    releasing.release(staff.publisher, staff.office, case.id)
    place = releasing.Place("公开栏", staff.office.today())
    releasing.publish(staff.publisher, staff.office, case.id, place)
    with staff.office.store.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    staff.office.close()
    return folder


_CELLS = [
    (table.name, column.name)
    for table in (*(TABLES[kind] for kind in KINDS), audit_event, audit_head)
    for column in table.columns
    if (table.name, column.name) != ("audit_head", "id")
]


@settings(max_examples=60)
@given(
    cell=st.sampled_from(_CELLS),
    row=st.integers(0, 50),
    value=st.sampled_from(["", "x", "0", "2026-01-01", "[]", "withhold", "9", "{}", "1.5", None]),
)
def test_any_other_value_in_any_cell_of_any_record_is_noticed(
    model: Path, cell: tuple[str, str], row: int, value: str | None
) -> None:
    table, column = cell
    staff = enter(model)
    engine = staff.office.store.engine
    with staff.office.store.read() as reader:
        keys = [r[0] for r in reader.connection.execute(text(f'SELECT rowid FROM "{table}"'))]
    if not keys:
        staff.office.close()
        return
    key = keys[row % len(keys)]
    with engine.connect() as connection, connection.begin() as transaction:
        place = f'"{table}" WHERE rowid = {key}'
        before = connection.execute(text(f'SELECT "{column}" FROM {place}')).scalar()
        for verb in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER audit_event_{verb}"))
        try:
            connection.execute(
                text(f'UPDATE "{table}" SET "{column}" = :v WHERE rowid = {key}'),
                {"v": value},
            )
        except Exception:  # noqa: BLE001 - the database itself refuses the value
            transaction.rollback()
            staff.office.close()
            return
        from review.store.transaction import Reader

        changed = connection.execute(text(f'SELECT "{column}" FROM {place}')).scalar() != before
        audit = trail.verify_store(staff.office, Reader(connection, staff.office.store.keys))
        transaction.rollback()
    staff.office.close()
    assert audit.is_sound is not changed, (table, column, value)
