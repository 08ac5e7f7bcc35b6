"""The wire's tables: who sends, what came byte for byte, each version of each item, what was refused."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

PRINTED_HERE = "usable"
FINAL = ("killed", "canceled")


class Feed(models.Model):
    """One stream of copy from one sender, filled by one folder of the inbox.

    An unknown folder becomes an untrusted feed, so that nothing it brings is printed without an editor.
    """

    slug = models.SlugField(max_length=60, unique=True, help_text="Name of its folder in the inbox.")
    name = models.CharField(max_length=120)
    is_trusted = models.BooleanField(
        "trusted", default=False, help_text="Its copy may be printed without an editor where a rule says so."
    )
    agency_slug = models.SlugField(
        max_length=120, blank=True, allow_unicode=True,
        help_text="The agency that every story of this feed is by; empty: the one each item credits.",
    )  # fmt: skip
    credit = models.CharField(max_length=120, blank=True, help_text="Used where an item brings none.")
    language = models.CharField(max_length=12, blank=True, help_text="Used where an item names none.")
    time_zone = models.CharField(
        max_length=60, default="UTC", help_text="Of times that come without a zone, such as Europe/Paris."
    )
    rights = models.TextField(blank=True, help_text="Usage terms of what comes without any.")
    rights_days = models.PositiveIntegerField(
        null=True, blank=True, help_text="Days that its stories may stand in the paper; empty: for good."
    )
    created_at = models.DateTimeField(editable=False)

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """One file or transmission exactly as it came. Never edited; the same bytes of a feed are kept once."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="messages")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    raw = models.BinaryField()
    format = models.CharField(max_length=40)
    name = models.CharField(max_length=255, help_text="The file's name as it came.")
    whence = models.CharField(max_length=255, help_text="The way it came: inbox, command, an address.")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "sha256"], name="message_once")]

    def __str__(self) -> str:
        return self.name


class TakeQuerySet(models.QuerySet["Take"]):
    """Narrowing questions about takes."""

    def of(self, feed: Feed, guid: str) -> "TakeQuerySet":
        """Every version of one item, the newest first."""
        return self.filter(feed=feed, guid=guid).order_by("-version_key", "-pk")

    def final(self) -> "TakeQuerySet":
        """Kills and cancellations."""
        return self.filter(pubstatus__in=FINAL)

    def newest_versions(self) -> "TakeQuerySet":
        """Of each item only the version that stands."""
        newer = Take.objects.filter(
            feed=OuterRef("feed"), guid=OuterRef("guid"), version_key__gt=OuterRef("version_key")
        )
        return self.filter(~Exists(newer))

    def latest_first(self) -> "TakeQuerySet":
        """As the desk's list shows them."""
        return self.order_by("-received_at", "-pk")


class Take(models.Model):
    """One version of one wire item, kept as it was read. Only spiking changes it.

    ``guid`` is the identifier all versions share, ``version`` the agency's own number. Where an agency used
    one number twice for different things, ours is added to the second (``services.file_take``).
    ``version_key`` sorts, byte by byte, as the versions follow each other.
    """

    class PubStatus(models.TextChoices):
        USABLE = "usable", "Usable"
        WITHHELD = "withheld", "Withheld"
        CANCELED = "canceled", "Cancelled"
        KILLED = "killed", "Killed"

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="takes")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="takes")
    position = models.PositiveSmallIntegerField(help_text="Place in its message, from 0.")
    guid = models.CharField(max_length=300)
    version = models.CharField(max_length=120)
    version_key = models.BinaryField()
    public_id = models.CharField(max_length=300, blank=True)
    pubstatus = models.CharField(max_length=8, choices=PubStatus)
    is_correction = models.BooleanField(default=False)
    type = models.CharField(max_length=20)
    headline = models.CharField(max_length=500, blank=True)
    slugline = models.CharField(max_length=250, blank=True)
    ednote = models.TextField(blank=True)
    byline = models.CharField(max_length=500, blank=True)
    credit = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=250, blank=True)
    dateline = models.CharField(max_length=250, blank=True)
    language = models.CharField(max_length=35, blank=True)
    urgency = models.PositiveSmallIntegerField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(null=True, blank=True)
    first_created_at = models.DateTimeField(null=True, blank=True)
    version_created_at = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    rights = models.TextField(blank=True)
    item = models.JSONField(
        help_text="Everything the item carried, as `broadsheet wire parse --json` prints it."
    )
    digest = models.CharField(max_length=64, help_text="Of what the item says, without its times.")
    received_at = models.DateTimeField()
    spiked_at = models.DateTimeField(null=True, blank=True)
    spiked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TakeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "guid", "version"], name="take_once")]
        indexes = [
            models.Index(F("feed"), F("guid"), F("version_key").desc(), name="take_latest_version"),
            models.Index(F("received_at").desc(), F("id").desc(), name="take_latest"),
            models.Index(F("feed"), F("received_at").desc(), F("id").desc(), name="take_latest_of_feed"),
            models.Index(F("feed"), F("guid"), condition=Q(pubstatus__in=FINAL), name="take_final"),
        ]

    def __str__(self) -> str:
        return self.headline or self.slugline or self.guid


class Refused(models.Model):
    """A file that could not be read, with the sentence that says why; tried again when the desk asks.

    ``raw`` is None only for a file above the size limit, which is kept in the folder ``refused`` alone.
    """

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="refused")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    raw = models.BinaryField(null=True)
    code = models.CharField(max_length=60)
    sentence = models.TextField()
    line = models.PositiveIntegerField(null=True, blank=True)
    byte = models.PositiveBigIntegerField(null=True, blank=True)
    kept_as = models.CharField(max_length=500, blank=True, help_text="Path below the inbox.")
    refused_at = models.DateTimeField()
    retried_at = models.DateTimeField(null=True, blank=True)
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="refusals",
        help_text="What it became when a later try could read it.",
    )  # fmt: skip

    class Meta:
        verbose_name_plural = "refused files"
        constraints = [models.UniqueConstraint(fields=["feed", "sha256"], name="refused_once")]
        indexes = [models.Index(F("refused_at").desc(), name="refused_latest")]

    def __str__(self) -> str:
        return f"{self.name}: {self.sentence}"
