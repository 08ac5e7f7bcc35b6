"""The watched folder: the whole is filed in order, the unfinished left, the unreadable refused."""

import os
from datetime import timedelta

import pytest

from broadsheet.desk.models import Decision
from broadsheet.desk.services import Inbox, retry_refused, take_in_file
from broadsheet.stories.models import Story
from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats.limits import MAX_BYTES
from broadsheet.wire.jobs import beside, put_away
from broadsheet.wire.models import Refused, Take
from factories.desk import a_trusted_feed
from factories.pictures import plain_jpeg
from factories.wire import g2

TICK = timedelta(milliseconds=200)


@pytest.fixture
def inbox(tmp_path, settings, noon, clock, db):
    a_trusted_feed(noon)
    settings.INBOX = tmp_path
    return Inbox(tmp_path)


def sweep(inbox, now, times=2):
    """So many sweeps a tick apart; returns how many files were dealt with."""
    return sum(inbox.sweep(now + TICK * number) for number in range(times))


def tree(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def headlines(now):
    return sorted(Story.objects.public(now).values_list("headline", flat=True))


def drop(root, name, raw, age=0):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return path


def test_a_file_is_printed_at_the_second_look_and_kept_by_day(inbox, tmp_path, noon):
    drop(tmp_path, "ferry.xml", g2())

    assert inbox.sweep(noon) == 0
    assert inbox.sweep(noon + TICK) == 1
    assert headlines(noon) == ["Ferry runs aground off the Sound"]
    assert tree(tmp_path) == ["done/2026-03-20/ferry.xml"]
    assert sweep(inbox, noon) == 0


def test_a_file_that_still_grows_is_left_until_it_is_whole(inbox, tmp_path, noon):
    raw = g2()
    path = tmp_path / "ferry.xml"
    for number, end in enumerate((100, 400, len(raw))):
        path.write_bytes(raw[:end])
        assert inbox.sweep(noon + TICK * number) == 0

    assert sweep(inbox, noon + TICK * 3) == 1
    assert headlines(noon) == ["Ferry runs aground off the Sound"]


def test_a_writer_that_pauses_is_given_time_before_its_half_file_is_refused(inbox, tmp_path, noon):
    raw = g2()
    drop(tmp_path, "ferry.xml", raw[:300])
    assert sweep(inbox, noon, times=5) == 0
    drop(tmp_path, "ferry.xml", raw)

    assert sweep(inbox, noon + timedelta(seconds=1), times=2) == 1
    assert Refused.objects.count() == 0


@pytest.mark.parametrize(
    "name", [".ferry.xml", "ferry.xml.part", "ferry.xml.tmp", "ferry.xml.filepart", "a.jpg"]
)
def test_unfinished_names_and_pictures_are_not_messages(inbox, tmp_path, noon, name):
    drop(tmp_path, name, g2())

    assert sweep(inbox, noon, times=30) == 0
    assert tree(tmp_path) == [name]


def test_what_cannot_be_read_is_refused_with_a_sentence_and_stops_nothing(inbox, tmp_path, noon):
    drop(tmp_path, "a-broken.xml", b"<newsMessage><unclosed>", age=60)
    drop(tmp_path, "b-none.xml", b"No wire format at all.", age=50)
    drop(tmp_path, "c-ferry.xml", g2(), age=40)

    sweep(inbox, noon, times=12)

    refused = {one.name: one for one in Refused.objects.all()}
    assert headlines(noon) == ["Ferry runs aground off the Sound"]
    assert sorted(refused) == ["a-broken.xml", "b-none.xml"]
    assert bytes(refused["b-none.xml"].raw) == b"No wire format at all."
    assert tree(tmp_path) == [
        "done/2026-03-20/c-ferry.xml",
        "refused/a-broken.xml", "refused/a-broken.xml.txt", "refused/b-none.xml", "refused/b-none.xml.txt",
    ]  # fmt: skip
    for name, row in refused.items():
        assert (tmp_path / row.kept_as).name == name
        assert (tmp_path / f"refused/{name}.txt").read_text() == row.sentence + "\n"


def test_a_file_above_the_limit_is_refused_without_being_kept_twice(inbox, tmp_path, noon):
    path = drop(tmp_path, "huge.xml", b"")
    os.truncate(path, MAX_BYTES + 1)

    sweep(inbox, noon, times=3)

    row = Refused.objects.get()
    assert (row.raw, row.size, row.sentence) == (None, MAX_BYTES + 1, "The message is larger than 20 MB.")
    assert tree(tmp_path) == ["refused/huge.xml", "refused/huge.xml.txt"]


def test_files_are_filed_in_the_order_of_their_times_then_names(inbox, tmp_path, noon):
    drop(tmp_path, "b.xml", g2(guid="b"), age=10)
    drop(tmp_path, "a.xml", g2(guid="a"), age=10)
    drop(tmp_path, "z.xml", g2(guid="z"), age=20)

    sweep(inbox, noon)

    assert list(Take.objects.order_by("pk").values_list("guid", flat=True)) == ["z", "a", "b"]


def test_a_folder_is_a_feed_and_an_unknown_one_is_held(inbox, tmp_path, noon):
    drop(tmp_path, "Far Agency/ferry.xml", g2())

    sweep(inbox, noon)

    feed = Take.objects.get().feed
    assert (feed.slug, feed.name, feed.is_trusted, headlines(noon)) == ("far-agency", "Far Agency", False, [])
    assert tree(tmp_path) == ["Far Agency/done/2026-03-20/ferry.xml"]


def test_a_stray_file_of_a_paper_without_the_demo_is_held(tmp_path, noon, clock, db):
    drop(tmp_path, "ferry.xml", g2())

    sweep(Inbox(tmp_path), noon)

    assert (Take.objects.get().feed.slug, headlines(noon)) == ("inbox", [])


def test_the_same_file_twice_and_a_kill(inbox, tmp_path, noon):
    for name, raw in (("a.xml", g2()), ("a.xml", g2()), ("kill.xml", g2(version=2, status="canceled"))):
        drop(tmp_path, name, raw)
        sweep(inbox, noon)

    assert headlines(noon) == []
    assert tree(tmp_path) == [f"done/2026-03-20/{name}" for name in ("a-2.xml", "a.xml", "kill.xml")]
    assert list(Decision.objects.order_by("pk").values_list("outcome", flat=True)) == ["published", "killed"]


def test_a_picture_beside_the_message_comes_along(inbox, tmp_path, noon):
    drop(tmp_path, "ferry.jpg", plain_jpeg())
    drop(tmp_path, "ferry.xml", g2(picture="ferry.jpg"))

    sweep(inbox, noon)

    picture = Story.objects.public(noon).get().lead_picture
    assert (picture.credit, picture.caption) == ("Marran Press photo", "The ferry on the bar at low water.")
    assert tree(tmp_path) == ["done/2026-03-20/ferry.jpg", "done/2026-03-20/ferry.xml"]


def test_a_picture_that_is_still_being_copied_is_waited_for(inbox, tmp_path, noon):
    drop(tmp_path, "ferry.xml", g2(picture="ferry.jpg"))
    assert sweep(inbox, noon, times=4) == 0
    raw = plain_jpeg()
    (tmp_path / "ferry.jpg").write_bytes(raw[:200])
    assert inbox.sweep(noon + TICK * 4) == 0
    (tmp_path / "ferry.jpg").write_bytes(raw)

    sweep(inbox, noon + TICK * 5)

    assert Story.objects.public(noon).get().lead_picture is not None


def test_a_picture_that_never_comes_holds_a_story_up_for_two_seconds_only(inbox, tmp_path, noon):
    drop(tmp_path, "ferry.xml", g2(picture="ferry.jpg"))

    assert sweep(inbox, noon, times=10) == 0
    assert inbox.sweep(noon + TICK * 10) == 1
    assert headlines(noon) == ["Ferry runs aground off the Sound"]


@pytest.mark.parametrize(
    "href",
    ["../secret.jpg", "/etc/passwd", "..", "file:///etc/passwd", "https://example.org/a.jpg", "..\\x.jpg"],
)
def test_a_message_reaches_no_file_outside_its_folder(tmp_path, href):
    found = beside(tmp_path, href)

    assert found is None or found.parent == tmp_path


def test_a_linked_picture_is_not_followed(inbox, tmp_path, noon, tmp_path_factory):
    secret = tmp_path_factory.mktemp("outside") / "secret.jpg"
    secret.write_bytes(plain_jpeg())
    (tmp_path / "ferry.jpg").symlink_to(secret)
    drop(tmp_path, "ferry.xml", g2(picture="ferry.jpg"))

    sweep(inbox, noon, times=12)

    assert Story.objects.public(noon).get().lead_picture is None


def test_a_refused_file_is_filed_when_it_can_be_read_at_last(inbox, tmp_path, noon):
    drop(tmp_path, "broken.xml", b"No wire format at all.")
    sweep(inbox, noon, times=12)
    assert retry_refused(now=noon) == ["broken.xml\tThe message is in none of the formats the wire knows."]

    Refused.objects.update(raw=g2())  # as if the fault had been the reader's
    assert retry_refused(now=noon) == ["broken.xml\tpublished world/ferry-runs-aground-off-the-sound"]

    row = Refused.objects.get()
    assert (row.retried_at, row.message.name) == (noon, "broken.xml")
    assert tree(tmp_path) == ["done/2026-03-20/broken.xml", "done/2026-03-20/broken.xml.txt"]
    assert retry_refused(now=noon) == []


def test_a_file_from_the_command_line_stays_where_it_is(inbox, tmp_path, noon):
    path = drop(tmp_path / "desk", "ferry.xml", g2())
    broken = drop(tmp_path / "desk", "broken.xml", b"\xff\xfe")

    assert (
        take_in_file(path=path, feed="demo", now=noon) == "published world/ferry-runs-aground-off-the-sound"
    )
    assert take_in_file(path=path, feed="demo", now=noon) == "twice"
    with pytest.raises(Unreadable):
        take_in_file(path=broken, feed="demo", now=noon)
    assert [row.name for row in Refused.objects.all()] == ["broken.xml"]
    assert tree(tmp_path / "desk") == ["broken.xml", "ferry.xml"]


def test_an_embargoed_update_goes_out_with_the_sweep_at_its_time(inbox, tmp_path, noon, clock):
    drop(tmp_path, "a.xml", g2())
    sweep(inbox, noon)
    drop(tmp_path, "b.xml", g2(version=2, headline="Secret cause", embargo="2026-03-20T13:00:00Z"))
    sweep(inbox, noon)
    assert headlines(noon) == ["Ferry runs aground off the Sound"]

    assert inbox.sweep(clock.pass_time(hours=1)) == 1
    assert headlines(clock.now) == ["Secret cause"]


@pytest.mark.parametrize("name", ["x" * 251 + ".xml", os.fsdecode(b"caf\xe9.xml"), "=?&<b>.xml", "a\nb.xml"])
def test_a_strange_name_is_no_hindrance(inbox, tmp_path, noon, name):
    drop(tmp_path, name, b"No wire format at all.")
    sweep(inbox, noon, times=12)
    drop(tmp_path, name, g2())
    sweep(inbox, noon + timedelta(seconds=9))

    assert (Refused.objects.count(), len(tree(tmp_path))) == (1, 3)
    assert headlines(noon) == ["Ferry runs aground off the Sound"]


def test_putting_away_never_overwrites(tmp_path):
    for text in ("one", "two", "three"):
        (tmp_path / "a.xml").write_text(text)
        put_away(tmp_path / "a.xml", tmp_path / "done")

    assert {path.name: path.read_text() for path in (tmp_path / "done").iterdir()} == {
        "a.xml": "one", "a-2.xml": "two", "a-3.xml": "three",
    }  # fmt: skip
