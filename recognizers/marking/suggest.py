"""What to propose for one finding: withhold or keep, how, under which article, and why.

The rules of a kind lie in ``data/marking/kinds.toml``, those of a publication
in its profile; here they meet the capacity of a person and the owner of contact
data. Every proposal says why in its grounds. A person decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from recognizers.finding import Capacity, Category, Finding, Kind, Suggestion, Treatment
from recognizers.lexicon import pattern, table
from recognizers.marking import owner as owning
from recognizers.marking.capacity import PROTECTED, TEXTS, UNKNOWN, Standing
from recognizers.marking.owner import Owned, Owner
from recognizers.marking.profile import profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from recognizers.detection import Regime
    from recognizers.marking.index import Index
    from recognizers.marking.profile import Proposal
    from recognizers.office.apply import Orders

_KINDS: Final = "marking/kinds.toml"
_KEPT_TREATMENT: Final = Treatment.REMOVE
OFFICE_ADDRESS: Final = "office-address"
KEEP_LEVEL: Final = {"village": "keep-until-village", "county": "keep-until-county"}


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of the run that a proposal is made in."""

    index: Index
    proposal: Proposal
    regime: Regime
    owners: owning.Owners
    people: Mapping[int, Standing]
    orders: Orders

    @property
    def intimate(self) -> bool:
        """Return whether the publication is of a sort that hides even the names in its list."""
        return self._titled(self.proposal.profile.intimate)

    @property
    def of_pupils(self) -> bool:
        """Return whether the names in the list are those of children at school."""
        return self._titled(self.proposal.profile.minors)

    def _titled(self, words: tuple[str, ...]) -> bool:
        return any(word in self.proposal.title for word in words)

    def publishes(self, standing: Standing) -> bool:
        """Return whether the name of a person of this standing stays."""
        return self.proposal.profile.keeps(standing.capacity)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A suggestion with its treatment and grounds; ``basis_key`` names the articles."""

    suggestion: Suggestion
    grounds: tuple[str, ...] = ()
    treatment: Treatment = Treatment.REMOVE
    capacity: Capacity = Capacity.UNKNOWN
    category: Category | None = None
    basis_key: str = ""


def suggest(case: Case, number: int) -> Finding:
    """Return finding ``number`` with its suggestion, treatment, capacity, basis and grounds."""
    finding = case.index.findings[number]
    proposed = _ordered(case, finding, _proposed(case, number, finding))
    category = proposed.category or finding.category
    # Not dataclasses.replace: a long list has tens of thousands of findings.
    return Finding(
        finding.kind,
        finding.spans,
        finding.score,
        finding.recognizer,
        grounds=tuple(dict.fromkeys((*finding.grounds, *proposed.grounds))),
        category=category,
        suggestion=proposed.suggestion,
        basis=_basis(case, finding, proposed, category),
        capacity=proposed.capacity,
        treatment=proposed.treatment,
    )


def _ordered(case: Case, finding: Finding, proposed: Proposed) -> Proposed:
    """Return the proposal as the office's own words want it."""
    order = case.orders.of(finding)
    if order is None:
        return proposed
    grounds = (*proposed.grounds, order.ground)
    return replace(proposed, suggestion=order.suggestion, grounds=grounds, basis_key="")


def _proposed(case: Case, number: int, finding: Finding) -> Proposed:
    rule = _OWN_RULES.get(finding.kind)
    if rule:
        return rule(case, number, finding)
    data = _kinds()[finding.kind.value]
    suggestion = Suggestion(data["suggestion"])
    if suggestion is Suggestion.KEEP:
        return _kept(data["ground"])
    return Proposed(suggestion)


def _person(case: Case, number: int, finding: Finding) -> Proposed:
    standing = case.people.get(number, UNKNOWN)
    capacity, profile = standing.capacity, case.proposal.profile
    if pattern(TEXTS, "masked_name").search(case.index.words(finding)):
        return replace(_kept("already-anonymised"), capacity=capacity)
    if capacity is Capacity.RECIPIENT and case.of_pupils:
        grounds = (standing.ground, "minors-list")
        return Proposed(Suggestion.WITHHOLD, grounds, Treatment.PSEUDONYM, Capacity.MINOR)
    hidden = capacity is Capacity.RECIPIENT and case.intimate
    if profile.keeps(capacity) and not hidden:
        grounds = (standing.ground, f"kept-{capacity.value}")
        return Proposed(Suggestion.KEEP, grounds, _KEPT_TREATMENT, capacity, basis_key=capacity)
    why = (standing.ground, *(("intimate-relief",) if hidden else ()))
    return Proposed(Suggestion.WITHHOLD, why, Treatment.PSEUDONYM, capacity)


def _landline(case: Case, number: int, finding: Finding) -> Proposed:
    del number
    if "home-context" in finding.grounds:
        return Proposed(Suggestion.WITHHOLD, ("home-context",))
    owned = case.owners.of(finding)
    if owned.owner is Owner.PERSON and not _in_public_role(owned.standing):
        return _of_person(owned)
    return _kept("office-contact")


def _private_contact(case: Case, number: int, finding: Finding) -> Proposed:
    """Judge mobile phones, e-mail and accounts of social media: an office must show itself."""
    del number
    if OFFICE_ADDRESS in finding.grounds:
        return _kept("office-contact")
    owned = case.owners.of(finding)
    if owned.owner is Owner.OFFICE and owned.ground == "contact-label":
        return _kept("office-contact")
    if finding.kind is Kind.EMAIL:
        if owned.owner in (Owner.OFFICE, Owner.COMPANY):
            return _kept("organisation-contact")
        private = owned.owner is Owner.PERSON and not _in_public_role(owned.standing)
        if not private and case.owners.speaks_for_office(finding):
            return _kept("office-contact")
    return _of_person(owned)


def _address(case: Case, number: int, finding: Finding) -> Proposed:
    del number
    owned = case.owners.of(finding)
    public = _why_public(case, finding, owned)
    if public:
        return _kept(public)
    level = KEEP_LEVEL[case.proposal.profile.address_level]
    return replace(_of_person(owned, level), treatment=Treatment.GENERALISE)


def _why_public(case: Case, finding: Finding, owned: Owned) -> str:
    """Return the code of why an address may stand as it is, or ""."""
    official = owned.standing.capacity is Capacity.OFFICIAL
    detailed = pattern(TEXTS, "has_number").search(case.index.words(finding)) is not None
    site = pattern(TEXTS, "site_after").search(case.index.after(finding.span, 8)) is not None
    reasons = {
        "office-contact": OFFICE_ADDRESS in finding.grounds
        or (owned.owner is Owner.PERSON and official),
        "public-site": site
        or owned.owner is Owner.SITE
        or (owned.owner is Owner.NOBODY and case.owners.speaks_of_site(finding)),
        "organisation-contact": owned.owner in (Owner.OFFICE, Owner.COMPANY)
        or (owned.owner is Owner.NOBODY and case.owners.speaks_for_office(finding)),
        "no-person-near": owned.owner is Owner.NOBODY and not detailed,
        "no-finer": not detailed
        and _is_no_finer(case, finding, case.proposal.profile.address_level),
    }
    return next((why for why, holds in reasons.items() if holds), "")


def _is_no_finer(case: Case, finding: Finding, level: str) -> bool:
    """Return whether an address ends at the level to which it may be published."""
    from recognizers.places.levels import keep_until  # noqa: PLC0415 - heavy, loaded by the engine

    words = case.index.words(finding)
    return keep_until(words, level) >= len(words)


def _account(case: Case, number: int, finding: Finding) -> Proposed:
    del number
    before = case.index.before(finding.span, 40)
    owned = case.owners.of(finding)
    private = owned.owner is Owner.PERSON and not _in_public_role(owned.standing)
    if not private and owning.says_office_account(before):
        return _kept("office-account")
    label = case.index.label(finding.span)
    company = owned.owner is Owner.COMPANY or owning.says_company_account(before, label)
    if company and not private:
        return Proposed(Suggestion.CONSULT, ("company-account",), category=Category.TRADE_SECRET)
    return _of_person(owned)


def _birth_date(case: Case, number: int, finding: Finding) -> Proposed:
    del number
    wanted = case.proposal.profile.birth_date
    person = case.owners.person_near(finding)
    words = case.index.words(finding)
    to_the_day = pattern(TEXTS, "has_day").search(words) is not None
    if wanted == "month" and person and case.publishes(person) and not to_the_day:
        return replace(_kept("kept-official"), capacity=person.capacity)
    if wanted != "remove" and pattern(TEXTS, "year_alone").fullmatch(words):
        return _kept("year-only")
    if wanted == "remove":
        return Proposed(Suggestion.WITHHOLD, ("profile-rule",))
    return Proposed(Suggestion.WITHHOLD, ("keep-until-year",), Treatment.GENERALISE)


def _age(case: Case, number: int, finding: Finding) -> Proposed:
    del number
    person = case.owners.person_near(finding)
    if pattern(TEXTS, "age_bound").search(case.index.after(finding.span, 8)):
        return _kept("age-condition")
    told = pattern(TEXTS, "age_told").search(case.index.before(finding.span, 8)) is not None
    if person is None and not told and not case.index.label(finding.span):
        return _kept("no-person-near")
    if person is not None and _in_public_role(person):
        return replace(_kept("kept-official"), capacity=person.capacity)
    return Proposed(Suggestion.WITHHOLD, ("person-near",))


def _taxpayer(case: Case, number: int, finding: Finding) -> Proposed:
    del case, number
    if "contains-resident-id" in finding.grounds:
        return Proposed(Suggestion.WITHHOLD, ("contains-resident-id",))
    return _kept("public-register")


def _other_id(case: Case, number: int, finding: Finding) -> Proposed:
    """Withhold an ID of no known type, unless it has the form of a company's credit code."""
    del number
    if pattern(TEXTS, "credit_code").fullmatch(case.index.words(finding).upper()):
        return _kept("public-register")
    return Proposed(Suggestion.WITHHOLD)


def _student_number(case: Case, number: int, finding: Finding) -> Proposed:
    """Withhold, but for the numbers by which the results of an examination are published."""
    del number
    near = case.index.label(finding.span) + case.index.before(finding.span, 12)
    if pattern(TEXTS, "exam_number").search(near):
        return _kept("exam-number")
    return Proposed(Suggestion.WITHHOLD)


def _document_number(case: Case, number: int, finding: Finding) -> Proposed:
    del case, number
    if "secrecy-code" in finding.grounds:
        return Proposed(Suggestion.REFER, ("secrecy-code",), category=Category.STATE_SECRET)
    return _kept("document-number")


def _coordinates(case: Case, number: int, finding: Finding) -> Proposed:
    del number
    if case.owners.person_near(finding) is not None:
        return Proposed(Suggestion.WITHHOLD, ("person-near",))
    return Proposed(Suggestion.REFER, ("position-data",), basis_key="security")


def _internet(case: Case, number: int, finding: Finding) -> Proposed:
    del case, number
    if "private-network" in finding.grounds:
        return Proposed(Suggestion.WITHHOLD, ("private-network",), category=Category.WORK_SECRET)
    return Proposed(Suggestion.WITHHOLD)


def _attribute(case: Case, number: int, finding: Finding) -> Proposed:
    del case, number
    if "attribute-public" in finding.grounds:
        return Proposed(Suggestion.KEEP, ("attribute-public",), category=Category.INTERNAL)
    return Proposed(Suggestion.REFER, category=Category.INTERNAL, basis_key="internal")


def _internal_mark(case: Case, number: int, finding: Finding) -> Proposed:
    del case, number
    if "urgency" in finding.grounds:
        return Proposed(Suggestion.KEEP, ("urgency",), category=Category.INTERNAL)
    of_process = not {"draft", "process-paper"}.isdisjoint(finding.grounds)
    key = "process" if of_process else "internal"
    return Proposed(Suggestion.REFER, category=finding.category, basis_key=key)


def _internal_matter(case: Case, number: int, finding: Finding) -> Proposed:
    del case, number
    key = "process" if "process" in finding.grounds else "internal"
    return Proposed(Suggestion.WITHHOLD, ("discretionary",), basis_key=key)


def _origin(case: Case, number: int, finding: Finding) -> Proposed:
    del case, number, finding
    return Proposed(Suggestion.REFER, basis_key="origin", category=Category.INTERNAL)


def _in_public_role(standing: Standing) -> bool:
    return standing.capacity in (
        Capacity.OFFICIAL,
        Capacity.REPRESENTATIVE,
        Capacity.PUBLIC_FIGURE,
    )


def _of_person(owned: Owned, *grounds: str) -> Proposed:
    why = (owned.ground,) if owned.ground else ()
    return Proposed(Suggestion.WITHHOLD, (*why, *grounds), capacity=owned.standing.capacity)


def _kept(ground: str) -> Proposed:
    return Proposed(Suggestion.KEEP, (ground,), _KEPT_TREATMENT)


_OWN_RULES: Final[Mapping[Kind, Callable[[Case, int, Finding], Proposed]]] = {
    Kind.PERSON: _person,
    Kind.LANDLINE: _landline,
    Kind.MOBILE_PHONE: _private_contact,
    Kind.EMAIL: _private_contact,
    Kind.SOCIAL_ACCOUNT: _private_contact,
    Kind.ADDRESS: _address,
    Kind.BANK_ACCOUNT: _account,
    Kind.BIRTH_DATE: _birth_date,
    Kind.AGE: _age,
    Kind.TAXPAYER_ID: _taxpayer,
    Kind.OTHER_ID: _other_id,
    Kind.STUDENT_NUMBER: _student_number,
    Kind.DOCUMENT_NUMBER: _document_number,
    Kind.COORDINATES: _coordinates,
    Kind.IP_ADDRESS: _internet,
    Kind.MAC_ADDRESS: _internet,
    Kind.DISCLOSURE_ATTRIBUTE: _attribute,
    Kind.INTERNAL_MARK: _internal_mark,
    Kind.COPY_NUMBER: _internal_mark,
    Kind.INTERNAL_MATTER: _internal_matter,
    Kind.OTHER_ORGAN: _origin,
}


def _basis(case: Case, finding: Finding, proposed: Proposed, category: Category) -> tuple[str, ...]:
    profile = case.proposal.profile
    if proposed.suggestion is Suggestion.KEEP:
        return _kept_by(profile.key, proposed.basis_key or proposed.capacity.value, case.regime)
    sensitive = category is Category.PERSONAL and _is_sensitive(finding, proposed)
    keys = [proposed.basis_key or category.value]
    keys += ["sensitive"] * sensitive + ["minor"] * (proposed.capacity is Capacity.MINOR)
    extra = () if category is Category.STATE_SECRET else profile.extra_basis
    return _withheld_by(tuple(keys), extra, case.regime)


@cache
def _kept_by(profile: str, key: str, regime: Regime) -> tuple[str, ...]:
    return tuple(as_of(regime, a) for a in profiles()[profile].basis_for_keeping(key))


@cache
def _withheld_by(keys: tuple[str, ...], extra: tuple[str, ...], regime: Regime) -> tuple[str, ...]:
    tables: Mapping[str, Mapping[str, list[str]]] = _kinds()["basis"]
    articles = [article for key in keys for article in tables[key][regime.value]]
    return tuple(dict.fromkeys((*articles, *(as_of(regime, a) for a in extra))))


def basis_of_privacy(regime: Regime) -> tuple[str, ...]:
    """Return the articles by which personal matter is withheld."""
    return tuple(_kinds()["basis"][Category.PERSONAL.value][regime.value])


def _is_sensitive(finding: Finding, proposed: Proposed) -> bool:
    if proposed.capacity in PROTECTED:
        return proposed.capacity in (Capacity.MINOR, Capacity.PATIENT)
    return bool(_kinds()[finding.kind.value].get("sensitive", False))


def as_of(regime: Regime, article: str) -> str:
    """Return the article that stood for ``article`` of 2019 under ``regime``."""
    if regime.value == "2019":
        return article
    older: str = _kinds()["older"].get(article, article)
    return older


@cache
def _kinds() -> Mapping[str, Any]:
    return table(_KINDS)
