"""Where the tests of the review run: on SQLite and, where a server starts, on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.postgres.cluster import Cluster, start

if TYPE_CHECKING:
    from collections.abc import Iterator

BOTH = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres),
]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    yield from start()


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database, "" for SQLite in the test's folder."""
    if request.param == "sqlite":
        return ""
    made: Cluster = request.getfixturevalue("cluster")
    return made.database()
