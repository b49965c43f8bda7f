"""The application: pages, static files, errors, security.

``create_app`` opens nothing by itself but what it is given; ``serve`` is the
command behind ``mishen serve``.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from recognizers.errors import UserError
from review.errors import InvalidValueError, NotAllowedError, NotFoundError, ReviewError
from review.messages import message
from review.web.desk import Desk, SignInFirst
from review.web.pages import case, downloads, entry, inbox, record, review, staff, turns
from review.web.security import guard
from review.web.sessions import COOKIE, Sessions
from review.web.views import error_page

if TYPE_CHECKING:
    from review.jobs import Jobs
    from review.service.office import Office

_PAGES = (entry, inbox, case, review, downloads, record, staff, turns)


def create_app(office: Office, jobs: Jobs) -> FastAPI:
    """Return the application over ``office``; ``jobs`` takes the background work."""
    app = FastAPI(title="mishen", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(office, Sessions(office), jobs)
    app.add_middleware(BaseHTTPMiddleware, dispatch=guard)
    folder = str(files("review.web").joinpath("static"))
    app.mount("/static", StaticFiles(directory=folder), name="static")
    for module in _PAGES:
        app.include_router(module.router)
    app.add_exception_handler(SignInFirst, _to_login)
    app.add_exception_handler(UserError, _say)
    app.add_exception_handler(RequestValidationError, _bad_form)
    return app


def status_of(error: UserError) -> int:
    """Return the HTTP status that goes with one of our errors."""
    if isinstance(error, NotFoundError):
        return 404
    if isinstance(error, NotAllowedError):
        return 403
    return 409 if isinstance(error, ReviewError) else 422


def _to_login(request: Request, error: Exception) -> Response:
    del error
    if _wants_json(request):
        return JSONResponse({"code": "session"}, 401)
    return RedirectResponse("/login", 303)


def _say(request: Request, error: Exception) -> Response:
    if not isinstance(error, UserError):
        raise error
    if _wants_json(request):
        said = message(error)
        body = {"code": error.code, "message": said.message, "advice": said.advice}
        return JSONResponse(body, status_of(error))
    desk: Desk = request.app.state.desk
    return error_page(error, desk.sessions.actor(request.cookies.get(COOKIE)), status_of(error))


def _bad_form(request: Request, error: Exception) -> Response:
    """Answer a form that our own pages do not send; what was wrong is not echoed."""
    del error
    return _say(request, InvalidValueError(field="form"))


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
