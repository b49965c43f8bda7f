"""Statutes name illnesses, secrets and offences on every page and must stay untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from recognizers.detection import DetectionSettings
from recognizers.facts import ALL as FACTS
from recognizers.finding import Finding, Kind, Suggestion
from recognizers.marking import mark
from recognizers.marks import ALL as MARKS
from recognizers.recognizer import CATEGORY, GROUNDS
from recognizers.text import BlockId, Document, Sha256, Span, TextBlock
from recognizers.trade import ALL as TRADE

STATUTES = Path(__file__).parents[4] / "shared" / "text" / "statutes"
RECOGNIZERS = [make() for make in (*FACTS, *TRADE, *MARKS)]


def findings(block: TextBlock) -> list[Finding]:
    return [
        Finding(
            Kind(result.entity_type.lower()),
            (Span(block.id, result.start, result.end),),
            result.score,
            one.name,
            grounds=result.recognition_metadata[GROUNDS],
            category=result.recognition_metadata[CATEGORY],
        )
        for one in RECOGNIZERS
        for result in one.analyze(block.text, [])
    ]


def to_decide(path: Path) -> list[str]:
    """Return what of a statute would be left to decide, by these recognizers alone."""
    lines = filter(str.strip, path.read_text("utf-8", errors="replace").split("\n"))
    blocks = tuple(TextBlock(BlockId(str(n)), line) for n, line in enumerate(lines))
    document = Document(Sha256("0" * 64), "text/plain", blocks)
    found = [finding for block in blocks for finding in findings(block)]
    detection = mark(document, found, DetectionSettings(file_name=path.name))
    return [
        f"{path.name}: {document.text_at(f.span)}"
        for f in detection.findings
        if f.suggestion is not Suggestion.KEEP
    ]


@pytest.mark.skipif(not STATUTES.is_dir(), reason="the free statutes are not beside the checkout")
def test_nothing_in_statutes_is_left_to_decide() -> None:
    statutes = sorted(p for p in STATUTES.iterdir() if not p.name.startswith("案例"))
    assert [left for path in statutes[::12] for left in to_decide(path)] == []


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                "第一条 为了保护公民，制定本办法。",
                "第二条 当事人因犯罪被判处有期徒刑的，不得申请。",
                "第三条 患有精神病的人，由其监护人代理。",
                "第四条 夫妻离婚的，子女由一方抚养。",
                "第五条 泄露商业秘密的，依法处理。",
                "第六条 工作人员应当保守国家秘密。",
            ],
            id="rules",
        ),
        pytest.param(
            [
                "一、加强慢性病防治，对高血压、糖尿病患者随访管理。",
                "二、落实残疾人两项补贴，一级残疾每人每月80元。",
                "三、规模以上工业企业利润增长5.2%，营业收入12亿元。",
                "四、开展公开征求意见，完善征求意见稿。",
            ],
            id="work-report",
        ),
    ],
)
def test_rules_and_reports_leave_nothing_to_decide(lines: list[str]) -> None:
    blocks = tuple(TextBlock(BlockId(str(n)), line) for n, line in enumerate(lines))
    document = Document(Sha256("0" * 64), "text/plain", blocks)
    found = [finding for block in blocks for finding in findings(block)]
    detection = mark(document, found, DetectionSettings())
    assert [f for f in detection.findings if f.suggestion is not Suggestion.KEEP] == []
