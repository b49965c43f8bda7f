"""The embedded model behind ``predict``: offsets, batches, scores, and what it is not shown."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import ner
from recognizers.ner import Entity, predict

SENTENCE = "申请人李建国住浙江省杭州市西湖区，被申请人杭州市公安局。"


def named(text: str, label: str) -> list[str]:
    [entities] = predict([text])
    return [text[e.start : e.end] for e in entities if e.label == label]


def test_persons_places_and_organisations_are_told_apart() -> None:
    assert named(SENTENCE, "PER") == ["李建国"]
    assert named(SENTENCE, "ORG") == ["杭州市公安局"]


def test_places_that_touch_are_one_place() -> None:
    assert named(SENTENCE, "LOC") == ["浙江省杭州市西湖区"]


def test_entities_come_in_order_without_overlap() -> None:
    [entities] = predict([SENTENCE])
    assert all(a.end <= b.start for a, b in pairwise(entities))


def test_scores_differ_and_are_probabilities() -> None:
    [entities] = predict([SENTENCE + "方启新副镇长主持会议。"])
    scores = [entity.score for entity in entities]
    assert len(set(scores)) > 1
    assert all(0 < score < 1 for score in scores)


@pytest.mark.parametrize("text", ["", " ", "13800000000", "abc\n\n", "，。！", "\x1e"])
def test_text_without_chinese_has_no_entities(text: str) -> None:
    assert predict([text]) == [[]]


def test_no_texts_have_no_answers() -> None:
    assert predict([]) == []


def test_entities_never_cross_the_separator_of_passages() -> None:
    text = "联系人李建\x1e国家规定。"
    [entities] = predict([text])
    assert all("\x1e" not in text[e.start : e.end] for e in entities)


def test_a_sentence_longer_than_the_model_takes_is_cut_and_still_read() -> None:
    text = "，".join(["李建国"] * 120)
    assert len(text) > ner.LONGEST
    assert named(text, "PER").count("李建国") > 100


def test_equal_sentences_are_looked_at_once(monkeypatch) -> None:
    shown: list[str] = []
    emissions = ner._Model.emissions

    def counting(self, sentences):
        shown.extend(sentences)
        return emissions(self, sentences)

    monkeypatch.setattr(ner._Model, "emissions", counting)
    predict([SENTENCE, SENTENCE, SENTENCE * 3])
    assert shown == [SENTENCE]


def test_rare_and_traditional_forms_are_read_as_their_common_ones() -> None:
    assert named("聯繫人陳國強。", "PER") == ["陳國強"]


texts = st.lists(
    st.text(alphabet="李建国申请人住杭州市公安局，。\n\x1e a1", max_size=25), max_size=6
)


@given(texts)
def test_what_a_text_holds_does_not_depend_on_its_company(some: list[str]) -> None:
    together = predict(some)
    assert len(together) == len(some)
    for text, entities in zip(some, together, strict=True):
        [alone] = predict([text])
        assert [e[:3] for e in entities] == [e[:3] for e in alone]


@given(texts)
def test_every_entity_lies_in_its_text_and_is_not_blank(some: list[str]) -> None:
    for text, entities in zip(some, predict(some), strict=True):
        for entity in entities:
            assert isinstance(entity, Entity)
            assert 0 <= entity.start < entity.end <= len(text)
            assert text[entity.start : entity.end].strip()
            assert entity.label in {"PER", "LOC", "ORG"}


def test_the_best_path_is_the_one_that_trying_all_finds() -> None:
    generator = np.random.default_rng(7)
    transitions = generator.normal(size=(ner._TAGS, ner._TAGS)).astype(np.float32)
    transitions[:, 3:] = -50  # from all but three tags: few enough paths to try
    sentences = [generator.normal(size=(n, ner._TAGS)).astype(np.float32) for n in (4, 3, 3, 1)]
    for scores in sentences:
        scores[:, 3:] = -50

    def worth(path: tuple[int, ...], scores) -> float:
        steps = sum(transitions[b, a] for a, b in pairwise(path))
        return float(steps + sum(scores[i, tag] for i, tag in enumerate(path)))

    for scores, path in zip(sentences, ner._best_paths(sentences, transitions), strict=True):
        tried = product(range(3), repeat=len(scores))
        assert tuple(path) == max(tried, key=lambda p: worth(p, scores))
