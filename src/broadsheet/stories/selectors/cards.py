"""Cards: how a story shows itself in a list, on the front and beside other stories."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from broadsheet.edge.recording import note, note_until
from broadsheet.pictures.models import Picture
from broadsheet.pictures.selectors import PictureView, printed
from broadsheet.stories.models import Story, StoryQuerySet
from broadsheet.stories.selectors.places import Place, above, place_of
from broadsheet.web.models import direction_of

CARD_FIELDS = ("pk", "slug", "language", "kicker", "headline", "standfirst", "published_at", "updated_at",
               "section_id", "blog_id", "lead_picture_id", "lead_caption", "comment_count", "rights_until")  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One story in a list. ``url`` is ready for an attribute."""

    pk: int
    url: str
    kicker: str
    headline: str
    standfirst: str
    section_name: str
    section_url: str
    section_colour: str
    picture: PictureView | None
    published_at: datetime
    updated_at: datetime
    comment_count: int
    language: str
    direction: str
    byline_text: str = ""


def listed(scope: str, now: datetime, since: datetime | None = None) -> StoryQuerySet:
    """The public stories of one list, newest first, none printed up to ``since``; the list's own tag is noted."""
    note(scope)
    within = {"listings__scope": scope} | ({"listings__published_at__gt": since} if since else {})
    stories: StoryQuerySet = Story.objects.public(now).filter(**within)
    return stories.order_by("-listings__published_at", "-listings__story")


def cards(stories: Iterable[Story], *, pictures: bool = True, shape: str = "card") -> list[Card]:
    """Cards of public stories in the order given: one query for their pictures and one for renditions."""
    rows = list(stories)
    views = _picture_views(rows, shape) if pictures else {}
    return [_card(row, views.get(row.lead_picture_id or 0)) for row in rows]


def _picture_views(rows: list[Story], shape: str) -> dict[int, PictureView]:
    wanted = {row.lead_picture_id for row in rows if row.lead_picture_id}
    return printed(Picture.objects.filter(pk__in=wanted), shape=shape) if wanted else {}


def _card(story: Story, picture: PictureView | None) -> Card:
    note(f"story:{story.pk}")
    note_until(story.rights_until)
    place = place_of(story.section_id or story.blog_id or 0)
    return Card(
        pk=story.pk,
        url=address(story, place),
        kicker=story.kicker,
        headline=story.headline,
        standfirst=story.standfirst,
        section_name=place.name if place else "",
        section_url=place.url if place else "/",
        section_colour=colour_of(place),
        picture=picture,
        published_at=story.published_at,  # type: ignore[arg-type]
        updated_at=story.updated_at,  # type: ignore[arg-type]
        comment_count=story.comment_count,
        language=story.language,
        direction=direction_of(story.language),
    )


def colour_of(place: Place | None) -> str:
    """The place's own colour, else that of the nearest section above it; empty if none has one."""
    if place is None:
        return ""
    return next((p.colour for p in reversed(above(place)) if p.colour), "")


def address(story: Story, place: Place | None = None) -> str:
    """The story's address on the site, without a query when the places are known."""
    found = place or place_of(story.section_id or story.blog_id or 0)
    return f"{found.url if found else '/'}{quote(story.slug)}/"
