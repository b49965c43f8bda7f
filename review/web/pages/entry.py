"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from review.errors import WrongPasswordError
from review.messages import message
from review.web.desk import TheDesk, go_to
from review.web.sessions import COOKIE, LONGEST, LockedLoginError
from review.web.views import page

router = APIRouter()


@router.get("/login")
def login_form() -> Response:
    """Show the form."""
    return page("login.html", said="")


@router.post("/login")
def login(
    request: Request,
    desk: TheDesk,
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Open a session, or say that login or password is wrong."""
    try:
        cookie = desk.sessions.open(login.strip(), password)
    except (WrongPasswordError, LockedLoginError) as error:
        return page("login.html", status=403, said=message(error).message)
    answer = go_to("/")
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, cookie, max_age=LONGEST, httponly=True, samesite="strict", secure=secure
    )
    return answer


@router.post("/logout")
def logout() -> Response:
    """End the session."""
    answer = go_to("/login")
    answer.delete_cookie(COOKIE)
    return answer
