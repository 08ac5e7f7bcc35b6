"""Votes and their tallies."""

from django.db import models


class Vote(models.Model):
    """One reader's vote on one story. ``voter_key`` is ``person:ID`` or ``guest:COOKIE``."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="votes")
    voter_key = models.CharField(max_length=80)
    value = models.SmallIntegerField()
    network = models.CharField(max_length=32, blank=True)  # keyed digest of the prefix it came from
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "voter_key"], name="vote_once_a_reader_and_story")
        ]

    def __str__(self) -> str:
        return f"{self.story_id}: {self.value:+}"


class Tally(models.Model):
    """What a story's votes come to: always their number and their sum."""

    story = models.OneToOneField(
        "stories.Story", on_delete=models.CASCADE, primary_key=True, related_name="tally"
    )
    count = models.PositiveIntegerField(default=0)
    total = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.story_id}: {self.count}"
