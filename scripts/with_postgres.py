"""Runs a command beside a PostgreSQL server of its own: ``with_postgres.py -- COMMAND…``.

The server lives in a temporary folder on a free loopback port, has a password of its own, gives up durability
for speed and is gone when the command ends. BROADSHEET_DATABASE_URL names it to the command. PostgreSQL
refuses to run as root, so root hands it to the user ``postgres`` or ``nobody``.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

USER = "broadsheet"
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)


def program(name: str) -> str:
    """The newest installed server program of that name."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parents[1].name)
    )
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise SystemExit("broadsheet: PostgreSQL is not installed: run make system.")
    return path


def owner() -> dict[str, object]:
    """What subprocess needs to run as somebody else, when this is root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise SystemExit("broadsheet: root may not run PostgreSQL and there is no user to hand it to.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*command: str, **how: object) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **how)
    if done.returncode:
        raise SystemExit(f"broadsheet: {Path(command[0]).name} failed: {done.stdout}{done.stderr}")


def wait_until_ready(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    ready = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-d", "postgres"]
    deadline = time.monotonic() + 60
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"broadsheet: PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.1)


@contextlib.contextmanager
def postgres(*, is_durable: bool = False) -> Iterator[str]:
    """Start a server; yield the address of an empty database in it; stop and remove it.

    A durable one writes as a server in earnest does, which benchmarks need.
    """
    as_owner = owner()
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-pg-"))
    server = None
    try:
        password = secrets.token_hex(16)
        (folder / "password").write_text(password)
        if as_owner:
            for path in (folder, folder / "password"):
                os.chown(path, as_owner["user"], as_owner["group"])
        haste = () if is_durable else FAST
        data, port, log = folder / "data", free_port(), folder / "log"
        run(
            program("initdb"), "-D", str(data), "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
            "--auth=scram-sha-256", f"--pwfile={folder / 'password'}", **as_owner,
        )  # fmt: skip
        settings = [f"-c{setting}" for setting in (*haste, "listen_addresses=127.0.0.1", f"port={port}")]
        with log.open("wb") as stream:
            server = subprocess.Popen(
                [program("postgres"), "-D", str(data), "-cunix_socket_directories=", *settings],
                stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, cwd="/", start_new_session=True,
                **as_owner,
            )  # fmt: skip
        wait_until_ready(server, port, log)
        reach = ["-h", "127.0.0.1", "-p", str(port), "-U", USER]
        run(program("createdb"), *reach, "broadsheet", env={**os.environ, "PGPASSWORD": password})
        yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/broadsheet"
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGINT)  # a fast shutdown: open sessions are cut
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            if server.poll() is None:
                server.kill()
                server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    command = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    if not command:
        sys.stderr.write("usage: with_postgres.py -- COMMAND…\n")
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with postgres() as url:
        child = subprocess.Popen(command, env={**os.environ, "BROADSHEET_DATABASE_URL": url})
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.send_signal(signal.SIGINT)
            return child.wait() or 130


if __name__ == "__main__":
    raise SystemExit(main())
