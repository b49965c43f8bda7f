"""A proof is given only for the right file, seen by routes that can see."""

from __future__ import annotations

import hashlib
import json

import pytest

from recognizers.finding import Treatment
from recognizers.text import BlockId, Document, Layer, Sha256, Span, TextBlock
from redaction.apply import redact
from redaction.errors import LeakError, LossError, StalePlanError, UnprovenError
from redaction.formats.registry import DOCX, ODT, TEXT
from redaction.plan import BAR, Edit, RedactionPlan, build_plan
from redaction.verify import Proof, prove
from tests.plants.docx import package, paragraph, run, with_body

LINE = "申请人张三丰，电话13800138000，年龄45岁。"


def made(text: str = LINE, media_type: str = TEXT, source: bytes | None = None) -> Document:
    data = text.encode() if source is None else source
    digest = Sha256(hashlib.sha256(data).hexdigest())
    return Document(digest, media_type, (TextBlock(BlockId("b"), text),))


def plan(document: Document, *spans: tuple[int, int]) -> RedactionPlan:
    edits = [Edit(Span(BlockId("b"), a, b), Treatment.REMOVE, BAR) for a, b in spans]
    return build_plan(document, edits)


WHOLE = ((3, 6), (9, 20), (23, 25))
CLEAN = "申请人████，电话████，年龄████岁。"
OUTPUTS = [
    ("the name is left", "申请人张三丰，电话████，年龄████岁。", LeakError),
    ("the number is left spaced", "申请人████，电话138 0013 8000，年龄████岁。", LeakError),
    (
        "the number is left in full width",
        "申请人████，电话１３８００１３８０００，年龄████岁。",
        LeakError,
    ),
    ("half of the number is left", "申请人████，电话13800138，年龄████岁。", LeakError),
    ("the age is left", "申请人████，电话████，年龄45岁。", LeakError),
    ("the number is left backwards", "申请人████，电话00083100831，年龄████岁。", LeakError),
    ("a kept word is missing", "申请人████，████，年龄████岁。", LossError),
    ("a kept mark is missing", "申请人████，电话████，年龄████岁", LossError),
    ("all is gone", "████", LossError),
]


@pytest.mark.parametrize(("output", "error"), [r[1:] for r in OUTPUTS], ids=[r[0] for r in OUTPUTS])
def test_each_fault_is_told_by_its_name(output: str, error: type[Exception]) -> None:
    document = made()
    with pytest.raises(error):
        prove(document, plan(document, *WHOLE), LINE.encode(), output.encode(), TEXT)


def test_a_right_output_is_proven_and_the_proof_says_what_was_not_checked() -> None:
    document = made()
    proof = prove(document, plan(document, *WHOLE), LINE.encode(), CLEAN.encode(), TEXT)
    assert proof.removed == 3
    assert proof.short == 1
    assert "short-texts-in-unseen-places" in proof.unchecked
    assert proof.kept == len("申请人,电话,年龄岁。")
    assert proof.sha256 == hashlib.sha256(CLEAN.encode()).hexdigest()


def test_a_proof_survives_json_and_quotes_nothing() -> None:
    document = made()
    proof = prove(document, plan(document, *WHOLE), LINE.encode(), CLEAN.encode(), TEXT)
    written = json.dumps(proof.as_json())
    assert Proof.from_json(json.loads(written)) == proof
    assert "13800138000" not in written


def test_a_document_of_other_bytes_is_refused() -> None:
    document = made()
    with pytest.raises(StalePlanError):
        prove(document, plan(document), b"other", CLEAN.encode(), TEXT)


def test_an_output_that_no_route_reads_is_unproven() -> None:
    document = made()
    for output, kind in ((CLEAN.encode(), ODT), (CLEAN.encode(), DOCX), (b"\xff\xff\xff", TEXT)):
        with pytest.raises(UnprovenError):
            prove(document, plan(document, *WHOLE), LINE.encode(), output, kind)


def test_a_package_with_broken_markup_is_unproven() -> None:
    source = with_body(paragraph(run(LINE))).pack()
    document = made(LINE, DOCX, source)
    broken = package()
    broken.parts["word/document.xml"] = broken.parts["word/document.xml"][:-20]
    with pytest.raises(UnprovenError):
        prove(document, plan(document, *WHOLE), source, broken.pack(), DOCX)


def test_a_name_that_stays_elsewhere_may_stand_as_often_as_it_should() -> None:
    text = "局长张三丰签发。申请人张三丰。"
    document = made(text)
    done = plan(document, (11, 14))
    kept = "局长张三丰签发。申请人████。"
    assert prove(document, done, text.encode(), kept.encode(), TEXT).shared == 1
    with pytest.raises(LeakError):
        prove(document, done, text.encode(), text.encode(), TEXT)


def test_text_of_a_comment_may_not_come_back_anywhere() -> None:
    comment = TextBlock(BlockId("c"), "请再核实张某的低保资格是否属实", Layer.COMMENT)
    document = made()
    both = Document(document.sha256, TEXT, (*document.blocks, comment))
    output = CLEAN + "核实张某的低保资格是否"
    with pytest.raises(LeakError):
        prove(both, plan(both, *WHOLE), LINE.encode(), output.encode(), TEXT)


def test_redacting_writes_and_proves_in_one() -> None:
    from redaction.formats.registry import adapter_for

    source = f"{LINE}\n本办法自公布之日起施行。\n".encode()
    document = adapter_for(TEXT).read(source)
    block = document.blocks[0]
    edit = Edit(Span(block.id, 3, 6), Treatment.PSEUDONYM, "张某某")
    done = redact(source, document, build_plan(document, [edit]))
    assert "申请人张某某，" in done.output.decode()
    assert done.proof.sha256 == hashlib.sha256(done.output).hexdigest()
    assert done.media_type == TEXT
