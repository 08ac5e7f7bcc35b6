"""A database address turned into Django's dictionary."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; PRAGMA foreign_keys=ON;"
)


def database(url: str) -> dict[str, Any]:
    """``sqlite:///PATH`` or ``postgresql://USER:PASSWORD@HOST:PORT/NAME[?host=/socket/dir]`` for DATABASES.

    SQLite: write-ahead log, the write lock taken when a transaction begins (a read-then-write transaction
    would otherwise fail at once when another writes), 20 s of patience.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path("/" + parts.path.lstrip("/"))
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "OPTIONS": {"init_command": SQLITE_START, "transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    if parts.scheme in {"postgresql", "postgres"}:
        query = parse_qs(parts.query)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", [parts.hostname or ""])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    message = f"A database address starts with sqlite:// or postgresql://, not {parts.scheme}://."
    raise ValueError(message)
