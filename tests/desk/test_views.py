"""The wire desk's screens: who may see what, what stands there, what the buttons do."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from broadsheet.desk.models import Follow
from broadsheet.people.models import Person
from broadsheet.stories.models import Story
from broadsheet.wire.errors import Unreadable
from broadsheet.wire.models import Refused, Take
from broadsheet.wire.services import feed_named, refuse
from factories.desk import a_section, a_trusted_feed, receive
from factories.pictures import plain_jpeg
from factories.wire import an_item, g2

pytestmark = pytest.mark.django_db
RIGHTS = ("access_admin", "view_take", "change_take", "change_story", "view_story", "add_story")


def signed_in(*rights):
    person = Person.objects.create_user(f"{len(rights)}@example.org", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client(headers={"origin": "http://testserver"})
    client.force_login(person)
    client.person = person
    return client


@pytest.fixture
def editor(settings):
    settings.STAFF_SECOND_FACTOR = "optional"
    a_section()
    return signed_in(*RIGHTS)


def words(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_each_take_with_its_facts(editor, noon):
    receive(an_item(embargo=noon + timedelta(hours=2)), now=noon, feed="marran")
    receive(an_item(guid="b", headline="<b>Bold & co</b>", correction=True), now=noon, feed="marran")

    page = words(editor.get("/desk/wire/"))

    for shown in ("Ferry runs aground off the Sound", "Embargo until 20 Mar 14:00:00", "SOUND-FERRY", "Held",
                  "It waits for an editor.", "&lt;b&gt;Bold &amp; co&lt;/b&gt;", "Correction"):  # fmt: skip
        assert shown in page
    assert page.index("Bold") < page.index("Ferry runs")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("q=aground", ["Ferry"]),
        ("outcome=killed", ["Tower"]),
        ("feed=0", ["Ferry", "Tower"]),
        ("q=zebra", []),
    ],
)
def test_the_list_is_narrowed(editor, noon, asked, shown):
    receive(an_item(headline="Ferry aground"), now=noon, feed="marran")
    receive(an_item(guid="t", headline="Tower closed", pubstatus="killed"), now=noon, feed="marran")

    page = words(editor.get(f"/desk/wire/?{asked}"))

    assert [name for name in ("Ferry", "Tower") if f"{name} " in page] == shown


@pytest.mark.parametrize("rows", [1, 4])
def test_the_list_asks_the_database_a_fixed_number_of_times(
    editor, noon, rows, django_assert_max_num_queries
):
    for number in range(rows):
        receive(an_item(guid=f"g{number}"), now=noon, feed="marran")
    editor.get("/desk/wire/")

    with django_assert_max_num_queries(16) as asked:
        editor.get("/desk/wire/")
    takes_asked = [query for query in asked.captured_queries if 'FROM "wire_take"' in query["sql"]]
    assert len(takes_asked) == 2


def test_the_reading_pane_shows_cleaned_text_pictures_versions_and_the_original(editor, noon):
    a_trusted_feed(noon)
    from broadsheet.desk.services import take_in

    raw = g2(picture="ferry.jpg", body="<p>Safe<script>alert(1)</script></p>")
    take_in(raw=raw, name="m.xml", feed="demo", whence="t", now=noon, found={"ferry.jpg": plain_jpeg()})
    receive(an_item(version="2", headline="Second"), now=noon)
    first = Take.objects.get(version="1", type="text")

    page = words(editor.get(f"/desk/wire/{first.pk}/"))

    assert "<p>Safe</p>" in page
    for shown in ("The ferry on the bar at low water.", "2: <bdi>Second", "Followed by", "world"):
        assert shown in page
    kept = editor.get(f"/desk/wire/message/{first.message_id}/")
    assert (kept.content, kept["Content-Type"]) == (raw, "text/plain")
    assert kept["Content-Disposition"].startswith("attachment")
    assert kept["X-Content-Type-Options"] == "nosniff"


def test_a_take_is_opened_as_a_draft_by_the_editor(editor, noon):
    receive(an_item(embargo=noon + timedelta(days=9999)), now=noon, feed="marran")
    take = Take.objects.get()

    response = editor.post(f"/desk/wire/{take.pk}/open/")

    follow = Follow.objects.select_related("story").get()
    assert response["Location"].endswith(f"/edit/{follow.story_id}/")
    assert (follow.made_by, follow.story.live, follow.story.embargo_until) == (
        editor.person, False, noon + timedelta(days=9999),
    )  # fmt: skip


def test_a_killed_take_is_not_opened(editor, noon):
    receive(an_item(), now=noon, feed="marran")
    receive(an_item(version="2", pubstatus="killed"), now=noon, feed="marran")

    page = words(editor.post(f"/desk/wire/{Take.objects.get(version='1').pk}/open/", follow=True))

    assert "The agency has withdrawn this item." in page
    assert Follow.objects.count() == 0


def test_a_take_is_spiked_by_the_editor(editor, noon):
    receive(an_item(), now=noon, feed="marran")

    page = words(editor.post(f"/desk/wire/{Take.objects.get().pk}/spike/", follow=True))

    assert "Spiked" in page
    assert Take.objects.get().spiked_by == editor.person


def test_a_refused_file_stands_with_its_sentence_and_is_tried_again(editor, noon):
    a_trusted_feed(noon)
    refuse(
        feed=feed_named("demo", noon), name="a.xml", size=9, sha256="f" * 64, raw=g2(), now=noon,
        why=Unreadable("The text ends early.", line=7),
    )  # fmt: skip

    page = words(editor.get("/desk/wire/refused/"))
    assert ("The text ends early." in page, "line 7" in page) == (True, True)

    after = words(editor.post(f"/desk/wire/refused/{Refused.objects.get().pk}/retry/", follow=True))
    assert "a.xml: published world/ferry-runs-aground-off-the-sound" in after
    assert Story.objects.public(Take.objects.get().received_at + timedelta(minutes=1)).count() == 1


@pytest.mark.parametrize("address", ["", "refused/", "{take}/", "message/{message}/"])
def test_who_may_not_see_takes_sees_none(editor, noon, address):
    receive(an_item(), now=noon, feed="marran")
    take = Take.objects.get()
    moderator = signed_in("access_admin")

    response = moderator.get("/desk/wire/" + address.format(take=take.pk, message=take.message_id))

    assert (response.status_code, response["Location"]) == (302, "/desk/")


@pytest.mark.parametrize("verb", ["open", "spike"])
def test_who_may_only_look_changes_nothing(editor, noon, verb):
    receive(an_item(), now=noon, feed="marran")
    take = Take.objects.get()

    signed_in("access_admin", "view_take").post(f"/desk/wire/{take.pk}/{verb}/")

    take.refresh_from_db()
    assert (take.spiked_at, Follow.objects.count()) == (None, 0)


def test_buttons_do_nothing_when_only_looked_at(editor, noon):
    receive(an_item(), now=noon, feed="marran")
    take = Take.objects.get()

    assert [editor.get(f"/desk/wire/{take.pk}/{verb}/").status_code for verb in ("open", "spike")] == [
        405,
        405,
    ]


def test_a_feed_and_a_rule_are_made_in_the_desks_forms(noon, settings):
    settings.STAFF_SECOND_FACTOR = "optional"
    a_section()
    boss = Client(headers={"origin": "http://testserver"})
    boss.force_login(Person.objects.create_superuser("boss@example.org"))
    feed = {"name": "Agency X", "slug": "agency-x", "is_trusted": "on", "time_zone": "UTC"}
    assert boss.post("/desk/snippets/wire/feed/add/", feed).status_code == 302
    made = feed_named("agency-x", noon)
    rule = {"position": "5", "feed": str(made.pk), "action": "publish", "section_path": "world"}
    assert boss.post("/desk/snippets/desk/rule/add/", rule).status_code == 302

    assert [r.line for r in receive(an_item(headline="By rule"), now=made.created_at, feed="agency-x")] == [
        "published world/by-rule"
    ]
