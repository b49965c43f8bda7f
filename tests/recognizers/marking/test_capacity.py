"""In what capacity a person stands, by what stands around the name."""

from __future__ import annotations

import pytest

from recognizers.finding import Capacity, Kind, Suggestion, Treatment
from tests.recognizers.marking.made import Part, first, marked

OFFICIAL = [
    pytest.param("经镇长[[person:李建国]]批示", id="title-before"),
    pytest.param("[[person:方启新]]副镇长带队检查", id="title-with-rank-behind"),
    pytest.param("[[person:方启新]]同志主持会议", id="comrade"),
    pytest.param("[[person:方启新]]（县财政局局长）", id="title-in-brackets"),
    pytest.param("[[person:方启新]]，县财政局局长，", id="title-behind-comma"),
    pytest.param("[[person:方启新]]  党委副书记、镇长  主持全面工作", id="roster"),
    pytest.param("签发人：[[person:方启新]]", id="signatory"),
    pytest.param("审核：[[person:方启新]]", id="checker"),
    pytest.param("记录人 [[person:方启新]]", id="minutes-taker"),
    pytest.param("本局执法人员[[person:方启新]]到场", id="enforcement-officer"),
    pytest.param("[[person:方启新]]（执法证号15240001）", id="badge-number"),
    pytest.param("[[person:方启新]]等3名执法人员", id="officers-behind"),
    pytest.param("任命[[person:方启新]]为县农业农村局副局长", id="appointed"),
    pytest.param("免去[[person:方启新]]的县水利局副局长职务", id="removed-from-office"),
    pytest.param("联系人：[[person:方启新]]（镇党政办）", id="office-contact"),
    pytest.param("驻村第一书记[[person:方启新]]", id="first-secretary"),
    pytest.param("村党支部书记：[[person:方启新]]", id="village-secretary"),
    pytest.param("河长[[person:方启新]]巡河", id="river-chief"),
    pytest.param("審核：[[person:方啟新]]", id="traditional"),
    pytest.param("审判长　[[person:方启新]]", id="presiding-judge"),
    pytest.param(("签发人", "[[person:方启新]]"), id="form-label"),
    pytest.param(("包保领导", "[[person:方启新]]"), id="label-of-leader"),
    pytest.param(("镇长", "[[person:方启新]]"), id="title-as-label"),
]

NOT_OFFICIAL = [
    pytest.param("申请人[[person:方启新]]提出", Capacity.PRIVATE, id="applicant"),
    pytest.param("邻居[[person:方启新]]家", Capacity.PRIVATE, id="neighbour"),
    pytest.param("[[person:方启新]]之妻", Capacity.PRIVATE, id="husband-of"),
    pytest.param("其子[[person:方启新]]在外务工", Capacity.PRIVATE, id="son-of"),
    pytest.param("[[person:方启新]]（身份证号", Capacity.PRIVATE, id="particulars"),
    pytest.param("[[person:方启新]]，男，汉族", Capacity.PRIVATE, id="sex-and-nation"),
    pytest.param("村民[[person:方启新]]", Capacity.PRIVATE, id="villager"),
    pytest.param("证人[[person:方启新]]证实", Capacity.PRIVATE, id="witness"),
    pytest.param("[[person:方启新]]主任医师出诊", Capacity.UNKNOWN, id="doctor-is-no-director"),
    pytest.param("[[person:方启新]]女士", Capacity.PRIVATE, id="civil-address"),
    pytest.param("实名举报人：[[person:方启新]]", Capacity.INFORMANT, id="informant"),
    pytest.param("被害人[[person:方启新]]", Capacity.VICTIM, id="victim"),
    pytest.param("伤者[[person:方启新]]送医", Capacity.VICTIM, id="injured"),
    pytest.param("患者[[person:方启新]]", Capacity.PATIENT, id="patient"),
    pytest.param("[[person:方启新]]（8岁）", Capacity.MINOR, id="child-by-age"),
    pytest.param("[[person:方启新]]，女，12周岁", Capacity.MINOR, id="child-by-age-after-sex"),
    pytest.param("孤儿[[person:方启新]]", Capacity.MINOR, id="orphan"),
    pytest.param("[[person:方启新]]系某某小学三年级学生", Capacity.MINOR, id="pupil"),
    pytest.param("五保户[[person:方启新]]", Capacity.RECIPIENT, id="relief"),
    pytest.param(("家庭成员姓名", "[[person:方启新]]"), Capacity.PRIVATE, id="household-label"),
    pytest.param(("举报人", "[[person:方启新]]"), Capacity.INFORMANT, id="informant-label"),
    pytest.param("[[person:方启新]]（举报人）称", Capacity.INFORMANT, id="role-in-brackets"),
    pytest.param("法定代表人：[[person:方启新]]", Capacity.REPRESENTATIVE, id="representative"),
    pytest.param("总经理[[person:方启新]]", Capacity.REPRESENTATIVE, id="company-title"),
    pytest.param("行政相对人：[[person:方启新]]", Capacity.PUBLIC_PARTY, id="party"),
    pytest.param("学习[[person:焦裕禄]]精神", Capacity.PUBLIC_FIGURE, id="public-figure"),
    pytest.param("紧急联系人：[[person:方启新]]", Capacity.PRIVATE, id="emergency-contact"),
    pytest.param("据[[person:方启新]]说", Capacity.UNKNOWN, id="nothing-known"),
]


@pytest.mark.parametrize("part", OFFICIAL)
def test_officials_in_office_stay(part: Part) -> None:
    finding = first(marked(part))
    assert (finding.capacity, finding.suggestion) == (Capacity.OFFICIAL, Suggestion.KEEP)


@pytest.mark.parametrize(("part", "capacity"), NOT_OFFICIAL)
def test_other_capacities(part: Part, capacity: Capacity) -> None:
    assert first(marked(part)).capacity is capacity


def capacities(*parts: Part, profile: str = "general") -> list[Capacity]:
    found = marked(*parts, profile=profile).findings
    return [f.capacity for f in found if f.kind is Kind.PERSON]


def test_names_listed_behind_one_title_share_it() -> None:
    text = "执法人员[[person:何志明]]、[[person:吴敏]]（证号1）、[[person:赵成]]到场"
    assert capacities(text) == [Capacity.OFFICIAL] * 3


def test_names_listed_before_one_title_share_it() -> None:
    text = "[[person:何志明]]、[[person:吴敏]]同志参加"
    assert capacities(text) == [Capacity.OFFICIAL] * 2


def test_a_role_does_not_reach_over_other_words() -> None:
    text = "镇长[[person:李建国]]接待了上访的[[person:吴敏]]"
    assert capacities(text) == [Capacity.OFFICIAL, Capacity.UNKNOWN]


def test_a_later_mention_takes_the_capacity_of_the_name() -> None:
    assert (
        capacities("镇长[[person:李建国]]", "会上[[person:李建国]]发言") == [Capacity.OFFICIAL] * 2
    )


def test_protection_holds_at_every_mention() -> None:
    found = capacities("举报人[[person:周梅]]", "村民[[person:周梅]]", "[[person:周 梅]]")
    assert found == [Capacity.INFORMANT] * 3


def test_kin_of_a_listed_person_is_treated_as_in_the_list() -> None:
    rows = [["户主", "金额"], ["[[person:余芳]]", "100元"]]
    found = capacities(rows, "实为[[person:余芳]]之夫", profile="subsidy")
    assert found == [Capacity.RECIPIENT] * 2


def test_a_title_in_another_cell_of_the_row_speaks_for_the_name() -> None:
    rows = [["姓名", "职务"], ["[[person:方启新]]", "副镇长"]]
    assert capacities(rows) == [Capacity.OFFICIAL]


def test_an_addressee_is_private_though_called_comrade() -> None:
    finding = first(marked("[[person:方启新]]同志：", "来信收悉。", profile="petition"))
    assert (finding.capacity, finding.treatment) == (Capacity.PRIVATE, Treatment.PSEUDONYM)


def test_a_person_of_unknown_capacity_is_withheld_with_a_reason() -> None:
    finding = first(marked("据[[person:方启新]]说"))
    assert finding.suggestion is Suggestion.WITHHOLD
    assert "capacity-unknown" in finding.grounds


@pytest.mark.parametrize("name", ["张某", "李某某", "王××", "赵**"])
def test_names_made_unrecognisable_already_stay(name: str) -> None:
    assert first(marked(f"村民[[person:{name}]]")).suggestion is Suggestion.KEEP


def test_a_title_broken_over_two_full_lines_is_read() -> None:
    text = "会议听取了农业农村办公室关于防汛准备情况的汇报，副镇\n长[[person:方启新]]作了部署"
    assert capacities(text) == [Capacity.OFFICIAL]


def test_a_short_line_ends_what_it_says() -> None:
    assert capacities("分管副镇\n长[[person:方启新]]") == [Capacity.UNKNOWN]


@pytest.mark.parametrize(
    "line",
    [
        "1. [[person:张丽]] 石桥村 500元",
        "（2）[[person:张丽]]，男，补助500元",
        "[[person:张丽]]  500元",
    ],
)
def test_a_name_that_opens_a_line_of_a_list_is_one_of_the_list(line: str) -> None:
    finding = first(marked(line, profile="subsidy"))
    assert (finding.capacity, finding.suggestion) == (Capacity.RECIPIENT, Suggestion.KEEP)


@pytest.mark.parametrize(
    ("line", "profile"),
    [
        ("据[[person:张丽]]说", "subsidy"),
        ("1. [[person:张丽]]", "petition"),
        ("[[person:张丽]]之妻", "subsidy"),
    ],
)
def test_other_names_are_not(line: str, profile: str) -> None:
    assert first(marked(line, profile=profile)).suggestion is Suggestion.WITHHOLD


@pytest.mark.parametrize(
    ("profile", "capacity"),
    [
        ("penalty", Capacity.PUBLIC_PARTY),
        ("petition", Capacity.PRIVATE),
        ("general", Capacity.PRIVATE),
    ],
)
def test_whom_a_paper_is_addressed_to(profile: str, capacity: Capacity) -> None:
    assert first(marked("[[person:张丽]]：", profile=profile)).capacity is capacity


KEPT_LABELS = (
    "责任领导 责任人 包保责任人 镇级河长 河长姓名 网格员姓名 值班领导 值班人员 村书记 帮扶干部姓名 经办人 审核人 "
    "填报人 分管负责人 校长 班子成员 领导姓名 承办人 执法人员 主办人员 项目负责人 法定代表人（负责人） 法人姓名 "
    "评审专家 采购人代表 被处罚人姓名 行政相对人名称 联系人 审判长 主持人 记录人 监督检查人员签字 组长 成员"
)
WITHHELD_LABELS = (
    "户主 家庭成员姓名 配偶姓名 子女姓名 监护人 家长姓名 学生姓名 申请人姓名 投诉人 举报人 信访人 来电人 患者姓名 受害人 "
    "死者姓名 证人 当事人 第三人 委托代理人 代领人 受益人 被征收人 承包方 农户姓名 残疾人姓名 儿童姓名 病人姓名 "
    "借款人 车主 驾驶人 业主 租户 员工姓名 嫌疑人 紧急联系人 家属 收件人 姓名"
)


@pytest.mark.parametrize("label", KEPT_LABELS.split())
def test_labels_of_those_who_stay(label: str) -> None:
    rows = [[label, "备注"], ["[[person:方启新]]", "无"]]
    assert first(marked(rows)).suggestion is Suggestion.KEEP
    assert first(marked(f"{label}：[[person:方启新]]")).suggestion is Suggestion.KEEP


@pytest.mark.parametrize("label", WITHHELD_LABELS.split())
def test_labels_of_those_who_go(label: str) -> None:
    rows = [[label, "备注"], ["[[person:方启新]]", "无"]]
    assert first(marked(rows)).suggestion is Suggestion.WITHHOLD
    assert first(marked(f"{label}：[[person:方启新]]")).suggestion is Suggestion.WITHHOLD
