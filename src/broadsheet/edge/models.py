"""The outbox of marks: what a committed change made stale and the page store has not been told yet."""

from django.db import models


class Mark(models.Model):
    """Tags made stale by one change, written in the same transaction; gone once the store has purged."""

    tags = models.JSONField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return " ".join(self.tags)
