"""The ledger: everyone once, whoever works on it, whatever dies, whatever changes meanwhile."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from broadsheet.newsletter import jobs, services
from broadsheet.newsletter.carriers.folder import FolderCarrier
from broadsheet.newsletter.carriers.kinds import Outcome, Verdict
from broadsheet.newsletter.errors import EditionLocked
from broadsheet.newsletter.models import (
    Batch,
    Mailing,
    MailingItem,
    MailingList,
    Recipient,
    Subscription,
    Suppression,
)
from broadsheet.newsletter.selectors.editions import already_left, tally
from broadsheet.newsletter.services import by_hand
from broadsheet.stories.models import Story
from broadsheet.stories.services.withdrawing import kill
from factories.newsletter import DAY, NOON, daily, subscribers

HOUR = timedelta(hours=1)


def numbers(mailing):
    return {state: number for state, number in tally(mailing).items() if number}


class Watcher(FolderCarrier):
    """The real folder, with something done by somebody else after some of its windows."""

    window = 2

    def __init__(self, outbox, meanwhile):
        super().__init__(outbox)
        self.meanwhile = meanwhile
        self.windows = 0

    def submit(self, messages):
        outcomes = super().submit(messages)
        self.windows += 1
        self.meanwhile(self.windows)
        return outcomes


class Scripted:
    """A carrier that answers as the test says; it remembers whom it was given."""

    name, window = "scripted", 1

    def __init__(self, verdicts):
        self.verdicts = verdicts
        self.given = []

    def submit(self, messages):
        self.given += [message.address for message in messages]
        return [
            Outcome(one.message_id, self.verdicts.get(one.address, Verdict.SUBMITTED), "as told")
            for one in messages
        ]

    def was_submitted(self, message_id, moment):  # noqa: ARG002
        return None

    def close(self):
        pass


@pytest.fixture
def frozen(morning, noon):
    subscribers(7)
    return services.freeze_audience(mailing=morning.mailing, now=noon)


@pytest.fixture
def at_once(monkeypatch):
    """Look at the stories before every window, not only every quarter of a second."""
    monkeypatch.setattr(jobs, "LOOK_AGAIN", -1.0)


@pytest.mark.django_db
def test_everybody_gets_one_message_with_links_of_their_own(frozen, mails, noon):
    assert services.submit(mailing=frozen, now=noon) == 7

    frozen.refresh_from_db()
    assert (frozen.state, numbers(frozen)) == ("done", {"submitted": 7})
    assert sorted(mail["To"] for mail in mails()) == [f"r{n}@reader.example" for n in range(7)]
    leaving = {re.search(r"/unsubscribe/(\S+)/", mail["List-Unsubscribe"])[1] for mail in mails()}
    assert len(leaving) == 7
    for mail in mails():
        token = re.search(r"/unsubscribe/(\S+)/", mail["List-Unsubscribe"])[1]
        plain, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
        assert token in plain
        assert f'href="http://localhost:8000/newsletter/unsubscribe/{token}/"' in html
        assert "urn:x-broadsheet" not in plain + html
    assert services.submit(mailing=frozen, now=noon) == 0
    assert len(mails()) == 7


@pytest.mark.django_db
def test_the_file_is_named_by_the_frozen_time_and_the_message(frozen, outbox, noon):
    services.submit(mailing=frozen, now=noon)

    wanted = {
        f"20260320T120000000000Z-edition-{row.message_id[1:].rpartition('@')[0]}.eml"
        for row in Recipient.objects.all()
    }
    assert {path.name for path in outbox.iterdir()} == wanted


@pytest.mark.django_db
def test_who_leaves_between_freezing_and_submitting_gets_nothing(frozen, mails, noon):
    services.leave(subscription=Subscription.objects.get(address="r3@reader.example"), now=noon)
    Suppression.objects.create(address="r4@reader.example", reason="complained", at=noon)
    services.submit(mailing=frozen, now=noon)

    assert numbers(frozen) == {"submitted": 5, "dropped": 2}
    assert {"r3@reader.example", "r4@reader.example"} & {mail["To"] for mail in mails()} == set()


@pytest.mark.django_db
def test_who_leaves_while_the_batch_is_out_gets_nothing(frozen, outbox, mails, noon):
    def meanwhile(window):
        if window == 1:
            services.leave(subscription=Subscription.objects.get(address="r6@reader.example"), now=noon)

    services.submit(mailing=frozen, now=noon, carrier=Watcher(outbox, meanwhile))

    assert numbers(frozen) == {"submitted": 6, "dropped": 1}
    assert "r6@reader.example" not in {mail["To"] for mail in mails()}


@pytest.mark.django_db
def test_a_story_killed_before_submission_is_in_no_mail(frozen, morning, outbox, noon):
    kill(story=morning.stories[1], reason="wrong", by=None, now=noon)
    services.submit(mailing=frozen, now=noon)

    raw = b"".join(path.read_bytes() for path in outbox.iterdir())
    assert raw.count(b"Message-ID") == 7
    assert b"Marker" not in raw
    assert already_left(morning.stories[1]) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("at_once")
def test_a_story_killed_while_the_edition_goes_out_is_in_no_later_mail(frozen, morning, outbox, mails, noon):
    def meanwhile(window):
        if window == 1:
            kill(story=morning.stories[1], reason="wrong", by=None, now=noon)

    services.submit(mailing=frozen, now=noon, carrier=Watcher(outbox, meanwhile))

    holding = [mail["To"] for mail in mails() if "Marker" in mail.get_body(("plain",)).get_content()]
    assert len(mails()) == 7
    assert len(holding) == 2
    (left,) = already_left(morning.stories[1])
    assert (left.label, left.edition_date, left.recipients) == ("daily.2026-03-20.1", DAY, 2)
    assert already_left(morning.stories[0])[0].recipients == 7
    assert (
        "daily 2026-03-20: withdrawn: Marker sentence of the day (2 recipients may have it)"
        in by_hand.status_lines()
    )


@pytest.mark.django_db
def test_when_every_story_is_killed_the_edition_ends(frozen, morning, mails, noon):
    for story in [*morning.stories, morning.post]:
        kill(story=story, reason="wrong", by=None, now=noon)

    assert services.submit(mailing=frozen, now=noon) == 0
    frozen.refresh_from_db()
    assert (frozen.state, numbers(frozen), mails()) == ("cancelled", {"dropped": 7}, [])


@pytest.mark.django_db
def test_a_story_whose_embargo_is_set_later_stays_in_the_house(frozen, morning, outbox, noon):
    Story.objects.filter(pk=morning.stories[1].pk).update(published_at=noon + HOUR, embargo_until=noon + HOUR)
    services.submit(mailing=frozen, now=noon)

    assert b"Marker" not in b"".join(path.read_bytes() for path in outbox.iterdir())


@pytest.mark.django_db
def test_holding_stops_it_between_two_windows_and_releasing_ends_it(frozen, outbox, noon, at_once):
    def meanwhile(window):
        if window == 2:
            services.hold(mailing=frozen, now=noon)

    assert services.submit(mailing=frozen, now=noon, carrier=Watcher(outbox, meanwhile)) == 4
    assert numbers(frozen) == {"submitted": 4, "pending": 3}
    assert services.submit(mailing=frozen, now=noon) == 0
    services.release(mailing=frozen, now=noon)
    assert services.submit(mailing=frozen, now=noon) == 3


@pytest.mark.django_db
def test_an_edition_past_its_time_stays_in_the_house(frozen, mails):
    assert services.submit(mailing=frozen, now=frozen.not_after) == 0

    frozen.refresh_from_db()
    assert (frozen.state, frozen.outcome, numbers(frozen), mails()) == (
        "cancelled",
        "Its time was over.",
        {"dropped": 7},
        [],
    )


@pytest.mark.django_db
def test_refused_deferred_and_doubtful_recipients_stand_in_the_ledger(frozen, noon):
    carrier = Scripted(
        {
            "r1@reader.example": Verdict.REFUSED,
            "r2@reader.example": Verdict.DEFERRED,
            "r3@reader.example": Verdict.IN_DOUBT,
        }
    )
    services.submit(mailing=frozen, now=noon, carrier=carrier)
    frozen.refresh_from_db()
    assert (frozen.state, numbers(frozen)) == (
        "submitting",
        {"submitted": 4, "refused": 1, "deferred": 1, "in_doubt": 1},
    )

    services.submit(mailing=frozen, now=noon + timedelta(minutes=4), carrier=carrier)
    assert len(carrier.given) == 7
    carrier.verdicts = {}
    services.submit(mailing=frozen, now=noon + timedelta(minutes=6), carrier=carrier)
    frozen.refresh_from_db()
    assert (carrier.given[7:], frozen.state) == (["r2@reader.example"], "done")
    assert numbers(frozen) == {"submitted": 5, "refused": 1, "in_doubt": 1}
    assert "daily 2026-03-20: in doubt: r3@reader.example" in by_hand.status_lines(day=DAY)


@pytest.mark.django_db
def test_a_doubt_is_settled_by_a_person_only(frozen, noon):
    carrier = Scripted({"r3@reader.example": Verdict.IN_DOUBT, "r4@reader.example": Verdict.IN_DOUBT})
    services.submit(mailing=frozen, now=noon, carrier=carrier)
    third, fourth = Recipient.objects.filter(state="in_doubt").order_by("address")

    services.settle_doubt(recipient=third, has_it=True, now=noon)
    services.settle_doubt(recipient=fourth, has_it=False, now=noon)
    carrier.verdicts = {}
    services.submit(mailing=frozen, now=noon, carrier=carrier)

    assert Counter(carrier.given) == Counter(
        [f"r{n}@reader.example" for n in range(7)] + ["r4@reader.example"]
    )
    assert numbers(frozen) == {"submitted": 7}
    with pytest.raises(EditionLocked):
        services.settle_doubt(recipient=third, has_it=True, now=noon)


def dead_batch(mailing, now):
    """A batch of a worker that died with two rows under way, the first of which had left."""
    batch = jobs.claim(mailing_id=mailing.pk, carrier_name="folder", now=now)
    keys = list(batch.recipients.order_by("pk").values_list("pk", flat=True)[:2])
    plan = jobs._plan(Mailing.objects.select_related("mailing_list").get(pk=mailing.pk))
    return list(jobs._put_under_way(keys, batch, mailing, plan, now).values())


@pytest.mark.django_db
def test_after_a_crash_the_folder_says_what_had_left(frozen, outbox, noon):
    messages = dead_batch(frozen, noon)
    folder = FolderCarrier(outbox)
    folder.submit(messages[:1])

    assert services.submit(mailing=frozen, now=noon + timedelta(seconds=59)) == 0
    assert services.submit(mailing=frozen, now=noon + timedelta(seconds=61)) == 6
    assert numbers(frozen) == {"submitted": 7}
    assert Recipient.objects.get(message_id=messages[0].message_id).reply == "found after a crash"
    assert len(list(outbox.iterdir())) == 7


@pytest.mark.django_db
def test_after_a_crash_on_a_line_what_was_under_way_is_in_doubt(frozen, noon):
    messages = dead_batch(frozen, noon)
    Batch.objects.update(carrier="scripted")
    carrier = Scripted({})

    services.submit(mailing=frozen, now=noon + timedelta(seconds=61), carrier=carrier)

    doubtful = set(Recipient.objects.filter(state="in_doubt").values_list("address", flat=True))
    assert doubtful == {message.address for message in messages}
    assert doubtful & set(carrier.given) == set()
    assert numbers(frozen) == {"submitted": 5, "in_doubt": 2}


@pytest.mark.django_db
def test_a_worker_that_was_only_slow_repeats_nobody(frozen, outbox, noon, at_once):
    """Its lease runs out while it waits; another worker finishes; then it wakes up."""
    later = noon + timedelta(seconds=61)

    def meanwhile(window):
        if window == 1:
            assert services.submit(mailing=frozen, now=later) == 5

    services.submit(mailing=frozen, now=noon, carrier=Watcher(outbox, meanwhile))

    assert numbers(frozen) == {"submitted": 7}
    assert len(list(outbox.iterdir())) == 7


@pytest.mark.django_db
class TestClock:
    """What the paper's clock does by itself."""

    @pytest.fixture(autouse=True)
    def begun(self, morning):  # noqa: ARG002
        Mailing.objects.all().delete()
        MailingList.objects.update(hour=11, started_at=NOON - timedelta(days=2))
        subscribers(3)

    def test_the_edition_goes_out_at_its_hour_and_once(self, mails):
        assert services.carry_out_due(NOON - HOUR - timedelta(seconds=1)) == 0
        assert services.carry_out_due(NOON - HOUR) == 3
        assert [services.carry_out_due(NOON - HOUR + timedelta(minutes=n)) for n in range(1, 600, 60)] == [
            0
        ] * 10
        assert (Mailing.objects.count(), len(mails())) == (1, 3)

    def test_an_hour_long_past_is_not_caught_up(self, mails):
        assert services.carry_out_due(NOON + timedelta(hours=11, seconds=1)) == 0
        assert (Mailing.objects.count(), mails()) == (0, [])

    def test_a_list_does_not_begin_with_an_hour_from_before_it_began(self, mails):
        MailingList.objects.update(started_at=None)

        assert [services.carry_out_due(NOON), services.carry_out_due(NOON + HOUR), mails()] == [0, 0, []]
        assert services.carry_out_due(NOON - HOUR + timedelta(days=1)) == 3

    def test_an_untouched_draft_is_made_anew_at_its_hour(self, mails, morning):
        services.make_up(mailing_list=daily(), day=DAY, now=NOON - 3 * HOUR)
        kill(story=morning.stories[2], reason="wrong", by=None, now=NOON - 2 * HOUR)
        services.carry_out_due(NOON - HOUR)

        assert {mail["Subject"] for mail in mails()} == {"Marker sentence of the day – and 2 more"}

    def test_an_edited_draft_goes_out_as_it_was_edited(self, mails):
        mailing = services.make_up(mailing_list=daily(), day=DAY, now=NOON - 3 * HOUR)
        services.editions.edit(mailing=mailing, subject="By hand", note="", now=NOON - 2 * HOUR)
        services.carry_out_due(NOON - HOUR)

        assert {mail["Subject"] for mail in mails()} == {"By hand"}

    def test_a_held_draft_waits(self, mails):
        mailing = services.make_up(mailing_list=daily(), day=DAY, now=NOON - 3 * HOUR)
        services.hold(mailing=mailing, now=NOON - 2 * HOUR)

        assert (services.carry_out_due(NOON - HOUR), mails()) == (0, [])

    def test_nothing_to_say_is_no_mail_that_day(self, mails):
        Story.objects.update(live=False)
        services.carry_out_due(NOON - HOUR)
        Story.objects.update(live=True)

        assert (services.carry_out_due(NOON), Mailing.objects.count(), mails()) == (0, 0, [])

    def test_a_quiet_tick_asks_little(self, django_assert_max_num_queries):
        services.carry_out_due(NOON - HOUR)

        with django_assert_max_num_queries(6):
            services.carry_out_due(NOON)


WORKER = """
import os, sys
sys.path[:0] = {path!r}
from broadsheet import settings as paper
import django
from django.conf import settings
django.setup()
from datetime import datetime
from pathlib import Path
from broadsheet.newsletter import jobs
from broadsheet.newsletter.carriers.folder import FolderCarrier
from broadsheet.newsletter.models import Mailing
from broadsheet.newsletter.services import submit
jobs.BATCH = 40
class Slow(FolderCarrier):
    window = 5
print("up", flush=True)
sys.stdin.readline()
print(submit(mailing=Mailing.objects.get(pk={mailing}), now=datetime.fromisoformat({now!r}),
             carrier=Slow(Path({outbox!r}))), flush=True)
"""


def worker(mailing: Mailing, outbox: Path, now) -> subprocess.Popen[str]:
    """A process of its own on the same database, waiting for a line to begin."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{held['NAME']}"
    else:
        url = f"postgresql://{held['USER']}:{held['PASSWORD']}@/{held['NAME']}?host={held['HOST']}"
        url = url.replace(
            "@/", f"@{'' if held['HOST'].startswith('/') else held['HOST']}:{held['PORT'] or 5432}/"
        )
    env = {
        **os.environ, "BROADSHEET_DATABASE_URL": url, "BROADSHEET_STATE": str(django_settings.STATE),
        "BROADSHEET_DEBUG": "1", "DJANGO_SETTINGS_MODULE": "broadsheet.settings",
    }  # fmt: skip
    code = WORKER.format(path=sys.path, mailing=mailing.pk, now=now.isoformat(), outbox=str(outbox))
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code],
        env=env,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == "up\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    process.stdin.write("go\n")
    process.stdin.flush()


@pytest.fixture
def committed(transactional_db, morning, noon):
    """A hundred and twenty recipients that other processes can see."""
    subscribers(120)
    return services.freeze_audience(mailing=morning.mailing, now=noon)


def assert_each_once(mailing: Mailing, mails) -> None:
    had = Counter(mail["To"] for mail in mails())
    twice = sorted(address for address, number in had.items() if number > 1)
    lost = sorted({f"r{n}@reader.example" for n in range(120)} - set(had))
    assert (twice, lost, len(had)) == ([], [], 120)
    mailing.refresh_from_db()
    assert (mailing.state, numbers(mailing)) == ("done", {"submitted": 120})


def test_two_processes_at_once_give_everyone_one(committed, outbox, mails, noon):
    pair = [worker(committed, outbox, noon) for _ in range(2)]
    for process in pair:
        go(process)
    taken = [int(process.communicate(timeout=60)[0]) for process in pair]

    services.submit(mailing=committed, now=noon)
    assert sum(taken) == 120  # how many fall to each is the scheduler's affair
    assert_each_once(committed, mails)


def test_killed_at_random_moments_nobody_is_lost_and_nobody_gets_two(committed, outbox, mails, noon):
    """A real process, ended by SIGKILL three times; each start comes after the dead one's lease."""
    chance, moment, ended = random.Random(), noon, []
    for _ in range(3):
        process = worker(committed, outbox, moment)
        before = len(list(outbox.glob("*.eml")))
        go(process)
        deadline, wanted = time.monotonic() + 20, before + chance.randint(1, 25)
        while (
            len(list(outbox.glob("*.eml"))) < wanted
            and process.poll() is None
            and time.monotonic() < deadline
        ):
            time.sleep(chance.random() * 0.003)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        ended.append(process.returncode)
        moment += jobs.LEASE + timedelta(minutes=2)  # the dead one renewed it while it ran

    assert -signal.SIGKILL in ended
    assert Recipient.objects.filter(state="pending").exists()
    services.submit(mailing=committed, now=moment)
    assert_each_once(committed, mails)


def test_the_story_of_a_batch_is_told_by_its_printing(committed, morning, outbox, noon):
    assert services.submit(mailing=committed, now=noon, batches=1) == 120
    kill(story=morning.stories[1], reason="wrong", by=None, now=timezone.now())

    assert [left.recipients for left in already_left(morning.stories[1])] == [120]
    assert MailingItem.objects.filter(last_rendering=None).count() == 4
