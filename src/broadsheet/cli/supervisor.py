"""Keeps the paper's processes running, and ends them all within five seconds. No Django in here."""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

END_PATIENCE = 3.0
RESTART_AFTER = 1.0


@dataclass
class Child:
    """One process of the paper: how it is started and how it stands."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0

    def start(self) -> None:
        """Start it in a session of its own, so that a terminal's Ctrl-C reaches the supervisor alone."""
        self.process = subprocess.Popen(self.command, stdout=sys.stderr, start_new_session=True)
        self.started = time.monotonic()

    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self.process is not None and self.process.poll() is not None

    def tell(self, number: int) -> None:
        """Send a signal to it and to what it has started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    """Starts every child, restarts one that ends by itself, ends all on SIGINT or SIGTERM."""

    children: list[Child]
    stopping: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start every child and listen for the signals that end the paper."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())
        for child in self.children:
            child.start()

    def wait_until(self, is_ready: Callable[[], bool], *, within: float) -> bool:
        """Poll ``is_ready``; False when the time is over, a child died or the end was asked for."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline and not self.stopping.is_set():
            if is_ready():
                return True
            if any(child.has_ended() for child in self.children):
                return False
            self.stopping.wait(0.05)
        return False

    def watch(self) -> None:
        """Until the end is asked for: start again what has ended by itself."""
        while not self.stopping.wait(0.25):
            for child in self.children:
                if child.has_ended() and time.monotonic() - child.started > RESTART_AFTER:
                    print(f"{child.name} ended and is started again", file=sys.stderr, flush=True)
                    child.tell(signal.SIGKILL)
                    child.start()

    def end(self) -> None:
        """End every child: politely, and after three seconds for certain."""
        for child in self.children:
            child.tell(signal.SIGTERM)
        deadline = time.monotonic() + END_PATIENCE
        while time.monotonic() < deadline and not all(child.has_ended() for child in self.children):
            time.sleep(0.05)
        for child in self.children:
            child.tell(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()


def answers(url: str) -> bool:
    """Whether ``url`` answers 200 now."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  (our own address)
            return int(answer.status) == 200
    except (urllib.error.URLError, OSError):
        return False


def newsroom_command(host: str, port: int) -> list[str]:
    """Granian with one worker: Django under WSGI, which the edge's measurements favour over ASGI."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", "4", "--backlog", "1024", "--no-ws", "--log-level", "warning",
        "--workers-kill-timeout", "2", "broadsheet.wsgi:application",
    ]  # fmt: skip


def package_stamp(*extra: str) -> str:
    """A digest of the program's own files and ``extra``: when it is the same, nothing needs preparing."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256("\n".join(extra).encode())
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            stat = path.stat()
            digest.update(f"{path.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
