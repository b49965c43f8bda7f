"""The workbench without a network: the application over a small office, asked directly."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field

from fastapi import FastAPI

from review.jobs import AtOnce
from review.service import people
from review.web.app import create_app
from tests.review.staff import PASSWORD, Staff

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its HTTP client, which it asks to be replaced
    from starlette.testclient import TestClient

OWN = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Workbench:
    """The application, and one client a person."""

    staff: Staff
    app: FastAPI
    clients: dict[str, TestClient] = field(default_factory=dict)

    def visitor(self) -> TestClient:
        """Return a client that is not signed in."""
        return TestClient(self.app, follow_redirects=False, headers=OWN)

    def as_(self, login: str) -> TestClient:
        """Return the client of ``login``, signed in by the form."""
        if login not in self.clients:
            made = self.visitor()
            answer = made.post("/login", data={"login": login, "password": PASSWORD})
            assert answer.status_code == 303, login
            self.clients[login] = made
        return self.clients[login]


def open_workbench(staff: Staff) -> Workbench:
    """Open the application over ``staff``'s office; everybody can sign in."""
    people.set_password(staff.root, staff.office, "spare", PASSWORD)
    return Workbench(staff, create_app(staff.office, AtOnce(staff.office)))
