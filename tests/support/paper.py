"""A real paper, started as its readers and editors meet it."""

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from support.processes import below, left_after

BROADSHEET = Path(sys.executable).with_name("broadsheet")
FOREGROUND = Path(__file__).resolve().parents[2] / "scripts" / "foreground.py"
START_WITHIN = 240.0
END_WITHIN = 5.0


@dataclass
class RunningPaper:
    """What ``broadsheet demo`` printed when it was ready."""

    process: subprocess.Popen[str]
    state: Path
    url: str = ""
    desk: str = ""
    inbox: Path = Path()
    outbox: Path = Path()
    accounts: dict[str, tuple[str, str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def hear(self, line: str) -> bool:
        """Take in one line; true when it says ready."""
        self.said.append(line)
        word, _, rest = line.partition(": ")
        if word == "paper":
            self.url = rest.rstrip("/")
        elif word == "desk":
            self.desk = rest
        elif word in {"inbox", "outbox"}:
            setattr(self, word, Path(rest))
        elif word == "account":
            role, user, password = rest.split(maxsplit=2)
            self.accounts[role] = (user, password)
        return line == "ready"

    def stop(self) -> list[int]:
        """End it with SIGTERM; return the processes that were left after five seconds, now killed."""
        pids = below(self.process.pid)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        left = left_after(pids, END_WITHIN)
        self.process.wait()
        return left


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def plain_environment() -> dict[str, str]:
    """This process's environment without what the test run has set for itself."""
    ours = ("BROADSHEET_", "DJANGO_", "PYTEST_", "PORT")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def start_paper(state: Path, **settings: str) -> RunningPaper:
    """Start ``broadsheet demo`` on a free port and wait for its "ready"."""
    given = {f"BROADSHEET_{name}": value for name, value in settings.items()}
    demo = [str(BROADSHEET), "demo", "--port", str(free_port()), "--state", str(state)]
    process = subprocess.Popen(
        [sys.executable, "-S", "-E", str(FOREGROUND), *demo],  # it ends with this run, even a killed one
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**plain_environment(), **given},
        start_new_session=True,
    )
    paper = RunningPaper(process, state)
    lines: queue.Queue[str | None] = queue.Queue()

    def listen() -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                lines.put(line.rstrip("\n"))
        lines.put(None)

    threading.Thread(target=listen, daemon=True).start()
    deadline = time.monotonic() + START_WITHIN
    is_ready = False
    while not is_ready:
        try:
            line = lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            line = None
        if line is None:
            paper.stop()
            raise AssertionError("the paper did not get ready:\n" + "\n".join(paper.said[-40:]))
        is_ready = paper.hear(line)
    return paper


@pytest.fixture(scope="session")
def live_paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPaper]:
    """The demonstration paper on a free port, one for the whole session."""
    paper = start_paper(tmp_path_factory.mktemp("paper"))
    yield paper
    assert paper.stop() == []
