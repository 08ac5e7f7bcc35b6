"""Lists of stories as pages show them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Count
from django.utils import dateformat
from django.utils.translation import gettext

from broadsheet.edge.recording import note
from broadsheet.pictures.models import Picture
from broadsheet.pictures.selectors import PictureView, printed
from broadsheet.stories.models import Author, Listing
from broadsheet.stories.selectors.cards import CARD_FIELDS, Card, cards, listed
from broadsheet.stories.selectors.places import Link
from broadsheet.stories.selectors.search import found
from broadsheet.web.selectors import paper, paper_date

PAGE = 30


@dataclass(frozen=True)
class ListPage:
    """One page of a list with the addresses of its neighbours."""

    number: int
    cards: list[Card]
    older_url: str
    newer_url: str


@dataclass(frozen=True)
class AuthorView:
    """An author as pages show one."""

    name: str
    role: str
    bio: str
    portrait: PictureView | None
    is_agency: bool
    url: str
    breadcrumbs: list[Link]


@dataclass(frozen=True)
class ListHead:
    """What stands above a list: its name and where it is."""

    title: str
    breadcrumbs: list[Link]


@dataclass(frozen=True)
class DayGroup:
    """The stories of one day."""

    name: str
    cards: list[Card]


@dataclass(frozen=True)
class MonthRow:
    """A month that has stories."""

    name: str
    url: str
    count: int


def page_of(
    scope: str, now: datetime, *, number: int = 1, pictures: bool = True, oldest_first: bool = False
) -> ListPage:
    """One page of a list, newest first unless asked; one query for the stories whatever the archive's size."""
    start = (number - 1) * PAGE
    found = listed(scope, now).reverse() if oldest_first else listed(scope, now)
    rows = list(found.only(*CARD_FIELDS)[start : start + PAGE + 1])
    return _as_page(cards(rows[:PAGE], pictures=pictures), number, has_more=len(rows) > PAGE)


def search_page(query: str, now: datetime, *, number: int = 1) -> ListPage:
    """One page of what a search finds."""
    rows = found(query, now, page=number, size=PAGE) if query else []
    return _as_page(cards(rows[:PAGE], pictures=False), number, has_more=len(rows) > PAGE)


def _as_page(shown: list[Card], number: int, *, has_more: bool) -> ListPage:
    newer = "" if number == 1 else "?page=1" if number == 2 else f"?page={number - 1}"
    return ListPage(number, shown, f"?page={number + 1}" if has_more else "", newer)


def home() -> Link:
    """The first crumb of every breadcrumb."""
    return Link(gettext("Home"), "/")


def author_view(author: Author) -> AuthorView:
    """An author with portrait."""
    note(f"author:{author.pk}")
    portrait = None
    if author.portrait_id:
        portrait = printed(Picture.objects.filter(pk=author.portrait_id), shape="portrait").get(
            author.portrait_id
        )
    return AuthorView(
        author.name, author.role, author.bio, portrait, author.kind == Author.Kind.AGENCY,
        author.get_absolute_url(), [home()],
    )  # fmt: skip


def month_view(year: int, month: int, now: datetime) -> dict[str, object]:
    """Every story of a month, by day in the paper's zone, newest first."""
    rows = listed(f"month:{year}-{month:02}", now).only(*CARD_FIELDS)
    days: defaultdict[date, list[Card]] = defaultdict(list)
    zone = paper().zone
    for card in cards(rows, pictures=False):
        days[card.published_at.astimezone(zone).date()].append(card)
    title = dateformat.format(date(year, month, 1), "F Y")
    groups = [DayGroup(paper_date_of(day), shown) for day, shown in days.items()]
    return {"archive": ListHead(title, [home(), Link(gettext("Archive"), "/archive/")]), "groups": groups}


def paper_date_of(day: date) -> str:
    """A day in the paper's date form."""
    return paper_date(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def months() -> list[MonthRow]:
    """Every month with stories, newest first."""
    note("latest")
    rows = Listing.objects.of_months().values("scope").annotate(n=Count("id")).order_by("-scope")
    return [
        MonthRow(dateformat.format(date(int(row["scope"][6:10]), int(row["scope"][11:]), 1), "F Y"),
                 f"/archive/{row['scope'][6:10]}/{row['scope'][11:]}/", row["n"])
        for row in rows
    ]  # fmt: skip
