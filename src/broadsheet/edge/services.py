"""Marks: the only way by which a change reaches the stored pages."""

from functools import cache, partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from broadsheet.edge.models import Mark
from broadsheet.edge.store import SqlitePageStore


@cache
def page_store() -> SqlitePageStore:
    """The paper's page store; one object a process."""
    return SqlitePageStore(Path(settings.BROADSHEET_PAGES))


def mark_stale(*tags: str) -> None:
    """Make every stored page that read one of ``tags`` stale when the current transaction commits.

    The mark is an outbox row of that transaction: after a crash between commit and purge, ``drain``
    carries it out. Call it inside ``transaction.atomic`` together with the change itself.
    """
    if not tags:
        return
    mark = Mark.objects.create(tags=sorted(set(tags)), made_at=timezone.now())
    transaction.on_commit(partial(carry_out, mark.pk, tuple(mark.tags)))


def carry_out(mark_id: int, tags: tuple[str, ...]) -> None:
    """Purge ``tags`` and take the mark out of the outbox; safe to run twice."""
    page_store().purge(tags)
    Mark.objects.filter(pk=mark_id).delete()


def drain() -> int:
    """Carry out every mark left over by a crash or by another process; returns how many."""
    waiting = list(Mark.objects.order_by("pk").values_list("pk", "tags"))
    for pk, tags in waiting:
        carry_out(pk, tuple(tags))
    return len(waiting)
