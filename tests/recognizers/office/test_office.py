"""The office's own words: checked when read, applied everywhere, never silently."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.detection import Detection, DetectionSettings
from recognizers.errors import ConfigError, RecognizerTimedOutError
from recognizers.finding import Category, Finding, Kind, Suggestion
from recognizers.marking import mark
from recognizers.office import load
from recognizers.office.apply import places
from recognizers.office.words import OfficeWords, Word
from recognizers.text import BlockId, Document, Layer, Sha256, TextBlock
from tests.recognizers.marking.made import Part, made

WHO = 'by = "党政办"\nwhy = "2024年第3次会议"\n'
PATTERN = f"""
[[patterns]]
name = "project-code"
pattern = "XM-[0-9]{{6}}"
category = "internal"
match = ["XM-000001"]
not_match = ["XM-1"]
{WHO}"""


def entry(kind: str, text: str, more: str = "") -> str:
    return f'[[{kind}]]\ntext = "{text}"\n{more}{WHO}'


def file(folder: Path, *entries: str, schema: str = "mishen.office/1") -> Path:
    path = folder / "office.toml"
    path.write_text(f'schema = "{schema}"\n' + "\n".join(entries), "utf-8")
    return path


def applied(path: Path, *parts: Part) -> Detection:
    document, findings = made(*parts)
    return mark(document, findings, DetectionSettings(profile="general", office=path))


def why(path: Path) -> tuple[object, object]:
    with pytest.raises(ConfigError) as error:
        load(path)
    return error.value.facts["path"], error.value.facts["why"]


def test_entries_are_recorded_with_who_and_why(tmp_path: Path) -> None:
    words = load(file(tmp_path, entry("keep", "某某"), PATTERN))
    assert [(w.by, w.why) for w in words.words] == [("党政办", "2024年第3次会议")]
    assert words.patterns[0].name == "project-code"


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        pytest.param(("XM-[0-9]{6}", "XM-("), "patterns[0].pattern", "not-a-pattern", id="broken"),
        pytest.param(
            ("XM-[0-9]{6}", "(XM)?"), "patterns[0].pattern", "matches-nothing-at-all", id="empty"
        ),
        pytest.param(
            ('["XM-000001"]', '["XM-000001", "XM-A"]'),
            "patterns[0].match[1]",
            "example-not-found",
            id="example-missed",
        ),
        pytest.param(
            ('["XM-1"]', '["XM-1234567"]'),
            "patterns[0].not_match[0]",
            "example-found",
            id="counter-example-found",
        ),
        pytest.param(
            ('["XM-1"]', "[]"), "patterns[0].not_match", "missing", id="no-counter-example"
        ),
        pytest.param(('["XM-1"]', "[1]"), "patterns[0].not_match[0]", "unknown-value", id="number"),
        pytest.param(('by = "党政办"', 'by = " "'), "patterns[0].by", "missing", id="nobody"),
        pytest.param(
            ('why = "2024年第3次会议"\n', ""), "patterns[0].why", "missing", id="no-reason"
        ),
        pytest.param(
            ('category = "internal"', 'category = "state_secret"'),
            "patterns[0].category",
            "unknown-value",
            id="state-secret",
        ),
        pytest.param(
            ('category = "internal"', 'suggestion = "burn"'),
            "patterns[0].suggestion",
            "unknown-value",
            id="unknown-suggestion",
        ),
        pytest.param(("name = ", "title = "), "patterns[0].title", "unknown-key", id="unknown-key"),
    ],
)
def test_a_wrong_entry_is_named_by_its_place(
    tmp_path: Path, change: tuple[str, str], path: str, reason: str
) -> None:
    assert why(file(tmp_path, PATTERN.replace(*change))) == (path, reason)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('schema = "other/1"', ("schema", "unknown-schema"), id="other-schema"),
        pytest.param("not toml at all", ("", "not-toml"), id="not-toml"),
        pytest.param("schema = 1\xff", ("", "not-toml"), id="other-encoding"),
        pytest.param(
            'schema = "mishen.office/1"\nnames = []', ("names", "unknown-key"), id="unknown-table"
        ),
        pytest.param(
            'schema = "mishen.office/1"\nkeep = "x"', ("keep", "unknown-value"), id="not-a-list"
        ),
        pytest.param(
            'schema = "mishen.office/1"\n[[keep]]\nby = "a"\nwhy = "b"',
            ("keep[0].text", "missing"),
            id="no-text",
        ),
    ],
)
def test_a_file_that_cannot_be_used(
    tmp_path: Path, content: str, expected: tuple[str, str]
) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes(content.encode("latin-1"))
    assert why(path) == expected


def test_a_missing_file_is_an_error_of_the_settings(tmp_path: Path) -> None:
    assert why(tmp_path / "none.toml") == ("", "no-access")


def test_the_error_holds_no_word_of_the_file(tmp_path: Path) -> None:
    path = file(tmp_path, PATTERN.replace('["XM-1"]', '["XM-1234567"]'))
    with pytest.raises(ConfigError) as error:
        load(path)
    assert "1234567" not in repr(error.value)


@pytest.mark.parametrize(
    "text",
    ["0564-7000000", "０５６４－７０００００0", "05647000000", "0564 7000000"],
    ids=["as-written", "full-width", "without-hyphen", "spaced"],
)
def test_a_kept_number_stays_however_it_is_written(tmp_path: Path, text: str) -> None:
    path = file(tmp_path, entry("keep", "0564-7000000"))
    detection = applied(path, f"家庭电话：[[landline:{text}]]")
    (finding,) = detection.findings
    assert finding.suggestion is Suggestion.KEEP
    assert "office-keep" in finding.grounds


def test_a_kept_number_does_not_reach_into_a_longer_one(tmp_path: Path) -> None:
    path = file(tmp_path, entry("keep", "7000000"))
    (finding,) = applied(path, "[[mobile_phone:13870000001]]").findings
    assert finding.suggestion is Suggestion.WITHHOLD


def test_a_kept_name_does_not_keep_a_longer_finding(tmp_path: Path) -> None:
    path = file(tmp_path, entry("keep", "光明村"))
    (finding,) = applied(path, "家住[[address:光明村桂花组12号]]").findings
    assert finding.suggestion is Suggestion.WITHHOLD


def test_a_withheld_word_becomes_a_finding_in_every_layer(tmp_path: Path) -> None:
    path = file(tmp_path, entry("withhold", "青松计划", 'category = "internal"\n'))
    blocks = tuple(
        TextBlock(BlockId(layer.value), "关于青 松 計划的安排", layer=layer) for layer in Layer
    )
    document = Document(Sha256("0" * 64), "text/plain", blocks)
    detection = mark(document, [], DetectionSettings(profile="general", office=path))
    assert [document.text_at(f.span) for f in detection.findings] == ["青 松 計划"] * len(Layer)
    assert {f.category for f in detection.findings} == {Category.INTERNAL}
    assert {f.basis for f in detection.findings} == {("条例2019#16.1",)}


def test_a_withheld_name_turns_a_kept_person(tmp_path: Path) -> None:
    path = file(tmp_path, entry("withhold", "李建国"))
    (finding,) = applied(path, "镇长[[person:李建国]]").findings
    assert finding.suggestion is Suggestion.WITHHOLD
    assert finding.basis == ("条例2019#15",)
    assert "office-withhold" in finding.grounds


def test_withholding_goes_before_keeping(tmp_path: Path) -> None:
    path = file(tmp_path, entry("keep", "李建国"), entry("withhold", "李建国"))
    (finding,) = applied(path, "镇长[[person:李建国]]").findings
    assert finding.suggestion is Suggestion.WITHHOLD


def test_an_own_pattern_finds_its_places(tmp_path: Path) -> None:
    (finding,) = applied(file(tmp_path, PATTERN), "项目XM-000012（二期）").findings
    assert (finding.kind, finding.category) == (Kind.CUSTOM, Category.INTERNAL)
    assert (finding.span.start, finding.span.end) == (2, 11)
    assert finding.grounds == ("office-pattern",)


def test_a_pattern_that_takes_too_long_is_an_error_not_silence(tmp_path: Path) -> None:
    slow = PATTERN.replace("XM-[0-9]{6}", "(?:X|X)+M-[0-9]{6}$")
    path = file(tmp_path, slow.replace("XM-1", "YM-1"))
    with pytest.raises(RecognizerTimedOutError) as error:
        applied(path, "X" * 60 + "M-1")
    assert error.value.facts == {"recognizer": "office.patterns[0]"}


def test_without_a_file_nothing_is_added() -> None:
    document, _ = made("正文")
    assert places(document, OfficeWords()) == []


@given(
    name=st.text(alphabet="青松计划李建国", min_size=2, max_size=4),
    gaps=st.lists(st.sampled_from(["", " ", "\u3000", "\n", "-"]), min_size=3, max_size=3),
    before=st.text(alphabet="关于的，。", max_size=6),
)
def test_words_are_found_at_their_offsets_with_any_gaps(
    name: str, gaps: list[str], before: str
) -> None:
    written = name[0] + "".join(gap + char for gap, char in zip(gaps, name[1:], strict=False))
    document, _ = made(before + written)
    word = Word(name, Suggestion.WITHHOLD, Category.PERSONAL, "甲", "乙")
    found = [document.text_at(place.span) for place in places(document, OfficeWords((word,)))]
    assert written in found


def finding_kinds(findings: tuple[Finding, ...]) -> set[Kind]:
    return {finding.kind for finding in findings}


def test_what_a_finding_covers_gets_no_second_one(tmp_path: Path) -> None:
    path = file(tmp_path, entry("withhold", "余芳"))
    assert finding_kinds(applied(path, "村民[[person:余芳]]").findings) == {Kind.PERSON}
