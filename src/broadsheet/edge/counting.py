"""Readings counted where the pages are handed over: story and hour, nothing about who reads."""

import re
import threading
from collections import Counter
from typing import Any

PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|httpx|java/|go-http", re.IGNORECASE
)


class Readings:
    """A counter shared by the threads of one process; ``take`` hands over what it has and starts again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def count(self, subject: str, environ: dict[str, Any]) -> None:
        """Count one reading unless a program or a prefetch asked."""
        if environ["REQUEST_METHOD"] != "GET" or "prefetch" in environ.get("HTTP_SEC_PURPOSE", ""):
            return
        agent = environ.get("HTTP_USER_AGENT", "")
        if not agent or PROGRAMS.search(agent):
            return
        with self._lock:
            self._counts[subject] += 1

    def take(self) -> dict[str, int]:
        """The counts since the last call."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return dict(taken)
