"""RSS feeds and sitemaps: the same stories, for machines."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from broadsheet.edge.printing import printed
from broadsheet.edge.recording import note, note_until
from broadsheet.stories.models import Author, Listing, Story, Topic
from broadsheet.stories.selectors.cards import CARD_FIELDS, Card, address, cards, listed
from broadsheet.stories.selectors.places import one_reading, place_at, places
from broadsheet.web.selectors import absolute, paper

FEED_LENGTH = 30
NEWS_DAYS = 2
NEWS_MOST = 1000
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@printed
def feed(request: HttpRequest, path: str = "") -> HttpResponse:  # noqa: ARG001
    """RSS 2.0 of the whole paper, a section, a blog, an author or a topic."""
    now = timezone.now()
    with one_reading():
        scope, title, link = _subject(path)
        shown = cards(listed(scope, now).only(*CARD_FIELDS)[:FEED_LENGTH], pictures=False)
        made = Rss201rev2Feed(
            title=title, link=absolute(link), description=paper().tagline or title, language=paper().language,
            feed_url=absolute(f"{link}feed/"),
        )  # fmt: skip
        for card in shown:
            made.add_item(
                title=card.headline, link=absolute(card.url), description=card.standfirst,
                pubdate=card.published_at, updateddate=card.updated_at,
                unique_id=f"{absolute('/')}story/{card.pk}", unique_id_is_permalink=False,
                categories=[card.section_name],
            )  # fmt: skip
        made.feed["last_build"] = max((card.updated_at for card in shown), default=None)
        made.latest_post_date = lambda: made.feed["last_build"] or datetime(2000, 1, 1, tzinfo=UTC)  # type: ignore[method-assign]
        return HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _subject(path: str) -> tuple[str, str, str]:
    """The list's tag, its title and its page's address; 404 for a path that has no feed."""
    name = paper().name
    if not path:
        return "latest", name, "/"
    place = place_at(f"/{path}/")
    if place is not None:
        return place.tag, f"{place.name} – {name}", place.url
    if path.startswith("by/"):
        author = get_object_or_404(Author, slug=path.removeprefix("by/"))
        note(f"author:{author.pk}")
        return f"author:{author.pk}", f"{author.name} – {name}", author.get_absolute_url()
    topic = Topic.objects.live().filter(slug=path).first()
    if topic is None:
        raise Http404
    note("topics")
    return f"topic:{topic.pk}", f"{topic.title} – {name}", f"/{topic.slug}/"


@printed
def sitemap_index(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """One sitemap of the places and one a month."""
    note("latest")
    scopes = Listing.objects.of_months().values_list("scope", flat=True).distinct()
    names = ["pages", *sorted((scope[6:] for scope in scopes), reverse=True)]
    rows = "".join(
        f"<sitemap><loc>{escape(absolute(f'/sitemap-{name}.xml'))}</loc></sitemap>" for name in names
    )
    return _xml(f"<sitemapindex {SITEMAP}>{rows}</sitemapindex>")


@printed
def sitemap_pages(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The front, sections, blogs, topics, authors."""
    note("topics", "authors")
    with one_reading():
        paths = ["/", *(place.url for place in places())]
    paths += [f"/{slug}/" for slug in Topic.objects.live().order_by("pk").values_list("slug", flat=True)]
    paths += [author.get_absolute_url() for author in Author.objects.order_by("pk")]
    return _xml(_urlset(f"<url><loc>{escape(absolute(path))}</loc></url>" for path in paths))


@printed
def sitemap_month(request: HttpRequest, year: int, month: int) -> HttpResponse:  # noqa: ARG001
    """Every story of a month."""
    now = timezone.now()
    with one_reading():
        rows = listed(f"month:{year}-{month:02}", now).values_list(
            "slug", "section_id", "blog_id", "updated_at", "rights_until", named=True
        )
        entries = [_entry(row) for row in rows.iterator(chunk_size=5000)]
    if not entries:
        raise Http404
    return _xml(_urlset(entries))


def _entry(row: Story) -> str:
    note_until(row.rights_until)
    changed = row.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ") if row.updated_at else ""
    return f"<url><loc>{escape(absolute(address(row)))}</loc><lastmod>{changed}</lastmod></url>"


@printed
def sitemap_news(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Google's news sitemap: stories of the last two days, at most a thousand."""
    now = timezone.now()
    with one_reading():
        rows = listed("latest", now, since=now - timedelta(days=NEWS_DAYS)).only(*CARD_FIELDS)
        shown = cards(rows[:NEWS_MOST], pictures=False)
        entries = [_news_entry(card) for card in shown]
    if shown:
        note_until(shown[-1].published_at + timedelta(days=NEWS_DAYS))
    return _xml(_urlset(entries, f"{SITEMAP} {NEWS}"))


def _news_entry(card: Card) -> str:
    name = (
        f"<news:name>{escape(paper().name)}</news:name><news:language>{escape(card.language)}</news:language>"
    )
    moment = card.published_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"<url><loc>{escape(absolute(card.url))}</loc><news:news><news:publication>{name}</news:publication>"
        f"<news:publication_date>{moment}</news:publication_date><news:title>{escape(card.headline)}</news:title>"
        "</news:news></url>"
    )


@printed
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """What crawlers may read."""
    private = ("/desk/", "/account/", "/search/", "/vote/", "/comment/", "/newsletter/")
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in private),
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _urlset(entries: Iterable[str], names: str = SITEMAP) -> str:
    return f"<urlset {names}>{''.join(entries)}</urlset>"


def _xml(body: str) -> HttpResponse:
    return HttpResponse(f"{XML}{body}\n", content_type="application/xml; charset=utf-8")
