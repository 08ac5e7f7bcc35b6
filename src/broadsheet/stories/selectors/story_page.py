"""Everything that a story's own page shows of the story itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from broadsheet.edge.recording import note, note_until
from broadsheet.pictures.models import Picture
from broadsheet.pictures.selectors import PictureView, printed
from broadsheet.stories.models import Notice, Story
from broadsheet.stories.selectors.body import body_html
from broadsheet.stories.selectors.cards import CARD_FIELDS, Card, address, cards, colour_of, listed
from broadsheet.stories.selectors.places import Link, Place, above, place_of
from broadsheet.stories.selectors.printing import picture_ids
from broadsheet.web.models import direction_of
from broadsheet.web.selectors import absolute, paper_date

MORE = 5


@dataclass(frozen=True)
class Credit:
    """A name in the byline, with its page."""

    name: str
    url: str
    is_agency: bool


@dataclass(frozen=True)
class NoticeView:
    """A correction note as readers see it."""

    kind: str
    slug: str
    text: str
    at_text: str
    at_iso: str


@dataclass(frozen=True)
class StoryView:
    """The story's page, ready for its template."""

    pk: int
    breadcrumbs: list[Link]
    kicker: str
    headline: str
    standfirst: str
    byline: list[Credit]
    published_at: datetime
    published_iso: str
    published_text: str
    updated_iso: str
    updated_text: str
    picture: PictureView | None
    dateline: str
    body_html: SafeString
    topics: list[Link]
    notes: list[NoticeView]
    language: str
    direction: str
    url: str
    absolute_url: str
    section_name: str
    section_url: str
    section_colour: str
    comments_open: bool
    is_blog_post: bool
    more: list[Card]


def story_view(story: Story, now: datetime, *, is_preview: bool = False) -> StoryView:
    """Shape one story for its page; six queries besides the places and the paper's settings."""
    note(f"story:{story.pk}")
    note_until(story.rights_until)
    place = place_of(story.section_id or story.blog_id or 0)
    pictures = _pictures(story, is_preview=is_preview)
    path = address(story, place)
    published = story.published_at or now
    updated = story.updated_at or published
    return StoryView(
        pk=story.pk, breadcrumbs=breadcrumbs(place), kicker=story.kicker, headline=story.headline,
        standfirst=story.standfirst, byline=_byline(story), published_at=published,
        published_iso=iso(published), published_text=paper_date(published),
        updated_iso=iso(updated), updated_text=paper_date(updated),
        picture=_lead(story, pictures), dateline=story.dateline,
        body_html=body_html(story, pictures), topics=_topics(story), notes=_notes(story),
        language=story.language, direction=direction_of(story.language), url=path, absolute_url=absolute(path),
        section_name=place.name if place else "", section_url=place.url if place else "/",
        section_colour=colour_of(place), comments_open=story.comments_open,
        is_blog_post=story.blog_id is not None, more=[] if is_preview or place is None else _more(story, place, now),
    )  # fmt: skip


def iso(moment: datetime) -> str:
    """A moment for machines, in UTC to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def breadcrumbs(place: Place | None) -> list[Link]:
    """Home, section, sub-section: names with addresses."""
    return [Link(gettext("Home"), "/"), *(Link(p.name, p.url) for p in (above(place) if place else []))]


def _byline(story: Story) -> list[Credit]:
    """From the story's own child objects, so that a preview shows what is being typed."""
    credits_ = []
    for line in story.bylines.select_related("author").order_by("sort_order"):
        note(f"author:{line.author_id}")
        author = line.author
        credits_.append(Credit(author.name, author.get_absolute_url(), author.kind == author.Kind.AGENCY))
    return credits_


def _topics(story: Story) -> list[Link]:
    note("topics")
    return [Link(topic.title, f"/{quote(topic.slug)}/") for topic in story.topics.all() if topic.live]


def _notes(story: Story) -> list[NoticeView]:
    rows = story.notices.exclude(kind=Notice.Kind.KILL).order_by("at", "pk") if story.pk else []
    return [
        NoticeView(str(row.get_kind_display()), row.kind, row.text, paper_date(row.at), iso(row.at))
        for row in rows
    ]


def _pictures(story: Story, *, is_preview: bool) -> dict[int, PictureView]:
    wanted = picture_ids(story)
    return (
        printed(Picture.objects.filter(pk__in=wanted), shape="story", is_preview=is_preview) if wanted else {}
    )


def _lead(story: Story, pictures: dict[int, PictureView]) -> PictureView | None:
    view = pictures.get(story.lead_picture_id or 0)
    return replace(view, caption=story.lead_caption) if view and story.lead_caption else view


def _more(story: Story, place: Place, now: datetime) -> list[Card]:
    rows = listed(place.tag, now).exclude(pk=story.pk).only(*CARD_FIELDS)[:MORE]
    return cards(rows, pictures=False)
