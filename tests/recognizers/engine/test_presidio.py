"""The one engine: batches, seams, plugged recognizers, and failures that must not be silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

from recognizers import china_engine, china_nlp_engine, china_registry, presidio
from recognizers.errors import RecognizerError, RecognizerTimedOutError
from recognizers.recognizer import BREAK


class Raising(EntityRecognizer):
    def __init__(self) -> None:
        super().__init__(supported_entities=["ANY"], supported_language="zh")

    def load(self) -> None:
        pass

    def analyze(self, text, entities, nlp_artifacts=None):
        raise KeyError(text, entities, nlp_artifacts)


class Even(PatternRecognizer):
    """A stock recognizer whose checksum fails for odd numbers."""

    def __init__(self) -> None:
        super().__init__(
            "EVEN_NUMBER",
            supported_language="zh",
            patterns=[Pattern("number", r"\b[0-9]{4}\b", 0.4)],
        )

    def validate_result(self, pattern_text: str) -> bool:
        return int(pattern_text) % 2 == 0


def found(engine, text: str, kind: str) -> list[str]:
    [results] = presidio.analyze([text], engine=engine)
    return [text[r.start : r.end] for r in results if r.entity_type == kind]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("编号1234，", id="between-chinese-and-comma"),
        pytest.param("编号１２３４号", id="full-width-between-chinese"),
        pytest.param("编号 1234 号", id="spaced"),
    ],
)
def test_a_plugged_recognizer_finds_numbers_that_touch_chinese(text: str) -> None:
    engine = china_engine([Even()])
    [number] = found(engine, text, "EVEN_NUMBER")
    assert number in ("1234", "１２３４")


def test_a_failed_checksum_of_a_plugged_recognizer_lowers_the_score_only() -> None:
    [results] = presidio.analyze(["编号1234与1235。"], engine=china_engine([Even()]), tag=False)
    scores = [
        r.score for r in sorted(results, key=lambda r: r.start) if r.entity_type == "EVEN_NUMBER"
    ]
    assert scores == [1.0, 0.4]


def test_a_plugged_recognizer_that_raises_fails_the_run_without_repeating_the_text() -> None:
    engine = china_engine([Raising()])
    with pytest.raises(RecognizerError) as caught:
        presidio.analyze(["张三的号码是13800000000"], engine=engine)
    assert "13800000000" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_pattern_that_times_out_is_an_error_and_not_a_shorter_list(monkeypatch) -> None:
    slow = PatternRecognizer(
        "SLOW", supported_language="zh", patterns=[Pattern("slow", r"(?:a|aa)+\Z", 0.5)]
    )
    engine = china_engine([slow])
    monkeypatch.setattr("presidio_analyzer.pattern_recognizer.REGEX_TIMEOUT_SECONDS", 0.01)
    with pytest.raises(RecognizerTimedOutError):
        presidio.analyze(["a" * 60 + "!"], engine=engine, tag=False)


def test_passages_of_one_batch_do_not_touch_each_other() -> None:
    engine = presidio.default_engine()
    halves = ["电话1380000", "0000，身份证1101011900", "03074610"]
    together = presidio.analyze(halves, engine=engine, tag=False)
    alone = [presidio.analyze([half], engine=engine, tag=False)[0] for half in halves]
    assert [[(r.entity_type, r.start, r.end) for r in rs] for rs in together] == [
        [(r.entity_type, r.start, r.end) for r in rs] for rs in alone
    ]


def test_a_separator_inside_a_passage_shifts_no_offset() -> None:
    engine = presidio.default_engine()
    [first, second] = presidio.analyze(
        [f"甲{BREAK}乙", "电话13800000000"], engine=engine, tag=False
    )
    assert not first
    assert ("MOBILE_PHONE", 2, 13) in [(r.entity_type, r.start, r.end) for r in second]


@given(
    st.lists(
        st.sampled_from(["电话13800000000", "联系人王丽娜", "", "无", "ＡＢ１２ 中"]), max_size=9
    )
)
def test_each_passage_of_any_batch_gets_what_it_gets_alone(passages: list[str]) -> None:
    engine = presidio.default_engine()
    answers = presidio.analyze(passages, engine=engine)
    assert len(answers) == len(passages)
    for passage, results in zip(passages, answers, strict=True):
        [alone] = presidio.analyze([passage], engine=engine)
        assert {(r.entity_type, r.start, r.end) for r in results} == {
            (r.entity_type, r.start, r.end) for r in alone
        }


@given(st.text(alphabet="甲乙ab１2 \u200b，", max_size=30))
def test_separated_text_leads_back_to_the_characters_it_came_from(text: str) -> None:
    spaced, origin = presidio.separate(text)
    assert len(origin) == len(spaced)
    assert origin == sorted(origin)
    kept = [text[at] for char, at in zip(spaced, origin, strict=True) if char != " "]
    assert len(kept) == sum(char not in " \u200b\u3000" for char in text)


@pytest.mark.usefixtures("no_network")
def test_the_registry_serves_a_plain_presidio_program() -> None:
    from presidio_analyzer import AnalyzerEngine

    engine = AnalyzerEngine(
        registry=china_registry(), nlp_engine=china_nlp_engine(), supported_languages=["zh"]
    )
    text = "申请人王丽娜，身份证号１１０１０１１９０００３０７００１３，电话13800000000。"
    kinds = {(r.entity_type, text[r.start : r.end]) for r in engine.analyze(text, "zh")}
    assert ("PERSON", "王丽娜") in kinds
    assert ("MOBILE_PHONE", "13800000000") in kinds


def test_without_the_pipeline_the_tagged_recognizer_says_so() -> None:
    from recognizers.tagged import TaggedRecognizer

    with pytest.raises(RecognizerError):
        TaggedRecognizer().analyze("王丽娜", [], None)


def test_tagged_names_bear_the_models_own_scores() -> None:
    [results] = presidio.analyze(["联系人王丽娜、李某与赵志强。"], engine=presidio.default_engine())
    scores = {r.score for r in results if r.entity_type == "PERSON"}
    assert len(scores) > 1
    assert all(0 < score < 1 for score in scores)


def test_results_carry_the_explanation_of_no_decision() -> None:
    [results] = presidio.analyze(["电话13800000000"], engine=presidio.default_engine(), tag=False)
    assert results
    assert all(isinstance(r, RecognizerResult) and not r.analysis_explanation for r in results)


@pytest.mark.parametrize(
    "glue", ["。", "，", "\n", "", " "], ids=["stop", "comma", "line", "none", "blank"]
)
def test_a_very_long_passage_is_read_to_its_end(glue: str) -> None:
    text = glue.join(["联系人王丽娜电话13800000000"] * 500)
    [results] = presidio.analyze([text], engine=presidio.default_engine())
    phones = [text[r.start : r.end] for r in results if r.entity_type == "MOBILE_PHONE"]
    assert set(phones) == {"13800000000"}
    assert len(phones) == 500


@given(st.text(alphabet="王张丽，。\n1 a", max_size=80), st.integers(1, 12))
def test_pieces_put_together_are_the_passage(text: str, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(presidio, "_LONGEST", longest)
        pieces = list(presidio._pieces(text))
    assert "".join(pieces) == text
    assert len(pieces) >= 1
