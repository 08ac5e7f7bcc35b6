"""Comments, and what the paper has decided about them in general."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="comment")
class CommentSettings(BaseGenericSetting):
    """One row: how the paper moderates."""

    is_read_first = models.BooleanField(
        "read before they appear",
        default=False,
        help_text="Hold every comment until a moderator has read it.",
    )
    held_words = models.TextField(
        blank=True, help_text="One word or phrase a line; a comment that contains one waits for a moderator."
    )

    panels: ClassVar = [FieldPanel("is_read_first"), FieldPanel("held_words")]

    class Meta:
        verbose_name = "Comments"

    def __str__(self) -> str:
        return "Comments"


class CommentQuerySet(models.QuerySet["Comment"]):
    """Narrowing questions about comments."""

    def shown(self) -> "CommentQuerySet":
        """Those that readers see, given that they see the story."""
        return self.filter(state=Comment.State.SHOWN)

    def waiting(self) -> "CommentQuerySet":
        """Those that a moderator has to decide on, the longest waiting first."""
        return self.filter(state=Comment.State.HELD).order_by("written_at", "pk")


class Comment(models.Model):
    """One reader's comment on one story, as it was typed.

    ``thread`` is the comment of the first level that the conversation began with, None for that one itself.
    ``reason`` says in words why it was held, refused or removed. ``writer_key`` is ``person:ID`` or
    ``guest:COOKIE``.
    """

    class State(models.TextChoices):
        """What became of it. Refused: held and never shown. Removed: shown and taken down."""

        SHOWN = "shown"
        HELD = "held"
        REFUSED = "refused"
        REMOVED = "removed"

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="comments")
    thread = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="thread_replies"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="replies"
    )
    depth = models.PositiveSmallIntegerField(default=0)
    author_name = models.CharField(max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    writer_key = models.CharField(max_length=80)
    network = models.CharField(max_length=32, blank=True)
    body = models.TextField(max_length=4000)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices)
    reason = models.CharField(max_length=400, blank=True)
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None, thread=None, depth=0)
                | Q(parent__isnull=False, thread__isnull=False, depth__gte=1),
                name="comment_reply_has_a_thread",
            ),
        ]
        indexes = [
            models.Index(
                F("story"),
                F("written_at").desc(),
                F("id").desc(),
                condition=Q(parent=None),
                name="comment_threads",
            ),
            models.Index(fields=["thread", "written_at", "id"], name="comment_in_thread"),
            models.Index(fields=["state", "written_at", "id"], name="comment_queue"),
            models.Index(fields=["fingerprint", "written_at"], name="comment_fingerprint"),
            models.Index(fields=["writer_key", "written_at"], name="comment_writer"),
        ]

    def __str__(self) -> str:
        start = self.body[:60].replace("\n", " ")
        return f"{self.author_name}: {start}"
