"""The clocks of a case: started with it, stopped while others are asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from review.audit.events import ClockSaved, Code, Day, Ref
from review.case import Case, CaseKind
from review.deadline import Clock, ClockName, extension, term
from review.errors import MissingFieldError, OutOfOrderError
from review.policy import Action, may
from review.service.matter import changing, reading
from review.service.people import read_actor

if TYPE_CHECKING:
    import datetime as dt

    from review.deadline import Due
    from review.people import Actor
    from review.service.office import Office
    from review.store.transaction import Writer


@dataclass(frozen=True, slots=True)
class Running:
    """A clock with its last day as things stand; ``left`` counts working days (negative: late)."""

    clock: Clock
    due: Due
    left: int


def start_first_clock(writer: Writer, actor: Actor, case: Case) -> None:
    """Start the term that the regulation gives this kind of case.

    Proactive disclosure counts from when the information was formed (article
    26), an answer from receipt (article 33).
    """
    if case.kind is CaseKind.APPLICATION:
        name, starts = ClockName.ANSWER, case.received_on
    else:
        name, starts = ClockName.PROACTIVE, case.formed_on or case.received_on
    clock = Clock(case.id, name, starts, term(name, case.regime))
    save_clock(writer, actor, clock, "started", starts)


def save_clock(writer: Writer, actor: Actor, clock: Clock, change: str, day: dt.date) -> None:
    """Write a clock and its event."""
    event = ClockSaved(Ref(clock.case), Code(clock.name), Code(change), Day(day.isoformat()))
    writer.save(actor.login, event, clock, scope=clock.case)


def stop_clocks(writer: Writer, actor: Actor, case: Case, day: dt.date) -> None:
    """Stop the case's answer clock from ``day`` on (time of consulting does not count)."""
    for clock in writer.all(Clock, case=case.id):
        if clock.name is ClockName.ANSWER and not clock.stands_still and clock.met_on is None:
            stopped = replace(clock, stops=(*clock.stops, (day.isoformat(), "")))
            save_clock(writer, actor, stopped, "stopped", day)


def resume_clocks(writer: Writer, actor: Actor, case: Case, day: dt.date) -> None:
    """Let the case's stopped clocks run again after ``day``."""
    for clock in writer.all(Clock, case=case.id):
        if clock.stands_still:
            since = clock.stops[-1][0]
            stops = (*clock.stops[:-1], (since, day.isoformat()))
            save_clock(writer, actor, replace(clock, stops=stops), "resumed", day)


def meet_clocks(writer: Writer, actor: Actor, case: Case, name: ClockName, day: dt.date) -> None:
    """Meet a running term of the case, if it has one of that name."""
    clock = writer.find(Clock, case=case.id, name=name.value)
    if clock is not None and clock.met_on is None:
        save_clock(writer, actor, replace(clock, met_on=day), "met", day)


def meet_clock(actor: Actor, office: Office, case_id: str, name: ClockName, day: dt.date) -> Clock:
    """Put on record that what the clock ran for was done on ``day``.

    Raises:
        NotAllowedError: the actor may not.
        NotFoundError: the case has no such clock.
    """
    with changing(actor, office, case_id, Action.PAPERS) as work:
        clock = work.writer.get(Clock, case=case_id, name=name.value)
        met = replace(clock, met_on=day)
        save_clock(work.writer, work.actor, met, "met", day)
    return met


def extend_clock(actor: Actor, office: Office, case_id: str, name: ClockName, reason: str) -> Clock:
    """Extend a term once, as far as the regulation allows (2019 article 33: 20 working days).

    Raises:
        OutOfOrderError: it was extended already, or may not be.
        MissingFieldError: no reason, which the notice to the applicant must give.
    """
    if not reason.strip():
        raise MissingFieldError(field="reason")
    with changing(actor, office, case_id, Action.REFER) as work:
        clock = work.writer.get(Clock, case=case_id, name=name.value)
        longest = extension(name, work.case.regime)
        if clock.extension or not longest:
            raise OutOfOrderError(expected="no-extension")
        extended = replace(clock, extension=longest, reason=reason)
        save_clock(work.writer, work.actor, extended, "extended", office.today())
    return extended


def clocks_of(actor: Actor, office: Office, case_id: str) -> tuple[Running, ...]:
    """Return the clocks of a case with their last days.

    Raises:
        NotAllowedError: the actor may not see the case.
    """
    with reading(actor, office, case_id) as (reader, case):
        return tuple(_running(office, clock) for clock in reader.all(Clock, case=case.id))


def due_soon(actor: Actor, office: Office, within: int) -> tuple[Running, ...]:
    """Return the unmet clocks that end within so many working days, or are late; soonest first."""
    with office.store.read() as reader:
        present = read_actor(reader, actor.login)
        cases = {c.id for c in reader.all(Case) if may(present, Action.VIEW, c, office.today())}
        clocks = [c for c in reader.all(Clock) if c.case in cases and c.met_on is None]
    running = [_running(office, clock) for clock in clocks if not clock.stands_still]
    return tuple(sorted((r for r in running if r.left <= within), key=lambda r: r.due.day))


def _running(office: Office, clock: Clock) -> Running:
    today = office.today()
    due = clock.due(office.calendar, today)
    if due.day >= today:
        return Running(clock, due, office.calendar.between(today, due.day))
    return Running(clock, due, -office.calendar.between(due.day, today))
