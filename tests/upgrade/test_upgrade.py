"""A paper of every released version comes up to this one with nothing lost: from frozen databases."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

FROZEN = Path(__file__).resolve().parents[1] / "frozen"
LOOK = """
import django; django.setup()
from broadsheet.comments.models import Comment
from broadsheet.newsletter.models import Subscription
from broadsheet.stories.models import Story
from broadsheet.votes.models import Tally
from broadsheet.wire.models import Message, Take
from support.newsroom import Reader
reader = Reader()
for story in Story.objects.order_by("pk"):
    status = reader.get(story.get_absolute_url())[0]
    print(story.headline, status, sep="|")
front = reader.get("/")[1].decode()
print("front|" + " ".join(word for word in ("Printed", "Killed", "Posted", "Draft") if f"{word} " in front))
print("found|" + str("Printed in the first version" in reader.get("/search/?q=printed")[1].decode()))
print("comments|" + " ".join(Comment.objects.values_list("body", flat=True)))
print("votes|" + str(Tally.objects.get().count))
print("subscribers|" + " ".join(Subscription.objects.filter(state="confirmed").values_list("address", flat=True)))
print("takes|" + str(Take.objects.count()) + "|" + str(bytes(Message.objects.get().raw)[:5]))
"""
KEPT = [
    "Printed in the first version|200",
    "Killed in the first version|410",
    "Posted in the first version|200",
    "Draft of the first version|404",
    "front|Printed Posted",
    "found|True",
    "comments|A comment of the first version.",
    "votes|1",
    "subscribers|ann@example.org",
    "takes|1|b'<?xml'",
]


def run(words: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def environment(state: Path, database: str) -> dict[str, str]:
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("BROADSHEET_", "DJANGO_"))
    }
    return plain | {
        "BROADSHEET_DEBUG": "1",
        "BROADSHEET_STATE": str(state),
        "BROADSHEET_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "broadsheet.settings",
        "PYTHONPATH": str(FROZEN.parent),
    }


def upgraded(state: Path, database: str) -> list[str]:
    """Bring the paper up as an operator does, and say what stands in it then."""
    told = environment(state, database)
    run([sys.executable, "-m", "broadsheet", "upgrade"], told)
    return run([sys.executable, "-c", LOOK], told).splitlines()


@pytest.mark.parametrize("frozen", sorted(FROZEN.glob("*.sqlite3.gz")), ids=lambda path: path.name)
def test_a_paper_on_sqlite_comes_up_whole(frozen, tmp_path):
    path = tmp_path / "paper.sqlite3"
    path.write_bytes(gzip.decompress(frozen.read_bytes()))

    assert [line for line in upgraded(tmp_path, f"sqlite:///{path}") if line] == KEPT


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("frozen", sorted(FROZEN.glob("*.postgresql.sql.gz")), ids=lambda path: path.name)
def test_a_paper_on_postgresql_comes_up_whole(frozen, tmp_path):
    from django.conf import settings

    server = settings.DATABASE_URL.rpartition("/")[0]
    name = f"upgrade_{os.getpid()}"
    psql = ["psql", "-q", "-v", "ON_ERROR_STOP=1"]
    subprocess.run([*psql, "-c", f"CREATE DATABASE {name}", f"{server}/postgres"], check=True)
    try:
        content = gzip.decompress(frozen.read_bytes())
        subprocess.run([*psql, f"{server}/{name}"], input=content, check=True, stdout=subprocess.DEVNULL)
        assert [line for line in upgraded(tmp_path, f"{server}/{name}") if line] == KEPT
    finally:
        drop = f"DROP DATABASE {name} WITH (FORCE)"
        subprocess.run([*psql, "-c", drop, f"{server}/postgres"], check=False)


def test_there_is_a_frozen_paper_for_each_kind_of_database():
    assert {path.name.split(".", 2)[2] for path in FROZEN.glob("*.gz")} == {"sqlite3.gz", "postgresql.sql.gz"}
