"""A PostgreSQL server of the tests' own, in a temporary folder, reached by a local socket."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

_SERVER = "postgres"
_NUMBERS = count()


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    sockets: Path

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://{_SERVER}@/{name}?host={self.sockets}"

    def database(self, like: str = "template1") -> str:
        """Make a database, a copy of the one that ``like`` (a name or address) is of."""
        name = f"mishen_{os.getpid()}_{next(_NUMBERS)}"
        model = make_url(like).database if "://" in like else like
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {model}"))
        engine.dispose()
        return self.url(name)


def programs() -> Path | None:
    """Return where initdb and pg_ctl lie, the newest version's, None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).parent if on_path else None


def _server_user() -> dict[str, object]:
    """Return whom to run the server as: it refuses to run as root."""
    if os.getuid() != 0:
        return {}
    try:
        account = pwd.getpwnam(_SERVER)
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def start() -> Iterator[Cluster]:
    """Start a server and stop it at the end; skip where none is installed."""
    binaries = programs()
    if binaries is None:
        pytest.skip("no PostgreSQL server is installed")
    who = _server_user()
    folder = Path(tempfile.mkdtemp(prefix="mishen-pg-"))
    if "user" in who:
        os.chown(folder, int(str(who["user"])), int(str(who["group"])))
    folder.chmod(0o755)
    data, sockets = folder / "data", folder
    options = f"-c listen_addresses='' -c unix_socket_directories={sockets} -c fsync=off"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(binaries / program), *arguments], check=True, cwd=folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who,
        )  # fmt: skip  # type: ignore[call-overload]

    try:
        run("initdb", "-D", str(data), "-U", _SERVER, "-A", "trust", "--no-sync", "-E", "UTF8")
        run("pg_ctl", "-D", str(data), "-w", "-o", options, "start")
        try:
            yield Cluster(sockets)
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
