"""Starts a site's process and asks it things."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).parents[1]


class Side:
    """One of the two sites, in a process of its own."""

    def __init__(self, name: str, environment: dict[str, str]) -> None:
        self.name = name
        path = os.pathsep.join([str(BENCHMARKS), str(BENCHMARKS.parent / "src")])
        self.environment = {**os.environ, **environment, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"sides.{name}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=self.environment, cwd=BENCHMARKS,
        )  # fmt: skip

    def begin(self, what: str, **how: Any) -> None:
        """Hand a request over without waiting for its answer."""
        print(json.dumps({"what": what, **how}), file=self._process.stdin, flush=True)

    def end(self) -> tuple[dict[str, float], Any]:
        """The answer to the last request: milliseconds passed and of processor time; the result."""
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended: {self._process.wait()}")
        told = json.loads(line)
        return {"ms": told["ms"], "cpu": told["cpu"]}, told["result"]

    def ask(self, what: str, **how: Any) -> tuple[dict[str, float], Any]:
        """As ``begin`` and ``end``."""
        self.begin(what, **how)
        return self.end()

    def close(self) -> None:
        """End the process."""
        self._process.stdin.close()
        self._process.wait(20)
