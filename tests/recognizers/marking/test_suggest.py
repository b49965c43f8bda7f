"""What is proposed for contact data, numbers, dates and marks, by owner and profile."""

from __future__ import annotations

import pytest

from recognizers.detection import Regime
from recognizers.errors import ConfigError
from recognizers.finding import Category, Finding, Kind, Suggestion, Treatment
from recognizers.lexicon import table
from tests.recognizers.marking.made import Part, first, marked

KEEP, WITHHOLD = Suggestion.KEEP, Suggestion.WITHHOLD


def only(part: Part, kind: Kind, profile: str = "general", **more: object) -> Finding:
    return first(marked(part, profile=profile, **more), kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("part", "suggestion"),
    [
        pytest.param("监督电话：[[landline:0564-7000000]]", KEEP, id="supervision"),
        pytest.param(
            "联系人：[[person:张卫国]]，电话：[[landline:0564-7000000]]", KEEP, id="office"
        ),
        pytest.param("电话：[[landline:0564-7000000]]", KEEP, id="nobody-named"),
        pytest.param(
            "申请人[[person:余芳]]，电话[[landline:0564-7000000]]", WITHHOLD, id="applicant"
        ),
        pytest.param("家庭电话：[[landline:0564-7000000]]", WITHHOLD, id="home"),
        pytest.param(
            "[[person:余芳]]。咨询电话：[[landline:0564-7000000]]", KEEP, id="next-sentence"
        ),
    ],
)
def test_landlines(part: Part, suggestion: Suggestion) -> None:
    assert only(part, Kind.LANDLINE).suggestion is suggestion


@pytest.mark.parametrize(
    ("part", "suggestion"),
    [
        pytest.param("举报电话：[[mobile_phone:13800000011]]", KEEP, id="published-line"),
        pytest.param("值班电话[[mobile_phone:13800000011]]", KEEP, id="duty-line"),
        pytest.param("手机：[[mobile_phone:13800000011]]", WITHHOLD, id="mobile"),
        pytest.param(
            "经办：[[person:刘洋]] 手机：[[mobile_phone:13800000011]]", WITHHOLD, id="clerk"
        ),
        pytest.param("[[person:余芳]]，电话[[mobile_phone:13800000011]]", WITHHOLD, id="person"),
        pytest.param("[[mobile_phone:13800000011]]", WITHHOLD, id="alone"),
    ],
)
def test_mobile_phones(part: Part, suggestion: Suggestion) -> None:
    assert only(part, Kind.MOBILE_PHONE).suggestion is suggestion


@pytest.mark.parametrize(
    ("part", "suggestion"),
    [
        pytest.param("住[[address:白塔畈镇光明村桂花组12号]]", WITHHOLD, id="lives"),
        pytest.param("住所：[[address:梅山镇红军大道99号]]", KEEP, id="company-seat"),
        pytest.param("建设地点：[[address:光明村桂花组12号]]", KEEP, id="site"),
        pytest.param("户口在[[address:双河镇黄龙村窑湾组]]", WITHHOLD, id="registered-at"),
        pytest.param(
            "项目地址某某开发区（产业园）[[address:笔架山路8号]]", KEEP, id="site-with-bracket"
        ),
        pytest.param("受理地点：[[address:镇政府1楼12号]]", KEEP, id="office"),
        pytest.param(
            "[[organization:某某有限公司]]，地址：[[address:新城路8号]]", KEEP, id="company"
        ),
        pytest.param("[[person:余芳]]，地址：[[address:新城路8号]]", WITHHOLD, id="person"),
        pytest.param("[[address:新城路8号3幢]]发生火情", WITHHOLD, id="detailed-nobody-named"),
        pytest.param("[[address:银杏小区二期7-2-501]]漏水", WITHHOLD, id="room-by-dashes"),
        pytest.param("[[address:河口镇第六小区4排]]停电", WITHHOLD, id="row-of-houses"),
        pytest.param("[[address:新城路8号]]附近路面破损", KEEP, id="road-damage"),
    ],
)
def test_addresses(part: Part, suggestion: Suggestion) -> None:
    assert only(part, Kind.ADDRESS).suggestion is suggestion


@pytest.mark.parametrize(
    ("text", "profile", "suggestion"),
    [
        ("某某县清水镇石桥村", "subsidy", KEEP),
        ("某某县清水镇石桥村大坳组", "subsidy", WITHHOLD),
        ("某某省某某县", "general", KEEP),
        ("某某县清水镇石桥村", "general", WITHHOLD),
    ],
)
def test_an_address_no_finer_than_the_level_stays(
    text: str, profile: str, suggestion: Suggestion
) -> None:
    assert only(f"家住[[address:{text}]]", Kind.ADDRESS, profile).suggestion is suggestion


@pytest.mark.parametrize(("label", "suggestion"), [("准考证号", KEEP), ("学籍号", WITHHOLD)])
def test_numbers_of_pupils_and_of_examinations(label: str, suggestion: Suggestion) -> None:
    rows = [["姓名", label], ["[[person:余芳]]", "[[student_number:20240101]]"]]
    assert only(rows, Kind.STUDENT_NUMBER, "personnel").suggestion is suggestion


@pytest.mark.parametrize(
    ("profile", "ground"),
    [("subsidy", "keep-until-village"), ("general", "keep-until-county")],
)
def test_an_address_is_cut_at_the_level_of_the_profile(profile: str, ground: str) -> None:
    finding = only("家住[[address:白塔畈镇光明村桂花组12号]]", Kind.ADDRESS, profile)
    assert finding.treatment is Treatment.GENERALISE
    assert ground in finding.grounds


@pytest.mark.parametrize(
    ("part", "suggestion"),
    [
        pytest.param("罚款缴至农商行，账号[[bank_account:20000000000000000018]]", KEEP, id="fine"),
        pytest.param("保证金账户：[[bank_account:20000000000000000018]]", KEEP, id="deposit"),
        pytest.param("一卡通[[bank_account:6222000000000000012]]", WITHHOLD, id="person"),
        pytest.param(
            "余款汇入[[person:余芳]]账户[[bank_account:6222000000000000012]]",
            WITHHOLD,
            id="paid-to-person",
        ),
        pytest.param(
            "户名：[[organization:某某有限公司]]，账号[[bank_account:20000000000000000018]]",
            Suggestion.CONSULT,
            id="company",
        ),
    ],
)
def test_accounts(part: Part, suggestion: Suggestion) -> None:
    assert only(part, Kind.BANK_ACCOUNT).suggestion is suggestion


def test_a_companys_account_is_a_trade_secret_to_consult_about() -> None:
    part = "基本账户：[[bank_account:20000000000000000018]]"
    finding = only(part, Kind.BANK_ACCOUNT)
    assert finding.category is Category.TRADE_SECRET
    assert finding.basis == ("条例2019#15", "条例2019#32")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        pytest.param("[[person:余芳]]，[[age:78岁]]", WITHHOLD, id="of-a-person"),
        pytest.param("[[age:60周岁]]以上老年人", KEEP, id="condition"),
        pytest.param("年满[[age:18岁]]", KEEP, id="of-nobody"),
        pytest.param("我儿子今年[[age:6岁]]", WITHHOLD, id="of-somebody-unnamed"),
        pytest.param("镇长[[person:李建国]]，[[age:45岁]]", KEEP, id="of-an-official"),
    ],
)
def test_ages(text: str, suggestion: Suggestion) -> None:
    assert only(text, Kind.AGE).suggestion is suggestion


@pytest.mark.parametrize(
    ("profile", "treatment"),
    [("penalty", Treatment.GENERALISE), ("subsidy", Treatment.REMOVE)],
)
def test_birth_dates_keep_the_year_outside_lists(profile: str, treatment: Treatment) -> None:
    finding = only("[[person:余芳]]，[[birth_date:1905年5月13日]]出生", Kind.BIRTH_DATE, profile)
    assert finding.treatment is treatment


def test_the_birth_month_of_an_appointee_is_published_but_not_the_day() -> None:
    month = only("[[person:余芳]]，女，[[birth_date:1905年5月]]生", Kind.BIRTH_DATE, "personnel")
    day = only("[[person:余芳]]，女，[[birth_date:1905年5月13日]]生", Kind.BIRTH_DATE, "personnel")
    assert (month.suggestion, day.suggestion) == (KEEP, WITHHOLD)


@pytest.mark.parametrize(
    "kind",
    [
        Kind.USCC,
        Kind.ORG_CODE,
        Kind.SERVICE_NUMBER,
        Kind.DOCUMENT_NUMBER,
        Kind.ORGANIZATION,
        Kind.PLACE,
    ],
)
def test_public_matter_stays_with_a_reason(kind: Kind) -> None:
    finding = only(f"[[{kind.value}:某某]]", kind)
    assert finding.suggestion is KEEP
    assert finding.grounds
    assert finding.basis == ("条例2019#5",)


@pytest.mark.parametrize(
    "kind",
    [Kind.RESIDENT_ID, Kind.PASSPORT, Kind.VEHICLE_PLATE, Kind.HEALTH, Kind.STUDENT_NUMBER],
)
@pytest.mark.parametrize("profile", ["subsidy", "penalty", "personnel", "general"])
def test_private_matter_goes_under_every_profile(kind: Kind, profile: str) -> None:
    finding = only(f"[[{kind.value}:某某]]", kind, profile)
    assert finding.suggestion is WITHHOLD
    assert finding.basis[0] == "条例2019#15"


def test_sensitive_matter_cites_the_article_on_it() -> None:
    assert "个人信息保护法#28" in only("[[health:某病]]", Kind.HEALTH).basis


def test_the_old_regulation_has_its_own_articles() -> None:
    finding = only("[[resident_id:某某]]", Kind.RESIDENT_ID, regime=Regime.R2008)
    assert finding.basis == ("条例2008#14",)


@pytest.mark.parametrize(
    ("grounds", "suggestion", "category"),
    [
        (("secrecy-code",), Suggestion.REFER, Category.STATE_SECRET),
        (("form",), KEEP, Category.PERSONAL),
    ],
)
def test_document_numbers(
    grounds: tuple[str, ...], suggestion: Suggestion, category: Category
) -> None:
    part = "根据[[document_number:某办密〔2020〕3号]]"
    finding = only(part, Kind.DOCUMENT_NUMBER, grounds=grounds)
    assert (finding.suggestion, finding.category) == (suggestion, category)


def test_an_intranet_address_is_a_work_secret() -> None:
    finding = only("[[ip_address:10.1.2.3]]", Kind.IP_ADDRESS, grounds=("private-network",))
    assert finding.category is Category.WORK_SECRET
    assert finding.basis == ("条例2019#16.1", "保守国家秘密法#64")


def test_a_credit_code_under_the_label_of_an_id_stays() -> None:
    rows = [["名称", "证件号码"], ["某某公司", "[[other_id:91341524MA0000001D]]"]]
    assert only(rows, Kind.OTHER_ID).suggestion is KEEP


def test_an_id_number_of_digits_under_that_label_goes() -> None:
    rows = [["名称", "证件号码"], ["余芳", "[[other_id:511524190001010110]]"]]
    assert only(rows, Kind.OTHER_ID).suggestion is WITHHOLD


@pytest.mark.parametrize(
    ("ground", "suggestion"),
    [
        ("attribute-public", KEEP),
        ("attribute-withheld", Suggestion.REFER),
        ("attribute-on-request", Suggestion.REFER),
    ],
)
def test_disclosure_attributes(ground: str, suggestion: Suggestion) -> None:
    part = "（[[disclosure_attribute:此件公开]]）"
    assert only(part, Kind.DISCLOSURE_ATTRIBUTE, grounds=(ground,)).suggestion is suggestion


def test_an_attribute_that_forbids_publication_is_a_warning() -> None:
    part = "（[[disclosure_attribute:此件不予公开]]）"
    assert "attribute-not-public" in marked(part, grounds=("attribute-withheld",)).warnings


def test_every_kind_has_a_rule() -> None:
    assert {kind.value for kind in Kind} <= set(table("marking/kinds.toml"))


def test_an_unknown_profile_is_an_error_of_the_settings() -> None:
    with pytest.raises(ConfigError) as error:
        marked("正文", profile="no-such-profile")
    assert error.value.facts == {"path": "profile", "why": "unknown-value"}
