"""What a detection run is told, and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - dataclass fields are evaluated by readers of the settings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recognizers.finding import Finding, Kind


class Regime(StrEnum):
    """Which version of the Regulation on Open Government Information is in force."""

    R2008 = "2008"
    R2019 = "2019"


IN_FORCE_2019 = dt.date(2019, 5, 15)


def regime_on(day: dt.date) -> Regime:
    """Return the regulation in force on ``day`` (the 2019 revision began on 2019-05-15)."""
    return Regime.R2019 if day >= IN_FORCE_2019 else Regime.R2008


@dataclass(frozen=True, slots=True)
class DetectionSettings:
    """What a run is told.

    ``profile`` names a publication profile (``recognizers/data/profiles``) or is
    "" to let the document propose one. ``office`` is the office's own word list
    (TOML) or None. ``file_name`` is looked at for secrecy marks and the profile.
    """

    regime: Regime = Regime.R2019
    profile: str = ""
    office: Path | None = None
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Detection:
    """What a run answers: findings in reading order, and what they rest on.

    ``profile_grounds`` are codes of why this profile was proposed
    (``chosen`` if a person named it). ``persons`` counts distinct persons by
    kind of personal information (thresholds of the 2017 interpretation).
    ``warnings`` and ``not_looked_for`` are codes for the report.
    """

    findings: tuple[Finding, ...]
    profile: str
    profile_grounds: tuple[str, ...] = ()
    persons: Mapping[Kind, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    not_looked_for: tuple[str, ...] = ()
