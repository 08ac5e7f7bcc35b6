"""The desk opens to staff with a second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from factories.readers import a_browser, a_person

pytestmark = pytest.mark.django_db
DESK = ["/desk/", "/desk/comments/", "/desk/pages/", "/desk/api/main/pages/"]


@pytest.fixture(autouse=True)
def required(settings):
    settings.STAFF_SECOND_FACTOR = "required"


@pytest.mark.parametrize("path", DESK)
@pytest.mark.parametrize("given", [{"group": "Moderators"}, {"is_superuser": True, "is_staff": True}])
def test_staff_without_a_second_factor_are_sent_to_set_one_up(path, given):
    browser = a_browser(a_person(**given))

    answer = browser.get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")


def test_the_page_they_land_on_says_why():
    browser = a_browser(a_person(group="Moderators"))

    answer = browser.get("/desk/", follow=True)

    assert "The desk opens once your account has a second factor." in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_no_method_slips_past(method):
    browser = a_browser(a_person(group="Moderators"))

    assert getattr(browser, method)("/desk/comments/1/show/")["Location"] == "/account/2fa/"


def test_a_factor_of_ones_own_opens_the_desk():
    person = a_person(group="Moderators")
    TOTP.activate(person, generate_totp_secret())

    assert a_browser(person).get("/desk/comments/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor():
    person = a_person(group="Moderators")
    RecoveryCodes.activate(person)
    assert Authenticator.objects.filter(user=person).exists()

    assert a_browser(person).get("/desk/")["Location"] == "/account/2fa/"


@pytest.mark.parametrize("factor", ["required", "optional"])
def test_a_reader_is_refused_and_a_stranger_sent_to_sign_in(settings, factor):
    settings.STAFF_SECOND_FACTOR = factor
    reader = a_browser(a_person()).get("/desk/comments/")
    stranger = a_browser().get("/desk/comments/")

    assert reader.status_code == 403
    assert "This page is not open to you." in reader.content.decode()
    assert stranger["Location"].startswith("/account/login/")


def test_public_pages_ask_for_nothing():
    assert a_browser(a_person(group="Moderators")).get("/healthz").status_code == 200


def test_the_demonstration_may_do_without(settings):
    settings.STAFF_SECOND_FACTOR = "optional"

    assert a_browser(a_person(group="Moderators")).get("/desk/comments/").status_code == 200


def test_signing_in_asks_for_the_factor_before_it_lets_anybody_in():
    person = a_person("mod@example.org", group="Moderators")
    TOTP.activate(person, generate_totp_secret())
    browser = a_browser()

    answer = browser.post("/account/login/", {"login": "mod@example.org", "password": "a long password"})

    assert answer["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in browser.session
    assert browser.get("/desk/")["Location"].startswith("/account/login/")
