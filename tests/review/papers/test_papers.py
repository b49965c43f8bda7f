"""Papers: what they must say, what they must never say, and templates an office edits."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from review.case import Applicant, Attribute, Case, CaseKind
from review.config import Settings
from review.consultation import Answer, Outcome, PartyKind
from review.errors import (
    InvalidValueError,
    NotAllowedError,
    NotFoundError,
    TemplateError,
    WordingError,
)
from review.papers.filling import fill
from review.papers.template import KINDS, form, template_of
from review.service import (
    consulting,
    decisions,
    papers,
    production,
    releasing,
    signing,
    trail,
)
from review.service.papers import Wanted
from review.wording import carries_mark, check_wording
from tests.review.staff import NUMBER, Staff, hire, hire_copy

APPLICANT = "钱小明"
MADE = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def words_of(content: bytes) -> str:
    paper = docx.Document(io.BytesIO(content))
    lines = [p.text for p in paper.paragraphs]
    for table in paper.tables:
        lines += [" | ".join(c.text for c in row.cells) for row in table.rows]
    return "\n".join(lines)


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staff]:
    hired = hire_copy(tmp_path)
    yield hired
    hired.office.close()


@pytest.fixture
def case(staff: Staff) -> Case:
    case = staff.open(
        kind=CaseKind.APPLICATION,
        applicant=Applicant.NATURAL_PERSON,
        applicant_name=APPLICANT,
        request="临时救助名单",
        attribute=Attribute.ON_REQUEST,
    )
    document = staff.add(case)
    staff.decide_all(document)
    production.produce(staff.clerk, staff.office, case.id)
    return case


def _make(staff: Staff, case: Case, kind: str, **more: str) -> str:
    made = papers.make_paper(staff.clerk, staff.office, case.id, Wanted(kind, **more))
    return words_of(made.content)


def _consulted(staff: Staff, case: Case, outcome: Outcome) -> str:
    [document] = [f.document for f in _findings(staff, case)][:1]
    found = [i.finding.id for i in decisions.items(staff.clerk, staff.office, document)][:2]
    asking = consulting.Asking(
        PartyKind.THIRD_PARTY, "某某公司", "救助名单中贵方信息", tuple(found)
    )
    held = consulting.consult(staff.clerk, staff.office, case.id, asking)
    today = staff.office.today()
    consulting.send_letter(staff.clerk, staff.office, held.id, today)
    consulting.serve_letter(staff.clerk, staff.office, held.id, today, "邮政EMS")
    answer = Answer.REFUSED_WITH_REASON
    consulting.answer_letter(staff.clerk, staff.office, held.id, answer, "涉及隐私")
    consulting.close_consultation(staff.clerk, staff.office, held.id, outcome, "资金须受监督")
    return held.id


def _findings(staff: Staff, case: Case) -> tuple[object, ...]:
    return signing.docket(staff.clerk, staff.office, case.id).matter.findings


def test_the_sheet_holds_every_opinion_time_digest_and_the_checkpoint(
    staff: Staff, case: Case
) -> None:
    digest = signing.docket(staff.clerk, staff.office, case.id).digest
    for login in ("clerk", "head", "reviewer", "deputy"):
        staff.sign(login, case, words=f"{login}意见：同意公开。")
    said = _make(staff, case, "review-sheet")
    for login in ("clerk", "head", "reviewer", "deputy"):
        assert f"{login}意见：同意公开。" in said
        assert f"测试{login}" in said
    assert digest in said
    assert "2026年3月2日" in said
    point = trail.last_checkpoint(staff.office)
    assert point is not None
    assert point.last in said
    assert case.id in said


def test_a_fallen_signature_is_not_on_the_sheet(staff: Staff, case: Case) -> None:
    staff.sign("clerk", case, words="首次同意。")
    signing.return_case(staff.head, staff.office, case.id, "opinion", "请核对人数。")
    said = _make(staff, case, "review-sheet")
    assert "首次同意。" not in said
    assert "请核对人数。" in said


def test_the_letter_to_a_third_party_never_names_the_applicant(staff: Staff, case: Case) -> None:
    held = _consulted(staff, case, Outcome.WITHHOLD)
    said = _make(staff, case, "consultation-letter", consultation=held, number="镇征〔2026〕1号")
    assert APPLICANT not in said
    assert "某某公司" in said
    assert "镇征〔2026〕1号" in said
    assert "第十五条、第三十二条" in said
    assert "回　　执" in said


def test_the_notice_to_the_applicant_never_names_the_third_party(staff: Staff, case: Case) -> None:
    held = _consulted(staff, case, Outcome.WITHHOLD)
    said = _make(staff, case, "consultation-notice", consultation=held)
    assert APPLICANT in said
    assert "某某公司" not in said


def test_the_partial_answer_gives_a_reason_an_item_and_reconsideration_first(
    staff: Staff, case: Case
) -> None:
    said = _make(staff, case, "partial-answer", number="镇公复〔2026〕1号")
    assert NUMBER not in said
    assert "第三十七条" in said
    assert said.count("公开会对第三方合法权益造成损害") == 3
    assert said.index("行政复议") < said.index("行政诉讼")
    assert "或者直接" not in said


def test_the_public_interest_notice_says_what_and_why(staff: Staff, case: Case) -> None:
    held = _consulted(staff, case, Outcome.PUBLIC_INTEREST)
    said = _make(staff, case, "public-interest-notice", consultation=held)
    assert "资金须受监督" in said
    assert "救助名单中贵方信息" in said
    assert APPLICANT not in said


def test_the_impact_assessment_counts_persons_by_kind(staff: Staff, case: Case) -> None:
    said = _make(staff, case, "impact-assessment")
    assert "1人" in said
    assert "不公开 3 处" in said


def test_the_monthly_list_counts_the_month_s_cases(staff: Staff, case: Case) -> None:
    staff.sign_all(case)
    releasing.release(staff.publisher, staff.office, case.id)
    made = papers.monthly_list(staff.publisher, staff.office, 2026, 3)
    said = words_of(made.content)
    assert case.id in said
    assert "受理 1 件，放行 1 件" in said
    empty = words_of(papers.monthly_list(staff.publisher, staff.office, 2026, 2).content)
    assert "受理 0 件" in empty
    with pytest.raises(InvalidValueError):
        papers.monthly_list(staff.publisher, staff.office, 2026, 13)
    with pytest.raises(NotAllowedError):
        papers.monthly_list(staff.clerk, staff.office, 2026, 3)


@pytest.mark.parametrize("kind", KINDS)
def test_no_template_carries_a_secrecy_mark(kind: str) -> None:
    assert not carries_mark(words_of(template_of(kind)))
    assert form(kind)["title"]


@pytest.mark.parametrize("kind", papers.CASE_PAPERS)
def test_every_paper_is_filled_without_a_field_left(staff: Staff, case: Case, kind: str) -> None:
    held = _consulted(staff, case, Outcome.PUBLIC_INTEREST)
    said = _make(staff, case, kind, consultation=held)
    assert "{{" not in said
    assert not carries_mark(said)


def test_papers_are_kept_and_on_record(staff: Staff, case: Case) -> None:
    made = papers.make_paper(staff.clerk, staff.office, case.id, Wanted("review-sheet"))
    [kept] = papers.papers_of(staff.clerk, staff.office, case.id)
    assert kept.sha256 == made.sha256
    content = papers.paper_content(staff.clerk, staff.office, case.id, kept.event)
    assert content == made.content
    with pytest.raises(NotFoundError):
        papers.paper_content(staff.clerk, staff.office, case.id, kept.event + 1)
    with pytest.raises(NotAllowedError):
        papers.make_paper(staff.otherclerk, staff.office, case.id, Wanted("review-sheet"))


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        pytest.param(Wanted("no-such-paper"), NotFoundError, id="unknown-paper"),
        pytest.param(Wanted("consultation-letter"), InvalidValueError, id="letter-to-nobody"),
        pytest.param(
            Wanted("consultation-letter", consultation="T999"), NotFoundError, id="unknown-party"
        ),
    ],
)
def test_what_cannot_be_made_is_refused(
    staff: Staff, case: Case, wanted: Wanted, error: type[Exception]
) -> None:
    with pytest.raises(error):
        papers.make_paper(staff.clerk, staff.office, case.id, wanted)


# -- templates that an office edits ---------------------------------------------------


def _template(*lines: str, rows: tuple[str, ...] = ()) -> bytes:
    paper = docx.Document()
    for line in lines:
        paragraph = paper.add_paragraph()
        for piece in line.split("|"):
            paragraph.add_run(piece)
    if rows:
        table = paper.add_table(rows=0, cols=1)
        for row in rows:
            table.add_row().cells[0].text = row
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_an_office_s_own_template_goes_before_ours(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "review-sheet.docx").write_bytes(_template("本镇格式：{{title}}"))
    staff = hire(tmp_path)
    settings = Settings(data=tmp_path / "data", templates=own)
    object.__setattr__(staff.office, "settings", settings)
    case = staff.ready(title="救助公示")
    assert _make(staff, case, "review-sheet") == "本镇格式：救助公示"


def test_a_field_that_an_editor_split_over_runs_is_filled() -> None:
    template = _template("编号：{{|ca|se}}，{{ title }}。")
    filled = fill("x", template, {"case": "C2026-0001", "title": "公示"}, MADE)
    assert words_of(filled) == "编号：C2026-0001，公示。"


def test_a_row_repeats_for_each_entry_and_goes_for_none() -> None:
    template = _template(rows=("名称", "{{items.name}}"))
    two = fill("x", template, {"items": [{"name": "甲"}, {"name": "乙"}]}, MADE)
    assert words_of(two).splitlines() == ["名称", "甲", "乙"]
    assert words_of(fill("x", template, {"items": []}, MADE)).splitlines() == ["名称"]


@pytest.mark.parametrize(
    "template",
    [
        pytest.param(_template("{{titel}}"), id="misspelt"),
        pytest.param(_template(rows=("{{itens.name}}",)), id="misspelt-list"),
        pytest.param(_template(rows=("{{items.nam}}",)), id="misspelt-field-of-a-list"),
        pytest.param(_template("{{items}}"), id="list-where-a-word-goes"),
        pytest.param(b"no docx at all", id="no-docx"),
    ],
)
def test_a_template_with_a_slip_is_refused(template: bytes) -> None:
    with pytest.raises(TemplateError):
        fill("x", template, {"title": "公示", "items": [{"name": "甲"}]}, MADE)


def test_a_value_is_not_filled_a_second_time() -> None:
    filled = fill("x", _template("{{title}}"), {"title": "{{case}}", "case": "C1"}, MADE)
    assert words_of(filled) == "{{case}}"


@pytest.mark.parametrize(
    "words", ["★", "机密★1年", "机　密", "本件绝密", "秘密", "密级：秘密", "機密"]
)
def test_words_that_could_be_a_mark_are_seen(words: str) -> None:
    assert carries_mark(words)
    with pytest.raises(WordingError):
        fill("x", _template("{{title}}"), {"title": words}, MADE)


@pytest.mark.parametrize(
    "words",
    ["国家秘密", "不涉及国家秘密、工作秘密、商业秘密", "保守国家秘密法", "保密审查", "秘书"],
)
def test_words_that_speak_of_secrets_are_no_mark(words: str) -> None:
    check_wording("words", words)
    assert words_of(fill("x", _template("{{title}}"), {"title": words}, MADE)) == words
