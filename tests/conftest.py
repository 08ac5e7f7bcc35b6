"""What every test may ask for: a database, a fixed noon, a running paper, a browser."""

import os
import shutil
import tempfile
import uuid
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings

for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):  # a make that a test starts is nobody's child
    os.environ.pop(name, None)
STATE = Path(tempfile.mkdtemp(prefix="broadsheet-tests-"))
os.environ["BROADSHEET_DEBUG"] = "1"
os.environ["BROADSHEET_STATE"] = str(STATE)
os.environ.setdefault("BROADSHEET_DATABASE_URL", f"sqlite:///{STATE}/paper.sqlite3")
os.environ["DJANGO_SETTINGS_MODULE"] = "broadsheet.settings"

# pytest-django may have read the settings before the lines above, with the state of the process that started this
# one: two workers would then share their stored pages, their outbox and their pictures.
settings.STATE = STATE
settings.BROADSHEET_PAGES = STATE / "pages.sqlite3"
settings.INBOX, settings.OUTBOX = STATE / "inbox", STATE / "outbox"
settings.MEDIA_ROOT, settings.STATIC_ROOT = STATE / "media", STATE / "static"

settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # a slow hash proves nothing here

# How long an example takes says more about the machine's load than about the code.
hypothesis.settings.register_profile(
    "paper", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("paper")

pytest_plugins = ["support.databases", "support.clock", "support.paper", "support.browser", "support.markup"]

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


def pytest_unconfigure() -> None:
    shutil.rmtree(STATE, ignore_errors=True)


def touches_the_database(item: pytest.Item) -> bool:
    from django.test import TransactionTestCase

    is_django_case = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    fixtures = set(getattr(item, "fixturenames", ()))
    return (
        is_django_case
        or item.get_closest_marker("django_db") is not None
        or bool(fixtures & DATABASE_FIXTURES)
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what touches the database; leave out what this run cannot be for.

    Journeys keep an event loop in their process, which Django refuses to share, so they run only when asked
    for by ``-m journey``. Tests marked ``postgres`` run where the database is PostgreSQL.
    """
    from django.db import connection

    out_of_place = {"journey"} if "journey" not in config.option.markexpr else set()
    if connection.vendor != "postgresql":
        out_of_place.add("postgres")
    kept, left_out = [], []
    for item in items:
        if touches_the_database(item):
            item.add_marker("database")
        is_out = any(item.get_closest_marker(name) for name in out_of_place)
        (left_out if is_out else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


@pytest.fixture(autouse=True)
def empty_page_store(request: pytest.FixtureRequest) -> None:
    """No page that an earlier test's database gave is left in the shared store."""
    if touches_the_database(request.node):
        from broadsheet.edge.services import page_store

        page_store().start(uuid.uuid4().hex)


@pytest.fixture
def noon() -> datetime:
    """The moment at which the tests' world stands."""
    return datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
