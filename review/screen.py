"""What the terminal shows: colours and bars on a terminal, plain lines in a pipe.

Text of documents is printed here and nowhere else; control characters in it
(and in file names) are made visible first, so that a file cannot drive the
terminal.
"""

from __future__ import annotations

import sys
import traceback
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from recognizers.errors import UserError
from recognizers.finding import Suggestion
from review.messages import message, text, words
from review.place import Places
from review.report import OPEN, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from recognizers.finding import Finding
    from redaction.inspection import Hidden
    from redaction.verify import Proof
    from review.check import Progress
    from review.redact import Redaction
    from review.report import Report

CONTEXT: Final = 16
"""Characters of context shown on each side of a hit."""

_STYLES: Final = {
    Suggestion.WITHHOLD: "bold red",
    Suggestion.CONSULT: "bold yellow",
    Suggestion.REFER: "bold magenta",
    Suggestion.KEEP: "green",
}
_STATUS_STYLES: Final = {Status.CLEAN: "bold green", Status.FINDINGS: "bold yellow"}


@contextmanager
def progress(steps: tuple[str, ...]) -> Iterator[Progress]:
    """Show a bar of ``steps`` on a terminal's error stream; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console  # noqa: PLC0415 - cold start
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(steps))

        def show(step: str) -> None:
            label = words("steps", step)
            bar.update(task, description=label, completed=steps.index(step))

        yield show


def show_report(report: Report, *, every: bool = False) -> None:
    """Print the report; ``every`` also lists each finding that is suggested to be kept."""
    console = _console()
    if report.error is not None:
        show_error(report.error)
        return
    _show_head(console, report)
    open_findings = [f for f in report.findings if f.suggestion in OPEN]
    kept = [f for f in report.findings if f.suggestion not in OPEN]
    _show_findings(console, report, open_findings + kept if every else open_findings)
    if kept and not every:
        console.print(text("screen.kept", count=len(kept)), style="green")
    _show_foot(console, report)


def show_redaction(done: Redaction, output: str, register: str) -> None:
    """Print what was done to a file and where the results lie."""
    console = _console()
    console.print(text("screen.redacted", count=len(done.accepted)), style="bold green")
    console.print(text("screen.proven", routes=ways(done.proof)))
    console.print(text("screen.output", path=visible(output)))
    if register:
        console.print(text("screen.register", path=visible(register)))
    gaps = dict.fromkeys(done.examined.document.gaps + done.examined.detection.not_looked_for)
    _show_gaps(console, tuple(gaps))


def show_proof(proof: Proof) -> None:
    """Print that a file was proven, and by how many routes."""
    _console().print(text("screen.verified", routes=ways(proof)), style="bold green")


def show_hidden(found: Sequence[Hidden]) -> None:
    """Print what a file hides, never its text."""
    console = _console()
    for hidden in found:
        place = text("place.page", page=hidden.page) if hidden.page else text("place.file")
        what = words("hidden", hidden.code)
        console.print(text("screen.hidden", place=place, what=what, count=hidden.characters))
    if not found:
        console.print(text("screen.nothing-hidden"), style="green")


def ways(proof: Proof) -> int:
    """Return by how many independent ways a file was proven; comparing pictures is one."""
    return len(proof.routes) + bool(proof.compared)


def show_error(error: UserError) -> None:
    """Print what happened and what to do about it, on the error stream."""
    console = _console(stderr=True)
    said = message(error)
    console.print(visible(said.message), style="bold red")
    for line in said.advice.splitlines():
        console.print(visible(line))


def show_bug(error: Exception) -> None:
    """Print that the program failed, and where in it; never the message, which may quote text."""
    show_error(UserError())
    trace = traceback.extract_tb(error.__traceback__)
    place = f"{Path(trace[-1].filename).name}:{trace[-1].lineno}" if trace else ""
    _console(stderr=True).print(f"{type(error).__name__} {place}")


def visible(shown: str) -> str:
    r"""Return ``shown`` with control characters replaced, so that none acts on a terminal.

    >>> visible("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return "".join(
        "\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char
        for char in shown
    )


def context(report: Report, finding: Finding) -> tuple[str, str, str]:
    """Return the line around the first span: before, the hit itself, after."""
    span = finding.span
    whole = report.block(span).text
    before = whole[max(0, span.start - CONTEXT) : span.start]
    after = whole[span.end : span.end + CONTEXT]
    lead = "\u2026" if span.start > CONTEXT else ""
    trail = "\u2026" if span.end + CONTEXT < len(whole) else ""
    hit = "\u2044".join(report.text_of(part) for part in finding.spans)
    return lead + _line(before), _line(hit), _line(after) + trail


def _line(shown: str) -> str:
    return visible(shown.replace("\n", " ").replace("\t", " "))


def _show_head(console: Console, report: Report) -> None:
    source, document, detection = report.source, report.document, report.detection
    if document is None or detection is None:
        return
    console.print(text("screen.file", name=visible(source.name)), style="bold")
    console.print(
        text(
            "screen.size",
            characters=document.characters,
            blocks=len(document.blocks),
            pages=document.pages or "-",
        )
    )
    grounds = text("register.comma").join(words("grounds", g) for g in detection.profile_grounds)
    console.print(
        text("screen.profile", profile=words("profiles", detection.profile), grounds=grounds)
    )


def _show_findings(console: Console, report: Report, findings: list[Finding]) -> None:
    if report.document is None or not findings:
        return
    places = Places(report.document)
    if console.is_terminal:
        _show_table(console, report, places, findings)
        return
    lines = (_line_of(report, places, number, f) for number, f in enumerate(findings, 1))
    console.file.write("".join(f"{line}\n" for line in lines))


def _line_of(report: Report, places: Places, number: int, finding: Finding) -> str:
    before, hit, after = context(report, finding)
    return text(
        "screen.line",
        number=number,
        place=places.words(finding.span),
        kind=words("kinds", finding.kind),
        suggestion=words("suggestions", finding.suggestion),
        basis=_basis(finding),
        grounds=_grounds(finding),
        context=f"{before}\u3010{hit}\u3011{after}",
    )


def _show_table(console: Console, report: Report, places: Places, findings: list[Finding]) -> None:
    from rich.box import SIMPLE  # noqa: PLC0415 - cold start
    from rich.table import Table  # noqa: PLC0415 - cold start
    from rich.text import Text  # noqa: PLC0415

    # No vertical lines: some Chinese fonts draw them twice as wide, and columns would shift.
    table = Table(box=SIMPLE, header_style="bold", expand=True, padding=(0, 1))
    table.add_column("#", justify="right", no_wrap=True)
    for name, ratio in (
        ("place", 4),
        ("kind", 3),
        ("suggestion", 3),
        ("basis", 5),
        ("context", 12),
    ):
        table.add_column(text(f"screen.column-{name}"), ratio=ratio, overflow="fold")
    for number, finding in enumerate(findings, 1):
        before, hit, after = context(report, finding)
        style = _STYLES[finding.suggestion]
        table.add_row(
            str(number),
            places.words(finding.span),
            words("kinds", finding.kind),
            Text(words("suggestions", finding.suggestion), style=style),
            _basis(finding),
            Text.assemble(before, (hit, f"{style} reverse"), after),
        )
    console.print(table)


def _basis(finding: Finding) -> str:
    """Return the articles, the two regulations by their short names: the column is narrow."""
    named = text("register.comma").join(words("basis", code) for code in finding.basis)
    for regime in ("2019", "2008"):
        named = named.replace(text(f"screen.long-{regime}"), text(f"screen.short-{regime}"))
    return named


def _grounds(finding: Finding) -> str:
    return text("register.comma").join(words("grounds", code) for code in finding.grounds)


def _show_foot(console: Console, report: Report) -> None:
    if report.detection is not None:
        for code in report.detection.warnings:
            console.print(text("screen.warning", warning=words("warnings", code)), style="yellow")
    _show_gaps(console, report.not_looked_for)
    undecided = sum(f.suggestion in OPEN for f in report.findings)
    console.print(
        text(f"screen.status-{report.status.value}", count=undecided),
        style=_STATUS_STYLES.get(report.status, ""),
    )


def _show_gaps(console: Console, gaps: tuple[str, ...]) -> None:
    if gaps:
        listed = text("register.comma").join(words("not_looked_for", code) for code in gaps)
        console.print(text("screen.gaps", listed=listed), style="yellow")


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console  # noqa: PLC0415 - cold start

    stream = sys.stderr if stderr else sys.stdout
    wide = None if stream.isatty() else 100_000
    return Console(file=stream, markup=False, highlight=False, emoji=False, width=wide)


def _silent(step: str) -> None:
    """Show no progress."""
    del step
