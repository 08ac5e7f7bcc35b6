"""The front: answers from the page store, asks the newsroom on a miss and keeps what may be kept.

A WSGI application around Django's. Requests for the paper's public addresses lose their cookies and
language wishes here, so that no stored page can hold anything about one reader.
"""

import gzip
import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import brotli

from broadsheet.edge.counting import Readings
from broadsheet.edge.recording import Recording, recording
from broadsheet.edge.store import Page, PageStore

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]

ABOUT_THE_READER = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_AUTHORIZATION", "HTTP_REFERER")
KEPT_STATUSES = frozenset({200, 301, 410})
REASONS = {200: "200 OK", 301: "301 Moved Permanently", 410: "410 Gone"}
COMPRESSED_FROM = 200


@dataclass
class Answer:
    """What the newsroom said to one request, with the recording of its render."""

    status: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: Iterable[bytes] = ()
    made: Recording = field(default_factory=Recording)

    @property
    def code(self) -> int:
        """The status as a number."""
        return int(self.status.split(" ", 1)[0])


class PageFront:
    """The WSGI front. ``private`` are path prefixes that never come from the store."""

    def __init__(self, newsroom: App, store: PageStore, private: tuple[str, ...], readings: Readings) -> None:
        self._newsroom = newsroom
        self._store = store
        self._private = private
        self._readings = readings
        self._printing: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        key = self.key(environ)
        if key is None:
            return self._newsroom(environ, start_response)
        page = self._store.get(key)
        if page is None:
            with self._one_at_a_time(key):
                page = self._store.get(key)
                answer = None if page else self.fresh(environ, key)
        if page is None and answer is not None:
            page = _as_page(answer)
            if page is None:
                start_response(answer.status, answer.headers)
                return answer.body
        return self._hand_over(environ, start_response, page)  # type: ignore[arg-type]

    def key(self, environ: Environ) -> str | None:
        """The store's key of a request, or None when it must go to the newsroom."""
        path = environ.get("PATH_INFO", "/")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or path.startswith(self._private):
            return None
        query = listed_query(environ.get("QUERY_STRING", ""))
        if query is None:
            return None
        host = environ.get("HTTP_HOST") or environ.get("SERVER_NAME", "")
        return f"{host}{path}{query}"

    def fresh(self, environ: Environ, key: str | None = None) -> Answer:
        """Ask the newsroom for a page as any reader would see it; store it under ``key`` if it may be kept."""
        since = self._store.counter()
        asked = {name: value for name, value in environ.items() if name not in ABOUT_THE_READER}
        asked["REQUEST_METHOD"] = "GET"
        answer = Answer()

        def start(status: str, headers: list[tuple[str, str]], _exc: object = None) -> None:
            answer.status, answer.headers = status, headers

        with recording() as made:
            body = self._newsroom(asked, start)
            answer.made = made
            answer.body = [b"".join(body)] if made.is_printed else body
            if made.is_printed:
                getattr(body, "close", lambda: None)()
        page = _as_page(answer)
        if page is not None and key is not None:
            self._store.put(key, page, made.tags, since)
        return answer

    def _hand_over(self, environ: Environ, start_response: StartResponse, page: Page) -> list[bytes]:
        if page.subject and page.status == 200:
            self._readings.count(page.subject, environ)
        if environ.get("HTTP_IF_NONE_MATCH") and page.etag in environ["HTTP_IF_NONE_MATCH"]:
            start_response("304 Not Modified", [("ETag", page.etag), ("Cache-Control", "no-cache")])
            return []
        body, encoding = _best_body(page, environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers = [*page.headers, ("ETag", page.etag), ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        start_response(REASONS[page.status], headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    @contextmanager
    def _one_at_a_time(self, key: str) -> Iterator[None]:
        """Let one render per key run; the others wait for its result."""
        with self._guard:
            lock = self._printing.setdefault(key, threading.Lock())
        with lock:
            yield
        with self._guard:
            if not lock.locked():
                self._printing.pop(key, None)


def listed_query(query: str) -> str | None:
    """The canonical form of a query string that pages know (``page=N``), or None for any other."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    match pairs:
        case [("page", number)] if number.isascii() and number.isdigit() and len(number) < 6:
            return "?" + urlencode({"page": int(number)})
    return None


def _as_page(answer: Answer) -> Page | None:
    if not answer.made.is_printed or answer.code not in KEPT_STATUSES:
        return None
    plain = b"".join(answer.body)
    dropped = {"content-length", "vary", "cache-control", "etag", "set-cookie"}
    kept = [(name, value) for name, value in answer.headers if name.lower() not in dropped]
    kept += [("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding")]
    etag = '"' + hashlib.sha256(plain + str(answer.code).encode()).hexdigest()[:24] + '"'
    until = answer.made.until.timestamp() if answer.made.until else None
    return Page(
        answer.code, tuple(kept), etag, plain, gzip.compress(plain, 6, mtime=0),
        brotli.compress(plain, quality=5), answer.made.subject, until,
    )  # fmt: skip


def _best_body(page: Page, accepted: str) -> tuple[bytes, str]:
    if len(page.plain) < COMPRESSED_FROM:
        return page.plain, ""
    wishes = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.strip().partition(";")
        wishes[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    if wishes.get("br"):
        return page.br, "br"
    if wishes.get("gzip"):
        return page.gzip, "gzip"
    return page.plain, ""
