"""Broadsheet's side: its services, selectors and doors as they are, without the page store in front."""
# ruff: noqa: E402 (Django is set up before its models are imported)

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadsheet.settings")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import broadsheet
from broadsheet.audience.models import Reading
from broadsheet.audience.services import rank
from broadsheet.comments import services as comments
from broadsheet.edge.services import page_store
from broadsheet.edge.store import Page
from broadsheet.people.readers import Reader
from broadsheet.stories.models import Author, Section, Story, Topic
from broadsheet.stories.selectors.cards import CARD_FIELDS, address, listed
from broadsheet.stories.services.drafts import Copy, open_story, publish
from broadsheet.stories.services.withdrawing import correct
from broadsheet.votes.services import cast_vote
from loader import content, paper, rows
from sides.answering import Work, answer

HOST = os.environ["BROADSHEET_BASE_URL"].removeprefix("http://")
SAMPLE = Path(broadsheet.__file__).parent / "sample" / "pictures"
STORED = 5000
state: dict[str, Any] = {}


def ground(stories: int, newest: str) -> Work:
    state.update(of=stories, newest=datetime.fromisoformat(newest))

    def work() -> None:
        state["ground"] = paper.lay_ground(now=datetime.now(UTC), sample=SAMPLE)

    return work


def load(start: int, stop: int) -> Work:
    return lambda: paper.load(
        ground=state["ground"], numbers=range(start, stop), of=state["of"], newest=state["newest"]
    )


def settle() -> Work:
    return rows.settle


def enrich() -> Work:
    """Give the newest story of each section comments, votes and a correction, and let some be read."""

    def work() -> str:
        now = datetime.now(UTC)
        story = _fullest()
        for n in range(8):
            reader = Reader(None, f"reader-{n}", f"network-{n}")
            cast_vote(story=story, reader=reader, value=1, kind="up", now=now)
            words = comments.Words(f"Reader {n}", f"This is what I think of it, part {n}.")
            comments.write(story=story, reader=reader, words=words, now=now + timedelta(minutes=n))
        correct(story=story, text="An earlier version named the wrong quay.", by=None, now=now)
        hour = now.replace(minute=0, second=0, microsecond=0)
        recent = Story.objects.public(now).newest_first()[:50]
        Reading.objects.bulk_create(
            [Reading(story=s, hour=hour, count=9 * n) for n, s in enumerate(recent, 1)]
        )
        rank(now=now)
        return address(story)

    return work


def _fullest() -> Story:
    """Among the newest fifty, a sub-section's story with a picture, topics and two names if there is one."""
    recent = Story.objects.public(datetime.now(UTC)).newest_first().exclude(lead_picture=None)[:50]
    return max(
        recent, key=lambda s: (s.topics.count() > 0, s.bylines.count(), s.section_id is not None, s.pk)
    )


def queries() -> Work:
    """How many each page asks, once everything that a process keeps is kept."""

    def work() -> dict[str, int]:
        story, busy = _fullest(), Section.objects.get(slug="world")
        pages = {
            "story": [address(story), *_addresses(20)],
            "front": ["/"],
            "section": ["/world/", "/sport/football/"],
        }
        assert busy.pk
        return {name: max(_asked(path) for path in paths) for name, paths in pages.items()}

    return work


def _asked(path: str) -> int:
    client = Client(HTTP_HOST=HOST)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(seen)


def _addresses(count: int) -> list[str]:
    """Stories spread over the archive."""
    step = max(1, state["of"] // count)
    now = datetime.now(UTC)
    pks = [state["of"] - n * step for n in range(count)]
    return [address(s) for s in Story.objects.public(now).filter(pk__in=pks).order_by("pk")]


def _copy(number: int) -> tuple[Copy, Section]:
    piece = content.piece(10_000_000 + number, state["of"], state["newest"])
    base = state["ground"]
    copy = Copy(
        headline=piece.headline, kicker=piece.kicker, standfirst=piece.standfirst, dateline=piece.dateline,
        body=[("text", "".join(f"<p>{text}</p>" for text in piece.paragraphs))],
        lead_picture_id=base.pictures[number % len(base.pictures)],
        authors=[Author.objects.get(pk=base.authors[number % len(base.authors)])],
        topics=[Topic.objects.get(pk=base.topics[number % len(base.topics)])],
    )  # fmt: skip
    return copy, Section.objects.get(pk=base.sections[number % len(base.sections)])


def open_and_publish(number: int) -> Work:
    copy, place = _copy(number)

    def work() -> None:
        story = open_story(copy=copy, place=place, by=None, now=datetime.now(UTC))
        publish(story=story, by=None)

    return work


def publish_alone(number: int) -> Work:
    copy, place = _copy(number)
    story = open_story(copy=copy, place=place, by=None, now=datetime.now(UTC))
    return lambda: publish(story=story, by=None) and None


def publish_under_stored_pages(number: int) -> Work:
    """As ``publish_alone``, but the store holds the pages of five thousand stories of the section."""
    copy, place = _copy(number)
    _store_pages(f"section:{place.pk}")
    story = open_story(copy=copy, place=place, by=None, now=datetime.now(UTC))
    return lambda: publish(story=story, by=None) and None


def _store_pages(scope: str) -> None:
    store = page_store()
    since = store.counter()
    page = Page(
        200, (("Content-Type", "text/html"),), '"x"', b"x" * 15_000, b"x" * 5_000, b"x" * 4_500, "", None
    )
    for n in range(STORED):
        tags = [
            f"story:{n}",
            scope,
            "site",
            "places",
            "topics",
            "most-read",
            *(f"story:{n + k}" for k in range(1, 10)),
        ]
        store.put(f"{HOST}/{scope}/{n}/", page, tags, since)


def latest(number: int) -> Work:
    scope = f"section:{state['ground'].sections[number % len(content.SECTIONS)]}"
    now = datetime.now(UTC)
    return lambda: len(list(listed(scope, now).only(*CARD_FIELDS)[:30]))


def _page(path: str, **query: str) -> Work:
    client = Client(HTTP_HOST=HOST)

    def work() -> int:
        answer = client.get(path, query)
        assert answer.status_code == 200, path
        return len(answer.content)

    return work


def front(number: int) -> Work:  # noqa: ARG001
    return _page("/")


def story(number: int) -> Work:
    if "addresses" not in state:
        state["addresses"] = _addresses(200)
    return _page(state["addresses"][number % len(state["addresses"])])


def section(number: int) -> Work:
    name, parent, _ = content.SECTIONS[number % len(content.SECTIONS)]
    return _page(f"/{parent.lower()}/{name.lower()}/".replace("//", "/"))


def search_common(number: int) -> Work:  # noqa: ARG001
    return _page("/search/", q=content.COMMON)


def search_rare(number: int) -> Work:  # noqa: ARG001
    return _page("/search/", q=content.RARE)


def sitemap_month(number: int) -> Work:
    year, month = content.month_before(state["newest"], 2 + number % 30)
    return _page(f"/sitemap-{year}-{month:02}.xml")


def archive_index(number: int) -> Work:  # noqa: ARG001
    return _page("/archive/")


def news_sitemap(number: int) -> Work:  # noqa: ARG001
    return _page("/sitemap-news.xml")


ASKED: list[Callable[..., Work]] = [
    ground, load, settle, enrich, queries, open_and_publish, publish_alone, publish_under_stored_pages,
    latest, front, story, section, search_common, search_rare, sitemap_month, archive_index, news_sitemap,
]  # fmt: skip

if __name__ == "__main__":
    answer({verb.__name__: verb for verb in ASKED})
