"""A PostgreSQL server for tests: Debian's own programs, in a temporary folder, on a free port, gone at the end.

They are installed where they are missing, when that is possible here (root, apt-get); elsewhere the tests that need
them are skipped, and say so.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

# Nothing has to outlive the tests, so nothing has to reach the disk.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "40"}
STARTS_WITHIN_S = 60


class Missing(Exception):
    """Why there is no server here."""


def programs() -> Path:
    """The folder with initdb and postgres, after installing them where that can be done."""
    found = _found()
    if found is None:
        _install()
        found = _found()
    if found is None:
        raise Missing("PostgreSQL was installed, and its programs are in none of the usual places")
    return found


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a running server, ``postgresql://tester:secret@127.0.0.1:PORT``, without a database."""
    bin_dir, who = programs(), _owner()
    with tempfile.TemporaryDirectory(prefix="trackside-pg-", ignore_cleanup_errors=True) as folder:
        if who is not None:
            os.chown(folder, who.pw_uid, who.pw_gid)
        data, secret = Path(folder) / "data", Path(folder) / "secret"
        secret.write_text("secret\n")
        secret.chmod(0o644)
        made = [bin_dir / "initdb", "-D", data, "-U", "tester", "--pwfile", secret, "-A", "scram-sha-256"]
        _run([*made, "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"], folder, who)
        port = _free_port()
        asked = {**SETTINGS, "listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": folder}
        options = [part for name, value in asked.items() for part in ("-c", f"{name}={value}")]
        with (Path(folder) / "log").open("wb") as log:
            running = subprocess.Popen(
                [bin_dir / "postgres", "-D", data, *options], cwd=folder, stdout=log, stderr=log, **_as(who)
            )
            try:
                address = f"postgresql://tester:secret@127.0.0.1:{port}"
                _await(address, running, Path(folder) / "log")
                yield address
            finally:
                running.send_signal(signal.SIGQUIT)
                running.wait(timeout=60)


def empty_database(address: str, name: str) -> str:
    """The address of an empty database of a server; one that a test before used is emptied, as that is quicker."""
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"')
        connection.execute(f'ALTER DATABASE "{name}" RESET ALL')
    with psycopg.connect(f"{address}/{name}", autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS trackside CASCADE")
        connection.execute("DROP TABLE IF EXISTS public.documents")
    return f"{address}/{name}"


def _found() -> Path | None:
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    places = [*newest, Path("/usr/local/bin"), *([Path(on_path).parent] if on_path else [])]
    return next((p for p in places if (p / "postgres").exists() and (p / "initdb").exists()), None)


def _install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Missing("PostgreSQL is not installed, and only root can install it: apt-get install postgresql")
    with (Path(tempfile.gettempdir()) / "trackside-apt.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _found() is not None:
            return
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "postgresql"]):
            done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False, timeout=600)
            if done.returncode != 0:
                raise Missing(f"PostgreSQL is not installed, and {' '.join(command)} failed: {done.stderr[-200:]}")


def _owner() -> pwd.struct_passwd | None:
    """Who runs the server: the server refuses to be root's."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Missing("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")


def _as(who: pwd.struct_passwd | None) -> dict[str, Any]:
    return {} if who is None else {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def _run(command: list[object], folder: str, who: pwd.struct_passwd | None) -> None:
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, check=False, **_as(who))
    if done.returncode != 0:
        raise Missing(f"{command[0]} failed: {done.stderr[-300:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            psycopg.connect(f"{address}/postgres", connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if running.poll() is not None or time.monotonic() > ends:
                raise Missing(f"PostgreSQL did not start: {log.read_text(errors='replace')[-300:]}") from error
            time.sleep(0.05)
        else:
            return
