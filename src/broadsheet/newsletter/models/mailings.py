"""Editions: what went, or is to go, to a list on a day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from broadsheet.newsletter.models.subscriptions import MailingList


class Mailing(models.Model):
    """One edition of one list. ``subject`` and ``note`` are an editor's; the ``printed`` fields are made.

    ``rendering`` counts how often it was printed since its audience was frozen: a story that is withdrawn
    while the edition goes out leads to a new one.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        HELD = "held", "Held"
        FROZEN = "frozen", "Audience frozen"
        SUBMITTING = "submitting", "Going out"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"

    OPEN: ClassVar = ("frozen", "submitting")
    SHOWN: ClassVar = ("frozen", "submitting", "done")

    mailing_list = models.ForeignKey(MailingList, on_delete=models.PROTECT, related_name="mailings")
    edition_date = models.DateField()
    number = models.PositiveSmallIntegerField(
        default=1, help_text="Of the day: a daily list has number 1 only."
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    subject = models.CharField(max_length=200, blank=True, help_text="Empty: the first story's headline.")
    note = models.TextField(blank=True, max_length=2000, help_text="Stands above the stories.")
    due_at = models.DateTimeField()
    not_after = models.DateTimeField(help_text="What has not gone out by then stays in the house.")
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    audience = models.PositiveIntegerField(default=0)
    rendering = models.PositiveSmallIntegerField(default=1)
    printed_subject = models.CharField(max_length=300, blank=True)
    printed_html = models.TextField(blank=True)
    printed_text = models.TextField(blank=True)
    outcome = models.CharField(max_length=200, blank=True, help_text="Why it was cancelled or cut short.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailing_list", "edition_date", "number"], name="mailing_once_a_list_and_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["frozen", "submitting", "done"]) | Q(frozen_at__isnull=False),
                name="mailing_goes_out_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False), name="mailing_done_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(not_after__gt=models.F("due_at")), name="mailing_due_before_its_end"
            ),
        ]
        indexes = [
            models.Index(fields=["state"], condition=~Q(state__in=["done", "cancelled"]), name="mailing_open")
        ]

    def __str__(self) -> str:
        return f"{self.mailing_list.slug} {self.edition_date:%Y-%m-%d}"

    @property
    def label(self) -> str:
        """Its short name in Message-IDs and file names: ``daily.2026-03-20.1``."""
        return f"{self.mailing_list.slug}.{self.edition_date:%Y-%m-%d}.{self.number}"


class MailingItem(models.Model):
    """One story in one edition. ``last_rendering`` is the last printing that held it; None: all of them."""

    class Kind(models.TextChoices):
        TOP = "top", "Top story"
        BLOG = "blog", "Blog post"

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="items")
    story = models.ForeignKey("stories.Story", on_delete=models.PROTECT, related_name="mailing_items")
    kind = models.CharField(max_length=4, choices=Kind)
    position = models.PositiveSmallIntegerField()
    last_rendering = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailing", "story"], name="mailing_item_once_a_mailing")
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.story_id}"
