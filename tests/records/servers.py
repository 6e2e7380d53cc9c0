"""The two databases the ledger runs on: a SQLite file, and a PostgreSQL server of the test's own."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from gongwen.office.desk.database import connect
from tests.records.opening import open_database

PACKAGE = "postgresql"
_SERVER_USER = "postgres"


def point_to(database: Path) -> None:
    """Let Django work on a SQLite file, or on the PostgreSQL server whose socket lies in a folder."""
    if not database.is_dir():
        connect(database)
        return
    connections.close_all()
    del connections["default"]
    connections.settings["default"].update(
        ENGINE="django.db.backends.postgresql",
        NAME="postgres",
        HOST=str(database),
        USER=_server_user(),
        OPTIONS={},
    )


def back_to_sqlite(path: Path) -> None:
    """Let Django work on a SQLite file again after a server."""
    connections.close_all()
    del connections["default"]
    connections.settings["default"].update(ENGINE="gongwen.office.desk.sqlite", HOST="", USER="")
    connect(path)


@contextmanager
def sqlite_ledger(folder: Path) -> Iterator[Path]:
    """A SQLite database with all tables."""
    path = folder / "gongwen.db"
    open_database(path)
    yield path


@contextmanager
def postgres_ledger(folder: Path) -> Iterator[Path]:
    """A PostgreSQL server with the tables of the records room, gone afterwards; its socket's folder."""
    with _cluster() as sockets:
        point_to(sockets)
        try:
            call_command("migrate", "records", verbosity=0)
            yield sockets
        finally:
            back_to_sqlite(folder / "none.db")


@contextmanager
def _cluster() -> Iterator[Path]:
    programs = _programs()
    home = Path(tempfile.mkdtemp(prefix="gongwen-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, _SERVER_USER)
    home.chmod(0o755)
    data, log = home / "data", home / "log"
    _run(
        programs / "initdb",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        _server_user(),
        "--no-instructions",
        "-E",
        "UTF8",
    )
    options = f"-c listen_addresses= -c unix_socket_directories={home} -c max_connections=40"
    _run(programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
    try:
        yield home
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(home)


def _programs() -> Path:
    """Return the folder of the newest server installed by Debian; its absence names the package."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert found, f"没有 PostgreSQL 服务器；请安装 Debian 软件包 {PACKAGE}（setup/packages-test.txt）"
    return found[-1].parent


def _server_user() -> str:
    return _SERVER_USER if os.geteuid() == 0 else getpass.getuser()


def _run(*words: object) -> None:
    """Run a program of the server, which refuses to be root."""
    command = [str(word) for word in words]
    if os.geteuid() == 0:
        user = pwd.getpwnam(_SERVER_USER)
        command = [
            "setpriv",
            f"--reuid={user.pw_uid}",
            f"--regid={user.pw_gid}",
            "--clear-groups",
            *command,
        ]
    done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
