"""A small paper in the test database, and a reader in front of it who sees what any reader would."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from broadsheet.edge.counting import Readings
from broadsheet.edge.front import Answer, PageFront
from broadsheet.edge.services import page_store
from broadsheet.edge.store import PageStore
from broadsheet.front.services import found_paper
from broadsheet.stories.models import Author, Blog, Section, Story, Topic
from broadsheet.stories.services.drafts import Copy, open_story, publish
from broadsheet.web.outputs import OUTPUTS

HOST = "localhost:8000"
READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass
class Paper:
    """What stands in the small paper."""

    front: Any
    sections: list[Section]
    blog: Blog
    authors: list[Author]
    topics: list[Topic]
    number: int = field(default=0)

    @property
    def places(self) -> list[Section | Blog]:
        return [*self.sections, self.blog]

    def story(self, now: datetime, *, place: Section | Blog | None = None, **values: Any) -> Story:
        """A published story; ``embargo_until`` among ``values`` holds it back."""
        draft = self.draft(now, place=place, **values)
        return publish(story=draft, by=None)

    def draft(self, now: datetime, *, place: Section | Blog | None = None, **values: Any) -> Story:
        self.number += 1
        embargo = values.pop("embargo_until", None)
        given = {
            "headline": f"Headline number {self.number}",
            "standfirst": f"Standfirst {self.number}",
            "body": [("text", f"<p>First paragraph {self.number}.</p><p>Second.</p>")],
            "authors": self.authors[:1],
        } | values
        where = place or self.sections[0]
        return open_story(copy=Copy(**given), place=where, by=None, now=now, embargo_until=embargo)


def small_paper() -> Paper:
    """Two sections, a sub-section, a blog, two authors, two topics."""
    front = found_paper(name="The Small Paper")
    ann = Author.objects.create(name="Ann Lee", slug="ann-lee")
    wire = Author.objects.create(name="Tern Agency", slug="tern", kind=Author.Kind.AGENCY)
    world = front.add_child(instance=Section(title="World", slug="world", colour="#1f4e79", position=1))
    sport = front.add_child(instance=Section(title="Sport", slug="sport", position=2))
    coast = world.add_child(instance=Section(title="Coast", slug="coast"))
    blog = front.add_child(instance=Blog(title="Low Water", slug="low-water", blogger=ann))
    topics = [
        front.add_child(instance=Topic(title=name.title(), slug=name)) for name in ("ferries", "floods")
    ]
    return Paper(front, [world, sport, coast], blog, [wire, ann], topics)


def environ(address: str, method: str = "GET", **headers: str) -> dict[str, Any]:
    """A WSGI request from a reader's browser."""
    path, _, query = address.partition("?")
    asked: dict[str, Any] = {
        "PATH_INFO": unquote_to_bytes(path.encode()).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_METHOD": method,
        "HTTP_HOST": HOST,
        "HTTP_USER_AGENT": READER,
        "wsgi.input": io.BytesIO(),
        **headers,
    }
    setup_testing_defaults(asked)
    return asked


@contextmanager
def one_connection() -> Iterator[None]:
    """Keep the test's connection, and the transaction it holds, open over a request, as Django's client does."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_started.connect(close_old_connections)
        request_finished.connect(close_old_connections)


@dataclass
class Reader:
    """Asks the real front, with the real store behind it, for pages."""

    store: PageStore = field(default_factory=page_store)

    def __post_init__(self) -> None:
        self.readings = Readings()
        self.front = PageFront(WSGIHandler(), self.store, settings.BROADSHEET_PRIVATE, self.readings)

    def get(self, address: str, **headers: str) -> tuple[int, bytes]:
        """Status and body."""
        said: list[int] = []
        with one_connection():
            body = self.front(
                environ(address, **headers), lambda status, _headers, _exc=None: said.append(int(status[:3]))
            )
            text = b"".join(body)
            getattr(body, "close", lambda: None)()
        return said[0], text

    def fresh(self, address: str) -> Answer:
        """What a render made now gives, past the store."""
        with one_connection():
            return self.front.fresh(environ(address))

    def differing(self) -> dict[str, str]:
        """The addresses whose stored page is not what a fresh render gives, byte for byte, and where it parts."""
        wrong = {}
        for key in self.store.keys():  # noqa: SIM118
            page = self.store.get(key)
            answer = self.fresh(key.removeprefix(HOST).encode("latin-1").decode())
            body = b"".join(answer.body)
            if page is not None and (answer.code, body) != (page.status, page.plain):
                wrong[key.removeprefix(HOST)] = f"{page.status}, {answer.code}: {parting(page.plain, body)}"
        return wrong


def parting(stored: bytes, fresh: bytes) -> str:
    """The first lines in which two bodies differ."""
    pairs = zip(stored.decode().splitlines(), fresh.decode().splitlines(), strict=False)
    return next((f"{was!r} is now {now!r}" for was, now in pairs if was != now), "one is longer")


def every_address() -> list[str]:
    """Every live address of every registered output."""
    return sorted({address for output in OUTPUTS.values() for address in output.addresses()})


def outbox_bytes() -> bytes:
    """All mail that has left, one after the other."""
    return b"".join(path.read_bytes() for path in sorted(Path(settings.OUTBOX).glob("*.eml")))
