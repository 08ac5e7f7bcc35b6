"""Doors: addresses, statuses, what stands on the pages, and a fixed number of queries."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.stories.models import Author, FormerPlace, Listing, Section
from broadsheet.stories.services import withdrawing
from broadsheet.stories.services.drafts import publish
from broadsheet.stories.services.moving import reslug
from support.newsroom import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(tmp_path):
    from broadsheet.edge.store import SqlitePageStore

    return Reader(SqlitePageStore(tmp_path / "pages.sqlite3"))


def text_of(body: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", body.decode()).split())


def test_a_story_shows_its_parts_in_order(paper, reader, clock):
    story = paper.story(
        clock.now, place=paper.sections[2], kicker="Ferries", dateline="NEAR STRAND, Coast",
        topics=paper.topics[:1], authors=paper.authors,
    )  # fmt: skip
    clock.pass_time(days=1)
    withdrawing.correct(story=story, text="It was a Monday.", by=None, now=clock.now)

    status, body = reader.get(story.get_absolute_url())
    page = text_of(body)

    assert status == 200
    parts = ["You are here", "Home", "World", "Coast", "Ferries", "Headline number 1", "Standfirst 1",
             "By Tern Agency and Ann Lee - Mar 20, 2026 - Last updated at Mar 21, 2026",
             "NEAR STRAND, Coast — First paragraph 1.", "Ferries", "Correction", "It was a Monday.",
             "Add new comment", "Get top stories and blog posts emailed to you each day"]  # fmt: skip
    position = 0
    for part in parts:
        position = page.find(part, position)
        assert position >= 0, part
        position += len(part)


def test_structured_data_cannot_end_its_script(paper, reader, clock):
    story = paper.story(clock.now, headline="</script><script>alert(1)</script>", authors=paper.authors)
    _, body = reader.get(story.get_absolute_url())
    data = re.search(rb'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)[1]
    article, trail = json.loads(data)["@graph"]

    assert article["headline"] == "</script><script>alert(1)</script>"
    assert [author["@type"] for author in article["author"]] == ["Organization", "Person"]
    assert [item["name"] for item in trail["itemListElement"]] == ["Home", "World", article["headline"]]
    assert b"<script>alert" not in body


def test_a_killed_storys_address_says_so(paper, reader, clock):
    story = paper.story(clock.now)
    withdrawing.kill(story=story, reason="Secret reason", by=None, now=clock.now)

    status, body = reader.get(story.get_absolute_url())

    assert status == 410
    assert b"This story has been withdrawn." in body
    assert b"noindex" in body
    assert b"Headline number 1" not in body
    assert b"Secret reason" not in body


def test_a_story_that_readers_never_saw_has_no_address(paper, reader, clock):
    held = paper.story(clock.now, embargo_until=clock.now + timedelta(hours=1))
    draft = paper.draft(clock.now)

    assert [reader.get(story.get_absolute_url())[0] for story in (held, draft)] == [404, 404]
    withdrawing.kill(story=held, reason="x", by=None, now=clock.now)
    assert reader.get(held.get_absolute_url())[0] == 404


def where_to(reader, address):
    answer = reader.fresh(address)
    return answer.code, dict(answer.headers).get("Location", "")


def test_a_new_slug_leaves_the_old_address_leading_to_it(paper, reader, clock):
    story = paper.story(clock.now)
    old = story.get_absolute_url()
    again = reslug(story=story, slug="better", by=None, now=clock.now)

    assert again.get_absolute_url() == "/world/better/"
    assert reader.get("/world/better/")[0] == 200
    assert where_to(reader, old) == (301, "/world/better/")
    assert where_to(reader, old.rstrip("/")) == (301, "/world/better/")

    reslug(story=again, slug=old.strip("/").partition("/")[2], by=None, now=clock.now)
    assert reader.get(old)[0] == 200
    withdrawing.kill(story=story, reason="x", by=None, now=clock.now)
    assert reader.fresh("/world/better/").code == 404


def test_a_story_that_changes_its_section_is_found_at_its_old_address(paper, reader, clock):
    story = paper.story(clock.now)
    old = story.get_absolute_url()
    draft = story.get_latest_revision_as_object()
    draft.section = paper.sections[1]
    draft.save_revision()
    publish(story=story, by=None)

    assert where_to(reader, old) == (301, f"/sport/{story.slug}/")


def test_one_row_leads_every_story_of_a_renamed_section(
    paper, reader, clock, django_capture_on_commit_callbacks
):
    coast = paper.sections[2]
    stories = [paper.story(clock.now, place=coast) for _ in range(2)]
    old = [story.get_absolute_url() for story in stories]
    section = Section.objects.get(pk=paper.sections[0].pk)
    section.slug = "abroad"
    with django_capture_on_commit_callbacks(execute=True):
        section.save()

    assert [where_to(reader, path) for path in ("/world/", "/world/coast/", *old)] == [
        (301, "/abroad/"), (301, "/abroad/coast/"),
        *((301, f"/abroad/coast/{story.slug}/") for story in stories),
    ]  # fmt: skip
    assert FormerPlace.objects.count() == 1


def test_a_moved_section_takes_its_stories_into_the_lists_above_it(paper, reader, clock):
    world, sport, coast = paper.sections
    story = paper.story(clock.now, place=coast)
    Section.objects.get(pk=coast.pk).move(Section.objects.get(pk=sport.pk), "last-child")

    assert story.headline in reader.get("/sport/")[1].decode()
    assert story.headline not in reader.get("/world/feed/")[1].decode()
    assert where_to(reader, f"/world/coast/{story.slug}/") == (301, f"/sport/coast/{story.slug}/")
    assert {row.scope for row in Listing.objects.filter(story=story, scope__startswith="section:")} == {
        f"section:{sport.pk}", f"section:{coast.pk}"
    }  # fmt: skip
    assert world.pk


@pytest.mark.parametrize(
    "address",
    ["/nothing/", "/world/nothing/", "/world/?page=2", "/world/?page=0", "/by/nobody/", "/archive/2026/13/",
     "/archive/1999/01/", "/sitemap-1999-01.xml", "/nothing/feed/", "/%00/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(paper, reader, clock, address):
    paper.story(clock.now)

    assert reader.get(address)[0] == 404


def test_lists_page_by_thirty(paper, reader, clock):
    for _ in range(32):
        clock.pass_time(seconds=1)
        paper.story(clock.now)
    first, second = (reader.get(f"/world/{query}")[1] for query in ("", "?page=2"))

    assert first.count(b"<article") == 30
    assert second.count(b"<article") == 2
    assert b'href="?page=2"' in first


@pytest.mark.parametrize("stories", [3, 40])
def test_pages_ask_a_fixed_number_of_questions(paper, reader, clock, stories):
    for _ in range(stories):
        paper.story(clock.now, topics=paper.topics[:1], authors=paper.authors)
    story = paper.story(clock.now, topics=paper.topics, authors=paper.authors)
    asked = {}
    for name, address in (("story", story.get_absolute_url()), ("section", "/world/"), ("front", "/")):
        with CaptureQueriesContext(connection) as queries:
            assert reader.fresh(address).code == 200
        asked[name] = len(queries)

    assert asked == {"story": 10, "section": 4, "front": 8}


def test_feeds_hold_what_their_lists_hold(paper, reader, clock):
    world = paper.story(
        clock.now, headline="World & more", authors=[paper.authors[0]], topics=paper.topics[:1]
    )
    sport = paper.story(clock.now, place=paper.sections[1], headline="Sport <b>", authors=[paper.authors[1]])
    wanted = {"/feed/": {world, sport}, "/world/feed/": {world}, "/sport/feed/": {sport},
              "/by/tern/feed/": {world}, "/ferries/feed/": {world}, "/low-water/feed/": set()}  # fmt: skip

    for address, stories in wanted.items():
        status, body = reader.get(address)
        found = {story for story in (world, sport) if f"/story/{story.pk}<" in body.decode()}
        assert (status, found) == (200, stories), address


def test_the_news_sitemap_forgets_after_two_days(paper, reader, clock):
    story = paper.story(clock.now, authors=[])
    assert story.get_absolute_url() in reader.get("/sitemap-news.xml")[1].decode()
    clock.pass_time(days=2, seconds=1)

    assert story.get_absolute_url() not in Reader(reader.store).fresh("/sitemap-news.xml").body[0].decode()


def test_search_finds_words_newest_first_and_nothing_else(paper, reader, clock):
    first = paper.story(clock.now, headline="Café fire")
    clock.pass_time(hours=1)
    second = paper.story(clock.now, headline="Fire station", body=[("text", "<p>café</p>")])
    paper.story(clock.now, headline="Flood")

    _, body = reader.get("/search/?q=fire+caf%C3%A9")
    page = body.decode()
    assert 0 < page.index(second.get_absolute_url()) < page.index(first.get_absolute_url())
    assert "Flood" not in page

    for query in ('"', "fire'", "-", "*", "NEAR(", "a OR b", "%", "%F0%9F%9A%92", "x" * 500):
        assert reader.get(f"/search/?q={query}")[0] == 200


def test_an_agencys_name_is_escaped_everywhere(paper, reader, clock):
    hostile = Author.objects.create(name="<script>x</script>", slug="hostile", kind="agency")
    story = paper.story(clock.now, authors=[hostile], headline="<img src=x onerror=1>",
                        body=[("text", '<p onclick="x()">a<script>x</script></p>')])  # fmt: skip

    for address in (story.get_absolute_url(), "/", "/world/", "/by/hostile/", "/feed/", "/archive/2026/03/"):
        body = reader.get(address)[1].decode()
        assert "<script>x" not in body, address
        assert "<img src=x" not in body, address
        assert "onclick" not in body, address
