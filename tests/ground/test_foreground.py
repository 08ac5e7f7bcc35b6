"""A program that make keeps in the foreground leaves nothing behind, however it is told to end."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support.processes import left_after

FOREGROUND = Path(__file__).resolve().parents[2] / "scripts" / "foreground.py"
# A supervisor with a deaf child, which has left its session and hides behind a parent that is gone.
SUPERVISOR = """
import os, signal, subprocess, sys, time
deaf = (
    "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print(os.getpid(), flush=True); time.sleep(60)"
)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv(sys.executable, [sys.executable, "-c", deaf])
    os._exit(0)
print(os.getpid(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def make(tmp_path):
    (tmp_path / "supervisor.py").write_text(SUPERVISOR)
    (tmp_path / "Makefile").write_text(
        f"run:\n\t@exec {sys.executable} -S -E {FOREGROUND} {sys.executable} supervisor.py\n"
    )
    process = subprocess.Popen(
        ["make", "run"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    pids = [int(process.stdout.readline()) for _ in range(2)]
    yield process, pids
    process.stdout.close()
    left_after(pids, 0)


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_every_child_ends_within_five_seconds_of_a_signal_to_make_alone(make, signum):
    process, pids = make
    process.send_signal(signum)
    process.wait(5)

    assert left_after(pids, 5) == []


def test_the_programs_own_exit_code_is_passed_on(tmp_path):
    done = subprocess.run(
        [sys.executable, FOREGROUND, sys.executable, "-c", "raise SystemExit(7)"], check=False
    )

    assert done.returncode == 7
