"""Brings the counted readings from memory into the database, in batches."""

import logging
import threading
import time
from datetime import datetime

from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F
from django.utils import timezone

from broadsheet.audience.models import Reading
from broadsheet.edge.counting import Readings
from broadsheet.stories.models import Story

log = logging.getLogger("broadsheet.audience")
readings = Readings()
FLUSH_SECONDS = 3.0


def flush(*, now: datetime) -> int:
    """Add what was counted since the last call to the rows of this hour; returns how many readings."""
    taken = {int(subject.partition(":")[2]): count for subject, count in readings.take().items()}
    if not taken:
        return 0
    hour = now.replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        known = set(Story.objects.filter(pk__in=taken).values_list("pk", flat=True))
        for pk in known:
            row, _ = Reading.objects.get_or_create(story_id=pk, hour=hour)
            Reading.objects.filter(pk=row.pk).update(count=F("count") + taken[pk])
    return sum(taken[pk] for pk in known)


def start_flushing() -> None:
    """Flush every few seconds in a thread of this process."""

    def run() -> None:
        while True:
            time.sleep(FLUSH_SECONDS)
            try:
                flush(now=timezone.now())
            except DatabaseError:
                log.exception("audience.flush.failed")
            close_old_connections()

    threading.Thread(target=run, name="readings", daemon=True).start()
