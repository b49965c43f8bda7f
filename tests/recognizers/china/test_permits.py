"""Documents of people from or to Hong Kong, Macao, Taiwan and abroad, and passports."""

from __future__ import annotations

import pytest

from recognizers.china.exit_permit import ExitPermitRecognizer
from recognizers.china.foreign_resident_id import ForeignResidentIdRecognizer
from recognizers.china.home_return_permit import HomeReturnPermitRecognizer
from recognizers.china.passport import PassportRecognizer
from recognizers.china.residence_permit import ResidencePermitRecognizer
from recognizers.china.taiwan_permit import TaiwanPermitRecognizer
from tests.recognizers.china.support import see, texts


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param("810000190501010014", "810000190501010014", 0.99, id="hong-kong"),
        pytest.param("820000 19060202 0029", "820000 19060202 0029", 0.99, id="macao-spaced"),
        pytest.param(
            "居住证号８３００００１９０７０３０３００３３",
            "８３００００１９０７０３０３００３３",
            0.99,
            id="taiwan-full-width",
        ),
        pytest.param(
            "证件号码：810000190501010015", "810000190501010015", 0.7, id="wrong-check-with-a-label"
        ),
        pytest.param("810000190501010015", "810000190501010015", 0.5, id="wrong-check"),
    ],
)
def test_a_residence_permit_is_found(text: str, part: str, score: float) -> None:
    assert [(text[s.start : s.end], s.score) for s in see(ResidencePermitRecognizer, text)] == [
        (part, score)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("840000190703030035", id="no-such-area"),
        pytest.param("810000200013010014", id="month-13"),
        pytest.param("8100001905010100141", id="19-digits"),
        pytest.param("合同编号：810000190501010015", id="contract-number"),
        pytest.param("810000元", id="amount"),
        pytest.param("341524190001010110", id="resident-number"),
    ],
)
def test_what_is_no_residence_permit_is_left_alone(text: str) -> None:
    assert texts(ResidencePermitRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param("931840190101010018", "931840190101010018", 0.99, id="new"),
        pytest.param("911826 19020202 002X", "911826 19020202 002X", 0.99, id="new-spaced"),
        pytest.param(
            "永居证号：931840190101010011", "931840190101010011", 0.6, id="wrong-check-with-a-label"
        ),
        pytest.param("永久居留证：USA310001010109", "USA310001010109", 0.9, id="old"),
        pytest.param(
            "证件号码 JPN320104050606", "JPN320104050606", 0.9, id="old-under-another-label"
        ),
    ],
)
def test_a_foreigners_card_is_found(text: str, part: str, score: float) -> None:
    assert [(text[s.start : s.end], s.score) for s in see(ForeignResidentIdRecognizer, text)] == [
        (part, score)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("991524190101010012", id="no-such-province"),
        pytest.param("USA310001010109", id="old-without-a-label"),
        pytest.param("US1310001010101", id="two-letters"),
        pytest.param("项目编号：931840190101010011", id="project-number"),
        pytest.param("9318401901010100181", id="19-digits"),
        pytest.param("931840190113010018", id="month-13"),
    ],
)
def test_what_is_no_foreigners_card_is_left_alone(text: str) -> None:
    assert texts(ForeignResidentIdRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("回乡证号：H00000001", ["H00000001"], id="hong-kong"),
        pytest.param("通行证M0000000202", ["M0000000202"], id="macao-with-issue-count"),
        pytest.param("证件号码：H 00000001", ["H 00000001"], id="spaced"),
        pytest.param("H00000001（回乡证）", ["H00000001"], id="brackets-after"),
        pytest.param("回乡证：Ｈ００００００００１", [], id="nine-digits"),
        pytest.param("H00000001", [], id="no-label"),
        pytest.param("产品编号：H00000001", [], id="product"),
        pytest.param("回乡证：A00000001", [], id="other-letter"),
        pytest.param("回乡证：H0000001", [], id="7-digits"),
        pytest.param("回乡证：XH00000001", [], id="inside-a-code"),
    ],
)
def test_home_return_permits(text: str, parts: list[str]) -> None:
    assert texts(HomeReturnPermitRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("港澳通行证：C00000001", ["C00000001"], id="digits"),
        pytest.param("往来港澳通行证CA0000001", ["CA0000001"], id="letter"),
        pytest.param("通行证号码 W00000001", ["W00000001"], id="old-booklet"),
        pytest.param("往来台湾通行证：L00000001", ["L00000001"], id="taiwan"),
        pytest.param("通行证：CI0000001", [], id="letter-i"),
        pytest.param("通行证：C0000001", [], id="7-digits"),
        pytest.param("C00000001", [], id="no-label"),
        pytest.param("型号C00000001", [], id="model"),
    ],
)
def test_exit_permits(text: str, parts: list[str]) -> None:
    assert texts(ExitPermitRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("台胞证00000001", ["00000001"], id="glued"),
        pytest.param("台胞证号：0000000101", ["0000000101"], id="10-digits"),
        pytest.param(
            "台湾居民来往大陆通行证号码：00000001(A)", ["00000001(A)"], id="bracket-letter"
        ),
        pytest.param("00000001（台胞证）", ["00000001"], id="brackets-after"),
        pytest.param("00000001", [], id="no-label"),
        pytest.param("编号：00000001", [], id="plain-number"),
        pytest.param("台胞证：0000001", [], id="7-digits"),
        pytest.param("台胞证办理费00000001.50元", [], id="decimals"),
    ],
)
def test_taiwan_permits(text: str, parts: list[str]) -> None:
    assert texts(TaiwanPermitRecognizer, text) == parts


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param("护照号：E00000001", "E00000001", 0.95, id="e-8"),
        pytest.param("护照EA0000001", "EA0000001", 0.95, id="e-letter-7"),
        pytest.param("EA0000001", "EA0000001", 0.5, id="e-letter-7-without-a-label"),
        pytest.param("PE0000001", "PE0000001", 0.5, id="public-affairs"),
        pytest.param("护照：G00000001", "G00000001", 0.95, id="old-g"),
        pytest.param("护照号码 140000001", "140000001", 0.95, id="old-14"),
        pytest.param("护照：P.0000001", "P.0000001", 0.95, id="service-with-a-point"),
        pytest.param("证件号码：K00000001", "K00000001", 0.8, id="hong-kong-under-another-label"),
        pytest.param("Passport No. E00000001", "E00000001", 0.95, id="latin-label"),
        pytest.param("护照：AB1234567", "AB1234567", 0.7, id="another-state"),
        pytest.param("护照号码：123456789", "123456789", 0.7, id="another-state-digits"),
    ],
)
def test_a_passport_is_found(text: str, part: str, score: float) -> None:
    assert [(text[s.start : s.end], s.score) for s in see(PassportRecognizer, text)] == [
        (part, score)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("E00000001", id="e-8-without-a-label"),
        pytest.param("140000001", id="14-without-a-label"),
        pytest.param("EI0000001", id="letter-i"),
        pytest.param("EO0000001", id="letter-o"),
        pytest.param("E0000001", id="7-digits"),
        pytest.param("产品编号：EA0000001", id="product"),
        pytest.param("型号：DE0000001", id="model"),
        pytest.param("EA00000012", id="longer-code"),
        pytest.param("XEA0000001", id="inside-a-code"),
        pytest.param("MA000001-5", id="organisation-code"),
        pytest.param("护照办理费120元", id="fee"),
        pytest.param("合同号：PE0000001", id="contract-number"),
    ],
)
def test_what_is_no_passport_is_left_alone(text: str) -> None:
    assert texts(PassportRecognizer, text) == []
