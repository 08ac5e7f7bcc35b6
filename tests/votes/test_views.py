"""The doors for voting, with and without script, and what a page may know of a reader."""

import re

import pytest
from django.test import Client

from broadsheet.edge.services import drain
from broadsheet.stories.selectors.cards import address
from broadsheet.stories.services import withdrawing
from broadsheet.votes.models import Tally, Vote
from broadsheet.votes.rules import GUESTS_OF_ONE_NETWORK
from broadsheet.votes.selectors import sentence
from factories.readers import HOST, a_browser, a_person
from support.newsroom import Reader, small_paper

pytestmark = pytest.mark.django_db
FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture
def story(clock):
    return small_paper().story(clock.now)


def said(answer):
    return re.search(r'role="status">([^<]*)<', answer.content.decode())[1]


def test_without_script_a_vote_leads_back_to_the_story(story):
    browser = a_browser()

    answer = browser.post(f"/vote/{story.pk}/")

    assert (answer.status_code, answer["Location"]) == (303, f"{address(story)}#vote")
    cookie = answer.cookies["guest"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert Tally.objects.get().count == 1


def test_with_script_the_fragment_says_what_a_tap_did_and_takes_it_back(story):
    browser, other = a_browser(), a_browser()

    said_so = [
        said(browser.post(f"/vote/{story.pk}/", headers=FRAGMENT)),
        said(other.post(f"/vote/{story.pk}/", headers=FRAGMENT)),
        said(browser.get(f"/vote/{story.pk}/mine/", headers=FRAGMENT)),
        said(browser.post(f"/vote/{story.pk}/withdraw/", headers=FRAGMENT)),
        said(browser.get(f"/vote/{story.pk}/mine/", headers=FRAGMENT)),
    ]

    assert said_so == [
        "Only you voted", "2 users have voted, including you", "2 users have voted, including you",
        "1 user has voted", "1 user has voted",
    ]  # fmt: skip


def test_the_button_says_whether_it_is_pressed(story):
    browser = a_browser()
    answer = browser.post(f"/vote/{story.pk}/", headers=FRAGMENT).content.decode()

    assert 'aria-pressed="true"' in answer
    assert f'action="/vote/{story.pk}/withdraw/"' in answer


def test_a_reader_without_script_takes_a_vote_back_on_a_page_of_its_own(story):
    browser = a_browser()
    browser.post(f"/vote/{story.pk}/")

    before = browser.get(f"/vote/{story.pk}/mine/").content.decode()
    browser.post(f"/vote/{story.pk}/withdraw/")
    after = browser.get(f"/vote/{story.pk}/mine/").content.decode()

    assert "Only you voted" in before
    assert "Take my vote back</button>" in before
    assert "No one has voted yet" in after
    assert "Worth reading</button>" in after
    assert Vote.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_shared_page_shows_the_count_at_once_and_nothing_about_the_reader(clock):
    story = small_paper().story(clock.now)
    reader, browser = Reader(), a_browser()
    before = reader.get(address(story))[1].decode()

    browser.post(f"/vote/{story.pk}/")
    after = reader.get(address(story))[1].decode()
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())

    assert "No one has voted yet" in before
    assert "1 user has voted" in after
    assert reader.get(address(story), HTTP_COOKIE=cookies)[1].decode() == after
    assert "including you" not in after
    assert "csrf" not in after.lower()
    drain()
    assert not reader.differing()


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_a_vote_from_elsewhere_is_refused(story, headers):
    answer = Client(HTTP_HOST=HOST).post(f"/vote/{story.pk}/", headers=headers)

    assert answer.status_code == 403
    assert Vote.objects.count() == 0


def test_a_browser_that_sends_no_origin_may_say_same_origin_otherwise(story):
    answer = Client(HTTP_HOST=HOST).post(f"/vote/{story.pk}/", headers={"Sec-Fetch-Site": "same-origin"})

    assert (answer.status_code, Vote.objects.count()) == (303, 1)


def test_a_forged_cookie_is_nobody(story):
    browser = a_browser()
    browser.post(f"/vote/{story.pk}/")
    thief = a_browser()
    thief.cookies["guest"] = browser.cookies["guest"].value[:-3] + "abc"

    thief.post(f"/vote/{story.pk}/")

    assert Tally.objects.get().count == 2


def test_an_accounts_vote_counts_once_from_two_browsers(story):
    person = a_person()
    for _ in range(2):
        a_browser(person).post(f"/vote/{story.pk}/")

    assert Tally.objects.get().count == 1


def test_a_story_that_is_not_public_takes_no_vote(clock):
    paper = small_paper()
    killed, draft = paper.story(clock.now), paper.draft(clock.now)
    withdrawing.kill(story=killed, reason="Wrong.", by=None, now=clock.now)
    browser = a_browser()

    answers = [browser.post(f"/vote/{story.pk}/").status_code for story in (killed, draft)] + [
        browser.get(f"/vote/{killed.pk}/mine/").status_code
    ]

    assert answers == [404, 404, 404]
    assert Vote.objects.count() == 0


def test_one_network_has_only_so_many_votes_in_ten_minutes(story, monkeypatch, clock):
    monkeypatch.setattr(
        "broadsheet.votes.views.GUESTS_OF_ONE_NETWORK", type(GUESTS_OF_ONE_NETWORK)("vote", 2, 600)
    )

    statuses = [a_browser(address=f"198.51.100.{n}").post(f"/vote/{story.pk}/").status_code for n in range(4)]
    elsewhere = a_browser(address="192.0.2.1").post(f"/vote/{story.pk}/").status_code
    clock.pass_time(minutes=10)
    later = a_browser(address="198.51.100.9").post(f"/vote/{story.pk}/").status_code

    assert (statuses, elsewhere, later) == ([303, 303, 429, 429], 303, 303)
    assert Tally.objects.get().count == 4


@pytest.mark.parametrize(
    ("count", "is_mine", "words"),
    [
        (0, False, "No one has voted yet"), (1, False, "1 user has voted"),
        (15, False, "15 users have voted"),
        (1, True, "Only you voted"), (15, True, "15 users have voted, including you"),
        (12345, False, "12,345 users have voted"),
    ],
)  # fmt: skip
def test_the_sentence(count, is_mine, words):
    assert sentence(count, is_mine=is_mine) == words
