"""Counts that rooms above keep on a story, so that cards show them without asking."""

from django.db import transaction
from django.db.models import F

from broadsheet.edge.services import mark_stale
from broadsheet.stories.models import Story


@transaction.atomic
def shift_comment_count(*, story_id: int, by: int) -> None:
    """Move the number of comments readers see under a story by ``by``; every page with its card is stale.

    Call it in the transaction that shows or hides the comment. The row's own lock keeps the count exact.
    """
    Story.objects.filter(pk=story_id).update(comment_count=F("comment_count") + by)
    mark_stale(f"story:{story_id}")
