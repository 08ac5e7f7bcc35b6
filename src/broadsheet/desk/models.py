"""The desk's tables: rules for what comes in, what became of each take, which story follows which item."""

from django.conf import settings
from django.db import models
from django.db.models import F


class Rule(models.Model):
    """One line of the desk's routing. The first rule that fits a take, by position, decides."""

    class Action(models.TextChoices):
        PUBLISH = "publish", "Publish at once"
        HOLD = "hold", "Hold for an editor"
        SPIKE = "spike", "Spike"

    position = models.PositiveSmallIntegerField(default=50, help_text="Lower numbers are asked first.")
    feed = models.ForeignKey(
        "wire.Feed", null=True, blank=True, on_delete=models.CASCADE, related_name="+",
        help_text="Empty: every feed.",
    )  # fmt: skip
    section_path = models.CharField(
        "section",
        max_length=200,
        blank=True,
        help_text="Its path on the site, such as world or world/europe.",
    )
    action = models.CharField(max_length=8, choices=Action, default=Action.HOLD)

    class Meta:
        indexes = [models.Index(F("position"), F("id"), name="rule_order")]

    def __str__(self) -> str:
        where = f" in {self.section_path}" if self.section_path else ""
        return f"{self.feed or 'Every feed'}: {self.get_action_display().lower()}{where}"


class Follow(models.Model):
    """A story and the wire item whose versions it follows.

    ``applied`` is the take whose words the story last took over, ``applied_digest`` the fingerprint of the
    text as it then stood: while the story's newest draft has the same one, the paper has not touched it.
    ``waiting`` is a newer take that was not taken over by itself: the paper's text would have been
    overwritten, or (``waiting_until``) the take is under embargo while the story is on the page.
    """

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="follows")
    feed = models.ForeignKey("wire.Feed", on_delete=models.PROTECT, related_name="+")
    guid = models.CharField(max_length=300)
    opened_from = models.ForeignKey("wire.Take", on_delete=models.PROTECT, related_name="+")
    applied = models.ForeignKey("wire.Take", on_delete=models.PROTECT, related_name="+")
    applied_digest = models.CharField(max_length=64)
    waiting = models.ForeignKey(
        "wire.Take", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waiting_until = models.DateTimeField(null=True, blank=True)
    withheld_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "feed", "guid"], name="follow_once")]
        indexes = [
            models.Index(fields=["feed", "guid"], name="follow_item"),
            models.Index(
                fields=["waiting_until"],
                condition=models.Q(waiting_until__isnull=False),
                name="follow_waiting_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story} follows {self.guid}"


class Decision(models.Model):
    """What became of a take by itself, and why. Written once, with the take."""

    class Outcome(models.TextChoices):
        FILED = "filed", "Filed"
        HELD = "held", "Held"
        SPIKED = "spiked", "Spiked"
        PUBLISHED = "published", "Published"
        EMBARGOED = "embargoed", "Under embargo"
        UPDATED = "updated", "Story updated"
        CORRECTED = "corrected", "Story corrected"
        WAITING = "waiting", "Update waits for an editor"
        KILLED = "killed", "Killed"
        WITHHELD = "withheld", "Taken off the page"

    take = models.OneToOneField("wire.Take", on_delete=models.CASCADE, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome)
    sentence = models.TextField(blank=True)
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    story = models.ForeignKey(
        "stories.Story", null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.sentence}"


class WirePicture(models.Model):
    """Which picture of the library an item's picture became, so that a later version finds it again."""

    feed = models.ForeignKey("wire.Feed", on_delete=models.PROTECT, related_name="+")
    guid = models.CharField(max_length=300, help_text="Of the item that brought it.")
    href = models.CharField(max_length=500)
    picture = models.ForeignKey("pictures.Picture", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "guid", "href"], name="wire_picture_once")]

    def __str__(self) -> str:
        return self.href
