"""Verbs of the people room: what one place may do how often."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from broadsheet.kit.text import N_
from broadsheet.people.errors import TooOften
from broadsheet.people.models import Allowance
from broadsheet.people.rules import Limit

TOO_OFTEN = N_("That was a great deal from one place in a short time. Please try again in a few minutes.")


def take_allowance(*, limit: Limit, key: str, now: datetime) -> None:
    """Count one act of ``key``; raise TooOften when its window holds more than ``limit.most``.

    The count stands in the database, so it holds for all processes together. Call it outside the
    transaction of the act itself: an act that fails has been tried all the same.
    """
    if settings.LIMITS == "relaxed":
        return
    taken = _count(limit=limit, key=key, now=now)
    if taken > limit.most:
        raise TooOften(TOO_OFTEN, limit=limit.name, taken=taken)


@transaction.atomic
def _count(*, limit: Limit, key: str, now: datetime) -> int:
    row, is_new = Allowance.objects.get_or_create(name=limit.name, key=key, until=limit.window_end(now))
    if is_new:
        Allowance.objects.filter(until__lte=now).delete()
    Allowance.objects.filter(pk=row.pk).update(taken=F("taken") + 1)
    row.refresh_from_db(fields=["taken"])
    return row.taken
