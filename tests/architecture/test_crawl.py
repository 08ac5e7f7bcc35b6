"""A crawl of the paper from its outputs: every link leads somewhere, and only to a registered output."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.urls import resolve

from broadsheet.web.outputs import OUTPUTS
from support.newsroom import HOST, every_address, small_paper

LINK = re.compile(r"""(?:href|src)=["']([^"']+)["']|<loc>([^<]+)</loc>|<link>(http[^<]+)<""")
# Not followed: editors' screens, a reader's own pages, files that the static server holds.
ELSEWHERE = (settings.BROADSHEET_DESK_PATH, "/account/", settings.STATIC_URL, settings.MEDIA_URL)
# The list that the product promises; a new output is added to it, none is taken away.
PROMISED = {
    "story", "front", "section", "author", "topic", "blog", "archive", "search", "feeds", "sitemap",
    "news sitemap", "picture renditions", "edition", "comments", "vote",
}  # fmt: skip


def links(page: str, address: str) -> set[str]:
    """Addresses on this paper that the page names, without their fragments."""
    found = set()
    for named in LINK.findall(page):
        there = urlsplit(urldefrag(urljoin(f"http://{HOST}{address}", unescape("".join(named)))).url)
        if (
            there.netloc == HOST
            and there.scheme in {"http", "https"}
            and not there.path.startswith(ELSEWHERE)
        ):
            found.add(there.path + (f"?{there.query}" if there.query else ""))
    return found


def test_no_promised_output_is_missing():
    assert sorted(PROMISED - set(OUTPUTS)) == []


@pytest.mark.django_db
def test_every_link_leads_to_a_registered_output(client, clock):
    paper = small_paper()
    for number in range(12):
        place = paper.places[number % len(paper.places)]
        paper.story(clock.pass_time(minutes=1), place=place, topics=paper.topics[: number % 3])
    held = paper.story(clock.now, embargo_until=clock.now + timedelta(days=1))
    clock.pass_time(minutes=1)
    registered = {route for output in OUTPUTS.values() for route in output.routes}

    asked: dict[str, tuple[int, str]] = {}
    waiting = sorted(set(every_address()) - {held.get_absolute_url()})
    for address in waiting:
        answer = client.get(address, headers={"host": HOST}, follow=True)
        asked[address] = answer.status_code, resolve(urlsplit(address).path).view_name
        text = answer.content.decode() if not answer.streaming and answer.charset else ""
        waiting += sorted(links(text, address) - set(waiting))

    assert len(asked) > len(every_address())
    assert held.get_absolute_url() not in asked
    assert {address: said for address, said in asked.items() if said[0] != 200} == {}
    assert {address: said for address, said in asked.items() if said[1] not in registered} == {}
