"""Binary and open formats of older office programs, by way of LibreOffice.

The file is converted to Office Open XML, and the conversion is what is read and
rewritten: the binary is never patched, so what fast saves and free sectors
left in it cannot get out. Conversion runs without network (a namespace of its
own where the system allows), without macros and link updates, with a profile
and files in a private directory that is gone afterwards, and within a time
limit. What only the binary held is not read (gap ``legacy-remains-not-read``).
Without LibreOffice these formats are refused.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from redaction.errors import (
    MissingToolError,
    ReaderFailedError,
    StalePlanError,
    UnreadableFileError,
)
from redaction.formats import registry
from redaction.formats.digest import sha256_of
from redaction.formats.registry import adapter_for

if TYPE_CHECKING:
    from recognizers.text import Document
    from redaction.plan import RedactionPlan

TIME_LIMIT: Final = 120
"""Seconds that a conversion may take."""

_FILTERS: Final = {
    registry.DOCX: ("docx", "docx:MS Word 2007 XML"),
    registry.XLSX: ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
    registry.PPTX: ("pptx", "pptx:Impress MS PowerPoint 2007 XML"),
}
_SOURCE: Final = "source"


class LegacyAdapter:
    """Reads and rewrites a format through its conversion; ``suffix`` tells LibreOffice which."""

    media_type: ClassVar[str]
    output_type: ClassVar[str]
    suffix: ClassVar[str]

    def read(self, source: bytes) -> Document:
        """Return the text of the conversion of ``source``, under ``source``'s own name.

        Raises:
            MissingToolError: LibreOffice is not installed.
            RedactionError: conversion failed, or its result is refused.
        """
        converted = convert(source, self.suffix, self.output_type)
        document = adapter_for(self.output_type).read(converted)
        gaps = tuple(sorted({*document.gaps, "legacy-remains-not-read"}))
        return replace(document, sha256=sha256_of(source), media_type=self.media_type, gaps=gaps)

    def write(self, source: bytes, plan: RedactionPlan) -> bytes:
        """Return the conversion of ``source`` with the edits of ``plan`` made.

        Raises:
            StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
        """
        if plan.source != sha256_of(source):
            raise StalePlanError
        converted = convert(source, self.suffix, self.output_type)
        moved = replace(plan, source=sha256_of(converted))
        return adapter_for(self.output_type).write(converted, moved)


class DocAdapter(LegacyAdapter):
    """Word 97-2003; written as docx."""

    media_type: ClassVar[str] = registry.DOC
    output_type: ClassVar[str] = registry.DOCX
    suffix: ClassVar[str] = "doc"


class WpsAdapter(DocAdapter):
    """Kingsoft Writer, which is Word's format under another name."""

    media_type: ClassVar[str] = registry.WPS


class RtfAdapter(DocAdapter):
    """Rich Text Format; written as docx."""

    media_type: ClassVar[str] = registry.RTF
    suffix: ClassVar[str] = "rtf"


class OdtAdapter(DocAdapter):
    """OpenDocument text; written as docx."""

    media_type: ClassVar[str] = registry.ODT
    suffix: ClassVar[str] = "odt"


class XlsAdapter(LegacyAdapter):
    """Excel 97-2003; written as xlsx."""

    media_type: ClassVar[str] = registry.XLS
    output_type: ClassVar[str] = registry.XLSX
    suffix: ClassVar[str] = "xls"


class EtAdapter(XlsAdapter):
    """Kingsoft Spreadsheets, which is Excel's format under another name."""

    media_type: ClassVar[str] = registry.ET


class OdsAdapter(XlsAdapter):
    """OpenDocument spreadsheet; written as xlsx."""

    media_type: ClassVar[str] = registry.ODS
    suffix: ClassVar[str] = "ods"


class PptAdapter(LegacyAdapter):
    """PowerPoint 97-2003; written as pptx."""

    media_type: ClassVar[str] = registry.PPT
    output_type: ClassVar[str] = registry.PPTX
    suffix: ClassVar[str] = "ppt"


class DpsAdapter(PptAdapter):
    """Kingsoft Presentation, which is PowerPoint's format under another name."""

    media_type: ClassVar[str] = registry.DPS


class OdpAdapter(PptAdapter):
    """OpenDocument presentation; written as pptx."""

    media_type: ClassVar[str] = registry.ODP
    suffix: ClassVar[str] = "odp"


def convert(source: bytes, suffix: str, output_type: str) -> bytes:
    """Return ``source`` converted to ``output_type``; ``suffix`` says what it is.

    Raises:
        MissingToolError: LibreOffice is not installed.
        ReaderFailedError: it took longer than ``TIME_LIMIT``.
        UnreadableFileError: it made nothing of the file (damaged, or locked).
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingToolError(tool="libreoffice")
    extension, kind = _FILTERS[output_type]
    with tempfile.TemporaryDirectory(prefix="convert-") as folder:
        place = Path(folder)
        _write_profile(place / "profile")
        path = place / f"{_SOURCE}.{suffix}"
        path.write_bytes(source)
        _run([*_without_network(), *_command(program, place, kind), str(path)], place)
        made = place / "out" / f"{_SOURCE}.{extension}"
        if not made.is_file():
            raise UnreadableFileError(reason="conversion-failed")
        return made.read_bytes()


def _command(program: str, place: Path, kind: str) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", kind, "--outdir", str(place / "out")),
    ]


def _write_profile(profile: Path) -> None:
    """Make a profile in which macros do not run and links are not followed."""
    settings = files("redaction.formats").joinpath("data/libreoffice.xcu").read_bytes()
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_bytes(settings)


def _run(command: list[str], place: Path) -> None:
    """Run ``command`` in a session of its own, so that all it starts dies with it."""
    environment = {
        "HOME": str(place),
        "TMPDIR": str(place),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    with subprocess.Popen(  # noqa: S603 - our own command line, no shell
        command,
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(TIME_LIMIT)
        except subprocess.TimeoutExpired as error:
            raise ReaderFailedError(reason="time") from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    except PermissionError:
        # Its own name space may leave nothing of the group that we may signal.
        process.kill()


@cache
def _without_network() -> tuple[str, ...]:
    """Return the words before a command that cut it off from any network, if the system can."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    prefix = (unshare, "--user", "--map-root-user", "--net", "--")
    probe = subprocess.run([*prefix, "true"], capture_output=True, check=False)  # noqa: S603
    return prefix if probe.returncode == 0 else ()
