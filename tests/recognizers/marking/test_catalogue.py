"""Every code that detection can give has its Chinese name in the catalogue."""

from __future__ import annotations

import ast
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import recognizers
from recognizers.base import find_all
from recognizers.detection import Regime
from recognizers.finding import Capacity, Category, Kind, Suggestion, Treatment
from recognizers.lexicon import table
from recognizers.marking import NEVER_LOOKED_FOR
from recognizers.marking.profile import profiles
from recognizers.marking.suggest import as_of
from tests.recognizers.marking.papers import PAPERS

ROOT = Path(recognizers.__file__).parent
CATALOGUE: dict[str, Any] = tomllib.loads(
    (ROOT.parent / "review" / "messages" / "zh_CN.toml").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("area", "codes"),
    [
        ("kinds", Kind),
        ("categories", Category),
        ("suggestions", Suggestion),
        ("treatments", Treatment),
        ("capacities", Capacity),
    ],
    ids=["kinds", "categories", "suggestions", "treatments", "capacities"],
)
def test_every_member_has_a_name_and_no_name_is_unused(area: str, codes: type[StrEnum]) -> None:
    assert set(CATALOGUE[area]) == {code.value for code in codes}


def test_every_profile_has_a_name() -> None:
    assert set(CATALOGUE["profiles"]) == set(profiles())


def articles() -> set[str]:
    kinds = table("marking/kinds.toml")
    cited = {a for by in kinds["basis"].values() for listed in by.values() for a in listed}
    for profile in profiles().values():
        cited |= {*profile.sources, *profile.extra_basis}
        cited |= {article for listed in profile.keep_basis.values() for article in listed}
    return cited | {as_of(Regime.R2008, article) for article in cited}


def test_every_article_has_a_name() -> None:
    assert articles() - set(CATALOGUE["basis"]) == set()


def test_every_ground_met_in_the_papers_has_a_name() -> None:
    found = [f for paper in PAPERS for f in find_all(paper.document).findings]
    grounds = {ground for finding in found for ground in finding.grounds}
    assert len(grounds) > 30
    assert grounds - set(CATALOGUE["grounds"]) == set()


def strings_of(module: Path) -> set[str]:
    tree = ast.parse(module.read_text("utf-8"))
    return {
        n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


@pytest.mark.parametrize("area", ["grounds", "warnings"])
def test_no_name_is_for_a_code_that_nothing_gives(area: str) -> None:
    written = {s for module in ROOT.rglob("*.py") for s in strings_of(module)}
    written |= {rule["ground"] for rule in table("marking/kinds.toml").values() if "ground" in rule}
    composed = ("candidates-", "kept-", "persons-", "combination-", "trade-", "office-", "profile-")
    unused = [c for c in CATALOGUE[area] if c not in written and not c.startswith(composed)]
    assert unused == []


def test_what_is_never_looked_for_has_a_name() -> None:
    assert set(NEVER_LOOKED_FOR) <= set(CATALOGUE["not_looked_for"])
