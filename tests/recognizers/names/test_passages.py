"""Recall and precision on invented office prose: floors that must not be undercut."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from recognizers.base import find_in
from recognizers.text import BlockId, TextBlock
from recognizers.views import view

FOLDER = Path(__file__).parent / "passages"
OPENING = {"{": "person", "<": "address"}
CLOSING = {"}", ">"}

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔"
COMPOUND = ["欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟"]
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚英华玉兰红梅玲秀珍凤琴建国志文海波宇浩然子涵欣怡思佳梓轩晨曦雨桐俊豪泽天佑雪莹颖倩雯慧婷云飞"
FRAMES = [
    "{}同志任县水利局副局长，免去其县河长办主任职务。",
    "会议由镇党委书记{}主持，镇长{}汇报工作。",
    "参加会议的有{}、{}、{}等同志。",
    "主持人：{}    记录人：{}",
    "申请人{}，男，1903年5月生，住光明村。",
    "委托代理人{}，安徽某某律师事务所律师。",
    "原告{}诉被告{}离婚纠纷一案，本院依法受理。",
    "经现场检查，当事人{}未能提供进货查验记录。",
    "执法人员：{} {}",
    "经查，{}系我镇龙塘村村民，其妻{}患有重病。",
    "信访人{}与邻居{}因宅基地界址发生争议。",
    "学生{}，就读于县第一中学高二（3）班，班主任{}。",
    "联系人：{}，联系电话：0564-0000000。",
    "项目经理：{}；技术负责人：{}。",
    "审批人：{} 复核：{} 经办：{}",
    "人民陪审员  {}",
    "患者{}因头痛3天入院，主治医师{}。",
    "监护人{}，与被监护人{}系父子关系。",
    "转账给{}人民币3000元。",
    "授予{}等10名同志“优秀党员”称号。",
    "村民代表{}、{}、{}签字确认。",
    "拟稿：{}  核稿：{}  签发：{}",
]

Range = tuple[int, int]


@dataclass
class Score:
    """Counts over passages: exact, wrong, missed and touched ranges."""

    exact: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    touched: int = 0

    def add(self, text: str, expected: set[Range], found: set[Range]) -> None:
        self.exact += len(expected & found)
        self.wrong += [text[s:e] for s, e in found - expected]
        self.missed += [text[s:e] for s, e in expected - found]
        self.touched += sum(any(s < y and x < e for x, y in found) for s, e in expected)

    @property
    def expected(self) -> int:
        return self.exact + len(self.missed)

    @property
    def recall(self) -> float:
        return self.exact / self.expected

    @property
    def precision(self) -> float:
        return self.exact / (self.exact + len(self.wrong))


def unmarked(line: str) -> tuple[str, dict[str, set[Range]]]:
    """Return the passage without its marks, and the ranges that were marked, by kind."""
    text, marked, start, kind = "", {"person": set(), "address": set()}, 0, ""
    for char in line:
        if char in OPENING:
            start, kind = len(text), OPENING[char]
        elif char in CLOSING:
            marked[kind].add((start, len(text)))
        else:
            text += char
    return text, marked


def lines(name: str) -> list[str]:
    kept = (FOLDER / name).read_text("utf-8").splitlines()
    return [line for line in kept if line and not line.startswith("#")]


def found_in(text: str) -> dict[str, set[Range]]:
    found: dict[str, set[Range]] = {"person": set(), "address": set()}
    for finding in find_in([view(TextBlock(BlockId("b"), text))]):
        if finding.kind.value in found and "partial-name" not in finding.grounds:
            found[finding.kind.value].add((finding.span.start, finding.span.end))
    return found


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    by_kind = {"person": Score(), "address": Score()}
    for line in lines("office.txt"):
        text, expected = unmarked(line)
        found = found_in(text)
        for kind, score in by_kind.items():
            score.add(text, expected[kind], found[kind])
    return by_kind


def test_names_of_office_prose_are_touched(scores: dict[str, Score]) -> None:
    assert scores["person"].touched >= 0.98 * scores["person"].expected, scores["person"].missed


def test_names_of_office_prose_are_found_with_their_exact_ends(scores: dict[str, Score]) -> None:
    assert scores["person"].recall >= 0.95, scores["person"].missed
    assert scores["person"].precision >= 0.97, scores["person"].wrong


def test_addresses_of_office_prose_are_found_whole(scores: dict[str, Score]) -> None:
    assert scores["address"].recall >= 0.95, scores["address"].missed
    assert scores["address"].precision >= 0.95, scores["address"].wrong


@pytest.mark.parametrize("line", lines("clean.txt"))
def test_prose_that_names_nobody_yields_nobody(line: str) -> None:
    found = found_in(line)
    assert not found["person"], [line[s:e] for s, e in found["person"]]
    assert not found["address"], [line[s:e] for s, e in found["address"]]


def invented(generator: random.Random) -> str:
    surname = generator.choice(COMPOUND if generator.random() < 0.05 else SURNAMES)
    size = 1 if generator.random() < 0.2 else 2
    return surname + "".join(generator.choice(GIVEN) for _ in range(size))


def test_names_drawn_by_lot_are_found_in_the_frames_of_office_prose() -> None:
    generator = random.Random(20)  # noqa: S311 - test data, no secret
    score = Score()
    for frame in FRAMES * 4:
        pieces = frame.split("{}")
        line = pieces[0] + "".join("{" + invented(generator) + "}" + p for p in pieces[1:])
        text, expected = unmarked(line)
        score.add(text, expected["person"], found_in(text)["person"])
    assert score.touched >= 0.97 * score.expected, score.missed
    assert score.recall >= 0.95, score.missed
    assert score.precision >= 0.97, score.wrong


def statutes() -> list[Path]:
    folder = Path(__file__).parents[4] / "shared" / "text" / "statutes"
    return sorted(folder.glob("*.txt"))[::40]


@pytest.mark.skipif(not statutes(), reason="the statutes lie beside the repository, not in it")
def test_statutes_name_almost_nobody() -> None:
    known = {"毛泽东", "邓小平", "习近平", "江泽民", "胡锦涛"}
    wrong: list[str] = []
    characters = 0
    for path in statutes():
        text = path.read_text("utf-8")[:20000]
        characters += len(text)
        blocks = [TextBlock(BlockId(str(n)), line) for n, line in enumerate(text.split("\n"))]
        for finding in find_in([view(block) for block in blocks]):
            block = blocks[int(finding.span.block)].text
            name = block[finding.span.start : finding.span.end]
            is_person = finding.kind.value == "person" and "masked-name" not in finding.grounds
            if is_person and name not in known and len(name) < 5:
                wrong.append(name)
    assert len(wrong) <= characters / 5000, wrong
