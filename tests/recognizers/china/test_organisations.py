"""What is public about organisations and documents: reported, so that it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.china.business_registration import BusinessRegistrationRecognizer
from recognizers.china.checksum import org_code_check, uscc_check
from recognizers.china.court_case_number import CourtCaseNumberRecognizer
from recognizers.china.document_number import DocumentNumberRecognizer
from recognizers.china.org_code import OrgCodeRecognizer
from recognizers.china.real_estate_certificate import RealEstateCertificateRecognizer
from recognizers.china.uscc import UsccRecognizer, is_uscc
from tests.recognizers.china.support import see, texts

CODE = "91340000MA0000015U"


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param(CODE, CODE, 0.95, id="bare"),
        pytest.param(f"统一社会信用代码：{CODE}", CODE, 0.99, id="label"),
        pytest.param(f"信用代码{CODE.lower()}", CODE.lower(), 0.99, id="small-letters"),
        pytest.param(
            "统一社会信用代码：91340000 MA00000 15U", "91340000 MA00000 15U", 0.99, id="spaced"
        ),
        pytest.param(
            "税号：91340000MA0000015A", "91340000MA0000015A", 0.7, id="wrong-check-under-a-label"
        ),
        pytest.param("91340000MA0000015A", "91340000MA0000015A", 0.45, id="wrong-check"),
        pytest.param(
            "统一社会信用代码：91340000IA0000015U",
            "91340000IA0000015U",
            0.5,
            id="letter-i-under-a-label",
        ),
        pytest.param("123415240000000199", "123415240000000199", 0.95, id="digits-alone"),
    ],
)
def test_a_credit_code_is_found(text: str, part: str, score: float) -> None:
    assert [(text[s.start : s.end], s.score) for s in see(UsccRecognizer, text)] == [(part, score)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("91340000IA0000015U", id="letter-i"),
        pytest.param("91340000MA0000015", id="17-characters"),
        pytest.param("341524190101010011", id="resident-number"),
        pytest.param("0.123456789012345678", id="decimals"),
        pytest.param("123456789012345678", id="counting-up"),
        pytest.param("91340000MA0000015UX", id="longer-code"),
        pytest.param("TXNO20210315143022", id="order-code"),
        pytest.param("统一社会信用代码：未登记", id="no-code"),
    ],
)
def test_what_is_no_credit_code_is_left_alone(text: str) -> None:
    assert texts(UsccRecognizer, text) == []


@given(
    st.sampled_from(["11", "12", "51", "52", "91", "92", "93"]),
    st.integers(340000, 349999),
    st.text(st.sampled_from("0123456789ABCDEFGHJ"), min_size=8, max_size=8),
)
def test_every_built_code_is_found(office: str, area: int, body: str) -> None:
    first_17 = f"{office}{area}{body}{org_code_check(body)}"
    code = first_17 + uscc_check(first_17)

    assert is_uscc(code)
    assert texts(UsccRecognizer, f"代码{code}，") == [code]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("组织机构代码：D2143569-X", ["D2143569-X"], id="label"),
        pytest.param("D2143569-X", ["D2143569-X"], id="bare"),
        pytest.param("组织机构代码D2143569X", ["D2143569X"], id="no-hyphen-under-a-label"),
        pytest.param("组织机构代码：00000001-1", ["00000001-1"], id="wrong-check-under-a-label"),
        pytest.param("00000001-1", [], id="wrong-check"),
        pytest.param("D2143569X", [], id="no-hyphen"),
        pytest.param("20210315-1", [], id="date"),
        pytest.param("MA00000-1", [], id="short"),
        pytest.param("电话：62345678-9", [], id="extension"),
        pytest.param("合同编号：00000001-9", [], id="contract-number"),
        pytest.param("JZ-00000001-9", [], id="longer-code"),
        pytest.param("ABCDEFGH-1", [], id="letters"),
    ],
)
def test_organisation_codes(text: str, parts: list[str]) -> None:
    assert texts(OrgCodeRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("注册号：341500000000011", ["341500000000011"], id="label"),
        pytest.param("341500000000011", ["341500000000011"], id="bare"),
        pytest.param(
            "注册号：341500000000012", ["341500000000012"], id="wrong-check-under-a-label"
        ),
        pytest.param("341500000000012", [], id="wrong-check"),
        pytest.param("000000000000000", [], id="no-region"),
        pytest.param("账号：341500000000011", [], id="account"),
        pytest.param("身份证号：341500000000011", [], id="resident-number"),
        pytest.param("3415000000000111", [], id="16-digits"),
        pytest.param("341500000000011.5", [], id="decimals"),
    ],
)
def test_business_registration_numbers(text: str, parts: list[str]) -> None:
    assert texts(BusinessRegistrationRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("金政办秘〔2020〕32号", ["金政办秘〔2020〕32号"], id="form"),
        pytest.param("根据金政办秘〔2020〕32号文件", ["金政办秘〔2020〕32号"], id="after-a-verb"),
        pytest.param("《…通知》（国办发〔2025〕33号）", ["国办发〔2025〕33号"], id="in-brackets"),
        pytest.param("金政办秘【2020】32号", ["金政办秘【2020】32号"], id="other-brackets"),
        pytest.param("金政办秘（2020）32号", ["金政办秘（2020）32号"], id="round-brackets"),
        pytest.param("金政办秘［2020］32号", ["金政办秘［2020］32号"], id="wide-square-brackets"),
        pytest.param("金政办〔2020〕第032号", ["金政办〔2020〕第032号"], id="ordinal-and-zero"),
        pytest.param("法〔2018〕335号", ["法〔2018〕335号"], id="one-character"),
        pytest.param(
            "中华人民共和国国务院令第711号", ["中华人民共和国国务院令第711号"], id="order"
        ),
        pytest.param(
            "国家发展和改革委员会令第12号", ["国家发展和改革委员会令第12号"], id="and-within-a-name"
        ),
        pytest.param(
            "金政办秘〔2020〕32号、金政办秘〔2020〕33号",
            ["金政办秘〔2020〕32号", "金政办秘〔2020〕33号"],
            id="list",
        ),
        pytest.param("金政办秘 〔2020〕 32 号", ["金政办秘 〔2020〕 32 号"], id="spaced"),
        pytest.param("金政办秘〔20〕32号", [], id="short-year"),
        pytest.param("〔2020〕32号", [], id="no-organ"),
        pytest.param("（2020）皖1524民初123号", [], id="court-case"),
        pytest.param("合同（2020年）第3号", [], id="year-with-its-word"),
        pytest.param("第711号", [], id="no-order"),
    ],
)
def test_document_numbers(text: str, parts: list[str]) -> None:
    assert texts(DocumentNumberRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        pytest.param("金政办密〔2020〕1号", True, id="office"),
        pytest.param("皖办密发〔2020〕1号", True, id="party-office"),
        pytest.param("密政发〔2020〕1号", False, id="place"),
        pytest.param("新密政〔2020〕1号", False, id="another-place"),
        pytest.param("国密局字〔2018〕504号", False, id="office-of-cryptography"),
        pytest.param("金政办秘〔2020〕1号", False, id="secretariat"),
    ],
)
def test_the_letter_for_secret_is_a_ground(text: str, secret: bool) -> None:
    assert ["secrecy-code" in s.grounds for s in see(DocumentNumberRecognizer, text)] == [secret]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("（2019）皖1524民初123号", ["（2019）皖1524民初123号"], id="county-court"),
        pytest.param("(2020)最高法民申1号", ["(2020)最高法民申1号"], id="supreme-court"),
        pytest.param("〔2021〕皖15行终12号", ["〔2021〕皖15行终12号"], id="wrong-brackets"),
        pytest.param(
            "（2022）皖1524执恢3号之一", ["（2022）皖1524执恢3号之一"], id="further-order"
        ),
        pytest.param(
            "（2021）京0105刑初1号、（2021）京0105刑初2号",
            ["（2021）京0105刑初1号", "（2021）京0105刑初2号"],
            id="list",
        ),
        pytest.param("（2019） 皖1524 民初 123 号", ["（2019） 皖1524 民初 123 号"], id="spaced"),
        pytest.param("（2019）皖民初号", [], id="no-number"),
        pytest.param("金政办秘（2020）32号", [], id="document-number"),
        pytest.param("（2020）合字第000001号", [], id="contract"),
        pytest.param("皖（2020）金寨县不动产权第0000001号", [], id="real-estate"),
        pytest.param("（2019）1524民初123号", [], id="no-court"),
    ],
)
def test_court_case_numbers(text: str, parts: list[str]) -> None:
    assert texts(CourtCaseNumberRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "皖（2020）合肥市不动产权第0000001号", ["皖（2020）合肥市不动产权第0000001号"], id="new"
        ),
        pytest.param(
            "皖 (2020) 金寨县不动产权第 0000001 号",
            ["皖 (2020) 金寨县不动产权第 0000001 号"],
            id="spaced",
        ),
        pytest.param(
            "苏(2019)兴化市不动产证明第0000003号",
            ["苏(2019)兴化市不动产证明第0000003号"],
            id="certificate-of-a-right",
        ),
        pytest.param("房地权证合产字第000005号", ["房地权证合产字第000005号"], id="old-house"),
        pytest.param("金国用(2010)第000006号", ["金国用(2010)第000006号"], id="old-land"),
        pytest.param("341524001001GB00001F00010001", ["341524001001GB00001F00010001"], id="unit"),
        pytest.param(
            "341524 001001 GB00001 F00010001", ["341524 001001 GB00001 F00010001"], id="unit-spaced"
        ),
        pytest.param("房产证号：20100012345", ["20100012345"], id="bare-under-a-label"),
        pytest.param("皖(20)合肥市不动产权第1号", [], id="short-year"),
        pytest.param("不动产权证书已颁发120本", [], id="count"),
        pytest.param("金政办秘（2020）32号", [], id="document-number"),
        pytest.param("341524001001GB00001", [], id="parcel-alone"),
        pytest.param("20100012345", [], id="no-label"),
        pytest.param("产权证工本费80.00元", [], id="fee"),
    ],
)
def test_real_estate(text: str, parts: list[str]) -> None:
    seen = {text[s.start : s.end] for s in see(RealEstateCertificateRecognizer, text)}

    assert seen == set(parts)
