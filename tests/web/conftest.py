"""An office with all posts filled, and a browser without a window for each of its people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.staff import Staff, hire_copy
from tests.web.browsing import Workbench, open_workbench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    staff = hire_copy(tmp_path)
    yield open_workbench(staff)
    staff.office.close()


@pytest.fixture
def staff(bench: Workbench) -> Staff:
    return bench.staff
