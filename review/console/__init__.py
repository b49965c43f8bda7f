"""The commands about cases, loaded one by one when they are asked for."""

from __future__ import annotations

from typing import Final

COMMANDS: Final[dict[str, str]] = {
    "case": "review.console.case:case",
    "decide": "review.console.deciding:decide",
    "mark": "review.console.deciding:mark",
    "produce": "review.console.deciding:produce",
    "sign": "review.console.signing:sign",
    "return": "review.console.signing:send_back",
    "refer": "review.console.signing:refer",
    "consult": "review.console.consult:consult",
    "release": "review.console.releasing:release",
    "publish": "review.console.releasing:publish",
    "withdraw": "review.console.releasing:withdraw",
    "due": "review.console.releasing:due",
    "calendar": "review.console.calendar:calendar",
    "papers": "review.console.filing:papers",
    "annual-report": "review.console.filing:annual_report",
    "archive": "review.console.filing:archive",
    "backup": "review.console.keeping:backup",
    "restore": "review.console.keeping:restore",
    "audit": "review.console.audit:audit",
    "user": "review.console.user:user",
    "serve": "review.console.serving:serve",
    "worker": "review.console.serving:worker",
}
"""Command name to ``module:attribute``."""
