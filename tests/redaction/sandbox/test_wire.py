"""Frames and documents cross the pipe unchanged, and nothing else is believed."""

from __future__ import annotations

import json
import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.finding import Treatment
from recognizers.text import BlockId, Box, Cell, Document, Layer, Sha256, Span, TextBlock
from redaction.plan import Edit, RedactionPlan
from redaction.verify.proof import Proof, Seen
from redaction.wire import (
    LARGEST_HEADER,
    FrameReader,
    GarbledError,
    pack,
    pack_document,
    pack_plan,
    pack_proof,
    unpack_document,
    unpack_plan,
    unpack_proof,
)

SOME_SHA = Sha256("ab" * 32)
edges = st.floats(-1e6, 1e6, allow_nan=False)
boxes = st.builds(Box, st.integers(0, 5000), edges, edges, edges, edges)
cells = st.builds(Cell, st.text(), st.integers(0, 99), st.integers(0, 99), header=st.booleans())


@st.composite
def blocks(draw: st.DrawFn) -> TextBlock:
    # Lone surrogates stand in real files; they must not stop a pipe.
    text = draw(st.text(st.characters(), max_size=12))
    boxed = draw(st.lists(boxes, min_size=len(text), max_size=len(text))) if text else []
    return TextBlock(
        BlockId(draw(st.text(max_size=8))),
        text,
        draw(st.sampled_from(Layer)),
        draw(st.text(max_size=4)),
        tuple(boxed) if draw(st.booleans()) else (),
        draw(st.none() | cells),
        draw(st.integers(0, 9)),
    )


documents = st.builds(
    Document,
    st.just(SOME_SHA),
    st.just("application/ofd"),
    st.lists(blocks(), max_size=4).map(tuple),
    st.integers(0, 99),
    st.lists(st.sampled_from(["image-not-read", "ocr-low-confidence"]), max_size=2).map(tuple),
)


@given(documents)
def test_a_document_comes_back_as_it_was_sent(document: Document) -> None:
    assert unpack_document(pack_document(document)) == document


@given(
    st.lists(st.binary(max_size=40), max_size=4),
    st.lists(st.integers(1, 30), min_size=1, max_size=40),
)
def test_a_frame_comes_out_however_the_pipe_cuts_it(parts: list[bytes], cuts: list[int]) -> None:
    stream = b"".join([*pack({"kind": "answer"}, parts), *pack({"kind": "page"})])
    reader, frames, at = FrameReader(10_000), [], 0
    for cut in [*cuts, len(stream)]:
        frames += list(reader.feed(stream[at : at + cut]))
        at += cut
    assert [(frame.text("kind"), list(frame.parts)) for frame in frames] == [
        ("answer", parts),
        ("page", []),
    ]


def framed(header: object) -> bytes:
    text = json.dumps(header).encode()
    return struct.pack(">I", len(text)) + text


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param(struct.pack(">I", LARGEST_HEADER + 1) + b"{", id="header-too-long"),
        pytest.param(struct.pack(">I", 4) + b"\xff\xfe\xfd\xfc", id="header-is-no-text"),
        pytest.param(struct.pack(">I", 2) + b"[]", id="header-is-a-list"),
        pytest.param(framed({"kind": "answer"}), id="no-lengths"),
        pytest.param(framed({"parts": [-1]}), id="negative-length"),
        pytest.param(framed({"parts": [True]}), id="length-is-a-bool"),
        pytest.param(framed({"parts": ["9"]}), id="length-is-text"),
        pytest.param(framed({"parts": [600, 600]}), id="longer-than-the-limit"),
        pytest.param(struct.pack(">I", 60_000) + b"[" * 60_000, id="nested-beyond-measure"),
    ],
)
def test_what_is_no_frame_is_refused(stream: bytes) -> None:
    with pytest.raises(GarbledError):
        list(FrameReader(1000).feed(stream))


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader_of_frames(noise: bytes) -> None:
    try:
        frames = list(FrameReader(1000).feed(noise))
    except GarbledError:
        return
    assert all(isinstance(part, bytes) for frame in frames for part in frame.parts)


ONE_BLOCK = Document(
    SOME_SHA,
    "application/ofd",
    (TextBlock(BlockId("b"), "甲", boxes=(Box(1, 0, 0, 1, 1),)),),
)


def changed(**values: object) -> list[bytes]:
    head, pages, corners = pack_document(ONE_BLOCK)
    return [json.dumps(json.loads(head) | values).encode(), pages, corners]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([], id="nothing"),
        pytest.param(changed(blocks=[["b", "甲", "body", "", 0, None]]), id="field-missing"),
        pytest.param(changed(blocks=[["b", 7, "body", "", 0, None, False]]), id="text-is-a-number"),
        pytest.param(changed(blocks=[["b", "甲", "roof", "", 0, None, True]]), id="unknown-layer"),
        pytest.param(changed(blocks=[["b", "甲乙", "body", "", 0, None, True]]), id="box-missing"),
        pytest.param(changed(blocks=[]), id="box-left-over"),
        pytest.param(changed(pages=True), id="pages-is-a-bool"),
        pytest.param(changed(gaps=[1]), id="gap-is-a-number"),
        pytest.param(changed(sha256=None), id="no-digest"),
        pytest.param([pack_document(ONE_BLOCK)[0], b"\0", b""], id="half-a-number"),
        pytest.param(
            [*pack_document(ONE_BLOCK)[:2], struct.pack("4d", float("nan"), 0, 0, 0)],
            id="edge-is-no-number",
        ),
    ],
)
def test_what_is_no_document_is_refused(parts: list[bytes]) -> None:
    with pytest.raises(GarbledError):
        unpack_document(parts)


PLAN = RedactionPlan(
    SOME_SHA,
    (
        Edit(Span(BlockId("p#1"), 0, 3), Treatment.REMOVE, "████", ("条例2019#15",)),
        Edit(Span(BlockId("p#2"), 1, 2), Treatment.MASK, "1**", ()),
    ),
)


def test_a_plan_comes_back_with_its_digest() -> None:
    assert unpack_plan(pack_plan(PLAN)).digest == PLAN.digest


@pytest.mark.parametrize(
    "packed",
    [
        pytest.param(b"{}", id="empty"),
        pytest.param(b"null", id="null"),
        pytest.param(b'{"source":"a","edits":[["b",2,1,"remove","",[]]]}', id="negative-span"),
        pytest.param(b'{"source":"a","edits":[["b",0,1,"burn","",[]]]}', id="unknown-treatment"),
        pytest.param(
            b'{"source":"a","edits":[["b",0,2,"remove","",[]],["b",1,3,"remove","",[]]]}',
            id="overlapping",
        ),
    ],
)
def test_what_is_no_plan_is_refused(packed: bytes) -> None:
    with pytest.raises(GarbledError):
        unpack_plan(packed)


PROOF = Proof(
    sha256=SOME_SHA,
    source=Sha256("cd" * 32),
    media_type="application/ofd",
    plan="ef" * 32,
    routes=(Seen("xml-text", 3, 40),),
    removed=1,
    sought=1,
    short=0,
    shared=0,
    kept=20,
    pages=1,
    cells=0,
    compared=0,
    unchecked=("no-rendering",),
)


def test_a_proof_comes_back_as_it_was_sent() -> None:
    assert unpack_proof(pack_proof(PROOF)) == PROOF


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"kept": "20"}, id="count-is-text"),
        pytest.param({"sha256": 1}, id="digest-is-a-number"),
        pytest.param({"routes": [["xml-text", 3, 40]]}, id="route-is-a-list"),
        pytest.param({"unchecked": "no-rendering"}, id="codes-are-text"),
        pytest.param({"surplus": 1}, id="unknown-field"),
    ],
)
def test_what_is_no_proof_is_refused(values: dict[str, object]) -> None:
    packed = json.dumps(PROOF.as_json() | values).encode()
    with pytest.raises(GarbledError):
        unpack_proof(packed)


def test_a_document_without_boxes_sends_none() -> None:
    bare = replace(ONE_BLOCK, blocks=(TextBlock(BlockId("b"), "甲乙"),))
    assert pack_document(bare)[1:] == (b"", b"")
