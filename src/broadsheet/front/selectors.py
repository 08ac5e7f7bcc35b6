"""The front page by rule: which story stands where, none of them twice."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from wagtail.models import Page

from broadsheet.edge.recording import note
from broadsheet.pictures.models import Picture
from broadsheet.pictures.selectors import printed
from broadsheet.stories.models import Listing, Story
from broadsheet.stories.selectors.cards import CARD_FIELDS, Card, cards, listed
from broadsheet.stories.selectors.places import Place, places

LATEST = 24
SECOND = 4
BRIEFS = 8
FEW = 15  # a young paper: what is left after lead and second tier stands in the briefs, not in section blocks
RELATED = 3
PER_BLOCK = 5
SHAPES = ("lead-list", "three-across", "list", "lead-list")
SHOWN_BY_SHAPE = {"lead-list": 5, "three-across": 3, "list": 4}
BLOG_POSTS = 3


@dataclass(frozen=True)
class BlockHead:
    """A section's name over its block."""

    name: str
    url: str
    colour: str


@dataclass(frozen=True)
class FrontBlock:
    """One section on the front, in one of four shapes."""

    section: BlockHead
    shape: str
    cards: list[Card]


@dataclass(frozen=True)
class FrontLayout:
    """The whole front, top to bottom."""

    lead: Card | None
    lead_related: list[Card]
    second: list[Card]
    briefs: list[Card]
    blocks: list[FrontBlock]
    blogs: list[Card]


def layout(now: datetime) -> FrontLayout:
    """Fill every place of the front; four queries for stories and pictures at any size of the archive.

    The lead is the newest story with a picture among the latest, else the newest. Then second-tier stories,
    briefs, and a block for each section with what has not been shown yet.
    """
    tops = [p for p in places() if not p.is_blog and p.path.count("/") == 2]
    tops.sort(key=lambda place: (place.position, place.tree))
    latest = list(listed("latest", now).only(*CARD_FIELDS)[:LATEST])
    by_place = _by_place([*tops, *(p for p in places() if p.is_blog)], now)
    rows = {row.pk: row for row in [*latest, *(row for found in by_place.values() for row in found)]}
    shown = {card.pk: card for card in cards(rows.values())}
    news = [shown[row.pk] for row in latest if row.blog_id is None]
    used: set[int] = set()
    lead = _take(used, [card for card in news if card.picture] or news, 1)
    related = _take(used, [c for c in news if lead and c.section_url == lead[0].section_url], RELATED)
    second = _take(used, news, SECOND)
    briefs = (
        _take(used, news, max(0, min(BRIEFS, len(news) - FEW)))
        if len(news) > FEW
        else _take(used, news, BRIEFS)
    )
    blocks = _blocks(tops, by_place, shown, used)
    posts = _take(used, _blog_posts(by_place, shown), BLOG_POSTS)
    return FrontLayout(lead[0] if lead else None, related, second, briefs, blocks, posts)


def _take(used: set[int], wanted: list[Card], most: int) -> list[Card]:
    """The first of ``wanted`` that are nowhere on the page yet; they are, from now on."""
    chosen = [card for card in wanted if card.pk not in used][:most]
    used.update(card.pk for card in chosen)
    return chosen


def _blocks(
    tops: list[Place], by_place: dict[int, list[Story]], shown: dict[int, Card], used: set[int]
) -> list[FrontBlock]:
    blocks = []
    for number, place in enumerate(tops):
        shape = SHAPES[number % len(SHAPES)]
        mine = [shown[row.pk] for row in by_place.get(place.pk, [])]
        chosen = _take(used, mine, SHOWN_BY_SHAPE[shape])
        if chosen:
            blocks.append(FrontBlock(BlockHead(place.name, place.url, place.colour), shape, chosen))
    return blocks


def _by_place(wanted: list[Place], now: datetime) -> dict[int, list[Story]]:
    """The latest few of each section and blog: the newest listings by index, then the stories, two queries."""
    note(*(place.tag for place in wanted))
    kind = Case(When(blog__isnull=False, then=Value("blog:")), default=Value("section:"))
    heads = Page.objects.filter(pk__in=[place.pk for place in wanted]).annotate(
        scope=Concat(kind, Cast("pk", CharField()), output_field=CharField())
    )
    latest = (
        Listing.objects.filter(scope=OuterRef("scope")).order_by("-published_at", "-story").values("story")
    )
    nth = {f"n{n}": Subquery(latest[n : n + 1]) for n in range(PER_BLOCK + SECOND)}
    order = {
        row["pk"]: [row[name] for name in nth if row[name]]
        for row in heads.annotate(**nth).values("pk", *nth)
    }
    found = Story.objects.public(now).only(*CARD_FIELDS).in_bulk({pk for ids in order.values() for pk in ids})
    return {place: [found[pk] for pk in ids if pk in found] for place, ids in order.items()}


def _blog_posts(by_place: dict[int, list[Story]], shown: dict[int, Card]) -> list[Card]:
    """The newest posts of all blogs, each with its blogger's name and face; two queries for the faces."""
    blogs = [place for place in places() if place.is_blog]
    note(*(f"author:{blog.blogger_id}" for blog in blogs))
    wanted = {blog.blogger_portrait_id for blog in blogs if blog.blogger_portrait_id}
    faces = printed(Picture.objects.filter(pk__in=wanted), shape="portrait") if wanted else {}
    posts = [
        replace(
            shown[row.pk], byline_text=blog.blogger_name, picture=faces.get(blog.blogger_portrait_id or 0)
        )
        for blog in blogs
        for row in by_place.get(blog.pk, [])
    ]
    return sorted(posts, key=lambda card: card.published_at, reverse=True)
