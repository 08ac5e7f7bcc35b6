"""Runs every benchmark in ``benchmarks/`` and prints its numbers: ``bench.py [--stories N] [NAME…]``.

Each is a program of its own; files whose names begin with an underscore are their parts. They find an empty
PostgreSQL database at BENCH_POSTGRES_URL, on a server that writes durably, the size of the archive and how
often each question is asked in BENCH_STORIES and BENCH_ROUNDS, and the checkout's commit and this machine's
description in BENCH_COMMIT and BENCH_MACHINE for the JSON rows that they write. A benchmark that finds a
number over its bound ends with exit code 1, and so does this.
"""

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

from with_postgres import postgres

ROOT = Path(__file__).resolve().parents[1]


def machine() -> str:
    processors = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return f"{platform.machine()}, {processors} processors, {memory} GB, Python {platform.python_version()}"


def commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def benchmarks(wanted: list[str]) -> list[Path]:
    found = sorted(path for path in (ROOT / "benchmarks").glob("*.py") if not path.name.startswith("_"))
    return [path for path in found if not wanted or path.stem in wanted]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="benchmarks to run; all when none is named")
    parser.add_argument("--stories", type=int, default=100_000, help="size of the archive")
    parser.add_argument("--rounds", type=int, default=40, help="how often each question is asked")
    chosen = parser.parse_args()
    programs = benchmarks(chosen.names)
    if not programs:
        print("no such benchmark", file=sys.stderr)
        return 2
    failed = []
    with postgres(is_durable=True) as url:
        told = {
            "BENCH_POSTGRES_URL": url, "BENCH_COMMIT": commit(), "BENCH_MACHINE": machine(),
            "BENCH_STORIES": str(chosen.stories), "BENCH_ROUNDS": str(chosen.rounds),
        }  # fmt: skip
        print(f"{told['BENCH_MACHINE']}, commit {told['BENCH_COMMIT']}")
        for program in programs:
            print(f"\n{program.stem}", flush=True)
            done = subprocess.run(
                [sys.executable, program], cwd=ROOT, env={**os.environ, **told}, check=False
            )
            if done.returncode:
                failed.append(program.stem)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
