"""Every example of ``vectors.json`` for an identifier: found as what it is, or handled as it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recognizers.finding import Kind
from tests.recognizers.china.support import kinds_at, see_all

VECTORS = json.loads((Path(__file__).parents[1] / "vectors.json").read_text("utf-8"))

# key: (kinds it may be reported as, words before it where the file asks for context)
TYPES: dict[str, tuple[set[Kind], str]] = {
    "resident_id_18": ({Kind.RESIDENT_ID}, ""),
    "resident_id_15": ({Kind.RESIDENT_ID}, "身份证号："),
    "hk_mo_tw_residence_permit": ({Kind.RESIDENCE_PERMIT}, ""),
    "foreign_permanent_resident_id": ({Kind.FOREIGN_RESIDENT_ID}, "永久居留身份证："),
    "hk_mo_home_return_permit": ({Kind.HOME_RETURN_PERMIT}, "回乡证号："),
    "mainland_to_hk_mo_permit": ({Kind.EXIT_PERMIT}, "往来港澳通行证："),
    "taiwan_compatriot_permit": ({Kind.TAIWAN_PERMIT}, ""),
    "passport_cn": ({Kind.PASSPORT}, "护照号码："),
    "military_id": ({Kind.MILITARY_ID}, ""),
    "org_code": ({Kind.ORG_CODE}, ""),
    "uscc": ({Kind.USCC}, ""),
    "business_registration_15": ({Kind.BUSINESS_REGISTRATION}, ""),
    "taxpayer_id": ({Kind.TAXPAYER_ID, Kind.USCC}, ""),
    "bank_card": ({Kind.BANK_ACCOUNT}, ""),
    "bank_account_context": ({Kind.BANK_ACCOUNT}, ""),
    "mobile_cn": ({Kind.MOBILE_PHONE}, ""),
    "landline": ({Kind.LANDLINE}, ""),
    "service_number_keep": ({Kind.SERVICE_NUMBER}, ""),
    "vehicle_plate": ({Kind.VEHICLE_PLATE}, ""),
    "vin": ({Kind.VIN}, ""),
    "real_estate_cert": ({Kind.REAL_ESTATE_CERTIFICATE}, ""),
    "court_case_no": ({Kind.COURT_CASE_NUMBER}, ""),
    "doc_number_keep": ({Kind.DOCUMENT_NUMBER}, ""),
    "email": ({Kind.EMAIL}, ""),
    "qq_wechat": ({Kind.SOCIAL_ACCOUNT}, ""),
    "ip": ({Kind.IP_ADDRESS}, ""),
    "mac": ({Kind.MAC_ADDRESS}, ""),
    "imei": ({Kind.IMEI}, "IMEI："),
    "gps": ({Kind.COORDINATES}, ""),
    "birth_date": ({Kind.BIRTH_DATE}, ""),
    "student_no": ({Kind.STUDENT_NUMBER}, ""),
    "disability_cert": ({Kind.DISABILITY_CERTIFICATE}, ""),
    "social_security": ({Kind.SOCIAL_SECURITY_NUMBER}, ""),
    "driving_licence": ({Kind.DRIVING_LICENCE}, ""),
}
# Of examples that are a sentence, the part that is the number.
PARTS = {
    "台胞证00000001": "00000001",
    "台胞证号：00000001": "00000001",
    "军官证号：军字第00000007号": "军字第00000007号",
    "开户行：中国工商银行金寨县支行 账号：1314000000000000001": "1314000000000000001",
    "银行账号 12000000000000000001": "12000000000000000001",
    "帐号:34000001040000001": "34000001040000001",
    "一卡通账号：10000000000000001": "10000000000000001",
    "公开办：gkb@example.gov.cn": "gkb@example.gov.cn",
    "QQ：100000001": "100000001",
    "QQ群:100000002": "100000002",
    "微信号：wx_test_0001": "wx_test_0001",
    "微信：zhangsan-0001": "zhangsan-0001",
    "加微信 wxid_test0000001": "wxid_test0000001",
    "出生日期：1901年2月3日": "1901年2月3日",
    "出生年月:1901.02": "1901.02",
    "1901-02-03出生": "1901-02-03",
    "19010203(出生)": "19010203",
    "生于1901年2月": "1901年2月",
    "社会保障号码：341524190001010110": "341524190001010110",
    "社保卡号：A00000001": "A00000001",
    "医保编号：3415000000000001": "3415000000000001",
    "档案编号：341500000001": "341500000001",
    "住院号：0000001": "0000001",
    "病历号 0000002": "0000002",
    "门诊号:0000003": "0000003",
}
# Examples that are wrong but still tell too much: reported, and the ground says what is wrong.
LOWER = {
    "341524190001010111": (Kind.RESIDENT_ID, "check-character-wrong"),
    "341524190102300010": (Kind.RESIDENT_ID, "date-impossible"),
    "341524190013010011": (Kind.RESIDENT_ID, "date-impossible"),
    "341524190002290011": (Kind.RESIDENT_ID, "date-impossible"),
    "931840190101010011": (Kind.FOREIGN_RESIDENT_ID, "check-character-wrong"),
    "91340000MA0000015A": (Kind.USCC, "check-character-wrong"),
}


def _valid() -> list[object]:
    return [
        pytest.param(kinds, words + text, PARTS.get(text, text), id=f"{key}-{text}")
        for key, (kinds, words) in TYPES.items()
        for text in VECTORS[key]["valid"]
    ]


def _invalid() -> list[object]:
    return [
        pytest.param(kinds, example["text"], id=f"{key}-{example['why']}")
        for key, (kinds, _) in TYPES.items()
        for example in VECTORS[key]["invalid"]
    ]


@pytest.mark.parametrize(("kinds", "text", "part"), _valid())
def test_a_valid_example_is_found_at_its_place(kinds: set[Kind], text: str, part: str) -> None:
    assert kinds & kinds_at(text, part)


@pytest.mark.parametrize(("kinds", "text"), _invalid())
def test_an_invalid_example_is_not_taken_for_a_sound_one(kinds: set[Kind], text: str) -> None:
    seen = [s for s in see_all(text) if s.kind in kinds]

    if text in LOWER:
        kind, ground = LOWER[text]
        assert [(s.kind, ground in s.grounds, s.score <= 0.5) for s in seen] == [(kind, True, True)]
    elif text == "341524190101010011":  # a resident number, wrong only as a credit code
        assert not seen
    else:
        assert not [s for s in seen if s.score > 0.5]
        assert not seen or "check-character-wrong" in seen[0].grounds


@pytest.mark.parametrize("text", VECTORS["medical"]["valid"][1:4])
def test_a_number_of_a_patient_is_found(text: str) -> None:
    assert Kind.MEDICAL_RECORD_NUMBER in kinds_at(text, PARTS[text])


@pytest.mark.parametrize("text", VECTORS["resident_id_18"]["notes"]["accept_variants"])
def test_a_resident_number_is_found_however_it_is_written(text: str) -> None:
    assert Kind.RESIDENT_ID in kinds_at(text, text)


@pytest.mark.parametrize(
    "text", [case["text"] for case in VECTORS["resident_id_18"]["notes"]["excel_damage"]]
)
def test_a_number_that_a_spreadsheet_cut_is_reported_as_truncated(text: str) -> None:
    assert [s.grounds for s in see_all(text) if s.kind == Kind.RESIDENT_ID] == [("truncated",)]


@pytest.mark.parametrize(
    "case", VECTORS["resident_id_18"]["notes"]["weak_mask_flag"], ids=lambda case: case["text"]
)
def test_a_weak_mask_is_reported(case: dict[str, str]) -> None:
    assert kinds_at(case["text"], case["text"]) == {Kind.WEAK_MASK}


@pytest.mark.parametrize("text", VECTORS["resident_id_18"]["notes"]["partially_masked_ok"])
def test_a_strong_mask_is_no_finding(text: str) -> None:
    assert see_all(text) == []


@pytest.mark.parametrize("text", VECTORS["mobile_cn"]["notes"]["accept_variants_after_NFKC"])
def test_a_mobile_number_is_found_however_it_is_written(text: str) -> None:
    assert Kind.MOBILE_PHONE in kinds_at(text, text)


@pytest.mark.parametrize("text", VECTORS["mobile_cn"]["notes"]["iot_13"])
def test_a_number_of_the_internet_of_things_needs_a_word_for_it(text: str) -> None:
    assert see_all(text) == []
    assert Kind.MOBILE_PHONE in kinds_at(f"物联网卡号码：{text}", text)


@pytest.mark.parametrize("text", VECTORS["bank_card"]["notes"]["variants"])
def test_a_card_number_is_found_in_groups(text: str) -> None:
    assert Kind.BANK_ACCOUNT in kinds_at(text, text)


@pytest.mark.parametrize("text", VECTORS["ip"]["notes"]["valid_ipv6"])
def test_an_address_of_version_6_is_found(text: str) -> None:
    assert Kind.IP_ADDRESS in kinds_at(text, text)


@pytest.mark.parametrize("text", VECTORS["gps"]["notes"]["other_orders"])
def test_coordinates_are_found_in_either_order(text: str) -> None:
    assert Kind.COORDINATES in kinds_at(text, text)


@pytest.mark.parametrize("text", VECTORS["real_estate_cert"]["notes"]["unit_no_28"])
def test_a_unit_number_of_real_estate_is_found(text: str) -> None:
    assert Kind.REAL_ESTATE_CERTIFICATE in kinds_at(text, text)


@pytest.mark.parametrize("text", VECTORS["doc_number_keep"]["notes"]["secret_like"][:2])
def test_a_code_with_the_letter_for_secret_is_marked(text: str) -> None:
    assert ["secrecy-code" in s.grounds for s in see_all(text)] == [True]
