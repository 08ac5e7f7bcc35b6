"""A story or a blog post: one piece in the paper, with its byline."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from broadsheet.stories.blocks import BodyBlock


class StoryQuerySet(models.QuerySet["Story"]):
    """Narrowing questions about stories."""

    def public(self, now: datetime) -> "StoryQuerySet":
        """Only what readers may see at ``now``; every public output reads stories through this and no other.

        Live, not killed, its time and any embargo passed, its usage rights not run out.
        """
        return self.filter(
            Q(embargo_until=None) | Q(embargo_until__lte=now),
            Q(rights_until=None) | Q(rights_until__gt=now),
            live=True,
            killed_at=None,
            published_at__lte=now,
        )

    def newest_first(self) -> "StoryQuerySet":
        """By the time readers first saw them."""
        return self.order_by("-published_at", "-pk")

    def unannounced(self, now: datetime) -> "StoryQuerySet":
        """Public at ``now``, but the outputs have not been told: an embargo or a time has passed."""
        return self.public(now).filter(announced_at=None)

    def run_out(self, now: datetime) -> "StoryQuerySet":
        """Announced, and their usage rights have ended by ``now``."""
        return self.filter(rights_until__lte=now).exclude(announced_at=None)


class Story(PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """One piece in the paper. A story stands in a section; a blog post is a story that stands in a blog.

    The fields named in ``STATE`` are facts about the piece and not part of a revision: only services write
    them, by update, so that publishing an older draft can neither lift an embargo nor undo a kill.
    """

    STATE: ClassVar = frozenset(
        {"published_at", "updated_at", "announced_at", "embargo_until", "rights_until", "killed_at", "printed",
         "comment_count", "address"}
    )  # fmt: skip

    section = models.ForeignKey(
        "stories.Section", null=True, blank=True, on_delete=models.PROTECT, related_name="stories"
    )
    blog = models.ForeignKey(
        "stories.Blog", null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    slug = models.SlugField(
        max_length=120, allow_unicode=True, blank=True, help_text="Last part of the address."
    )
    language = models.CharField(max_length=12, default="en")
    kicker = models.CharField(max_length=80, blank=True)
    headline = models.CharField(max_length=250)
    standfirst = models.TextField(blank=True, max_length=600)
    dateline = models.CharField(
        max_length=120, blank=True, help_text="Place that opens the text: NEAR BAGHOUZ, Syria"
    )
    body = StreamField(BodyBlock(), blank=True)
    lead_picture = models.ForeignKey(
        "pictures.Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="lead_of"
    )
    lead_caption = models.TextField(blank=True, help_text="Empty: the picture's own caption.")
    topics = ParentalManyToManyField("stories.Topic", blank=True, related_name="stories")
    comments_open = models.BooleanField(default=True)

    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(null=True, blank=True, editable=False)
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    embargo_until = models.DateTimeField(null=True, blank=True, editable=False)
    rights_until = models.DateTimeField(null=True, blank=True, editable=False)
    killed_at = models.DateTimeField(null=True, blank=True, editable=False)
    printed = models.CharField(max_length=64, blank=True, editable=False)
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    address = models.CharField(
        max_length=500, blank=True, editable=False, help_text="Where it was last printed."
    )

    objects = StoryQuerySet.as_manager()
    preview_view: ClassVar[Callable[[HttpRequest, "Story"], HttpResponse]]

    class Meta:
        verbose_name_plural = "stories"
        permissions = [
            ("lift_embargo", "Can lift an embargo"),
            ("kill_story", "Can kill a published story"),
            ("correct_story", "Can publish a correction"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["section", "slug"], name="story_slug_once_a_section"),
            models.UniqueConstraint(fields=["blog", "slug"], name="story_slug_once_a_blog"),
            models.CheckConstraint(
                condition=Q(section=None) ^ Q(blog=None), name="story_in_a_section_or_a_blog"
            ),
            models.CheckConstraint(
                condition=Q(embargo_until=None)
                | Q(published_at=None)
                | Q(published_at__gte=F("embargo_until")),
                name="story_never_printed_before_its_embargo",
            ),
        ]
        indexes = [
            models.Index(F("published_at"), condition=Q(live=True, announced_at=None), name="story_unannounced"),
            models.Index(
                F("rights_until"), condition=Q(rights_until__isnull=False, announced_at__isnull=False),
                name="story_rights_run_out",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save what an editor may write; an existing row's state fields are never written from memory."""
        if update_fields is None and not self._state.adding and not kwargs.get("force_insert"):
            update_fields = [f.name for f in self._meta.concrete_fields if f.name not in {*self.STATE, "id"}]
            update_fields += [
                "bylines",
                "topics",
            ]  # a list of fields leaves children out that it does not name
        super().save(*args, update_fields=update_fields, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "Story":
        """The story as a revision has it; state and a printed address come from the row, not the revision."""
        story: Story = super().with_content_json(content)
        for name in self.STATE:
            setattr(story, name, getattr(self, name))
        if self.published_at:
            story.slug = self.slug
        return story

    def serve_preview(self, request: HttpRequest, _mode_name: str) -> HttpResponse:
        """For Wagtail's preview panel; the view is put here when the program starts, since it lives above."""
        return type(self).preview_view(request, self)

    @property
    def place(self) -> Any:
        """The section or the blog it stands in."""
        return self.section if self.section_id else self.blog

    def get_absolute_url(self) -> str:
        """The story's address, path only."""
        return f"{place_path(self.place.url_path)}{self.slug}/"

    @property
    def full_url(self) -> str:
        """For Wagtail's "view live" buttons."""
        return self.get_absolute_url()

    url = full_url


def place_path(url_path: str) -> str:
    """A page's path on the site: Wagtail's ``url_path`` without the home page's own slug."""
    return "/" + url_path.strip("/").partition("/")[2].rstrip("/") + "/"


class Byline(Orderable):
    """One name of a story's byline, in order; part of the revision."""

    story = ParentalKey("stories.Story", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey("stories.Author", on_delete=models.PROTECT, related_name="bylines")

    class Meta(Orderable.Meta):
        indexes = [models.Index(fields=["author", "story"], name="byline_author")]

    def __str__(self) -> str:
        return str(self.author)


class ListingQuerySet(models.QuerySet["Listing"]):
    """Narrowing questions about listings."""

    def of_months(self) -> "ListingQuerySet":
        """Those in the lists of months; a range, since a database answers no LIKE from an index in every locale."""
        return self.filter(scope__range=("month:0", "month:9"))


class Listing(models.Model):
    """One public story in one list: a section and each above it, a blog, an author, a topic, a month, all.

    ``scope`` is the list's edge tag (``section:7``, ``author:3``, ``latest``). Rows are written by the one
    publish service, so that the latest of any list is one short index scan at any size of the archive.
    """

    scope = models.CharField(max_length=40)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="listings")
    published_at = models.DateTimeField()

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "story"], name="listing_once_a_scope")]
        indexes = [
            models.Index(F("scope"), F("published_at").desc(), F("story").desc(), name="listing_latest")
        ]

    def __str__(self) -> str:
        return f"{self.scope}: {self.story_id}"
