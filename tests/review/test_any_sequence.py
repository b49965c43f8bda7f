"""Whatever people do in whatever order: nothing leaves unsigned, changed or undecided.

A machine of random steps tries everything that the service offers, by random
people, with right and stale digests. After each step that succeeds, what the
rules promise is recomputed here from the records, by other code than the rules.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from review.case import Attribute, DocumentState
from review.decision import Decision, FindingRecord, Opinion, SignOff, Verdict
from review.errors import ReviewError
from review.people import Role
from review.service import (
    cases,
    decisions,
    documents,
    people,
    production,
    releasing,
    signing,
    trail,
)
from tests.review.staff import ROLES, TEXT, Staff, hire_copy

_PEOPLE = st.sampled_from(sorted(ROLES))
_VERDICTS = st.sampled_from(list(Verdict))
REACHED: list[str] = []


class AnySequence(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mishen-any-"))
        self.staff: Staff = hire_copy(self.folder)
        self.office = self.staff.office
        self.digests: list[str] = []

    @initialize(signed=st.integers(0, 4))
    def begin(self, signed: int) -> None:
        self.case = self.staff.open()
        document = self.staff.add(self.case)
        if signed:
            self.staff.decide_all(document)
            production.produce(self.staff.clerk, self.office, self.case.id)
        for login in ("clerk", "head", "reviewer", "deputy")[:signed]:
            self.staff.sign(login, self.case)
        self._look()

    def _look(self) -> None:
        self.digests.append(signing.docket(self.staff.clerk, self.office, self.case.id).digest)

    def _documents(self) -> list[str]:
        found = cases.documents_of(self.staff.clerk, self.office, self.case.id)
        return [d.id for d in found if d.state is DocumentState.READ]

    @rule(extra=st.sampled_from([TEXT, "附件：无。"]))
    def add_document(self, extra: str) -> None:
        with suppress(ReviewError):
            self.staff.add(self.case, extra, "more.txt")

    @rule(data=st.data(), verdict=_VERDICTS)
    def decide_one(self, data: st.DataObject, verdict: Verdict) -> None:
        document = data.draw(st.sampled_from(self._documents()))
        items = decisions.items(self.staff.clerk, self.office, document)
        if not items:
            return
        item = data.draw(st.sampled_from(items))
        answer = decisions.Answer(verdict, reason="随机")
        with suppress(ReviewError):
            decisions.decide(self.staff.clerk, self.office, document, [item.finding.id], answer)

    @rule()
    def decide_rest(self) -> None:
        for document in self._documents():
            with suppress(ReviewError):
                self.staff.decide_all(cases_document(self, document))

    @rule()
    def produce(self) -> None:
        with suppress(ReviewError):
            production.produce(self.staff.clerk, self.office, self.case.id)

    @rule()
    def look(self) -> None:
        self._look()

    @rule(login=_PEOPLE, stale=st.booleans(), escalate=st.booleans(), data=st.data())
    def sign(self, login: str, stale: bool, escalate: bool, data: st.DataObject) -> None:
        self._look()
        shown = data.draw(st.sampled_from(self.digests)) if stale else self.digests[-1]
        opinion = Opinion.ESCALATE if escalate else Opinion.AGREE
        with suppress(ReviewError):
            word = signing.Word(shown, "同意。", opinion)
            signing.sign(people.actor(self.office, login), self.office, self.case.id, word)

    @rule()
    def sign_in_turn(self) -> None:
        for login in ("clerk", "head", "reviewer", "deputy", "principal"):
            with suppress(ReviewError):
                self.staff.sign(login, self.case)

    @rule(login=_PEOPLE, step=st.sampled_from(["opinion", "secrecy", "approval", "final"]))
    def send_back(self, login: str, step: str) -> None:
        with suppress(ReviewError):
            actor = people.actor(self.office, login)
            signing.return_case(actor, self.office, self.case.id, step, "再核")

    @rule(attribute=st.sampled_from(list(Attribute)), escalated=st.booleans())
    def change_form(self, attribute: Attribute, escalated: bool) -> None:
        with suppress(ReviewError):
            held = cases.get_case(self.staff.clerk, self.office, self.case.id).case
            wanted = replace(held, attribute=attribute, escalated=escalated)
            cases.change_case(self.staff.clerk, self.office, wanted)

    @rule(giver=_PEOPLE, taker=_PEOPLE)
    def delegate(self, giver: str, taker: str) -> None:
        day = self.office.today()
        role: Role = ROLES[giver][0]
        with suppress(ReviewError):
            wanted = people.NewDelegation(taker, role, day, day, giver)
            people.delegate(self.staff.root, self.office, wanted)

    @rule(data=st.data())
    def remove_document(self, data: st.DataObject) -> None:
        known = self._documents()
        if len(known) > 1:
            with suppress(ReviewError):
                name = data.draw(st.sampled_from(known))
                documents.remove_document(self.staff.clerk, self.office, name)

    @rule(login=st.just("publisher") | _PEOPLE)
    def try_release(self, login: str) -> None:
        self.release(login)

    def release(self, login: str) -> None:
        with suppress(ReviewError):
            releasing.release(people.actor(self.office, login), self.office, self.case.id)
            REACHED.append(self.case.id)

    @invariant()
    def nothing_left_that_was_not_signed(self) -> None:
        if not hasattr(self, "case"):
            return
        try:
            files = releasing.released_files(self.staff.publisher, self.office, self.case.id)
        except ReviewError:
            return
        with self.office.store.read() as reader:
            signatures = reader.all(SignOff, case=self.case.id)
            findings = [f for x in files for f in reader.all(FindingRecord, document=x.document.id)]
            made = [d for x in files for d in reader.all(Decision, document=x.document.id)]
        last = {s.step: s for s in signatures}
        needed = {"opinion", "department", "secrecy", "approval"}
        assert needed <= set(last)
        counted = [last[step] for step in needed]
        assert len({s.digest for s in counted}) == 1, "signatures for different contents"
        assert len({s.by for s in counted}) == 4, "one person signed two steps"
        assert len({s.principal for s in counted}) == 4, "two steps in one person's place"
        newest = {d.finding: d for d in sorted(made, key=lambda d: d.event)}
        assert {f.id for f in findings} <= set(newest)
        verdicts = {newest[f.id].verdict for f in findings}
        assert verdicts <= {Verdict.WITHHOLD, Verdict.KEEP}
        assert max((d.event for d in made), default=0) < min(s.event for s in counted)
        for file in files:
            assert hashlib.sha256(file.content).hexdigest() == file.output.sha256
            assert file.output.event < min(s.event for s in counted)

    @invariant()
    def nobody_signs_two_standing_steps(self) -> None:
        if hasattr(self, "case"):
            held = signing.docket(self.staff.clerk, self.office, self.case.id).held
            assert len({s.by for s in held}) == len(held)
            assert len({s.step for s in held}) == len(held)

    def teardown(self) -> None:
        if hasattr(self, "case"):
            self.release("publisher")
            self.nothing_left_that_was_not_signed()
        audit = trail.verify(self.staff.auditor, self.office)
        self.office.close()
        shutil.rmtree(self.folder)
        assert audit.is_sound, (audit.broken, audit.differing)


def cases_document(machine: AnySequence, document: str) -> object:
    """Return a document's record."""
    found = cases.documents_of(machine.staff.clerk, machine.office, machine.case.id)
    return next(d for d in found if d.id == document)


def test_no_sequence_lets_out_what_was_not_signed() -> None:
    phases = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking takes minutes
    few = settings(
        max_examples=12, stateful_step_count=16, deadline=None, phases=phases, derandomize=True
    )
    run_state_machine_as_test(AnySequence, settings=few)
    assert REACHED, "no sequence got as far as a release"


@pytest.mark.slow
def test_no_long_sequence_lets_out_what_was_not_signed() -> None:
    many = settings(max_examples=400, stateful_step_count=60, deadline=None)
    run_state_machine_as_test(AnySequence, settings=many)
    assert REACHED
