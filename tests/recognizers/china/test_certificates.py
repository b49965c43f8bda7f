"""Cards and numbers that hold a resident number, or that a label alone tells."""

from __future__ import annotations

import pytest

from recognizers.china.disability_certificate import DisabilityCertificateRecognizer
from recognizers.china.driving_licence import DrivingLicenceRecognizer
from recognizers.china.embedded_id import EmbeddedIdRecognizer
from recognizers.china.medical_record import MedicalRecordRecognizer
from recognizers.china.military_id import MilitaryIdRecognizer
from recognizers.china.other_id import OtherIdRecognizer
from recognizers.china.social_security import SocialSecurityRecognizer
from recognizers.china.student_number import StudentNumberRecognizer
from recognizers.china.taxpayer_id import TaxpayerIdRecognizer
from tests.recognizers.china.support import see, texts

ID = "341524190001010110"


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param(f"{ID}41", f"{ID}41", 0.99, id="bare"),
        pytest.param(f"{ID}63B1", f"{ID}63B1", 0.99, id="reissued"),
        pytest.param(f"残疾证号：{ID} 41", f"{ID} 41", 0.99, id="spaced"),
        pytest.param(
            f"残疾人证号：{ID[:-1]}141", f"{ID[:-1]}141", 0.6, id="wrong-check-under-a-label"
        ),
        pytest.param(f"残疾证号：{ID}91", f"{ID}91", 0.6, id="no-such-category-under-a-label"),
    ],
)
def test_a_disability_certificate_is_found(text: str, part: str, score: float) -> None:
    seen = see(DisabilityCertificateRecognizer, text)

    assert [(text[s.start : s.end], s.score) for s in seen] == [(part, score)]
    assert "contains-resident-id" in seen[0].grounds


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{ID}91", id="no-such-category"),
        pytest.param(f"{ID}45", id="no-such-grade"),
        pytest.param(f"纳税人识别号：{ID}11", id="taxpayer"),
        pytest.param(f"{ID[:-1]}141", id="wrong-check"),
        pytest.param(ID, id="resident-number"),
        pytest.param(f"{ID}4100", id="longer"),
    ],
)
def test_what_is_no_disability_certificate_is_left_alone(text: str) -> None:
    assert texts(DisabilityCertificateRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param(f"G{ID}", f"G{ID}", 0.98, id="national"),
        pytest.param(f"学籍号：L{ID}", f"L{ID}", 0.98, id="temporary"),
        pytest.param(f"学籍号：G{ID[:-1]}1", f"G{ID[:-1]}1", 0.7, id="wrong-check-under-a-label"),
        pytest.param(f"G{ID[:-1]}1", f"G{ID[:-1]}1", 0.5, id="wrong-check"),
        pytest.param("学号：2020010203", "2020010203", 0.85, id="local"),
        pytest.param("准考证号为34012345678901", "34012345678901", 0.85, id="examination"),
        pytest.param("考生号：20341524110001", "20341524110001", 0.85, id="candidate"),
    ],
)
def test_a_student_number_is_found(text: str, part: str, score: float) -> None:
    assert [(text[s.start : s.end], s.score) for s in see(StudentNumberRecognizer, text)] == [
        (part, score)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"G{ID[:-1]}", id="short"),
        pytest.param("G341524203001010110", id="born-in-the-future"),
        pytest.param("2020010203", id="no-label"),
        pytest.param("学号：无", id="no-number"),
        pytest.param("学籍号规则见附件，共120项", id="prose"),
        pytest.param("学号：12", id="too-short"),
        pytest.param(f"AG{ID}", id="inside-a-code"),
    ],
)
def test_what_is_no_student_number_is_left_alone(text: str) -> None:
    assert texts(StudentNumberRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param(f"{ID}01", f"{ID}01", 0.97, id="first-registration"),
        pytest.param(f"纳税人识别号：{ID}11", f"{ID}11", 0.99, id="label"),
        pytest.param(f"税号L{ID}", f"L{ID}", 0.99, id="temporary"),
        pytest.param(
            "L91340000MA0000015U", "L91340000MA0000015U", 0.97, id="temporary-of-an-organisation"
        ),
        pytest.param("341524MA0000015", "341524MA0000015", 0.75, id="old"),
        pytest.param(
            "税务登记证号：341524MA0000015", "341524MA0000015", 0.97, id="old-under-a-label"
        ),
        pytest.param(
            "纳税人识别号：34152400000001X", "34152400000001X", 0.7, id="wrong-check-under-a-label"
        ),
    ],
)
def test_a_taxpayer_number_is_found(text: str, part: str, score: float) -> None:
    assert [(text[s.start : s.end], s.score) for s in see(TaxpayerIdRecognizer, text)] == [
        (part, score)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{ID}0", id="19-characters"),
        pytest.param(ID, id="resident-number"),
        pytest.param("341524MA0000016", id="old-with-a-wrong-check"),
        pytest.param("341524000000019", id="old-of-digits-without-a-label"),
        pytest.param("税额：123456789012345", id="amount"),
        pytest.param("ABCDEFGHIJKLMNO", id="letters"),
    ],
)
def test_what_is_no_taxpayer_number_is_left_alone(text: str) -> None:
    assert texts(TaxpayerIdRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param(f"社会保障号码：{ID}", ID, 0.995, id="resident-number"),
        pytest.param(
            "社会保障号：341524 19000101 0110", "341524 19000101 0110", 0.995, id="spaced"
        ),
        pytest.param("社保卡号：A00000001", "A00000001", 0.85, id="card"),
        pytest.param(
            "医保编号：3415000000000001", "3415000000000001", 0.85, id="medical-insurance"
        ),
        pytest.param("参合证号34152400123456", "34152400123456", 0.85, id="rural-scheme"),
        pytest.param("公积金账号：123456789012", "123456789012", 0.85, id="housing-fund"),
    ],
)
def test_a_social_security_number_is_found(text: str, part: str, score: float) -> None:
    assert [(text[s.start : s.end], s.score) for s in see(SocialSecurityRecognizer, text)] == [
        (part, score)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("社保缴费基数：5000", id="base"),
        pytest.param("医保基金支出12345678.90元", id="amount"),
        pytest.param("A00000001", id="no-label"),
        pytest.param("社保卡持卡人数，12345678", id="count"),
        pytest.param("社会保障卡：已办理", id="no-number"),
        pytest.param("参保号：123", id="too-short"),
    ],
)
def test_what_is_no_social_security_number_is_left_alone(text: str) -> None:
    assert texts(SocialSecurityRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(f"驾驶证号：{ID}", [ID], id="licence"),
        pytest.param(f"驾驶证号：{ID[:-1]}1", [f"{ID[:-1]}1"], id="wrong-check"),
        pytest.param("档案编号：341500000001", ["341500000001"], id="file"),
        pytest.param("驾驶证341500000001", ["341500000001"], id="file-under-the-licence"),
        pytest.param("档案编号：34150000001", [], id="11-digits"),
        pytest.param("档案编号：990000000001", [], id="no-such-province"),
        pytest.param("341500000001", [], id="no-label"),
        pytest.param("档案编号：2021-3415-0001", [], id="archive"),
        pytest.param(ID, [], id="resident-number"),
        pytest.param("档案编号规则，341500000001", [], id="not-close"),
    ],
)
def test_driving_licences(text: str, parts: list[str]) -> None:
    assert texts(DrivingLicenceRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("住院号：ZY0000001", ["ZY0000001"], id="stay"),
        pytest.param("病历号 0000002", ["0000002"], id="record"),
        pytest.param("门诊号为0000003，", ["0000003"], id="outpatient"),
        pytest.param(
            "健康档案编号：341524-001-002-00001", ["341524-001-002-00001"], id="health-file"
        ),
        pytest.param("0000001（住院号）", ["0000001"], id="brackets-after"),
        pytest.param("住院号：2021-03-15", [], id="date"),
        pytest.param("住院费12345.67元", [], id="cost"),
        pytest.param("病历号：无", [], id="no-number"),
        pytest.param("门诊量1234567人次", [], id="count"),
        pytest.param("0000001", [], id="no-label"),
        pytest.param("住院天数：12", [], id="days"),
    ],
)
def test_medical_records(text: str, parts: list[str]) -> None:
    assert texts(MedicalRecordRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("证件号码：A123456(7)", ["A123456(7)"], id="hong-kong-card"),
        pytest.param("（证件号码123456789）", ["123456789"], id="closing-bracket-is-not-part"),
        pytest.param("结婚证字号：J341524-2010-000123", ["J341524-2010-000123"], id="marriage"),
        pytest.param("出生医学证明编号：Q340000001", ["Q340000001"], id="birth"),
        pytest.param("低保证号：34152400012", ["34152400012"], id="relief"),
        pytest.param("保单号：PDAA202134150000000001", ["PDAA202134150000000001"], id="insurance"),
        pytest.param("证件号码：123456 789012", ["123456 789012"], id="groups"),
        pytest.param("证件号码：2021-03-15", [], id="date"),
        pytest.param("证件号码：12345", [], id="5-digits"),
        pytest.param("证件类型：居民身份证", [], id="no-number"),
        pytest.param("许可证号：皖建12345678", [], id="licence-of-a-firm"),
        pytest.param("营业执照号：341524000000001", [], id="firm"),
        pytest.param("药品注册证号：H20210001", [], id="drug"),
        pytest.param("资质证书编号：D334012345", [], id="qualification-of-a-firm"),
        pytest.param("证件工本费，共123456元", [], id="amount"),
        pytest.param("123456789", [], id="no-label"),
    ],
)
def test_other_documents(text: str, parts: list[str]) -> None:
    assert texts(OtherIdRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(f"{ID}91", [f"{ID}91"], id="more-digits-after"),
        pytest.param(f"ZJ{ID}", [ID], id="letters-before"),
        pytest.param(f"2021{ID}0001", [f"2021{ID}0001"], id="digits-around"),
        pytest.param(f"{ID}32128119010204048X", [f"{ID}32128119010204048X"], id="two-glued"),
        pytest.param(f"{ID}AB32128119010204048X", [ID, "32128119010204048X"], id="two-apart"),
        pytest.param(f"{ID[:-1]}191", [], id="wrong-check"),
        pytest.param(ID, [], id="alone-is-for-another"),
        pytest.param("20210315143022123456", [], id="time-stamp"),
        pytest.param("6222020000000000018", [], id="card"),
        pytest.param("810000190501010014001", [], id="permit"),
        pytest.param("3" * 201, [], id="too-long-a-run"),
    ],
)
def test_numbers_inside_longer_codes(text: str, parts: list[str]) -> None:
    assert texts(EmbeddedIdRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param("军字第0000001号", "军字第0000001号", 0.85, id="form"),
        pytest.param("持南字第00000001号证件", "南字第00000001号", 0.85, id="after-a-verb"),
        pytest.param("出示红字第0000001号军官证", "红字第0000001号", 0.95, id="label-after"),
        pytest.param("来人出示军字第0000001号证件", "军字第0000001号", 0.85, id="after-a-verb"),
        pytest.param("军官证号：军字第00000007号", "军字第00000007号", 0.95, id="label"),
        pytest.param("士兵证 甲字第000001", "甲字第000001", 0.95, id="open-list-under-a-label"),
        pytest.param("军官证号：0000001", "0000001", 0.8, id="bare-under-a-label"),
        pytest.param("军字第 ０００００01号", "军字第 ０００００01号", 0.85, id="full-width"),
    ],
)
def test_a_military_card_is_found(text: str, part: str, score: float) -> None:
    seen = see(MilitaryIdRecognizer, text)

    assert [(text[s.start : s.end], s.score) for s in seen] == [(part, score)]
    assert "military" in seen[0].grounds


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("银军字〔2020〕1号", id="document-number"),
        pytest.param("国字第一号", id="chinese-numeral"),
        pytest.param("房权证合产字第000005号", id="real-estate"),
        pytest.param("皖民证字第0000001号", id="another-certificate"),
        pytest.param("军字第001号", id="3-digits"),
        pytest.param("甲字第000001号", id="unknown-unit"),
        pytest.param("0000001", id="no-label"),
        pytest.param("军字第000000001号", id="9-digits"),
        pytest.param("军人优待证发放2000000.50元", id="amount"),
    ],
)
def test_what_is_no_military_card_is_left_alone(text: str) -> None:
    assert texts(MilitaryIdRecognizer, text) == []
