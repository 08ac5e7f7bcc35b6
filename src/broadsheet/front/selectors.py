"""The front page by rule: which story stands where, none of them twice."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from broadsheet.edge.recording import note
from broadsheet.stories.models import Listing, Story
from broadsheet.stories.selectors.cards import CARD_FIELDS, Card, cards, listed
from broadsheet.stories.selectors.places import Place, places

LATEST = 24
SECOND = 4
BRIEFS = 8
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
    blocks = _blocks(tops, by_place, shown, used, keep_for_briefs=len(news) > SECOND + 4)
    briefs = _take(used, news, BRIEFS)
    posts = sorted((shown[r.pk] for p in places() if p.is_blog for r in by_place.get(p.pk, [])),
                   key=lambda card: card.published_at, reverse=True)  # fmt: skip
    return FrontLayout(lead[0] if lead else None, related, second, briefs, blocks, _take(used, posts, BLOG_POSTS))


def _take(used: set[int], wanted: list[Card], most: int) -> list[Card]:
    """The first of ``wanted`` that are nowhere on the page yet; they are, from now on."""
    chosen = [card for card in wanted if card.pk not in used][:most]
    used.update(card.pk for card in chosen)
    return chosen


def _blocks(
    tops: list[Place], by_place: dict[int, list[Story]], shown: dict[int, Card], used: set[int], *, keep_for_briefs: bool
) -> list[FrontBlock]:
    if not keep_for_briefs:
        return []
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
    scopes = {place.tag: place.pk for place in wanted}
    note(*scopes)
    nth = {
        f"n{n}": Subquery(
            Listing.objects.filter(scope=OuterRef("scope")).order_by("-published_at", "-story").values("story")[n : n + 1]
        )
        for n in range(PER_BLOCK + SECOND)
    }
    heads = Listing.objects.filter(scope__in=scopes).values("scope").distinct().annotate(**nth)
    order = {row["scope"]: [row[name] for name in nth if row[name]] for row in heads}
    found = Story.objects.public(now).only(*CARD_FIELDS).in_bulk({pk for ids in order.values() for pk in ids})
    return {scopes[scope]: [found[pk] for pk in ids if pk in found] for scope, ids in order.items()}
