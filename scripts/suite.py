"""Runs every test: on SQLite, on a PostgreSQL of its own, and the journeys in a browser.

All three run even when one fails; the exit code is 1 if any did. pytest's closing lines stand last.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTEST = (sys.executable, "-m", "pytest")
WORKERS = ("-n", "2", "--dist", "worksteal")
RUNS = {
    "unit and service tests on SQLite": (*PYTEST, *WORKERS),
    "tests that touch the database, on PostgreSQL": (
        sys.executable,
        str(HERE / "with_postgres.py"),
        "--",
        *PYTEST,
        *WORKERS,
        "-m",
        "database or postgres",
    ),
    "journeys in a browser": (*PYTEST, "-m", "journey"),
}


def main() -> int:
    failed = []
    for name, command in RUNS.items():
        print(f"\n{name}", flush=True)
        if subprocess.run(command, cwd=HERE.parent, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {'; '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
