"""The background worker: a clock that does what is due, and a thread for each thing that may take long."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from broadsheet.audience.services import rank
from broadsheet.desk.services import Inbox
from broadsheet.edge.services import drain
from broadsheet.newsletter import services as newsletter
from broadsheet.stories.services import clock
from broadsheet.web.selectors import paper

log = logging.getLogger("broadsheet.work")
TICK = 0.2
RANK_EVERY = 10.0
LETTER_EVERY = 2.0


def run(ready: Path | None) -> None:
    """Work until SIGINT or SIGTERM; what is being done is finished first."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    inbox = Inbox(Path(settings.INBOX))
    day = Day()
    jobs: list[tuple[str, float, Callable[[datetime], object]]] = [
        ("clock", TICK, lambda now: _tick(day, now)),
        ("inbox", TICK, inbox.sweep),
        ("ranking", RANK_EVERY, lambda now: rank(now=now)),
        ("newsletter", LETTER_EVERY, lambda now: newsletter.carry_out_due(now=now)),
    ]
    threads = [threading.Thread(target=_repeat, args=(stop, *job), name=job[0], daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    if ready is not None:
        ready.touch()
    stop.wait()
    for thread in threads:
        thread.join(timeout=2.0)


def _tick(day: "Day", now: datetime) -> None:
    drain()
    clock.carry_out_due(now=now)
    day.turn(now)


def _repeat(stop: threading.Event, name: str, every: float, job: Callable[[datetime], object]) -> None:
    """Call ``job`` again and again; a fault is logged with its trace and the next call is made all the same."""
    while not stop.is_set():
        try:
            job(timezone.now())
        except DatabaseError:
            log.exception("work.%s.database", name)
        except Exception:  # the worker outlives any one job's fault
            log.exception("work.%s.failed", name)
        close_old_connections()
        stop.wait(every)


class Day:
    """Notices the paper's midnight."""

    def __init__(self) -> None:
        self._seen = ""

    def turn(self, now: datetime) -> None:
        """Mark what prints the date stale when the day has changed since the last call."""
        today = now.astimezone(paper().zone).date().isoformat()
        if self._seen and self._seen != today:
            clock.turn_the_day()
        self._seen = today
