"""Addresses that change: what stood somewhere before is found where it stands now."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from broadsheet.edge.services import mark_stale
from broadsheet.people.models import Person
from broadsheet.stories.models import FormerPlace, FormerSlug, Listing, Section, Story
from broadsheet.stories.models.story import place_path
from broadsheet.stories.services.drafts import free_slug
from broadsheet.stories.services.printing import reprint

BATCH = 2000


@transaction.atomic
def reslug(*, story: Story, slug: str, by: Person | None, now: datetime) -> Story:  # noqa: ARG001
    """Give a story another address; the one it had leads to the new one from now on."""
    row = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    Story.objects.filter(pk=row.pk).update(slug=free_slug(row.place, slug))
    keep_address(story_id=row.pk)
    reprint(story_id=row.pk, now=now)
    fresh: Story = Story.objects.get(pk=row.pk)
    return fresh


@transaction.atomic
def keep_address(*, story_id: int) -> None:
    """Write down where the story stands; where it stood before becomes a former address."""
    story = Story.objects.get(pk=story_id)
    here = story.get_absolute_url()
    if story.address == here:
        return
    FormerSlug.objects.filter(path=here).delete()
    if story.address:
        FormerSlug.objects.update_or_create(path=story.address, defaults={"story": story})
    Story.objects.filter(pk=story_id).update(address=here)


@transaction.atomic
def place_moved(*, page: Page, url_path_before: str) -> None:
    """Keep one row for a section or blog that has left an address, whatever number of stories stand below it.

    The lists of the sections above, before and now, are brought up to what stands in them.
    """
    before, here = place_path(url_path_before), place_path(page.url_path)
    if before != here:
        FormerPlace.objects.filter(path=here).delete()
        FormerPlace.objects.update_or_create(path=before, defaults={"page_id": page.pk})
    changed: set[str] = set()
    for section in Section.objects.descendant_of(page, inclusive=True):
        changed |= _relist(section)
    mark_stale("places", *changed)


def _relist(section: Section) -> set[str]:
    """List the stories of one section under it and every section above it, and under no other section."""
    above = section.get_ancestors(inclusive=True).filter(depth__gt=2).values_list("pk", flat=True)
    wanted = {f"section:{pk}" for pk in above}
    mine = Listing.objects.filter(story__section=section)
    wrong = mine.filter(scope__startswith="section:").exclude(scope__in=wanted)
    changed = set(wrong.values_list("scope", flat=True).distinct())
    wrong.delete()
    for scope in wanted:
        listed = mine.filter(scope=scope).values("story")
        missing = mine.filter(scope="latest").exclude(story__in=listed).values_list("story", "published_at")
        rows = [Listing(scope=scope, story_id=pk, published_at=moment) for pk, moment in missing]
        Listing.objects.bulk_create(rows, batch_size=BATCH)
        changed |= {scope} if rows else set()
    return changed
