"""Keeps the most-read list fresh without reprinting it at every reading."""

from datetime import datetime

from django.db import transaction

from broadsheet.audience.models import Ranked
from broadsheet.audience.selectors import ranking
from broadsheet.edge.services import mark_stale


@transaction.atomic
def rank(*, now: datetime) -> bool:
    """Mark pages that show the most-read list stale if its order changed; called every ten seconds."""
    order = ranking(now)
    if list(Ranked.objects.order_by("position").values_list("story", flat=True)) == order:
        return False
    Ranked.objects.all().delete()
    Ranked.objects.bulk_create([Ranked(position=n, story_id=pk) for n, pk in enumerate(order)])
    mark_stale("most-read")
    return True
