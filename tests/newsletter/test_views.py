"""Doors: from the block on a page to the letter and out again; a GET changes nothing, whoever asks."""

import re

import pytest
from django.test import Client

from broadsheet.newsletter import services
from broadsheet.newsletter.models import ConfirmationMail, Mailing, Recipient, Subscription
from broadsheet.newsletter.selectors.links import token
from broadsheet.people.models import Allowance
from broadsheet.stories.services.withdrawing import kill
from factories.newsletter import DAY, NOON, a_subscriber, subscribers
from factories.readers import a_browser, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "outbox")]
ANN = "ann@reader.example"


@pytest.fixture
def browser(db):
    return a_browser()


def solved(page, email=ANN):
    """The form as a person fills it in: the sum read from the page."""
    text = page.content.decode()
    signed = re.search(r'name="check_token" value="([^"]+)"', text)[1]
    first, second = re.search(r"(\d+) \+ (\d+) =", text).groups()
    return {"email": email, "check_token": signed, "check_answer": str(int(first) + int(second))}


def everything():
    """Every row that a request to this room could touch."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Subscription, ConfirmationMail, Recipient, Mailing, Allowance)
    ]


def test_from_the_block_on_a_page_to_the_list(browser, mails, django_capture_on_commit_callbacks):
    filled = browser.post("/newsletter/subscribe/", {"email": ANN})
    assert (filled.status_code, Subscription.objects.count()) == (200, 0)
    assert f'value="{ANN}"' in filled.content.decode()
    assert "keep spam out" in filled.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        asked = browser.post("/newsletter/subscribe/", solved(filled))
    assert (asked.status_code, asked["Location"]) == (303, "/newsletter/asked/")
    (mail,) = mails()
    link = re.search(r"http://localhost:8000(/newsletter/confirm/\S+/)", mail.get_content())[1]

    opened = browser.get(link)
    assert (opened.status_code, Subscription.objects.get().state) == (200, "pending")
    assert opened.content.count(b"<button") == 1
    pressed = browser.post(link)
    assert pressed.status_code == 200
    assert Subscription.objects.values_list("address", "state", "consent_at").get() == (
        ANN,
        "confirmed",
        NOON,
    )


def test_known_and_unknown_addresses_get_the_same_answer(browser, django_capture_on_commit_callbacks):
    a_subscriber("known@reader.example")
    answers = []
    for address in ("known@reader.example", "new@reader.example", "new@reader.example"):
        with django_capture_on_commit_callbacks(execute=True):
            page = browser.post("/newsletter/subscribe/", solved(browser.get("/newsletter/"), address))
        answers.append((page.status_code, page["Location"], page.content))

    assert len(set(answers)) == 1


def test_a_wrong_sum_keeps_the_address_and_writes_to_nobody(browser, mails):
    page = browser.get("/newsletter/")
    refused = browser.post("/newsletter/subscribe/", solved(page) | {"check_answer": "99"})

    assert refused.status_code == 422
    assert f'value="{ANN}"' in refused.content.decode()
    assert (Subscription.objects.count(), mails()) == (0, [])


@pytest.mark.parametrize(
    "typed", ["", "ann", "ann@paper.example\r\nBcc: eve@x.example", "=1@x.example", f"{'a' * 300}@x.example"]
)
def test_what_is_no_address_is_refused(browser, mails, typed):
    refused = browser.post("/newsletter/subscribe/", solved(browser.get("/newsletter/"), typed))

    assert (refused.status_code, Subscription.objects.count(), mails()) == (422, 0, [])


def test_markup_in_the_address_is_shown_as_text(browser):
    page = browser.post("/newsletter/subscribe/", {"email": '"><script>alert(1)</script>'})

    assert b"<script>alert" not in page.content


def test_a_reader_with_a_verified_address_is_not_asked_for_a_sum_and_is_known(
    django_capture_on_commit_callbacks,
):
    person = a_person(ANN)
    with django_capture_on_commit_callbacks(execute=True):
        answer = a_browser(person).post("/newsletter/subscribe/", {"email": ANN})

    assert answer.status_code == 303
    assert Subscription.objects.values_list("address", "state", "person").get() == (ANN, "pending", person.pk)


def test_one_network_cannot_sign_up_the_whole_world(browser, mails, django_capture_on_commit_callbacks):
    statuses = []
    for number in range(22):
        with django_capture_on_commit_callbacks(execute=True):
            statuses.append(
                browser.post(
                    "/newsletter/subscribe/", solved(browser.get("/newsletter/"), f"v{number}@x.example")
                ).status_code
            )

    assert statuses == [303] * 20 + [429] * 2
    assert len(mails()) == 20


def test_a_sign_up_from_another_site_is_refused(db):
    stranger = Client(HTTP_HOST="localhost:8000", HTTP_ORIGIN="https://evil.example")

    assert stranger.post("/newsletter/subscribe/", {"email": ANN}).status_code == 403


def test_scanners_that_open_every_link_change_nothing(browser):
    waiting, ann = a_subscriber("waiting@reader.example", state="pending", since=NOON), a_subscriber(ANN)
    Subscription.objects.filter(pk=waiting.pk).update(consent_at=None)
    paths = [
        f"/newsletter/confirm/{token(waiting.key, 'confirm')}/",
        f"/newsletter/unsubscribe/{token(ann.key, 'unsubscribe')}/",
        f"/newsletter/preferences/{token(ann.key, 'preferences')}/",
        "/newsletter/", "/newsletter/asked/", "/newsletter/editions/",
    ]  # fmt: skip
    before = everything()
    for path in paths:
        for ask in (browser.get, browser.head):
            answer = ask(path)
            assert answer.status_code == 200
            if "editions" not in path:
                assert "no-store" in answer["Cache-Control"]

    assert browser.get("/newsletter/subscribe/").status_code == 405
    assert everything() == before


def test_one_click_unsubscribe_needs_no_origin_no_cookie_and_no_page(db):
    ann = a_subscriber(ANN)
    machine = Client(HTTP_HOST="localhost:8000", enforce_csrf_checks=True)

    answer = machine.post(
        f"/newsletter/unsubscribe/{token(ann.key, 'unsubscribe')}/", "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip

    ann.refresh_from_db()
    assert (answer.status_code, ann.state, ann.left_at) == (200, "left", NOON)
    assert answer.cookies == {}


@pytest.mark.parametrize("use", ["confirm", "preferences"])
def test_no_other_door_opens_without_an_origin(db, use):
    ann = a_subscriber(ANN, state="pending", since=NOON)
    machine = Client(HTTP_HOST="localhost:8000")

    assert machine.post(f"/newsletter/{use}/{token(ann.key, use)}/").status_code == 403
    assert Subscription.objects.get().state == "pending"


@pytest.mark.parametrize("use", ["confirm", "unsubscribe", "preferences"])
@pytest.mark.parametrize("made", ["cut", "other use", "made up"])
def test_a_wrong_link_does_nothing_and_says_so(browser, use, made):
    ann = a_subscriber(ANN)
    good, other = token(ann.key, use), token(ann.key, "another")
    wrong = {"cut": good[:-3], "other use": other, "made up": f"{ann.key}.abc"}[made]

    assert browser.post(f"/newsletter/{use}/{wrong}/").status_code == 404
    assert Subscription.objects.get().state == "confirmed"


def test_preferences_say_what_is_got_and_let_leave_and_come_back(browser):
    ann = a_subscriber(ANN)
    path = f"/newsletter/preferences/{token(ann.key, 'preferences')}/"
    assert ANN in browser.get(path).content.decode()

    assert browser.post(path, {"act": "leave"}).status_code == 303
    assert Subscription.objects.get().state == "left"
    assert browser.post(path, {"act": "rejoin"}).status_code == 303
    assert Subscription.objects.values_list("state", "consent_at").get() == ("confirmed", NOON)


def test_the_edition_page_shows_what_went_out_and_loses_what_is_killed(browser, morning, noon):
    path = f"/newsletter/editions/{DAY}/"
    subscribers(1)
    assert browser.get(path).status_code == 404
    services.freeze_audience(mailing=morning.mailing, now=noon)

    shown = browser.get(path).content.decode()
    assert [name in shown for name in ("Marker sentence", "Ferry runs again", "What the tide leaves")] == [
        True
    ] * 3
    assert f'href="{path}"' in browser.get("/newsletter/editions/").content.decode()
    kill(story=morning.stories[1], reason="wrong", by=None, now=noon)
    shown = browser.get(path).content.decode()
    assert ["Marker sentence" in shown, "Ferry runs again" in shown] == [False, True]


def test_an_edition_asks_the_same_number_of_questions_for_one_story_and_for_four(
    browser, morning, noon, django_assert_num_queries
):
    services.freeze_audience(mailing=morning.mailing, now=noon)
    with django_assert_num_queries(6):
        browser.get(f"/newsletter/editions/{DAY}/")
    morning.mailing.items.exclude(story=morning.stories[0]).delete()
    with django_assert_num_queries(6):
        browser.get(f"/newsletter/editions/{DAY}/")


@pytest.mark.parametrize("day", ["2026-02-31", "2026-13-01", "0000-00-00", "1999-01-01"])
def test_a_day_without_an_edition_is_not_found(browser, day):
    assert browser.get(f"/newsletter/editions/{day}/").status_code == 404


def test_the_block_is_the_same_for_every_reader_and_asks_nothing(
    browser, morning, django_assert_num_queries, rf
):
    from broadsheet.newsletter.fillers import foot, sign_up

    with django_assert_num_queries(0):
        block = sign_up(rf.get("/"), None) + foot(rf.get("/"), None)
    assert 'action="/newsletter/subscribe/"' in block
    assert "Get top stories and blog posts emailed to you each day" in block
    assert "token" not in block
    story = browser.get(morning.stories[0].get_absolute_url()).content.decode()
    assert story.count(sign_up(rf.get("/"), None)) == 1


def test_a_secret_of_another_paper_signs_no_link_here(browser, settings):
    ann = a_subscriber(ANN)
    ours = settings.SECRET_KEY
    settings.SECRET_KEY = "another paper's"
    theirs = token(ann.key, "unsubscribe")
    settings.SECRET_KEY = ours

    assert browser.post(f"/newsletter/unsubscribe/{theirs}/").status_code == 404
    assert Subscription.objects.get().state == "confirmed"
