"""What every answer carries, and which requests are not taken.

A request that changes something is taken only from our own pages: browsers say
where it comes from by ``Sec-Fetch-Site`` or, older ones, by ``Origin``. A request
that says neither is refused. Nothing may be loaded from elsewhere, framed or
kept in a cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
LARGEST_BODY: Final = 256 << 20
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def is_own(request: Request) -> bool:
    """Return whether a request comes from our own pages (or changes nothing)."""
    if request.method in _SAFE:
        return True
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def refusal(request: Request) -> Response | None:
    """Return the answer to a request that is not even looked into, None if it may go on.

    A body has to say its size beforehand: one that grows while it comes would
    pass every limit.
    """
    if not is_own(request):
        return PlainTextResponse("cross-site", 403)
    if "transfer-encoding" in request.headers:
        return PlainTextResponse("length-required", 411)
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        return PlainTextResponse("bad-length", 400)
    return PlainTextResponse("too-large", 413) if int(length) > LARGEST_BODY else None


async def guard(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse foreign and outsized requests; put the headers on every answer."""
    answer = refusal(request) or await call(request)
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        answer.headers["Cache-Control"] = "no-store"
    return answer
