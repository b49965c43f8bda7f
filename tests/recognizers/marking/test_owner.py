"""Whose contact data is, and the company that a trade secret belongs to."""

from __future__ import annotations

import pytest

from recognizers.finding import Category, Kind
from recognizers.marking.capacity import standings
from recognizers.marking.index import Index, Texts
from recognizers.marking.owner import Owner, Owners, kind_of_organisation
from recognizers.marking.profile import profiles
from recognizers.marking.third_party import with_third_parties
from tests.recognizers.marking.made import Part, made, marked


def owner(*parts: Part, kind: Kind = Kind.MOBILE_PHONE) -> Owner:
    document, findings = made(*parts)
    index = Index(Texts(document), findings)
    people = standings(index, index.of_kind(Kind.PERSON), profiles()["general"])
    finding = next(f for f in findings if f.kind is kind)
    return Owners(index, people).of(finding).owner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("咨询电话：[[mobile_phone:1]]", Owner.OFFICE, id="advice"),
        pytest.param("监督举报电话：[[mobile_phone:1]]", Owner.OFFICE, id="supervision"),
        pytest.param(
            "咨询电话：0564-7000000、[[mobile_phone:1]]", Owner.OFFICE, id="second-number"
        ),
        pytest.param("手机号码：[[mobile_phone:1]]", Owner.PERSON, id="mobile"),
        pytest.param("[[person:余芳]]，电话：[[mobile_phone:1]]", Owner.PERSON, id="person-before"),
        pytest.param(
            "[[person:余芳]]到场。电话[[mobile_phone:1]]", Owner.NOBODY, id="other-sentence"
        ),
        pytest.param(
            "[[organization:某某有限公司]]电话[[mobile_phone:1]]",
            Owner.COMPANY,
            id="company-before",
        ),
        pytest.param(
            "[[organization:某某县财政局]]电话[[mobile_phone:1]]", Owner.OFFICE, id="organ-before"
        ),
        pytest.param(
            "[[person:余芳]]，[[organization:汉族]]，电话[[mobile_phone:1]]",
            Owner.PERSON,
            id="noise-between",
        ),
        pytest.param("[[mobile_phone:1]]", Owner.NOBODY, id="nothing-said"),
    ],
)
def test_the_owner_of_a_number(text: str, expected: Owner) -> None:
    assert owner(text) is expected


def test_a_number_in_a_row_is_the_persons_of_the_row() -> None:
    rows = [["姓名", "电话"], ["[[person:余芳]]", "[[mobile_phone:1]]"]]
    assert owner(rows) is Owner.PERSON


def test_a_column_of_office_lines_is_the_offices_though_a_person_stands_beside() -> None:
    rows = [["单位负责人", "监督电话"], ["[[person:余芳]]", "[[mobile_phone:1]]"]]
    assert owner(rows) is Owner.OFFICE


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("金寨县福满园食品有限公司", Owner.COMPANY),
        ("某某农机专业合作社", Owner.COMPANY),
        ("幸福超市", Owner.COMPANY),
        ("金寨县财政局", Owner.OFFICE),
        ("白塔畈镇人民政府", Owner.OFFICE),
    ],
)
def test_companies_and_offices_by_their_last_word(name: str, expected: Owner) -> None:
    assert kind_of_organisation(name) is expected


def grounds(*parts: Part) -> list[tuple[str, tuple[str, ...]]]:
    document, findings = made(*parts)
    index = Index(Texts(document), findings)
    return [(document.text_at(f.span), f.grounds) for f in with_third_parties(index)]


def pointed_at(*parts: Part) -> list[str]:
    """Return the texts of the findings that ``mark`` points at as a third party."""
    document, _ = made(*parts)
    found = marked(*parts).findings
    assert [f for f in found if f.category is Category.TRADE_SECRET]
    return [document.text_at(f.span) for f in found if "third-party" in f.grounds]


def test_a_secret_points_at_the_company_named_before_it() -> None:
    part = "[[organization:甲有限公司]]与[[organization:乙有限公司]]的[[bank_account:20000000]]"
    assert pointed_at("开户名称，" + part) == ["乙有限公司"]


def test_without_one_before_it_the_company_named_most_is_pointed_at_once() -> None:
    twice = "[[organization:乙有限公司]]和[[organization:乙有限公司]]"
    account = "基本账户：[[bank_account:20000000]]"
    assert pointed_at(account, "[[organization:甲有限公司]]", twice) == ["乙有限公司"]


def test_offices_are_no_third_parties() -> None:
    found = grounds("[[organization:县财政局]]", "[[trade_secret:成本12元]]")
    assert found == [("县财政局", ()), ("成本12元", ())]
