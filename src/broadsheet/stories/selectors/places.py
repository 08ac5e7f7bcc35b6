"""Sections and blogs: the section bar, breadcrumbs and what an address means."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from django.db.models import Q
from wagtail.models import Page

from broadsheet.edge.recording import note
from broadsheet.stories.models.story import place_path


@dataclass(frozen=True)
class Place:
    """A section or a blog as pages need it. ``path`` is its address, ``tree`` its position in the tree."""

    pk: int
    is_blog: bool
    name: str
    slug: str
    path: str
    tree: str
    description: str
    colour: str
    position: int
    blogger_id: int | None
    blogger_name: str
    blogger_portrait_id: int | None

    @property
    def url(self) -> str:
        """The address as it stands in a link."""
        return quote(self.path)

    @property
    def tag(self) -> str:
        """The list's edge tag."""
        return f"{'blog' if self.is_blog else 'section'}:{self.pk}"


class Link(NamedTuple):
    """A name with its address."""

    name: str
    url: str


@dataclass(frozen=True)
class NavItem:
    """One name in the section bar."""

    name: str
    url: str
    slug: str
    colour: str
    is_current: bool = False


_known: ContextVar[list[Place] | None] = ContextVar("broadsheet_places", default=None)
COLUMNS = ("pk", "title", "slug", "url_path", "path", "section__description", "blog__description",
           "section__colour", "section__position", "blog__blogger_id", "blog__blogger__name",
           "blog__blogger__portrait_id")  # fmt: skip


@contextmanager
def one_reading() -> Iterator[None]:
    """Read the places once for everything that runs inside."""
    token = _known.set(None)
    try:
        _known.set(_read())
        yield
    finally:
        _known.reset(token)


def places() -> list[Place]:
    """Every live section and blog, in tree order; one query."""
    note("places")
    known = _known.get()
    return _read() if known is None else known


def _read() -> list[Place]:
    pages = Page.objects.live().filter(Q(section__isnull=False) | Q(blog__isnull=False)).order_by("path")
    return [
        Place(
            pk=row["pk"], is_blog=row["blog__blogger_id"] is not None, name=row["title"], slug=row["slug"],
            path=place_path(row["url_path"]), tree=row["path"],
            description=row["section__description"] or row["blog__description"] or "",
            colour=row["section__colour"] or "", position=row["section__position"] or 50,
            blogger_id=row["blog__blogger_id"], blogger_name=row["blog__blogger__name"] or "",
            blogger_portrait_id=row["blog__blogger__portrait_id"],
        )
        for row in pages.values(*COLUMNS)
    ]  # fmt: skip


def place_at(path: str) -> Place | None:
    """The section or blog whose address is ``path`` (with both slashes)."""
    return next((place for place in places() if place.path == path), None)


def place_of(pk: int) -> Place | None:
    """The section or blog with this key."""
    return next((place for place in places() if place.pk == pk), None)


def above(place: Place) -> list[Place]:
    """The sections above ``place`` and itself, outermost first."""
    return [other for other in places() if place.tree.startswith(other.tree)]


def section_bar(path: str) -> list[NavItem]:
    """The sections of the first level in the desk's order, the one that ``path`` stands in marked."""
    tops = [p for p in places() if not p.is_blog and p.path.count("/") == 2]
    tops.sort(key=lambda place: (place.position, place.tree))
    return [NavItem(p.name, p.url, p.slug, p.colour, path.startswith(p.path)) for p in tops]
