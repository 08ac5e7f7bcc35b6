"""One migrated template, one copy of it a worker, and a new copy after every test that commits.

The template is made once for a state of the code (its migrations, models and apps) and kept: for SQLite as
a file under var/test, for PostgreSQL as a database of the server in use. Django's own way migrates once a
worker and run, and after a committing test leaves the tables empty, without what the migrations put there.
"""

import fcntl
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase

A_DAY = 86_400
KEPT = Path(__file__).resolve().parents[2] / "var" / "test"


class Copies(Protocol):
    """Where this worker's copy of the template comes from."""

    def open(self) -> None: ...
    def renew(self) -> None: ...
    def close(self) -> None: ...


def fingerprint() -> str:
    """A digest of all code that says what a migrated database holds."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for pattern in ("apps.py", "models.py", "models/*.py", "migrations/*.py", "management/*.py"):
            for path in sorted(Path(config.path).glob(pattern)):
                digest.update(f"{config.label}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use(name: str) -> None:
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name


def migrate(name: str) -> None:
    use(name)
    call_command("migrate", verbosity=0, interactive=False)
    connections["default"].close()


class SqliteCopies:
    """Copies of a template file."""

    def __init__(self, folder: Path) -> None:
        self.template = KEPT / f"template-{fingerprint()}.sqlite3"
        self.copy = folder / "test.sqlite3"

    def open(self) -> None:
        with one_at_a_time():
            if not self.template.exists():
                making = self.template.with_suffix(".making")
                self.remove(making)
                migrate(str(making))
                for old in KEPT.glob("template-*.sqlite3"):
                    # A younger one may be in use by another run.
                    if old.stat().st_mtime < time.time() - A_DAY:
                        old.unlink()
                making.rename(self.template)
            shutil.copyfile(self.template, self.copy)
        use(str(self.copy))

    def renew(self) -> None:
        connections["default"].close()
        self.remove(self.copy)
        shutil.copyfile(self.template, self.copy)

    def close(self) -> None:
        connections["default"].close()
        self.remove(self.copy)

    @staticmethod
    def remove(path: Path) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


class PostgresCopies:
    """Copies of a template database."""

    def __init__(self) -> None:
        self.template = f"broadsheet_template_{fingerprint()}"
        self.copy = f"broadsheet_test_{os.getpid()}_{uuid.uuid4().hex[:8]}"

    def tell(self, *statements: str) -> list[Any]:
        import psycopg

        settings = connections["default"].settings_dict
        reach = {"host": settings["HOST"], "port": settings["PORT"] or None, "user": settings["USER"]}
        with psycopg.connect(
            **reach, password=settings["PASSWORD"], dbname="postgres", autocommit=True
        ) as session:
            rows: list[Any] = []
            for statement in statements:
                cursor = session.execute(statement.encode())
                rows = cursor.fetchall() if cursor.description else []
            return rows

    def open(self) -> None:
        with one_at_a_time():
            if not self.tell(f"SELECT 1 FROM pg_database WHERE datname = '{self.template}'"):
                making = f"{self.template}_making"
                self.tell(f"DROP DATABASE IF EXISTS {making} WITH (FORCE)", f"CREATE DATABASE {making}")
                migrate(making)
                self.tell(f"ALTER DATABASE {making} RENAME TO {self.template}")
        self.renew()
        use(self.copy)

    def renew(self) -> None:
        connections["default"].close()
        self.tell(
            f"DROP DATABASE IF EXISTS {self.copy} WITH (FORCE)",
            f"CREATE DATABASE {self.copy} TEMPLATE {self.template}",
        )

    def close(self) -> None:
        connections["default"].close()
        self.tell(f"DROP DATABASE IF EXISTS {self.copy} WITH (FORCE)")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Stand in for pytest-django's fixture of this name."""
    is_postgres = connections["default"].vendor == "postgresql"
    with django_db_blocker.unblock():
        copies: Copies = (
            PostgresCopies() if is_postgres else SqliteCopies(tmp_path_factory.mktemp("database"))
        )
        copies.open()
    given = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda _case: copies.renew()
    yield
    TransactionTestCase._fixture_teardown = given
    with django_db_blocker.unblock():
        copies.close()
