"""Percentiles, tables, and the JSON row that every benchmark leaves in ``benchmarks/results``."""

import json
import math
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(os.environ.get("BENCH_RESULTS") or Path(__file__).parent / "results")


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of ``values`` do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def load_average() -> str:
    """The machine's load over the last one, five and fifteen minutes."""
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print lines under a head, the first column flush left, the others flush right."""
    widths = [max(len(line[n]) for line in (head, *lines)) for n in range(len(head))]
    for line in (head, *lines):
        print(
            "  ".join(
                cell.ljust(w) if n == 0 else cell.rjust(w)
                for n, (cell, w) in enumerate(zip(line, widths, strict=True))
            )
        )


def keep(name: str, numbers: dict[str, Any], *, before: str) -> Path:
    """Write one row: machine, commit, date, the load before and after, numbers."""
    now = datetime.now(UTC)
    row = {
        "benchmark": name,
        "machine": os.environ.get("BENCH_MACHINE", "unknown"),
        "commit": os.environ.get("BENCH_COMMIT", "unknown"),
        "date": now.isoformat(timespec="seconds"),
        "load_before": before,
        "load_after": load_average(),
        "numbers": numbers,
    }
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{name}-{now:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(row, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def verdict(faults: Iterable[str]) -> int:
    """Print what is over its bound; the exit code."""
    found = list(faults)
    for fault in found:
        print(f"OVER: {fault}")
    return 1 if found else 0
