"""Filing takes: once each, in any order, by any number of processes."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.desk.models import Decision
from broadsheet.desk.services import take_in
from broadsheet.stories.models import Story
from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats.item import Dateline, Rendition, WireItem, WireLink, WirePicture, as_json
from broadsheet.wire.formats.versions import version_key
from broadsheet.wire.models import Feed, Message, Refused, Take
from broadsheet.wire.selectors import item_of, killed_by, newest, refused_lines, versions
from broadsheet.wire.services import feed_named, file_take, keep_message, refuse, sortable, spike
from factories.desk import a_trusted_feed, receive
from factories.wire import MADE, a_reading, an_item, g2, new_bytes


@pytest.fixture
def feed(db, noon):
    return feed_named("marran", noon)


def file(feed, item, now):
    message, _ = keep_message(
        feed=feed, raw=new_bytes(), reading=a_reading(item), name="m.xml", whence="test", now=now
    )
    return file_take(message=message, item=item, position=0, now=now)


def test_a_version_is_filed_once(feed, noon):
    first, second = file(feed, an_item(), noon), file(feed, an_item(), noon + timedelta(hours=1))

    assert (first.is_new, second.is_new, second.take.pk) == (True, False, first.take.pk)
    assert [(t.guid, t.version, t.received_at) for t in Take.objects.all()] == [
        ("urn:marran:ferry", "1", noon)
    ]


def test_the_same_guid_in_another_feed_is_another_item(feed, noon):
    other = feed_named("other", noon)

    assert [file(feed, an_item(), noon).is_new, file(other, an_item(), noon).is_new] == [True, True]


def test_a_number_used_for_two_things_files_both(feed, noon):
    file(feed, an_item(), noon)
    kill = an_item(pubstatus="killed")
    rewritten = an_item(headline="Other words", versioncreated=MADE + timedelta(minutes=5))
    sent_again = an_item(versioncreated=MADE + timedelta(minutes=9))

    assert [file(feed, item, noon).is_new for item in (kill, kill, rewritten, rewritten, sent_again)] == [
        True, False, True, False, False,
    ]  # fmt: skip
    assert list(versions(feed, "urn:marran:ferry").values_list("pubstatus", "headline")) == [
        ("usable", "Other words"),
        ("killed", "Ferry runs aground off the Sound"),
        ("usable", "Ferry runs aground off the Sound"),
    ]
    assert killed_by(feed, "urn:marran:ferry").pubstatus == "killed"


def test_the_record_gives_the_item_back(feed, noon):
    item = an_item(
        text_html="<p>All.</p>",
        dateline=Dateline("PORT MARRAN", "Torrenay", "Feb 17"),
        embargo=noon,
        pictures=(
            WirePicture("a.jpg", "c", renditions=(Rendition("b.jpg", "preview", "image/jpeg", 9, 8),)),
        ),
        links=(WireLink("seealso", "g", "h", "2", "t"),),
        keywords=("a", "b"),
        mediatopics=("medtop:1",),
        public_id="urn:marran:ferry:1",
    )

    take = file(feed, item, noon).take
    take.refresh_from_db()

    assert as_json(item_of(take)) == as_json(item)
    assert item_of(take) == item


def test_what_a_database_cannot_hold_is_taken_out_of_the_record(feed, noon):
    item = an_item(headline="A\x00B\ud800", body_html="<p>\x00\ud83d</p>", ednote="\x00", guid="g" * 4000)

    take = file(feed, item, noon).take
    take.refresh_from_db()

    assert (take.headline, take.item["print_html"], len(take.guid)) == ("AB?", "<p>?</p>", 300)


@pytest.mark.parametrize("slug", ["AFP", "Far Agency", "../etc", "Ünïcode", "新华社", "a" * 500, "", " "])
def test_any_folder_name_makes_one_lawful_feed(db, noon, slug):
    first, second = feed_named(slug, noon), feed_named(slug, noon)

    first.full_clean(exclude=["rights_days"])
    assert (first.pk, first.is_trusted) == (second.pk, False)


VERSIONS = st.one_of(
    st.integers(0, 10**30).map(str),
    st.text(max_size=12),
    st.from_regex(r"\A[0-9]{1,3}[A-Z.]{0,2}[0-9]{0,3}\Z"),
)
TIMES = st.one_of(st.none(), st.integers(-(10**9), 10**10).map(lambda s: MADE.fromtimestamp(s, MADE.tzinfo)))


@given(VERSIONS, TIMES, VERSIONS, TIMES)
def test_the_stored_key_sorts_as_the_versions_do(one, made_one, two, made_two):
    keys = [version_key(one, made_one), version_key(two, made_two)]
    stored = [
        sortable(WireItem(guid="g", version=version, versioncreated=made))
        for version, made in ((one, made_one), (two, made_two))
    ]

    assert (stored[0] < stored[1]) == (keys[0] < keys[1])
    assert (stored[0] == stored[1]) == (keys[0] == keys[1])


@pytest.mark.parametrize("order", [("2", "10", "9"), ("10", "9", "2"), ("9", "2", "10")])
def test_the_newest_is_found_by_the_database(feed, noon, order):
    for version in order:
        file(feed, an_item(version=version), noon)

    assert newest(feed, "urn:marran:ferry").version == "10"
    assert [take.version for take in Take.objects.newest_versions()] == ["10"]


def test_a_refusal_is_listed_once_with_its_latest_sentence(feed, noon):
    for sentence in ("No end.", "No beginning."):
        refuse(
            feed=feed,
            name="a.xml",
            size=3,
            sha256="f" * 64,
            raw=b"abc",
            why=Unreadable(sentence, line=2),
            now=noon,
        )

    assert refused_lines() == ["marran\ta.xml\tNo beginning."]
    assert list(Refused.objects.values_list("code", "line", "byte")) == [("wire.unreadable", 2, None)]


def test_a_take_is_spiked_once(feed, noon):
    take = file(feed, an_item(), noon).take

    spike(take=take, by=None, now=noon)
    spike(take=take, by=None, now=noon + timedelta(hours=1))

    take.refresh_from_db()
    assert take.spiked_at == noon


def at_once(*calls):
    """Run each call in a thread with a connection of its own; returns what they returned or raised."""
    answers = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(number, call):
        try:
            gate.wait(timeout=10)
            answers[number] = call()
        except Exception as fault:  # noqa: BLE001
            answers[number] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.mark.django_db(transaction=True)
def test_two_processes_file_one_message_once(noon):
    a_trusted_feed(noon)

    def one():
        return [r.line for r in take_in(raw=g2(), name="m.xml", feed="demo", whence="test", now=noon)]

    answers = at_once(one, one, one)

    assert sorted(answers) == [["published world/ferry-runs-aground-off-the-sound"], ["twice"], ["twice"]]
    assert (Message.objects.count(), Take.objects.count(), Decision.objects.count()) == (1, 1, 1)
    assert Story.objects.public(noon + timedelta(days=900)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_versions_that_come_at_once_leave_the_newest_in_print(noon):
    a_trusted_feed(noon)
    calls = [
        lambda v=version: receive(an_item(version=str(v), headline=f"Version {v}"), now=noon)
        for version in (3, 1, 2)
    ]

    answers = at_once(*calls)

    late = noon + timedelta(days=900)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert [story.headline for story in Story.objects.public(late)] == ["Version 3"]
    assert Take.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_kill_that_races_its_story_wins(noon):
    a_trusted_feed(noon)
    kill = an_item(version="2", pubstatus="killed")

    at_once(*(lambda i=item: receive(i, now=noon) for item in (an_item(), kill, an_item(version="3"))))

    assert Story.objects.public(noon + timedelta(days=900)).count() == 0
    assert Take.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_two_processes_meet_first_makes_one_feed(noon):
    at_once(*[lambda: receive(an_item(guid="a"), now=noon, feed="new")] * 2)

    assert Feed.objects.filter(slug="new").count() == 1
