"""An office with all posts filled by invented people, and a text file to review."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.staff import Staff, hire_copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staff]:
    hired = hire_copy(tmp_path)
    yield hired
    hired.office.close()
