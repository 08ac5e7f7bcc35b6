"""The page store: finished answers by key, made stale by tag, in one SQLite file that processes share.

Two promises: a reader never gets a page whose tag was purged before the request came, and a render that
began before a purge cannot store its old page after it (each purge moves one counter; see ``put``).
A purge writes a row a tag and touches no page, so that it costs the same whether a hundred thousand stored
pages carry the tag or none; a page asked for is held against the purges of its own tags.
"""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

SCHEMA = """
CREATE TABLE IF NOT EXISTS page (key TEXT PRIMARY KEY, head TEXT NOT NULL, until REAL, plain BLOB NOT NULL,
    gzip BLOB NOT NULL, br BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page_tag (tag TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (tag, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS page_tag_key ON page_tag (key);
CREATE TABLE IF NOT EXISTS purge (tag TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
PURGED_SINCE = (
    "SELECT 1 FROM page_tag JOIN purge USING (tag) WHERE page_tag.key = ? AND purge.seq > ? LIMIT 1"
)
EVERYTHING = "*"


@dataclass(frozen=True)
class Page:
    """One finished answer. ``plain`` is the body as rendered, ``gzip`` and ``br`` the same compressed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    etag: str
    plain: bytes
    gzip: bytes
    br: bytes
    subject: str = ""
    until: float | None = None


class PageStore(Protocol):
    """What the front needs of a store; the key is opaque, tags are plain words."""

    def get(self, key: str) -> Page | None: ...
    def keys(self) -> list[str]: ...
    def counter(self) -> int: ...
    def put(self, key: str, page: Page, tags: Iterable[str], since: int) -> bool: ...
    def purge(self, tags: Iterable[str]) -> int: ...


class SqlitePageStore:
    """A store in one SQLite file beside the paper's database, safe for several processes and threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def get(self, key: str) -> Page | None:
        """Return the stored page, or None when there is none or its time is over."""
        row = (
            self._connection()
            .execute("SELECT head, until, plain, gzip, br FROM page WHERE key = ?", (key,))
            .fetchone()
        )
        if row is None or (row[1] is not None and row[1] <= time.time()):
            return None
        head = json.loads(row[0])
        if self._connection().execute(PURGED_SINCE, (key, head.get("since", -1))).fetchone():
            return None
        headers = tuple((name, value) for name, value in head["headers"])
        return Page(head["status"], headers, head["etag"], row[2], row[3], row[4], head["subject"], row[1])

    def keys(self) -> list[str]:
        """Every key that holds a page which no purge has made stale, sorted."""
        db = self._connection()
        rows = db.execute("SELECT key, coalesce(json_extract(head, '$.since'), -1) FROM page ORDER BY key")
        return [
            key for key, since in rows.fetchall() if not db.execute(PURGED_SINCE, (key, since)).fetchone()
        ]

    def counter(self) -> int:
        """The number of the last purge; take it before a render begins and hand it to ``put``."""
        row = self._connection().execute("SELECT value FROM meta WHERE name = 'seq'").fetchone()
        return int(row[0]) if row else 0

    def put(self, key: str, page: Page, tags: Iterable[str], since: int) -> bool:
        """Store ``page`` unless one of its tags was purged after the counter stood at ``since``."""
        names = sorted({*tags, EVERYTHING})
        head = {"status": page.status, "headers": page.headers, "etag": page.etag, "subject": page.subject,
                "since": since}  # fmt: skip
        with self._writing() as db:
            marks = ",".join("?" * len(names))
            query = f"SELECT 1 FROM purge WHERE tag IN ({marks}) AND seq > ? LIMIT 1"  # noqa: S608
            if db.execute(query, (*names, since)).fetchone():
                return False
            db.execute("DELETE FROM page_tag WHERE key = ?", (key,))
            db.execute(
                "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)",
                (key, json.dumps(head), page.until, page.plain, page.gzip, page.br),
            )
            db.executemany("INSERT INTO page_tag VALUES (?, ?)", [(tag, key) for tag in names])
        return True

    def purge(self, tags: Iterable[str]) -> int:
        """Make every page that has one of ``tags`` stale; returns how many stored pages have one."""
        names = sorted(set(tags))
        with self._writing() as db:
            seq = self.counter() + 1
            db.execute("INSERT OR REPLACE INTO meta VALUES ('seq', ?)", (str(seq),))
            db.executemany("INSERT OR REPLACE INTO purge VALUES (?, ?)", [(tag, seq) for tag in names])
            marks = ",".join("?" * len(names))
            query = f"SELECT count(DISTINCT key) FROM page_tag WHERE tag IN ({marks})"  # noqa: S608
            return int(db.execute(query, names).fetchone()[0])

    def start(self, build: str) -> None:
        """Keep what is stored if it was made by ``build`` (program, settings); else start empty."""
        row = self._connection().execute("SELECT value FROM meta WHERE name = 'build'").fetchone()
        if row is not None and row[0] == build:
            return
        self.purge([EVERYTHING])
        with self._writing() as db:
            db.execute("DELETE FROM page")
            db.execute("DELETE FROM page_tag")
            db.execute("INSERT OR REPLACE INTO meta VALUES ('build', ?)", (build,))

    def _connection(self) -> sqlite3.Connection:
        """One connection a thread, and a new one after a fork or when the file was replaced."""
        known: tuple[int, sqlite3.Connection] | None = getattr(self._local, "known", None)
        if known is not None and known[0] == os.getpid():
            return known[1]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            db = self._opened()
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            db = self._opened()
        self._local.known = (os.getpid(), db)
        return db

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=10, isolation_level=None)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.executescript(SCHEMA)
        return db

    def _writing(self) -> "_Writing":
        return _Writing(self._connection())

    def close(self) -> None:
        """Close this thread's connection."""
        known: tuple[int, sqlite3.Connection] | None = getattr(self._local, "known", None)
        if known is not None:
            with closing(known[1]):
                del self._local.known


class _Writing:
    """A write transaction that takes the lock at its start, so that two writers queue and never fail."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> sqlite3.Connection:
        self._db.execute("BEGIN IMMEDIATE")
        return self._db

    def __exit__(self, kind: object, *rest: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")
