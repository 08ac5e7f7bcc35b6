"""kill -9 at any moment: after the next start nothing is lost and nothing is there twice."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from broadsheet.desk.models import Decision, Follow
from broadsheet.edge.services import drain
from broadsheet.stories.models import Listing, Notice, Story
from broadsheet.wire.models import Message, Refused, Take
from factories.desk import a_trusted_feed
from factories.wire import g2

STORIES, KILLS = 40, 4
WATCH = """
import sys, time
from pathlib import Path
import django
django.setup()
from django.utils import timezone
from broadsheet.desk.services import Inbox
inbox = Inbox(Path(sys.argv[1]))
print("watching", flush=True)
while True:
    inbox.sweep(timezone.now())
    time.sleep(0.01)
"""


def address() -> str:
    """The database this test is connected to, for another process."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    reach = f"{given['HOST']}:{given['PORT']}" if given["PORT"] else given["HOST"]
    return f"postgresql://{given['USER']}:{given['PASSWORD']}@{reach}/{given['NAME']}"


def watch(root: Path) -> subprocess.Popen[str]:
    """Start a process that watches the inbox, and wait until it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", WATCH, str(root)],
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "BROADSHEET_DATABASE_URL": address(),
            "BROADSHEET_STATE": str(settings.STATE),
            "PYTHONPATH": "src",
        },
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "watching\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    process.stdout.close()


def messages() -> dict[str, bytes]:
    """Stories, an update of each second one, a kill of the first few; in the order of their names."""
    made = {f"a{n:03}.xml": g2(guid=f"g{n}", headline=f"Story {n}") for n in range(STORIES)}
    made |= {
        f"b{n:03}.xml": g2(guid=f"g{n}", version=2, headline=f"Story {n} again") for n in range(0, STORIES, 2)
    }
    made |= {f"c{n:03}.xml": g2(guid=f"g{n}", version=3, status="canceled") for n in range(KILLS)}
    return made | {"d.xml": b"No wire format at all."}


def waiting(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.is_file())


@pytest.mark.django_db(transaction=True)
def test_a_killed_watcher_loses_nothing_and_files_nothing_twice(tmp_path):
    a_trusted_feed(timezone.now())
    sent = messages()
    for name, raw in sent.items():
        (tmp_path / name).write_bytes(raw)
        os.utime(tmp_path / name, (1_700_000_000, 1_700_000_000))
    chance = random.Random()  # moments nobody chose; the seed is the run's own
    kills = 0
    while kills < 6 and len(waiting(tmp_path)) > 6:
        process = watch(tmp_path)
        time.sleep(chance.uniform(0.05, 0.7))
        end(process)
        kills += 1
    last = watch(tmp_path)
    deadline = time.monotonic() + 60
    while waiting(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.05)
    end(last)
    drain()

    put_away = Counter(path.read_bytes() for path in tmp_path.glob("done/*/*.xml"))
    texts = {name: raw for name, raw in sent.items() if name != "d.xml"}
    late = timezone.now()
    assert kills >= 2
    assert waiting(tmp_path) == []
    assert put_away == Counter(texts.values())
    assert (tmp_path / "refused/d.xml").read_bytes() == sent["d.xml"]
    assert Counter(bytes(m.raw) for m in Message.objects.all()) == Counter(texts.values())
    assert (Take.objects.count(), Decision.objects.count()) == (len(texts), len(texts))
    assert (Follow.objects.count(), Refused.objects.count(), Notice.objects.count()) == (STORIES, 1, KILLS)
    expected = [f"Story {n}{'' if n % 2 else ' again'}" for n in range(KILLS, STORIES)]
    public = Story.objects.public(late)
    assert sorted(public.values_list("headline", flat=True)) == sorted(expected)
    assert set(Listing.objects.values_list("story_id", flat=True)) == {story.pk for story in public}
