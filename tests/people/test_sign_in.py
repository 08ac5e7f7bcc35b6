"""Signing in and up: the same answer for known and unknown addresses, mails in the paper's name."""

import html
import re

import pytest
from django.core import mail
from django.core.cache import cache

from broadsheet.people.models import Person
from factories.readers import a_browser, a_person
from support.newsroom import small_paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def paper(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ACCOUNT_RATE_LIMITS = {}
    cache.clear()
    return small_paper()


def told(answer):
    """What a page says, without its tokens and the address that was typed."""
    text = re.sub(r'value="[^"]*"', "", answer.content.decode())
    return answer.status_code, re.sub(r"[\w.]+@example\.org", "ADDRESS", re.sub(r"\s+", " ", text))


def solved(page):
    text = html.unescape(page.content.decode())
    first, second = re.search(r"<label[^>]*>(\d+) \+ (\d+) =</label>", text).groups()
    token = re.search(r'name="check_token" value="([^"]+)"', text)[1]
    return {"check_token": token, "check_answer": str(int(first) + int(second))}


def sign_up(browser, email, **given):
    check = solved(browser.get("/account/signup/"))
    data = {"email": email, "password1": "a long password", **check, **given}
    return browser.post("/account/signup/", data, follow=True)


def code_in(message):
    return re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4}|\d{6})\s*$", message.body, re.MULTILINE)[1]


def test_an_account_from_sign_up_to_signed_in():
    browser = a_browser()
    page = sign_up(browser, "new@example.org")
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["new@example.org"], "The Small Paper: confirm your address")
    ]

    done = browser.post(page.redirect_chain[-1][0], {"code": code_in(mail.outbox[0])}, follow=True)

    assert done.status_code == 200
    assert browser.session["_auth_user_id"] == str(Person.objects.get(email="new@example.org").pk)


def test_a_code_signs_in():
    person = a_person("known@example.org")
    browser = a_browser()
    page = browser.post("/account/login/code/", {"email": "known@example.org"}, follow=True)

    browser.post(page.redirect_chain[-1][0], {"code": code_in(mail.outbox[0])})

    assert mail.outbox[0].subject == "The Small Paper: your sign-in code"
    assert mail.outbox[0].body.rstrip().endswith("The Small Paper\nhttp://localhost:8000/")
    assert browser.session["_auth_user_id"] == str(person.pk)


def test_a_program_that_cannot_add_makes_no_account_and_no_mail():
    browser = a_browser()

    answer = sign_up(browser, "new@example.org", check_answer="99")

    assert "That is not the sum." in answer.content.decode()
    assert 'value="new@example.org"' in answer.content.decode()
    assert (Person.objects.count(), mail.outbox) == (0, [])


def test_sign_up_answers_alike_for_known_and_unknown_addresses():
    a_person("known@example.org")

    known = told(sign_up(a_browser(), "known@example.org"))
    unknown = told(sign_up(a_browser(), "fresh@example.org"))

    assert known == unknown
    assert [m.subject for m in mail.outbox] == [
        "The Small Paper: you have an account already", "The Small Paper: confirm your address",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/account/login/code/", "/account/password/reset/"])
def test_asking_for_a_code_or_a_password_answers_alike_and_mails_no_stranger(path):
    a_person("known@example.org")

    known = told(a_browser().post(path, {"email": "known@example.org"}, follow=True))
    unknown = told(a_browser().post(path, {"email": "stranger@example.org"}, follow=True))

    assert known == unknown
    assert [m.to for m in mail.outbox] == [["known@example.org"]]


def test_a_wrong_password_answers_alike():
    a_person("known@example.org")

    answers = [
        told(a_browser().post("/account/login/", {"login": email, "password": "a wrong password"}))
        for email in ("known@example.org", "stranger@example.org")
    ]

    assert answers[0] == answers[1]


def test_codes_for_one_address_are_limited():
    a_person("known@example.org")

    for n in range(6):
        a_browser(address=f"198.51.{n}.1").post("/account/login/code/", {"email": "known@example.org"})

    assert len(mail.outbox) == 3


def test_no_name_of_anybodys_choosing_stands_in_a_confirmation():
    person = a_person("known@example.org", pen_name="BUY PILLS www.pills.example")
    browser = a_browser(person)

    browser.post("/account/email/", {"action_add": "", "email": "victim@example.org"})

    assert [m.to for m in mail.outbox] == [["victim@example.org"]]
    assert "PILLS" not in mail.outbox[0].subject + mail.outbox[0].body


@pytest.mark.parametrize(
    "path", ["/account/login/", "/account/signup/", "/account/login/code/", "/account/password/reset/"]
)
def test_the_pages_are_the_papers_and_load_nothing_from_elsewhere(path):
    page = a_browser().get(path).content.decode()

    assert page.count("<h1") == 1
    assert "The Small Paper" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "<script>" not in page
