"""Sign-up, confirmation and leaving: what the rows are, and what goes out by mail."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from broadsheet.newsletter import services
from broadsheet.newsletter.errors import LinkTooOld
from broadsheet.newsletter.models import ConfirmationMail, Recipient, Subscription, Suppression
from broadsheet.newsletter.selectors.links import subscription_of
from factories.newsletter import a_subscriber, daily

pytestmark = pytest.mark.django_db
ANN = "ann@reader.example"


@pytest.fixture
def ask(noon, outbox, django_capture_on_commit_callbacks):
    """Sign an address up some minutes after noon."""

    def asking(address=ANN, minutes=0, **more):
        with django_capture_on_commit_callbacks(execute=True):
            services.subscribe(
                address=address,
                mailing_list=daily(),
                source="page",
                now=noon + timedelta(minutes=minutes),
                **more,
            )

    return asking


def token_in(mail, use):
    return re.search(rf"/newsletter/{use}/([^/\s]+)/", mail.get_content())[1]


def test_a_new_address_waits_and_gets_one_mail_with_a_link(ask, mails, noon):
    ask()

    row = Subscription.objects.get()
    assert (row.address, row.state, row.asked_at, row.consent_at, row.source) == (
        ANN,
        "pending",
        noon,
        None,
        "page",
    )
    (mail,) = mails()
    assert (mail["To"], mail["X-Broadsheet-Kind"]) == (ANN, None)
    assert subscription_of(token_in(mail, "confirm"), "confirm") == row


def test_the_outbox_names_the_file_by_time_kind_and_id(ask, outbox):
    ask()

    assert [
        bool(re.fullmatch(r"\d{8}T\d{12}Z-confirmation-[0-9a-f]{12}\.eml", path.name))
        for path in outbox.iterdir()
    ] == [True]


def test_confirming_puts_the_address_on_the_list_once(ask, noon):
    ask()
    row = Subscription.objects.get()

    services.confirm(subscription=row, now=noon + timedelta(days=6))
    services.confirm(subscription=row, now=noon + timedelta(days=8))
    row.refresh_from_db()
    assert (row.state, row.consent_at) == ("confirmed", noon + timedelta(days=6))


def test_a_link_of_last_week_confirms_nothing(ask, noon):
    ask()

    with pytest.raises(LinkTooOld):
        services.confirm(subscription=Subscription.objects.get(), now=noon + timedelta(days=7, seconds=1))
    assert Subscription.objects.get().state == "pending"


def test_one_address_in_any_case_is_one_subscription(ask):
    ask("Ann@reader.example")
    ask("ann@READER.example".lower(), minutes=61)

    assert list(Subscription.objects.values_list("address", flat=True)) == ["Ann@reader.example"]


def test_the_database_too_knows_an_address_only_once(noon):
    a_subscriber("ann@reader.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        a_subscriber("ANN@reader.example")


def test_nobody_can_be_confirmed_without_a_time_of_consent(noon):
    a_subscriber(ANN, state="pending")

    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.update(state="confirmed")


def test_a_stranger_cannot_be_bombed(ask, mails):
    for minutes in range(0, 24 * 60, 7):
        ask(minutes=minutes)

    assert len(mails()) == 3
    assert ConfirmationMail.objects.count() == 3


def test_the_limit_is_of_the_address_whatever_its_case(ask, mails):
    ask("ann@reader.example")
    ask("Ann@reader.example", minutes=5)

    assert len(mails()) == 1


def test_a_relaxed_paper_mails_one_address_at_most_twenty_times_a_day(ask, mails, settings):
    settings.LIMITS = "relaxed"
    for minutes in range(40):
        ask(minutes=minutes)

    assert len(mails()) == 20


def test_who_is_on_the_list_is_told_so_and_stays_on_it(ask, mails):
    a_subscriber(ANN)
    before = Subscription.objects.values().get()
    ask()

    (mail,) = mails()
    assert Subscription.objects.values().get() == before
    assert subscription_of(token_in(mail, "preferences"), "preferences").address == ANN
    assert "/newsletter/confirm/" not in mail.get_content()


def test_who_has_left_must_confirm_again(ask, noon):
    a_subscriber(ANN, state="left")
    ask()

    assert Subscription.objects.get().state == "pending"
    services.confirm(subscription=Subscription.objects.get(), now=noon)
    assert Subscription.objects.get().consent_at == noon


def test_a_suppressed_address_gets_no_mail(ask, mails, noon):
    Suppression.objects.create(address="ANN@reader.example", reason="complained", at=noon)
    ask()

    assert mails() == []


def test_leaving_takes_effect_at_once_and_only_for_that_address(noon):
    ann, bob = a_subscriber(ANN), a_subscriber("bob@reader.example")

    assert services.leave(subscription=ann, now=noon) is True
    assert services.leave(subscription=ann, now=noon + timedelta(hours=1)) is False
    assert list(Subscription.objects.order_by("pk").values_list("state", "left_at")) == [
        ("left", noon),
        ("confirmed", bob.left_at),
    ]


def test_an_old_confirmation_does_not_bring_back_who_has_left(ask, noon):
    ask()
    row = Subscription.objects.get()
    services.confirm(subscription=row, now=noon)
    services.leave(subscription=row, now=noon)

    with pytest.raises(LinkTooOld):
        services.confirm(subscription=row, now=noon)


def test_leaving_can_be_undone_by_its_owner(noon):
    ann = a_subscriber(ANN)
    services.leave(subscription=ann, now=noon)

    assert services.rejoin(subscription=ann, now=noon + timedelta(minutes=1)) is True
    assert Subscription.objects.values_list("state", "consent_at").get() == (
        "confirmed",
        noon + timedelta(minutes=1),
    )


def test_who_never_confirmed_cannot_come_back_by_leaving(noon):
    ann = a_subscriber(ANN, state="pending")
    services.leave(subscription=ann, now=noon)

    assert services.rejoin(subscription=ann, now=noon) is False
    assert Subscription.objects.get().state == "left"


def test_leaving_drops_the_edition_that_is_on_its_way(morning, noon):
    ann = a_subscriber(ANN)
    a_subscriber("bob@reader.example")
    services.freeze_audience(mailing=morning.mailing, now=noon)
    services.leave(subscription=ann, now=noon)

    states = Recipient.objects.order_by("address").values_list(F("address"), "state", "reply")
    assert list(states) == [(ANN, "dropped", "has left the list"), ("bob@reader.example", "pending", "")]


def test_who_confirms_while_todays_letter_is_good_gets_it_once(ask, morning, mails, noon):
    a_subscriber("bob@reader.example")
    mailing = services.freeze_audience(mailing=morning.mailing, now=noon)
    services.submit(mailing=mailing, now=noon)
    ask()
    row = Subscription.objects.get(address=ANN)

    assert services.confirm(subscription=row, now=noon + timedelta(hours=1)) is True
    assert services.confirm(subscription=row, now=noon + timedelta(hours=1)) is False
    services.leave(subscription=row, now=noon + timedelta(hours=1))
    services.rejoin(subscription=row, now=noon + timedelta(hours=1))
    Recipient.objects.filter(subscription=row).update(state="pending")
    assert services.carry_out_due(noon + timedelta(hours=2)) == 1
    editions = sorted(mail["To"] for mail in mails() if mail["List-ID"])
    assert editions == [ANN, "bob@reader.example"]
    mailing.refresh_from_db()
    assert (mailing.state, mailing.audience) == ("done", 2)


def test_who_confirms_when_no_letter_is_good_waits_for_the_next(ask, morning, noon):
    ask()
    row = Subscription.objects.get(address=ANN)
    assert services.confirm(subscription=row, now=noon) is False

    services.freeze_audience(mailing=morning.mailing, now=noon)
    late = a_subscriber("late@reader.example", state="pending", since=morning.mailing.not_after)
    assert services.confirm(subscription=late, now=morning.mailing.not_after) is False
    assert Recipient.objects.count() == 1
