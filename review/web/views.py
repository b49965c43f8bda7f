"""Templates and what they may call: words for codes, times of China, paths."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from review.messages import message, words
from review.service.office import CHINA

if TYPE_CHECKING:
    from recognizers.errors import UserError
    from review.people import Actor


@cache
def environment() -> Environment:
    """Return the templates; everything put into them is escaped."""
    folder = str(files("review.web").joinpath("templates"))
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["words"] = words
    made.filters["time"] = local_time
    return made


def page(name: str, actor: Actor | None = None, status: int = 200, **context: Any) -> HTMLResponse:
    """Return the page ``name`` for ``actor``."""
    html = environment().get_template(name).render(actor=actor, **context)
    return HTMLResponse(html, status)


def error_page(error: UserError, actor: Actor | None, status: int) -> HTMLResponse:
    """Return the page that says what went wrong and what to do."""
    said = message(error)
    return page("error.html", actor, status, said=said, code=error.code)


def local_time(moment: str) -> str:
    """Return a stored moment as the clock in China shows it."""
    try:
        return dt.datetime.fromisoformat(moment).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment
