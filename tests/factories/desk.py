"""A small paper with a desk: a home page, the section World, a trusted feed that prints into it."""

from datetime import datetime
from typing import Any

from wagtail.models import Page, Site

from broadsheet.desk.services import route
from broadsheet.desk.services.taking_in import Result, take_in_reading
from broadsheet.stories.models import Section
from broadsheet.wire.formats.item import WireItem
from broadsheet.wire.models import Feed
from factories.wire import a_reading, new_bytes


def a_section(slug: str = "world", title: str = "World") -> Section:
    """The section, below the home page of the paper's site."""
    known = Section.objects.filter(slug=slug).first()
    if known is not None:
        return known
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = (
        site.root_page
        if site
        else Page.objects.get(depth=1).add_child(instance=Page(title="Home", slug="home-2"))
    )
    return home.add_child(instance=Section(title=title, slug=slug))


def a_trusted_feed(now: datetime, slug: str = "demo", **given: Any) -> Feed:
    """A feed whose rule is to publish at once to World."""
    a_section()
    usual = {"name": "Demo", "section_path": "world", "action": "publish", "is_trusted": True}
    return route(slug=slug, now=now, **{**usual, **given})


def receive(*items: WireItem, now: datetime, feed: str = "demo", **given: Any) -> list[Result]:
    """Items that come in one message, already read."""
    usual = {"raw": new_bytes(), "name": "message.xml", "whence": "test", "found": {}}
    return take_in_reading(reading=a_reading(*items), feed=feed, now=now, **{**usual, **given})
