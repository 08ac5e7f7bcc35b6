"""The one way by which anything readers see of a story changes."""

from datetime import datetime

from django.db import transaction

from broadsheet.edge.services import mark_stale
from broadsheet.pictures import services as pictures
from broadsheet.stories.models import Author, Listing, SearchText, Story
from broadsheet.stories.rules import has_moved_materially
from broadsheet.stories.selectors.printing import picture_ids, printed_fingerprint, scopes_of, search_words


@transaction.atomic
def after_publish(*, story_id: int, now: datetime) -> None:
    """Date a story that Wagtail has just made live and bring every output up to it.

    A story under embargo is dated at the embargo's end and stays out of the outputs until the clock
    announces it. A publication that is only scheduled changes nothing yet.
    """
    story = Story.objects.select_for_update(of=("self",)).get(pk=story_id)
    if not story.live:
        return
    digest = printed_fingerprint(story)
    if story.published_at is None:
        moment = max(now, story.embargo_until) if story.embargo_until else now
        dates = {"published_at": moment, "updated_at": moment}
    elif has_moved_materially(before=story.printed, after=digest):
        dates = {"updated_at": max(now, story.published_at)}
    else:
        dates = {}
    Story.objects.filter(pk=story_id).update(printed=digest, **dates)
    reprint(story_id=story_id, now=now)


@transaction.atomic
def reprint(*, story_id: int, now: datetime) -> None:
    """Make every output agree with what the story is at ``now``: listed, searchable and shown, or gone.

    The caller may hold the story's row lock. Marks go out when the transaction commits.
    """
    story = Story.objects.get(pk=story_id)
    is_public = Story.objects.public(now).filter(pk=story_id).exists()
    before = list(story.listings.values_list("scope", flat=True))
    after = scopes_of(story) if is_public else []
    shown_before = {int(scope[8:]) for scope in before if scope.startswith("picture:")}
    _list_under(story, before, after)
    shown_since = (story.announced_at or now) if is_public else None
    Story.objects.filter(pk=story_id).update(announced_at=shown_since)
    if is_public:
        SearchText.objects.update_or_create(story_id=story_id, defaults={"words": search_words(story)})
    else:
        SearchText.objects.filter(story_id=story_id).delete()
    _show_pictures(story, shown_before, is_public=is_public, now=now)
    mark_stale(f"story:{story_id}", *before, *after)


def _list_under(story: Story, before: list[str], after: list[str]) -> None:
    Listing.objects.filter(story=story, scope__in=set(before) - set(after)).delete()
    moment = story.published_at
    if moment is None:
        return
    Listing.objects.filter(story=story).exclude(published_at=moment).update(published_at=moment)
    Listing.objects.bulk_create(
        [Listing(story=story, scope=scope, published_at=moment) for scope in after if scope not in before]
    )


def _show_pictures(story: Story, shown_before: set[int], *, is_public: bool, now: datetime) -> None:
    """A picture can be fetched while a public story shows it, or an author's page, and no longer."""
    shown = picture_ids(story) if is_public else set()
    if shown:
        pictures.release(picture_ids=shown, now=now)
    mine = shown_before - shown
    elsewhere = set(
        Listing.objects.filter(scope__in=[f"picture:{pk}" for pk in mine]).values_list("scope", flat=True)
    ) | {
        f"picture:{pk}"
        for pk in Author.objects.filter(portrait__in=mine).values_list("portrait_id", flat=True)
    }
    unused = {pk for pk in mine if f"picture:{pk}" not in elsewhere}
    if unused:
        pictures.withdraw(picture_ids=unused, now=now)


@transaction.atomic
def reprint_author(*, author_id: int, now: datetime) -> None:
    """Make every page that shows an author agree with the row; a portrait is public from then on."""
    author = Author.objects.get(pk=author_id)
    if author.portrait_id is not None:
        pictures.release(picture_ids={author.portrait_id}, now=now)
    mark_stale(f"author:{author_id}", "authors")
