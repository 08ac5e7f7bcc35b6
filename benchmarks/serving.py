"""The page front over loopback: stored pages by wrk, and what a page costs when Django has to make it."""

import argparse
import re
import subprocess
import time

import _demo
import _numbers as numbers

REQUESTS = re.compile(r"Requests/sec:\s+([\d.]+)")
NINETY_NINE = re.compile(r"^\s+99%\s+([\d.]+)(us|ms|s)", re.MULTILINE)
REFUSED = re.compile(r"Non-2xx or 3xx responses: (\d+)")
MISSES = 60
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    seconds = parser.parse_args().seconds
    before = numbers.load_average()
    print(f"load {before}", flush=True)
    with _demo.running() as demo:
        story = max(demo.stories(), key=lambda path: len(demo.get(path)[2]))
        stored = {
            f"{name}, {links} connections": wrk(demo.url + path, links, seconds)
            for name, path in (("front page", "/"), ("story page", story)) for links in (1, 16, 64)
        }  # fmt: skip
        not_stored = {"story page, 4 connections": wrk(f"{demo.url}{story}?never=stored", 4, seconds)}
        missed = {name: misses(demo, path) for name, path in (("front page", "/"), ("story page", story))}
    told = {
        "story": story,
        "seconds": seconds,
        "stored": stored,
        "not_stored": not_stored,
        "misses_ms": missed,
    }
    path = numbers.keep("serving", told, before=before)
    lines = [
        [f"stored {name}", f"{row['per_s']:,.0f}", f"{row['p99_ms']:.1f}"] for name, row in stored.items()
    ]
    lines += [
        [f"from Django: {name}", f"{row['per_s']:,.0f}", f"{row['p99_ms']:.1f}"]
        for name, row in not_stored.items()
    ]
    numbers.table(["through broadsheet's own server", "requests/s", "p99 ms"], lines)
    print()
    numbers.table(
        [f"made by Django, one at a time, {MISSES} times", "p50 ms", "p95 ms"],
        [[name, f"{row['p50']:.1f}", f"{row['p95']:.1f}"] for name, row in missed.items()],
    )
    print(f"{story}; load after {numbers.load_average()}; kept as {path.name}")
    return numbers.verdict(
        f"{name}: {row['refused']} refused" for name, row in stored.items() if row["refused"]
    )


def wrk(url: str, links: int, seconds: int) -> dict[str, float]:
    """Requests a second and the 99th percentile in milliseconds, by wrk, asking for brotli."""
    done = subprocess.run(
        ["wrk", "-t1", f"-c{links}", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: br", url],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    value, unit = NINETY_NINE.search(done.stdout).groups()
    refused = REFUSED.search(done.stdout)
    return {
        "per_s": float(REQUESTS.search(done.stdout)[1]),
        "p99_ms": round(float(value) * UNITS[unit], 2),
        "refused": int(refused[1]) if refused else 0,
    }


def misses(demo: _demo.Demo, path: str) -> dict[str, float]:
    """Milliseconds of an answer that no store may keep, since its query is not one that pages know."""
    took = []
    for number in range(-5, MISSES):
        began = time.perf_counter()
        status, _, _ = demo.get(f"{path}?miss={number}")
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        took.append(1000 * (time.perf_counter() - began))
    return {
        "p50": round(numbers.percentile(took[5:], 0.5), 1),
        "p95": round(numbers.percentile(took[5:], 0.95), 1),
    }


if __name__ == "__main__":
    raise SystemExit(main())
