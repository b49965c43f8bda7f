"""The office's settings, read once from ``mishen.toml`` and the environment.

Environment variables (``MISHEN_DATABASE_URL``) win over the file. Nothing here
is secret: keys lie in ``keys``, outside the database, and passwords nowhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from recognizers.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Office(BaseModel):
    """What the papers print about the office; every field may stay empty but the name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    short: str = ""  # stands before the year in numbers of letters
    department: str = ""  # that disclosure lies with
    contact: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    appeal_organ: str = ""  # for administrative reconsideration
    court: str = ""
    referral_organ: str = ""  # the secrecy administration


class Settings(BaseSettings):
    """Where things lie and how this office works.

    ``data`` holds the database, the encrypted blobs and, unless ``keys`` says
    otherwise, the keys; a sound installation puts ``keys`` on another disk.
    ``checkpoints`` is where signed checkpoints are exported. ``chain`` names the
    default chain of signatures (``review/data/chains.toml``, or the office's own
    file ``chains``); ``templates`` holds the office's own templates of papers;
    ``calendar`` its yearly tables of working days.
    """

    model_config = SettingsConfigDict(
        env_prefix="MISHEN_",
        env_nested_delimiter="__",
        toml_file="mishen.toml",
        frozen=True,
        extra="forbid",
    )

    data: Path = Path("data")
    database_url: str = ""
    keys: Path | None = None
    checkpoints: Path | None = None
    chain: str = "five-steps"
    chains: Path | None = None
    templates: Path | None = None
    calendar: Path | None = None
    words: Path | None = None  # the office's own words for detection
    office: Office = Field(default_factory=Office)

    @property
    def url(self) -> str:
        """Return the database's address: SQLite in ``data`` unless one is set."""
        return self.database_url or f"sqlite:///{self.data / 'mishen.db'}"

    @property
    def jobs_url(self) -> str:
        """Return the address of the background work's own tables."""
        return self.database_url or f"sqlite:///{self.data / 'jobs.db'}"

    @property
    def key_folder(self) -> Path:
        """Return where the keys lie."""
        return self.keys or self.data / "keys"

    @property
    def blob_folder(self) -> Path:
        """Return where encrypted files lie."""
        return self.data / "blobs"

    @property
    def calendar_folder(self) -> Path:
        """Return where the office's yearly tables of working days lie."""
        return self.calendar or self.data / "calendar"

    @property
    def checkpoint_folder(self) -> Path:
        """Return where signed checkpoints are exported."""
        return self.checkpoints or self.data / "checkpoints"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments, then the environment, then the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(given: Mapping[str, object] | None = None) -> Settings:
    """Return the settings, ``given`` ones first.

    Raises:
        ConfigError: a setting is unknown or has no valid value.
    """
    try:
        return Settings(**(given or {}))  # type: ignore[arg-type]  # pydantic checks each
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ConfigError(path=where, why=error.errors()[0]["type"]) from None
    except ValueError:
        raise ConfigError(path="mishen.toml", why="toml") from None
