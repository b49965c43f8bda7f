"""Settings: defaults, the file, the environment, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from recognizers.errors import ConfigError
from review.config import read_settings
from review.errors import StoreError
from review.keys import create_keys, open_keys


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_everything_lies_in_one_folder_unless_told_otherwise() -> None:
    settings = read_settings()
    assert settings.url == "sqlite:///data/mishen.db"
    assert settings.key_folder == Path("data/keys")
    assert settings.checkpoint_folder == Path("data/checkpoints")
    assert settings.calendar_folder == Path("data/calendar")
    assert settings.chain == "five-steps"


def test_the_file_is_read_and_the_environment_wins(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "mishen.toml").write_text(
        'chain = "four-levels"\ndata = "d"\n[office]\nname = "白塔镇人民政府"\n', encoding="utf-8"
    )
    monkeypatch.setenv("MISHEN_CHAIN", "three-reviews")
    monkeypatch.setenv("MISHEN_OFFICE__PHONE", "0564-7000000")
    settings = read_settings()
    assert (settings.chain, settings.data) == ("three-reviews", Path("d"))
    assert settings.office.name == "白塔镇人民政府"
    assert settings.office.phone == "0564-7000000"


def test_an_argument_goes_before_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISHEN_DATABASE_URL", "sqlite:///other.db")
    assert read_settings({"database_url": "sqlite:///mine.db"}).url == "sqlite:///mine.db"


def test_other_variables_with_our_prefix_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISHEN_USER", "lin")
    assert read_settings().chain == "five-steps"


@pytest.mark.parametrize(
    ("content", "where"),
    [
        pytest.param("chian = 1", "chian", id="misspelt"),
        pytest.param("[office]\nfax = 1", "office.fax", id="misspelt-in-a-table"),
        pytest.param("[office]\nname = 1", "office.name", id="wrong-kind"),
        pytest.param("chain = [", "mishen.toml", id="no-toml"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_its_place(
    here: Path, content: str, where: str
) -> None:
    (here / "mishen.toml").write_text(content)
    with pytest.raises(ConfigError) as caught:
        read_settings()
    assert caught.value.facts["path"] == where


def test_keys_are_never_written_over(here: Path) -> None:
    first = create_keys(here / "keys")
    with pytest.raises(StoreError) as caught:
        create_keys(here / "keys")
    assert caught.value.facts == {"why": "keys-exist"}
    assert open_keys(here / "keys").check_value() == first.check_value()


@pytest.mark.parametrize(
    ("name", "content"),
    [("store.key", "xyz"), ("store.key", "00"), ("checkpoint.key", "no pem")],
)
def test_a_damaged_key_is_our_error(here: Path, name: str, content: str) -> None:
    create_keys(here / "keys")
    (here / "keys" / name).write_text(content)
    with pytest.raises(StoreError) as caught:
        open_keys(here / "keys")
    assert caught.value.facts == {"why": "key-unreadable"}


def test_cases_have_commitment_keys_of_their_own(here: Path) -> None:
    keys = create_keys(here / "keys")
    assert keys.commitment_key("C2026-0001") != keys.commitment_key("C2026-0002")
    assert keys.master not in keys.commitment_key("C2026-0001")
