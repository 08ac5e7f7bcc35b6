"""The front in front of a newsroom: what is kept, what is passed on, what readers may send."""

import gzip
from datetime import UTC, datetime

import brotli
import pytest

from broadsheet.edge.counting import Readings
from broadsheet.edge.front import PageFront, listed_query
from broadsheet.edge.recording import note, note_printed, note_until
from broadsheet.edge.store import SqlitePageStore
from support.newsroom import environ

BODY = b"<p>" + b"news " * 200 + b"</p>"


class Newsroom:
    """A newsroom that counts how often it was asked and remembers by whom."""

    def __init__(self):
        self.asked = []
        self.during = lambda: None

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        note("story:1", "site")
        if not environ["PATH_INFO"].startswith("/mine"):
            note_printed("story:1")
        self.during()
        start_response("200 OK", [("Content-Type", "text/html")])
        return [BODY]


@pytest.fixture
def newsroom():
    return Newsroom()


@pytest.fixture
def store(tmp_path):
    return SqlitePageStore(tmp_path / "pages.sqlite3")


@pytest.fixture
def front(newsroom, store):
    return PageFront(newsroom, store, ("/desk/",), Readings())


def ask(front, address, method="GET", **headers):
    said = {}

    def start(status, given, _exc=None):
        said.update(status=status, headers=dict(given))

    body = b"".join(front(environ(address, method, **headers), start))
    return said["status"], said["headers"], body


def test_the_second_reader_is_answered_from_the_store(front, newsroom):
    first, second = ask(front, "/a/"), ask(front, "/a/")

    assert first == second
    assert len(newsroom.asked) == 1


def test_nothing_about_the_reader_reaches_the_newsroom(front, newsroom):
    ask(front, "/a/", HTTP_COOKIE="sessionid=x", HTTP_ACCEPT_LANGUAGE="fr", HTTP_AUTHORIZATION="Basic x")

    assert {"HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_AUTHORIZATION"} & set(newsroom.asked[0]) == set()


def test_private_addresses_and_writes_go_through_untouched(front, newsroom, store):
    ask(front, "/desk/", HTTP_COOKIE="sessionid=x")
    ask(front, "/a/", "POST", HTTP_COOKIE="sessionid=x")

    assert [asked["HTTP_COOKIE"] for asked in newsroom.asked] == ["sessionid=x", "sessionid=x"]
    assert store.keys() == []


def test_a_purged_tag_takes_the_page_away(front, newsroom, store):
    ask(front, "/a/")
    assert store.purge(["story:1"]) == 1
    ask(front, "/a/")

    assert len(newsroom.asked) == 2


def test_a_render_that_began_before_a_purge_is_not_kept(front, newsroom, store):
    newsroom.during = lambda: store.purge(["story:1"])
    ask(front, "/a/")

    assert store.keys() == []


def test_a_purge_of_another_tag_during_a_render_does_no_harm(front, newsroom, store):
    newsroom.during = lambda: store.purge(["story:2"])
    ask(front, "/a/")

    assert store.keys() == ["localhost:8000/a/"]


def test_an_answer_that_is_not_printed_is_not_kept(front, store):
    status, _, body = ask(front, "/mine/")

    assert (status, body, store.keys()) == ("200 OK", BODY, [])


def test_a_page_whose_time_is_over_is_made_anew(front, newsroom, clock):
    newsroom.during = lambda: note_until(datetime(2026, 3, 20, 12, 0, 30, tzinfo=UTC))
    ask(front, "/a/")
    clock.pass_time(seconds=31)
    ask(front, "/a/")

    assert len(newsroom.asked) == 2


@pytest.mark.parametrize(
    ("accepted", "encoding", "undo"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress),
     ("br;q=0, gzip", "gzip", gzip.decompress), ("identity", None, bytes), ("", None, bytes)],
)  # fmt: skip
def test_the_body_comes_as_the_client_can_read_it(front, accepted, encoding, undo):
    _, headers, body = ask(front, "/a/", HTTP_ACCEPT_ENCODING=accepted)

    assert headers.get("Content-Encoding") == encoding
    assert undo(body) == BODY
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Cache-Control"] == "no-cache"


def test_a_known_page_is_not_sent_twice(front):
    _, headers, _ = ask(front, "/a/")
    status, _, body = ask(front, "/a/", HTTP_IF_NONE_MATCH=headers["ETag"])

    assert (status, body) == ("304 Not Modified", b"")


def test_head_has_the_headers_of_get_and_no_body(front):
    _, get_headers, _ = ask(front, "/a/")
    status, headers, body = ask(front, "/a/", "HEAD")

    assert (status, headers, body) == ("200 OK", get_headers, b"")


def test_readers_are_counted_and_programs_are_not(front):
    ask(front, "/a/")
    ask(front, "/a/", HTTP_USER_AGENT="Examplebot/1.0")
    ask(front, "/a/", HTTP_SEC_PURPOSE="prefetch")
    ask(front, "/a/", "HEAD")

    assert front._readings.take() == {"story:1": 1}
    assert front._readings.take() == {}


@pytest.mark.parametrize(
    ("query", "listed"),
    [("", ""), ("page=2", "?page=2"), ("page=02", "?page=2"), ("page=x", None), ("page=1&page=2", None),
     ("utm_source=x", None), ("page=123456", None), ("page=²", None)],
)  # fmt: skip
def test_only_listed_queries_have_pages(query, listed):
    assert listed_query(query) == listed
