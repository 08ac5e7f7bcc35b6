"""Runs a program in the foreground and leaves nothing behind.

``foreground.py PROGRAM ARGUMENT…`` passes SIGINT, SIGTERM and SIGHUP on and ends, by force if need be,
every process that the program has started. It exists because make hands SIGTERM to its child but keeps a
SIGINT that was sent to make alone, and says nothing when it is killed: both are seen here by looking at the
parent. Standard library only, so that it starts at once.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
LOOK_EVERY = 0.25
PATIENCE = 3.5  # seconds from the wish to end until force; the promise is five
INTERRUPT_BIT = 1 << (signal.SIGINT - 1)


def parent_catches_interrupt(parent: int) -> bool:
    """Tell whether the parent still has a handler for SIGINT; make drops it once one has come."""
    try:
        status = Path(f"/proc/{parent}/status").read_text()
    except OSError:
        return False
    caught = next((line for line in status.splitlines() if line.startswith("SigCgt:")), "SigCgt: 0")
    return bool(int(caught.split()[1], 16) & INTERRUPT_BIT)


def descendants() -> list[int]:
    """Every living process below this one."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name stands in brackets and may hold anything, so count from its end.
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            below.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [os.getpid()]
    while waiting:
        children = below.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def tell(signum: int) -> None:
    for pid in descendants():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signum)


def reap() -> None:
    """Collect orphans that were handed to this process, so that none stays a zombie."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


class Foreground:
    """One program, watched until it ends or somebody wants it to."""

    def __init__(self, command: list[str]) -> None:
        self.asked_at: float | None = None
        self.parent = os.getppid()
        self.is_parent_watched = parent_catches_interrupt(self.parent)
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self.ask)
        self.program = subprocess.Popen(command)

    def ask(self, *_: object) -> None:
        """Want the end. Asked twice counts from the first time."""
        self.asked_at = self.asked_at or time.monotonic()

    def look_at_parent(self) -> None:
        is_gone = os.getppid() != self.parent
        if is_gone or (self.is_parent_watched and not parent_catches_interrupt(self.parent)):
            self.ask()

    def wait_for_wish(self) -> None:
        """Return when the program has ended by itself or its end is wanted."""
        while self.program.poll() is None and self.asked_at is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.program.wait(LOOK_EVERY)
            self.look_at_parent()

    def end(self) -> int:
        """End the program, then whatever it has left behind, then by force whatever is still there."""
        until = (self.asked_at or time.monotonic()) + PATIENCE
        if self.program.poll() is None:
            self.program.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.program.wait(max(0.0, until - time.monotonic()))
        tell(signal.SIGTERM)
        while descendants() and time.monotonic() < until:
            reap()
            time.sleep(0.05)
        tell(signal.SIGKILL)
        code = self.program.wait()
        reap()
        return 0 if self.asked_at else code


def main() -> int:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    foreground = Foreground(sys.argv[1:])
    foreground.wait_for_wish()
    return foreground.end()


if __name__ == "__main__":
    raise SystemExit(main())
