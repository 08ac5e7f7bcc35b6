"""Making and revising stories, by hand or from the wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from broadsheet.people.models import Person
from broadsheet.stories.errors import Killed
from broadsheet.stories.models import Author, Blog, Byline, Section, Story, Topic
from broadsheet.stories.rules import numbered, slug_of
from broadsheet.stories.services.printing import reprint

Place = Section | Blog
TRIES = 5


@dataclass(frozen=True)
class Copy:
    """What a writer or an agency supplies for a story; ``body`` is a list of (block type, value)."""

    headline: str
    body: Sequence[tuple[str, Any]] = ()
    kicker: str = ""
    standfirst: str = ""
    dateline: str = ""
    language: str = "en"
    slug: str = ""
    lead_picture_id: int | None = None
    lead_caption: str = ""
    authors: Sequence[Author] = ()
    topics: Sequence[Topic] = ()
    comments_open: bool = True
    extra: dict[str, Any] = field(default_factory=dict)


def open_story(
    *,
    copy: Copy,
    place: Place,
    by: Person | None,
    now: datetime,  # noqa: ARG001  (every verb takes the clock)
    embargo_until: datetime | None = None,
) -> Story:
    """Make a draft with its first revision. A taken slug gets a number, even when two are made at once."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _insert(copy=copy, place=place, by=by, embargo_until=embargo_until)
        except IntegrityError as broken:
            if "slug" not in str(broken):
                raise
    message = f"No free slug for {copy.headline!r}."
    raise IntegrityError(message)


def _insert(*, copy: Copy, place: Place, by: Person | None, embargo_until: datetime | None) -> Story:
    story = Story(
        section=place if isinstance(place, Section) else None,
        blog=place if isinstance(place, Blog) else None,
        slug=free_slug(place, copy.slug or slug_of(copy.headline)),
        live=False,
        embargo_until=embargo_until,
    )
    write_copy(story, copy)
    story.save()
    story.save_revision(user=by, log_action="wagtail.create")
    return story


def write_copy(story: Story, copy: Copy) -> None:
    """Put ``copy`` into an unsaved story or the object of a revision; saves nothing."""
    for name in ("headline", "kicker", "standfirst", "dateline", "language", "lead_picture_id", "lead_caption",
                 "comments_open"):  # fmt: skip
        setattr(story, name, getattr(copy, name))
    story.body = list(copy.body)
    story.bylines = [Byline(author=author, sort_order=order) for order, author in enumerate(copy.authors)]
    story.topics = list(copy.topics)


def free_slug(place: Place, slug: str) -> str:
    """``slug``, numbered if a story or a page below ``place`` has it."""
    holders = (
        Story.objects.filter(section=place)
        if isinstance(place, Section)
        else Story.objects.filter(blog=place)
    )
    taken = set(holders.filter(slug__startswith=slug).values_list("slug", flat=True))
    return numbered(slug, taken | set(place.get_children().values_list("slug", flat=True)))


@transaction.atomic
def revise(*, story: Story, copy: Copy, by: Person | None, now: datetime) -> None:  # noqa: ARG001
    """Save ``copy`` as the story's newest draft; readers see it when it is published."""
    if Story.objects.filter(pk=story.pk).exclude(killed_at=None).exists():
        raise Killed("This story was withdrawn and takes no new text.", story=story.pk)
    draft: Story = story.get_latest_revision_as_object()
    write_copy(draft, copy)
    draft.save_revision(user=by, changed=True)


@transaction.atomic
def publish(*, story: Story, by: Person | None, as_of: datetime | None = None) -> Story:
    """Publish the newest draft at once; an embargo still holds it back. Returns the fresh row.

    ``as_of`` dates a first publication back, for copy that was printed elsewhere before (imports).
    """
    row = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if row.killed_at is not None:
        raise Killed("This story was withdrawn and cannot be published again.", story=row.pk)
    is_first = row.published_at is None
    revision = row.get_latest_revision() or row.save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=True)
    if as_of is not None and is_first and (row.embargo_until is None or row.embargo_until <= as_of):
        Story.objects.filter(pk=row.pk).update(published_at=as_of, updated_at=as_of)
        reprint(story_id=row.pk, now=timezone.now())
    fresh: Story = Story.objects.get(pk=row.pk)
    return fresh
