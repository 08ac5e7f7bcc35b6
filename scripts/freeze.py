"""Freezes the database schema of this version, with a small paper in it, for the upgrade tests.

``python scripts/freeze.py NAME`` writes ``tests/frozen/NAME.sqlite3.gz``, or ``NAME.postgresql.sql.gz`` when
BROADSHEET_DATABASE_URL names an empty PostgreSQL database. Run once for a release, before its first upgrade.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
TAKE = ROOT / "src" / "broadsheet" / "sample" / "harbour.xml"


def fill() -> None:
    """A paper with a story of each fate, a comment, a vote, a subscriber and a take."""
    from broadsheet.comments import services as comments
    from broadsheet.desk.services import take_in_file
    from broadsheet.newsletter.models import MailingList, Subscription
    from broadsheet.newsletter.services import confirm, subscribe
    from broadsheet.people.readers import Reader
    from broadsheet.stories.services import withdrawing
    from broadsheet.votes.services import cast_vote
    from support.newsroom import small_paper

    paper = small_paper()
    printed = paper.story(NOW, headline="Printed in the first version", topics=paper.topics)
    killed = paper.story(NOW, headline="Killed in the first version")
    paper.story(NOW, place=paper.blog, headline="Posted in the first version")
    paper.draft(NOW, headline="Draft of the first version")
    withdrawing.kill(story=killed, reason="Wrong", by=None, now=datetime.now(UTC))
    withdrawing.correct(story=printed, text="It was Monday.", by=None, now=datetime.now(UTC))
    reader = Reader(person=None, guest="frozen-guest", network="frozen")
    words = comments.Words("Ann", "A comment of the first version.")
    comments.write(story=printed, reader=reader, words=words, now=NOW)
    cast_vote(story=printed, reader=reader, value=1, kind="up", now=NOW)
    daily = MailingList.objects.get(slug="daily")
    subscribe(address="ann@example.org", mailing_list=daily, source="frozen", now=NOW)
    confirm(subscription=Subscription.objects.get(address="ann@example.org"), now=NOW)
    take_in_file(path=TAKE, feed="cormorant", now=NOW)


def dump() -> tuple[str, bytes]:
    """The kind of database and its whole content."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    if connection.vendor == "sqlite":
        copy = (
            Path(settings.STATE) / "frozen.sqlite3"
        )  # the file itself: a dump cannot remake a full-text table
        with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as database:
            database.execute("VACUUM INTO ?", (str(copy),))
        return "sqlite3", copy.read_bytes()
    command = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", settings.DATABASE_URL]
    return "postgresql.sql", subprocess.run(command, check=True, capture_output=True).stdout


def main(name: str) -> None:
    with tempfile.TemporaryDirectory() as state:
        os.environ.setdefault("BROADSHEET_DATABASE_URL", f"sqlite:///{state}/paper.sqlite3")
        os.environ.update(
            BROADSHEET_DEBUG="1", BROADSHEET_STATE=state, DJANGO_SETTINGS_MODULE="broadsheet.settings"
        )
        sys.path.insert(0, str(ROOT / "tests"))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        fill()
        kind, content = dump()
    target = ROOT / "tests" / "frozen" / f"{name}.{kind}.gz"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{target.relative_to(ROOT)} {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
