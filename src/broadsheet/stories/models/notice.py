"""What the paper says in public about a printed story: it was corrected, clarified or withdrawn."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """A reader-facing note. Never edited, never deleted: a record."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        KILL = "kill", "Withdrawn"

    story = models.ForeignKey("stories.Story", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=16, choices=Kind)
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story"], condition=models.Q(kind="kill"), name="notice_one_kill_a_story"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
