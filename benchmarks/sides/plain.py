"""The plain Wagtail site's side of the same questions."""
# ruff: noqa: E402 (Django is set up before its models are imported)

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plain_wagtail.settings")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image

from loader import content, plain, rows
from plain_wagtail.news.models import Author, HomePage, SectionPage, StoryPage, Topic, in_full
from sides.answering import Work, answer

HOST = "127.0.0.1:9402"
SAMPLE = Path(os.environ["PLAIN_SAMPLE"])
state: dict[str, Any] = {}


def ground(stories: int, newest: str) -> Work:
    state.update(of=stories, newest=datetime.fromisoformat(newest))

    def work() -> None:
        state["ground"] = plain.lay_ground(sample=SAMPLE)
        state["loader"] = plain.Loader(state["ground"])

    return work


def load(start: int, stop: int) -> Work:
    return lambda: state["loader"].load(numbers=range(start, stop), of=state["of"], newest=state["newest"])


def settle() -> Work:
    def work() -> None:
        rows.settle()
        for image in Image.objects.all():
            for spec in ("fill-320x240", "width-800"):
                image.get_rendition(spec)

    return work


def queries() -> Work:
    def work() -> dict[str, int]:
        pages = {"story": _addresses(20), "front": ["/"], "section": ["/world/", "/sport/football/"]}
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
    step = max(1, state["of"] // count)
    pks = [state["ground"].first_key + state["of"] - n * step for n in range(count)]
    found = StoryPage.objects.live().filter(pk__in=pks).order_by("pk")
    return [page.url_path.removeprefix(HomePage.objects.get().url_path.rstrip("/")) for page in found]


def _made(number: int) -> tuple[StoryPage, SectionPage]:
    piece = content.piece(10_000_000 + number, state["of"], state["newest"])
    base = state["ground"]
    page = StoryPage(
        title=piece.headline, kicker=piece.kicker, intro=piece.standfirst, dateline=piece.dateline,
        live=False, body="".join(f"<p>{text}</p>" for text in piece.paragraphs),
        date=piece.published_at.date(),
        lead_image_id=base.images[number % len(base.images)],
    )  # fmt: skip
    page.authors = [Author.objects.get(pk=base.authors[number % len(base.authors)])]
    page.topics = [Topic.objects.get(pk=base.topics[number % len(base.topics)])]
    return page, SectionPage.objects.get(pk=base.sections[number % len(content.SECTIONS)].pk)


def open_and_publish(number: int) -> Work:
    page, place = _made(number)

    def work() -> None:
        place.add_child(instance=page)
        page.save_revision().publish()

    return work


def publish_alone(number: int) -> Work:
    page, place = _made(number)
    place.add_child(instance=page)
    revision = page.save_revision()
    return revision.publish


def latest(number: int) -> Work:
    place = state["ground"].sections[number % len(content.SECTIONS)]
    return lambda: len(list(in_full(StoryPage.objects.descendant_of(place))[:30]))


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
    return _page("/search/", query=content.COMMON)


def search_rare(number: int) -> Work:  # noqa: ARG001
    return _page("/search/", query=content.RARE)


def sitemap_month(number: int) -> Work:
    year, month = content.month_before(state["newest"], 2 + number % 30)
    return _page(f"/sitemap-{year}-{month:02}.xml")


ASKED: list[Callable[..., Work]] = [
    ground, load, settle, queries, open_and_publish, publish_alone, latest, front, story, section,
    search_common, search_rare, sitemap_month,
]  # fmt: skip

if __name__ == "__main__":
    answer({verb.__name__: verb for verb in ASKED})
