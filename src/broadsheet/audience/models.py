"""Readings: how often each story was read, by hour."""

from django.db import models


class Reading(models.Model):
    """One story and one hour; no row knows a reader."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="readings")
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "hour"], name="reading_once_a_story_and_hour")
        ]
        indexes = [models.Index(fields=["hour"], name="reading_hour")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.hour:%Y-%m-%d %H}h: {self.count}"


class Ranked(models.Model):
    """One place of the most-read list as pages print it; moved by the clock alone."""

    position = models.PositiveSmallIntegerField(unique=True)
    story = models.OneToOneField("stories.Story", on_delete=models.CASCADE, related_name="ranked")

    def __str__(self) -> str:
        return f"{self.position}: {self.story_id}"
