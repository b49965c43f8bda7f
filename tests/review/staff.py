"""A township's staff, all invented, one a post, and the steps that most tests need."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import argon2
from sqlalchemy import text

from recognizers.finding import Category
from review import people as posts
from review.case import Attribute, Case, CaseDocument
from review.config import Settings
from review.decision import Verdict
from review.people import Actor, ActorId, Person, Role
from review.service import cases, decisions, documents, people, production, signing
from review.service.office import Office, open_office
from tests.review.looking import look_through, write_here
from tests.review.office import Watch

# The real cost of argon2 is for the real world; the tests need its checks, not its price.
posts._HASHER = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

PASSWORD = "correct horse 9"
NUMBER = "110105191701010034"  # a birth date of 1917: nobody's
TEXT = f"白塔镇救助公示\n受助人赵铁柱，身份证号{NUMBER}，补助500元。\n联系电话13900001111。\n"

ROLES = {
    "clerk": (Role.CLERK, "民政办"),
    "head": (Role.DEPARTMENT_HEAD, "民政办"),
    "reviewer": (Role.SECRECY_REVIEWER, "党政办"),
    "deputy": (Role.DEPUTY_LEADER, "领导"),
    "principal": (Role.PRINCIPAL_LEADER, "领导"),
    "publisher": (Role.PUBLISHER, "党政办"),
    "auditor": (Role.AUDITOR, "纪检"),
    "otherclerk": (Role.CLERK, "财政所"),
    "otherhead": (Role.DEPARTMENT_HEAD, "财政所"),
    "spare": (Role.DEPUTY_LEADER, "领导"),
}


@dataclass
class Staff:
    """The office, its clock, and its people by post."""

    office: Office
    watch: Watch

    def __getattr__(self, login: str) -> Actor:
        if login not in {*ROLES, "root"}:
            raise AttributeError(login)
        return people.actor(self.office, login)

    # -- what most tests need -------------------------------------------------

    def open(self, **form: object) -> Case:
        form = {"title": "救助公示", "attribute": Attribute.ACTIVE} | form
        return cases.open_case(self.clerk, self.office, cases.NewCase(**form))  # type: ignore[arg-type]

    def add(self, case: Case, text: str = TEXT, name: str = "gongshi.txt") -> CaseDocument:
        upload = documents.Upload(name, text.encode())
        return documents.add_document(self.clerk, self.office, case.id, upload)

    def decide_all(self, document: CaseDocument, verdict: Verdict = Verdict.WITHHOLD) -> None:
        for item in decisions.items(self.clerk, self.office, document.id):
            basis = item.finding.basis or ("条例2019#15",)
            answer = decisions.Answer(verdict, basis=basis, reason="依法处理")
            decisions.decide(self.clerk, self.office, document.id, [item.finding.id], answer)

    def ready(self, **form: object) -> Case:
        """Return a case whose every finding is decided and whose output is proven."""
        case = self.open(**form)
        document = self.add(case)
        self.decide_all(document)
        production.produce(self.clerk, self.office, case.id)
        return case

    def sign(self, login: str, case: Case, **word: object) -> None:
        actor = people.actor(self.office, login)
        shown = signing.docket(actor, self.office, case.id)
        given = {"digest": shown.digest, "words": "同意。"} | word
        signing.sign(actor, self.office, case.id, signing.Word(**given))  # type: ignore[arg-type]

    def sign_all(self, case: Case) -> None:
        for login in ("clerk", "head", "reviewer", "deputy"):
            self.sign(login, case)


def mark(document: CaseDocument, office: Office, staff: Staff, words: str) -> None:
    """Mark ``words`` by hand."""
    note = decisions.Mark((), Category.PERSONAL, ("条例2019#15",))
    decisions.add_by_search(staff.clerk, office, document.id, words, note)


def hire(folder: Path, url: str = "") -> Staff:
    """Open an office in ``folder`` and add its people."""
    staff = enter(folder, url)
    office = staff.office
    people.add_first_administrator(office, "root", "管理员", PASSWORD)
    for login, (role, department) in ROLES.items():
        person = Person(ActorId(login), f"测试{login}", department, (role,), "")
        people.add_person(staff.root, office, person, "" if login == "spare" else PASSWORD)
    return staff


def enter(folder: Path, url: str = "") -> Staff:
    """Open the office in ``folder`` as it is."""
    watch = Watch()
    settings = Settings(data=folder / "data", database_url=url)
    return Staff(open_office(settings, now=watch, examine=look_through, write=write_here), watch)


@cache
def _model() -> Path:
    """Make an office once, to be copied: much quicker than making one a test."""
    folder = Path(tempfile.mkdtemp(prefix="mishen-model-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    staff = hire(folder)
    with staff.office.store.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    staff.office.close()
    return folder


def hire_copy(folder: Path) -> Staff:
    """Open an office in ``folder`` (SQLite) that is like any other; keys and log are shared."""
    shutil.copytree(_model(), folder, dirs_exist_ok=True)
    staff = enter(folder)
    staff.watch.advance(hours=1)  # after what the model did
    return staff
