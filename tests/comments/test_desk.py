"""The moderators' screen: who sees it, what it shows, and that its buttons work with and without script."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from broadsheet.comments import services
from broadsheet.comments.models import Comment
from factories.comments import a_comment, a_held_comment
from factories.readers import a_browser, a_guest, a_person
from support.newsroom import small_paper

pytestmark = pytest.mark.django_db
FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.STAFF_SECOND_FACTOR = "optional"


@pytest.fixture
def story():
    return small_paper().story(timezone.now())


@pytest.fixture
def moderator():
    return a_browser(a_person("mod@example.org", group="Moderators", pen_name="Mo"))


def shown_ids(answer):
    return [int(pk) for pk in re.findall(r'data-comment="(\d+)"', answer.content.decode())]


def words(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_only_moderators_see_and_decide(story):
    comment = a_held_comment(story, timezone.now())
    statuses = []
    writers = Group.objects.create(name="Writers")
    writers.permissions.add(Permission.objects.get(codename="access_admin"))
    for person in (None, a_person(), a_person(group="Writers")):
        browser = a_browser(person)
        seen = browser.get("/desk/comments/")
        decided = browser.post(f"/desk/comments/{comment.pk}/show/")
        statuses.append((seen.status_code, decided.status_code))
        assert b'data-comment="' not in browser.get("/desk/comments/", follow=True).content

    assert statuses == [(302, 302), (403, 403), (302, 302)]

    assert Comment.objects.get().state == "held"


def test_the_queue_is_oldest_first_with_reason_context_and_history(story, moderator):
    now = timezone.now()
    writer = a_guest("regular")
    parent = a_comment(story, now - timedelta(hours=4), name="Ben", text="Was it late?")
    later = a_held_comment(story, now - timedelta(hours=1))
    first = a_comment(
        story,
        now - timedelta(hours=3),
        text="www.a.example www.b.example www.c.example",
        reader=writer,
        parent=parent,
    )
    a_comment(story, now - timedelta(hours=2), reader=writer)

    answer = moderator.get("/desk/comments/")
    row = words(answer).partition("Waiting 2")[2].partition("Held")[2].partition("Held")[0]

    assert shown_ids(answer) == [first.pk, later.pk]
    for part in ("Links: 3; A first comment", "Headline number 1", "Ben Was it late?", "guest", "1 shown"):
        assert part in row
    assert "example.org" not in re.sub(r"https://example.org/\d+|mod@example.org", "", words(answer))


def test_an_address_is_never_shown(story, moderator):
    from factories.readers import an_account

    a_comment(
        story, timezone.now(), text="www.a.example now", reader=an_account(a_person("private@example.org"))
    )

    assert b"private@example.org" not in moderator.get("/desk/comments/").content


@pytest.mark.parametrize(
    ("verb", "state", "reason"),
    [
        ("show", "shown", ""),
        ("remove", "refused", "An advertisement"),
        ("hold", "held", "Links: 1; A first comment"),
    ],
)
def test_a_button_decides_and_leads_back_to_the_queue(story, moderator, verb, state, reason):
    comment = a_held_comment(story, timezone.now())

    answer = moderator.post(f"/desk/comments/{comment.pk}/{verb}/", {"reason": "An advertisement"})
    comment.refresh_from_db()

    assert (answer.status_code, answer["Location"]) == (302, "/desk/comments/")
    assert (comment.state, comment.reason) == (state, reason)


def test_script_gets_the_new_row(story, moderator):
    comment = a_held_comment(story, timezone.now())

    answer = moderator.post(f"/desk/comments/{comment.pk}/show/", headers=FRAGMENT)

    assert shown_ids(answer) == [comment.pk]
    assert "decided by Mo" in words(answer)
    assert 'data-key="a"' not in answer.content.decode()
    assert 'data-key="h"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/desk/comments/{}/shout/", "/desk/comments/999999/show/"])
def test_what_is_not_there(story, moderator, path):
    comment = a_held_comment(story, timezone.now())

    assert moderator.post(path.format(comment.pk)).status_code == 404


def test_nothing_changes_by_a_link(story, moderator):
    comment = a_held_comment(story, timezone.now())

    assert moderator.get(f"/desk/comments/{comment.pk}/show/").status_code == 405
    assert Comment.objects.get().state == "held"


def test_a_form_from_elsewhere_is_refused(story):
    from django.test import Client

    person = a_person(group="Moderators")
    comment = a_held_comment(story, timezone.now())
    browser = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")
    browser.force_login(person)

    assert browser.post(f"/desk/comments/{comment.pk}/show/").status_code == 403
    assert Comment.objects.get().state == "held"


def test_every_state_has_its_list(story, moderator):
    now = timezone.now()
    person = a_person()
    made = {
        "held": a_held_comment(story, now),
        "shown": a_comment(story, now),
        "removed": a_comment(story, now),
    }
    made["refused"] = a_held_comment(story, now)
    for name in ("removed", "refused"):
        services.remove(comment=made[name], by=person, now=now)

    lists = {state: shown_ids(moderator.get(f"/desk/comments/?state={state}")) for state in made}

    assert lists == {state: [comment.pk] for state, comment in made.items()}
    assert moderator.get("/desk/comments/?state=lost").status_code == 404


def test_the_queue_takes_as_many_queries_for_many_comments_as_for_one(
    story, moderator, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    a_held_comment(story, timezone.now())
    moderator.get("/desk/comments/")
    with CaptureQueriesContext(connection) as one:
        moderator.get("/desk/comments/")
    for _ in range(9):
        a_held_comment(story, timezone.now())

    with django_assert_num_queries(len(one)):
        moderator.get("/desk/comments/")


def test_the_keys_are_named_on_the_page(story, moderator):
    a_held_comment(story, timezone.now())
    page = moderator.get("/desk/comments/")

    assert "Keys: j next · k previous · a show · h hold · r remove" in words(page)
    assert set(re.findall(r'data-key="(\w)"', page.content.decode())) == {"a", "r"}


def test_what_is_typed_into_a_comment_is_inert_on_the_desk(story, moderator):
    a_comment(story, timezone.now(), text="<script>alert(1)</script> www.x.example", name="<b>Bold</b>")
    page = moderator.get("/desk/comments/").content.decode()

    assert "<script>alert(1)" not in page
    assert "<b>Bold</b>" not in page
    assert "&lt;script&gt;alert(1)" in page
