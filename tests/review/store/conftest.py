"""A store on each database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.office import new_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from review.store.store import Store


@pytest.fixture
def store(tmp_path: Path, url: str) -> Iterator[Store]:
    opened = new_store(tmp_path, url)
    yield opened
    opened.close()
