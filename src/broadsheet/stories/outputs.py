"""The public outputs of the stories room, with every live address of each."""

from collections.abc import Iterator

from broadsheet.stories.models import Author, Listing, Story, Topic
from broadsheet.stories.selectors.cards import address
from broadsheet.stories.selectors.places import one_reading, places
from broadsheet.web.outputs import register_output


def register() -> None:
    """Add this room's outputs to the paper's list."""
    register_output("story", routes=["stories:address"], addresses=_stories)
    register_output(
        "section", routes=["stories:address"], addresses=lambda: [p.url for p in places() if not p.is_blog]
    )
    register_output(
        "blog", routes=["stories:address"], addresses=lambda: [p.url for p in places() if p.is_blog]
    )
    register_output("topic", routes=["stories:address"], addresses=_topics)
    register_output("author", routes=["stories:author"], addresses=_authors)
    register_output("archive", routes=["stories:archive", "stories:archive-month"], addresses=_archive)
    register_output("search", routes=["stories:search"], addresses=lambda: ["/search/"], is_stored=False)
    register_output("feeds", routes=["stories:feed", "stories:feed-of"], addresses=_feeds)
    register_output("sitemap", routes=["stories:sitemap", "stories:sitemap-pages", "stories:sitemap-month"],
                    addresses=_sitemaps)  # fmt: skip
    register_output("news sitemap", routes=["stories:sitemap-news"], addresses=lambda: ["/sitemap-news.xml"])
    register_output("colours", routes=["stories:colours"], addresses=lambda: ["/colours.css"])
    register_output("robots", routes=["stories:robots"], addresses=lambda: ["/robots.txt"])


def _stories() -> Iterator[str]:
    with one_reading():
        for story in (
            Story.objects.exclude(published_at=None).only("slug", "section_id", "blog_id").order_by("pk")
        ):
            yield address(story)


def _topics() -> list[str]:
    return [f"/{slug}/" for slug in Topic.objects.live().order_by("pk").values_list("slug", flat=True)]


def _authors() -> list[str]:
    return [author.get_absolute_url() for author in Author.objects.order_by("pk")]


def _months() -> list[str]:
    scopes = Listing.objects.of_months().values_list("scope", flat=True).distinct()
    return sorted(scope[6:] for scope in scopes)


def _archive() -> list[str]:
    return ["/archive/", *(f"/archive/{month[:4]}/{month[5:]}/" for month in _months())]


def _feeds() -> list[str]:
    lists = [*(place.url for place in places()), *_topics(), *_authors()]
    return ["/feed/", *(f"{path}feed/" for path in lists)]


def _sitemaps() -> list[str]:
    return ["/sitemap.xml", "/sitemap-pages.xml", *(f"/sitemap-{month}.xml" for month in _months())]
