"""The desk's screens: who may see and do what, and what each button does."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission

from broadsheet.newsletter import services
from broadsheet.newsletter.models import Mailing, Recipient, Subscription
from factories.newsletter import DAY, a_subscriber, subscribers
from factories.readers import a_browser, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
RIGHTS = ["access_admin", "view_mailing", "change_mailing", "view_subscription"]


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_SECOND_FACTOR = "optional"


def a_desk(*rights: str):
    person = a_person()
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return a_browser(person)


@pytest.fixture
def editor(db):
    return a_desk(*RIGHTS)


def test_the_list_shows_editions_with_their_numbers(editor, morning, noon):
    subscribers(3)
    services.submit(mailing=services.freeze_audience(mailing=morning.mailing, now=noon), now=noon)
    page = editor.get("/desk/letters/").content.decode()

    assert "daily 2026-03-20" in page
    assert "Rain until Sunday – and 3 more" in page
    assert "3 subscribers get the next letter" in page


def test_the_proof_is_framed_and_can_run_nothing(editor, morning):
    page = editor.get(f"/desk/letters/{morning.mailing.pk}/").content.decode()
    framed = editor.get(f"/desk/letters/{morning.mailing.pk}/html/")

    assert f'src="/desk/letters/{morning.mailing.pk}/html/"' in page
    assert "sandbox" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert framed.content.decode() == morning.mailing.printed_html


@pytest.mark.parametrize(
    ("act", "state"), [("hold", "held"), ("submit", "frozen"), ("nonsense", "draft"), ("release", "draft")]
)
def test_each_button_does_one_thing(editor, morning, act, state):
    subscribers(2)
    answer = editor.post(f"/desk/letters/{morning.mailing.pk}/", {"act": act})

    assert answer.status_code == 302
    assert Mailing.objects.get().state == state
    assert Recipient.objects.count() == (2 if act == "submit" else 0)


def test_what_is_submitted_from_the_desk_the_clock_hands_over_at_once(editor, morning, mails, noon):
    Mailing.objects.update(due_at=noon.replace(hour=18), not_after=noon.replace(hour=20))
    subscribers(2)
    editor.post(f"/desk/letters/{morning.mailing.pk}/", {"act": "submit"})

    assert services.carry_out_due(noon) == 2
    assert len(mails()) == 2


def test_an_editors_words_are_saved_and_printed(editor, morning):
    editor.post(
        f"/desk/letters/{morning.mailing.pk}/",
        {"act": "edit", "subject": "Read\nthis", "note": "Good morning."},
    )

    mailing = Mailing.objects.get()
    assert (mailing.subject, mailing.note, mailing.printed_subject) == (
        "Read this",
        "Good morning.",
        "Read this",
    )
    assert "Good morning." in mailing.printed_text


def test_a_subject_that_is_too_long_is_kept_in_the_form(editor, morning):
    answer = editor.post(
        f"/desk/letters/{morning.mailing.pk}/", {"act": "edit", "subject": "x" * 201, "note": ""}
    )

    assert answer.status_code == 200
    assert "x" * 201 in answer.content.decode()
    assert Mailing.objects.get().subject == ""


def test_todays_edition_can_be_made_up_on_the_desk(editor, morning):
    Mailing.objects.all().delete()
    answer = editor.post("/desk/letters/make-up/", {"day": str(DAY)})

    assert answer["Location"] == f"/desk/letters/{Mailing.objects.get().pk}/"


@pytest.mark.parametrize(
    ("rights", "path", "method", "status"),
    [
        (["access_admin"], "/desk/letters/", "get", 302),
        (["access_admin"], "/desk/subscribers/", "get", 302),
        (["access_admin"], "/desk/letters/{pk}/html/", "get", 302),
        (["access_admin", "view_mailing"], "/desk/letters/", "get", 200),
        (["access_admin", "view_mailing"], "/desk/letters/{pk}/", "post", 302),
        (["access_admin", "view_mailing"], "/desk/letters/make-up/", "post", 302),
        (["access_admin", "view_mailing", "change_mailing"], "/desk/subscribers/", "get", 302),
        (RIGHTS, "/desk/subscribers/", "get", 200),
        ([*RIGHTS, "add_subscription"], "/desk/subscribers/new/", "get", 302),
        ([*RIGHTS, "change_subscription"], "/desk/subscribers/edit/{sub}/", "get", 302),
        ([*RIGHTS, "delete_subscription"], "/desk/subscribers/delete/{sub}/", "post", 302),
    ],
)
def test_nobody_sees_or_does_more_than_their_rights_say(morning, rights, path, method, status):
    ann = a_subscriber("ann@reader.example")
    answer = getattr(a_desk(*rights), method)(path.format(pk=morning.mailing.pk, sub=ann.pk), {"act": "hold"})

    assert answer.status_code == status
    assert (Mailing.objects.get().state, Subscription.objects.count()) == ("draft", 1)


def test_subscribers_are_found_and_exported_with_their_consent(editor):
    a_subscriber("ann@reader.example")
    a_subscriber("bob@other.example", state="left")

    found = editor.get("/desk/subscribers/?q=ann").content.decode()
    assert ["ann@reader.example" in found, "bob@other.example" in found] == [True, False]
    sheet = editor.get("/desk/subscribers/?export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(sheet.streaming_content).decode())))
    assert [(row["Address"], row["State"], row["Source"], row["Consent at"][:10]) for row in rows] == [
        ("bob@other.example", "left", "page", "2026-03-11"),
        ("ann@reader.example", "confirmed", "page", "2026-03-11"),
    ]  # fmt: skip
