"""Fill a template: ``{{field}}`` becomes its value, a row with ``{{list.field}}`` repeats.

A field that the paper does not know is an error, so that a typing slip in an
office's template does not leave a hole in a letter. A paragraph's runs are
joined where a field spans them: an editor may have split it.
"""

from __future__ import annotations

import copy
import io
import re
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import _Row

from review.errors import TemplateError, WordingError
from review.wording import carries_mark

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from docx.document import Document as Docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    Values = Mapping[str, str | Sequence[Mapping[str, str]]]

_FIELD: Final = re.compile(r"\{\{\s*([a-z_]+)(?:\.([a-z_]+))?\s*\}\}")


def fill(kind: str, template: bytes, values: Values, made: dt.datetime) -> bytes:
    """Return ``template`` with ``values`` in it, dated ``made``.

    Raises:
        TemplateError: the template is no docx, or names a field that the paper lacks.
        WordingError: the paper would carry what could be a secrecy mark.
    """
    try:
        paper = docx.Document(io.BytesIO(template))
    except (BadZipFile, KeyError, PackageNotFoundError, ValueError):
        raise TemplateError(paper=kind, field="docx") from None
    for table in _tables(paper):
        _repeat_rows(kind, table, values)
    for paragraph in _paragraphs(paper):
        _fill_paragraph(kind, paragraph, values)
    if carries_mark("\n".join(paragraph.text for paragraph in _paragraphs(paper))):
        raise WordingError(field=kind)
    moment = made.replace(tzinfo=None, microsecond=0)
    paper.core_properties.created = paper.core_properties.modified = moment
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _tables(paper: Docx) -> Iterator[Table]:
    yield from paper.tables
    for section in paper.sections:
        yield from section.header.tables
        yield from section.footer.tables


def _paragraphs(paper: Docx) -> Iterator[Paragraph]:
    yield from paper.paragraphs
    for section in paper.sections:
        yield from section.header.paragraphs
        yield from section.footer.paragraphs
    for table in _tables(paper):
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _repeat_rows(kind: str, table: Table, values: Values) -> None:
    """Put one row for each entry where a row names the fields of a list."""
    for row in list(table.rows):
        name = _list_of(row)
        if name is None:
            continue
        entries = values.get(name)
        if not isinstance(entries, (list, tuple)):
            raise TemplateError(paper=kind, field=name)
        for entry in entries:
            fresh = copy.deepcopy(row._tr)  # noqa: SLF001 - python-docx offers no copy
            row._tr.addprevious(fresh)  # noqa: SLF001
            known = {f"{name}.{field}": value for field, value in entry.items()}
            for cell in _Row(fresh, table).cells:
                for paragraph in cell.paragraphs:
                    _fill_paragraph(kind, paragraph, known)
        row._tr.getparent().remove(row._tr)  # noqa: SLF001


def _list_of(row: _Row) -> str | None:
    for cell in row.cells:
        match = _FIELD.search(cell.text)
        if match and match[2]:
            return match[1]
    return None


def _fill_paragraph(kind: str, paragraph: Paragraph, values: Values) -> None:
    text = paragraph.text
    if not _FIELD.search(text):
        return

    def value(match: re.Match[str]) -> str:
        name = f"{match[1]}.{match[2]}" if match[2] else match[1]
        found = values.get(name)
        if not isinstance(found, str):
            raise TemplateError(paper=kind, field=name)
        return found

    filled = _FIELD.sub(value, text)
    for run in paragraph.runs[1:]:
        run.text = ""
    if paragraph.runs:
        paragraph.runs[0].text = filled
    else:
        paragraph.text = filled
