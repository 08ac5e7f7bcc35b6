"""The demonstration paper as a benchmark runs it: started, asked, measured from outside, ended."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
PORT = int(os.environ.get("BENCH_PORT", "9410"))
STATE = Path(os.environ.get("BENCH_STATE") or ROOT / "var" / "bench" / "demo")
READY_WITHIN, END_WITHIN = 600.0, 30.0


class Demo:
    """A running demonstration; ``ready_after`` is in seconds."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115  (closed with the process)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "broadsheet", "demo", "--port", str(PORT), "--state", str(STATE)],
            stdout=subprocess.PIPE, stderr=self._log, text=True, cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith("BROADSHEET_")},
        )  # fmt: skip
        self.url = f"http://127.0.0.1:{PORT}"
        self.inbox = STATE / "inbox"
        self.ready_after = self._wait()

    def _wait(self) -> float:
        for line in self._process.stdout:
            if line.strip() == "ready":
                return time.monotonic() - self._began
            if time.monotonic() - self._began > READY_WITHIN:
                break
        self._log.seek(0)
        raise SystemExit(f"the demonstration did not start:\n{self._log.read()}")

    def processes(self) -> list[int]:
        """The demonstration's process and everything below it."""
        parents = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text()
                except (FileNotFoundError, ProcessLookupError):
                    continue
                parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
        family = [self._process.pid]
        for known in family:
            family += [pid for pid, parent in parents.items() if parent == known]
        return family

    def end(self) -> float:
        """Ask it to end as an operator would; seconds until it and all below it are gone."""
        family = self.processes()
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(END_WITHIN)
        while any(_is_alive(pid) for pid in family) and time.monotonic() - began < END_WITHIN:
            time.sleep(0.02)
        return time.monotonic() - began

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and the bytes as they came over the wire; ``path`` may be a whole address."""
        parts = urlsplit(path)
        link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        link.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=named)
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def addresses(self) -> list[str]:
        """Every address in the sitemaps, paths only, stories first."""
        found: list[str] = []
        for sitemap in reversed(locations(self.get("/sitemap.xml")[2])):
            found += [urlsplit(place).path for place in locations(self.get(sitemap)[2])]
        return found

    def stories(self) -> list[str]:
        """The addresses of every story."""
        sitemaps = [place for place in locations(self.get("/sitemap.xml")[2]) if "pages" not in place]
        return [urlsplit(place).path for sitemap in sitemaps for place in locations(self.get(sitemap)[2])]


def locations(sitemap: bytes) -> list[str]:
    """What stands between ``<loc>`` and ``</loc>``."""
    return [part.partition("</loc>")[0] for part in sitemap.decode().split("<loc>")[1:]]


def _is_alive(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def forget() -> None:
    """Drop the state, so that the next start is a first one."""
    shutil.rmtree(STATE, ignore_errors=True)


@contextmanager
def running() -> Iterator[Demo]:
    """A demonstration for as long as the block lasts; its state stays for the next benchmark."""
    demo = Demo()
    try:
        yield demo
    finally:
        demo.end()
