"""A large archive: queries a page, publishing, lists, pages and search, beside a plain Wagtail site.

``archive.py [--stories N] [--rounds N] [--databases sqlite,postgresql]``. Both sites hold the same invented
stories in the same database server, live in a process each, and are asked in turn.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

import _numbers as numbers
from sides.asking import BENCHMARKS, Side

ROOT = BENCHMARKS.parent
FEW = 50
MOST_QUERIES = 12
WRITES = ("open_and_publish", "publish_alone")
READS = ("latest", "front", "story", "section", "search_rare", "search_common", "sitemap_month")
OWN = ("publish_under_stored_pages", "archive_index", "news_sitemap")
OWN_ROUNDS = 5
BOUNDS_P95_MS = {"open_and_publish": 50.0, "publish_alone": 50.0, "latest": 5.0}
NAMES = {
    "open_and_publish": "write and publish one", "publish_alone": "publish one",
    "latest": "latest 30 of a section",
    "front": "front page", "story": "story page", "section": "section page",
    "search_rare": "search, a rare word", "search_common": "search, a common word",
    "sitemap_month": "sitemap of a month", "archive_index": "list of months", "news_sitemap": "news sitemap",
    "publish_under_stored_pages": "publish one, 5,000 pages stored",
}  # fmt: skip
WARM_UP = 2
MOST_SECONDS, LEAST_ROUNDS = 90.0, 5
Found = dict[str, dict[str, Any]]
Sizes = dict[str, dict[str, int]]


def main() -> int:
    chosen = arguments()
    faults: list[str] = []
    for vendor in chosen.databases.split(","):
        if vendor == "postgresql" and "BENCH_POSTGRES_URL" not in os.environ:
            print("postgresql: no BENCH_POSTGRES_URL, left out")
            continue
        with tempfile.TemporaryDirectory(prefix="broadsheet-bench-") as folder:
            faults += compare(vendor, Path(folder), chosen)
    return numbers.verdict(faults)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=int(os.environ.get("BENCH_STORIES", "100000")))
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("BENCH_ROUNDS", "40")))
    parser.add_argument("--databases", default="sqlite,postgresql")
    return parser.parse_args()


def compare(vendor: str, folder: Path, chosen: argparse.Namespace) -> list[str]:
    """Load both sites into ``vendor``, ask them, print and keep; returns what is over its bound."""
    before = numbers.load_average()
    print(f"{vendor}, {chosen.stories} stories, {chosen.rounds} rounds, load {before}", flush=True)
    sides = start(vendor, folder)
    try:
        loading, counts = load(sides, chosen.stories)
        found, sizes = ask_in_turn(sides, chosen.rounds)
    finally:
        for side in sides:
            side.close()
    told = {"database": vendor, "stories": chosen.stories, "rounds": chosen.rounds, "loading_s": loading}
    path = numbers.keep(
        f"archive-{vendor}", {**told, "queries": counts, "times": found, "bytes": sizes}, before=before
    )
    show(counts, found, sizes)
    print(f"load after {numbers.load_average()}; kept as {path.name}\n", flush=True)
    return over(vendor, counts, found)


def start(vendor: str, folder: Path) -> list[Side]:
    """Prepare two empty databases as each site's own commands do, and start a process for each site."""
    paper = {
        "BROADSHEET_SECRET_KEY": "only-for-measuring", "BROADSHEET_STATE": str(folder / "paper"),
        "BROADSHEET_BASE_URL": "http://127.0.0.1:9401",
        "BROADSHEET_DATABASE_URL": database(vendor, folder, "paper"),
    }  # fmt: skip
    plain = {
        "PLAIN_STATE": str(folder / "plain"), "PLAIN_DATABASE_URL": database(vendor, folder, "plain"),
        "PLAIN_SAMPLE": str(ROOT / "src" / "broadsheet" / "sample" / "pictures"),
        "DJANGO_SETTINGS_MODULE": "plain_wagtail.settings",
    }  # fmt: skip
    path = os.pathsep.join([str(BENCHMARKS), str(ROOT / "src")])
    commands = (
        (("-m", "broadsheet", "prepare"), paper),
        (("-m", "django", "migrate", "--run-syncdb", "-v", "0"), plain),
    )
    running = [
        subprocess.Popen([sys.executable, *words], env={**os.environ, **told, "PYTHONPATH": path}, cwd=folder)
        for words, told in commands
    ]
    if any(process.wait() for process in running):
        raise SystemExit("the databases could not be prepared")
    return [Side("paper", paper), Side("plain", plain)]


def database(vendor: str, folder: Path, name: str) -> str:
    (folder / name).mkdir(exist_ok=True)
    if vendor == "sqlite":
        return f"sqlite:///{folder}/{name}/{name}.sqlite3"
    url = os.environ["BENCH_POSTGRES_URL"]
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS bench_{name}")
        server.execute(f"CREATE DATABASE bench_{name}")
    return url.removesuffix(urlsplit(url).path) + f"/bench_{name}"


def load(sides: list[Side], stories: int) -> tuple[dict[str, float], dict[str, Any]]:
    """Fifty stories first, whose pages are counted, then the rest; both sites at the same time."""
    newest = (datetime.now(UTC) - timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    together(sides, "ground", stories=stories, newest=newest.isoformat())
    together(sides, "load", start=0, stop=min(FEW, stories))
    sides[0].ask("enrich")
    counts = {str(FEW): {side.name: side.ask("queries")[1] for side in sides}}
    took = together(sides, "load", start=FEW, stop=stories)
    together(sides, "settle")
    counts[str(stories)] = {side.name: side.ask("queries")[1] for side in sides}
    return took, counts


def together(sides: list[Side], what: str, **how: Any) -> dict[str, float]:
    for side in sides:
        side.begin(what, **how)
    return {side.name: round(side.end()[0]["ms"] / 1000, 1) for side in sides}


def ask_in_turn(sides: list[Side], rounds: int) -> tuple[Found, Sizes]:
    """Every question to both sites in turn; who comes first changes. Two first answers don't count.

    A question that takes long is asked less often, for a minute and a half but five times at the least.
    """
    found: Found = {}
    sizes: Sizes = {}
    for what in (*READS, *WRITES):
        mine: dict[str, list[dict[str, float]]] = {side.name: [] for side in sides}
        began = time.monotonic()
        for number in range(-WARM_UP, rounds):
            if number >= LEAST_ROUNDS and time.monotonic() - began > MOST_SECONDS:
                break
            for side in sides if number % 2 else reversed(sides):
                took, said = side.ask(what, number=number + WARM_UP)
                if number >= 0:
                    mine[side.name].append(took)
                    sizes.setdefault(what, {})[side.name] = said or 0
        found[what] = summary(mine)
        print(f"  {NAMES[what]}: {found[what]}", file=sys.stderr, flush=True)
    for what in OWN:
        found[what] = summary({"paper": [sides[0].ask(what, number=1000 + n)[0] for n in range(OWN_ROUNDS)]})
    return found, sizes


def summary(mine: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    """Median and 95th percentile of the time that passed, of the processor's, and the sites' ratios."""
    row: dict[str, Any] = {}
    for name, took in mine.items():
        passed, busy = [one["ms"] for one in took], [one["cpu"] for one in took]
        shares = {"p50": (passed, 0.5), "p95": (passed, 0.95), "cpu_p50": (busy, 0.5)}
        row[name] = {
            key: round(numbers.percentile(values, share), 2) for key, (values, share) in shares.items()
        }
    if "plain" in row:
        row |= {f"ratio_{key}": round(row["paper"][key] / row["plain"][key], 3) for key in ("p50", "cpu_p50")}
    return row


def show(counts: dict[str, Any], found: Found, sizes: Sizes) -> None:
    asked = [
        [f"{page} page, {count} stories", str(by_side["paper"][page]), str(by_side["plain"][page])]
        for count, by_side in counts.items() for page in by_side["paper"]
    ]  # fmt: skip
    numbers.table(["queries at most", "Broadsheet", "plain Wagtail"], asked)
    print()
    lines = []
    for what, row in found.items():
        times = [f"{value:.1f}" for name in ("paper", "plain") for value in row.get(name, {}).values()]
        ratios = [f"{row[key]:.2f}" for key in ("ratio_p50", "ratio_cpu_p50") if key in row]
        size = [
            f"{n:,}" if (n := sizes.get(what, {}).get(name, 0)) > 100 else "" for name in ("paper", "plain")
        ]
        lines.append(
            [NAMES[what], *times, *[""] * (6 - len(times)), *ratios, *[""] * (2 - len(ratios)), *size]
        )
    head = [
        "milliseconds",
        "p50",
        "p95",
        "cpu",
        "plain p50",
        "p95",
        "cpu",
        "ratio",
        "of cpu",
        "bytes",
        "plain",
    ]
    numbers.table(head, lines)


def over(vendor: str, counts: dict[str, Any], found: Found) -> list[str]:
    faults = [
        f"{vendor}: {page} page asks {n} queries with {count} stories"
        for count, by_side in counts.items() for page, n in by_side["paper"].items() if n > MOST_QUERIES
    ]  # fmt: skip
    few, many = (by_side["paper"] for by_side in counts.values()) if len(counts) == 2 else ({}, {})
    faults += [
        f"{vendor}: {page} page asks {few[page]}, then {many[page]} queries"
        for page in few
        if few[page] != many[page]
    ]
    for what, bound in BOUNDS_P95_MS.items():
        slow = found[what]["paper"]["p95"]
        if slow > bound:
            faults.append(f"{vendor}: {NAMES[what]} took {slow} ms at p95, more than {bound}")
    return faults


if __name__ == "__main__":
    raise SystemExit(main())
