"""The annual report from the cases on record."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from review.annual import Figures, count
from review.case import Case
from review.errors import InvalidValueError
from review.papers.annual import as_docx, as_xlsx
from review.policy import Action, check_may
from review.service.papers import Made, keep_report
from review.service.people import read_actor

if TYPE_CHECKING:
    from review.people import Actor
    from review.service.office import Office


@dataclass(frozen=True, slots=True)
class Annual:
    """The checked figures of a year, as workbook and paper."""

    figures: Figures
    xlsx: Made
    docx: Made


def annual_report(actor: Actor, office: Office, year: int, given: str = "") -> Annual:
    """Count ``year`` from the cases and the office's own figures (TOML), check, and print.

    Raises:
        FigureError: the sums do not agree; nothing is printed then.
        InvalidValueError: the office's figures name no row of the form, or no number.
        NotAllowedError: the actor may not.
    """
    own = _read(given)
    with office.store.read() as reader:
        check_may(read_actor(reader, actor.login), Action.REPORT, None, office.today())
        figures = count(year, reader.all(Case), own)
    name = office.settings.office.name
    sheet, paper = as_xlsx(figures, name), as_docx(figures, name)
    return Annual(
        figures,
        keep_report(actor, office, "annual-report.xlsx", sheet),
        keep_report(actor, office, "annual-report.docx", paper),
    )


def _read(given: str) -> dict[str, dict[str, dict[str, int]]]:
    try:
        return tomllib.loads(given)
    except tomllib.TOMLDecodeError:
        raise InvalidValueError(field="figures") from None
