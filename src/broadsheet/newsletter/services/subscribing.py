"""Coming and going: nobody is on a list without having said so from their own mailbox."""

from datetime import datetime
from email.utils import formataddr
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from broadsheet.kit.text import N_
from broadsheet.newsletter.errors import LinkTooOld
from broadsheet.newsletter.models import ConfirmationMail, MailingList, Recipient, Subscription, Suppression
from broadsheet.newsletter.rules import CONFIRM_WITHIN, DAY, may_mail
from broadsheet.newsletter.selectors.links import CONFIRM, PREFERENCES, link
from broadsheet.newsletter.services.editions import welcome
from broadsheet.people.models import Person
from broadsheet.web.mail import KIND_HEADER
from broadsheet.web.selectors import paper

TOO_OLD = N_("This link is more than a week old. Sign up once more, and you get a new one.")


@transaction.atomic
def subscribe(
    *, address: str, mailing_list: MailingList, source: str, now: datetime,
    language: str = "en", person: Person | None = None,
) -> None:  # fmt: skip
    """Ask an address whether it wants the list. What the asker is told never depends on what happens here.

    A new or departed address gets a mail with a link to confirm, one that is on the list a mail that says so,
    a suppressed one nothing. Mails follow the limits of ``rules.may_mail``; nothing typed by the asker but
    the address itself goes into any. ``address`` must have passed ``rules.normal_address``.
    """
    row, _ = Subscription.objects.get_or_create(
        mailing_list=mailing_list, address__iexact=address,
        defaults={"address": address, "source": source, "language": language, "asked_at": now},
    )  # fmt: skip
    row = Subscription.objects.select_for_update(of=("self",)).select_related("mailing_list").get(pk=row.pk)
    if Suppression.objects.filter(address__iexact=address).exists() or not _take_a_mail(address, now):
        return
    if row.state != Subscription.State.CONFIRMED:
        row.state, row.asked_at, row.source, row.language = Subscription.State.PENDING, now, source, language
    row.person = row.person or person
    row.save()
    use = PREFERENCES if row.state == Subscription.State.CONFIRMED else CONFIRM
    transaction.on_commit(partial(_mail, row, use))


def _take_a_mail(address: str, now: datetime) -> bool:
    """Whether this address may get one more mail; if so it is counted."""
    key = address.lower()
    ConfirmationMail.objects.filter(at__lte=now - DAY).delete()
    earlier = list(ConfirmationMail.objects.filter(address=key).values_list("at", flat=True))
    if not may_mail(earlier, now, is_relaxed=settings.LIMITS == "relaxed"):
        return False
    ConfirmationMail.objects.create(address=key, at=now)
    return True


def _mail(row: Subscription, use: str) -> None:
    with translation.override(paper().language):
        name, is_new = paper().name, use == CONFIRM
        context = {"paper": name, "list": row.mailing_list.name, "link": link(row.key, use), "is_new": is_new}
        subject = (
            gettext("Confirm that you want %(paper)s by mail")
            if is_new
            else gettext("You already get %(paper)s")
        )
        message = EmailMessage(
            subject=subject % {"paper": name},
            body=render_to_string("newsletter/confirmation.txt", context),
            from_email=formataddr((name, settings.MAIL_FROM)),
            to=[row.address],
            headers={KIND_HEADER: "confirmation", "Auto-Submitted": "auto-generated"},
        )
        message.send()


@transaction.atomic
def confirm(*, subscription: Subscription, now: datetime) -> bool:
    """Put the address on the list; its consent is of ``now``. True if today's letter will come at once.

    Who is on the list already stays on it. Raises LinkTooOld for one who asked more than a
    week ago or has left since.
    """
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.state == Subscription.State.CONFIRMED:
        return False
    if not row.is_waiting(now - CONFIRM_WITHIN):
        raise LinkTooOld(TOO_OLD, subscription=row.pk)
    row.state, row.consent_at = Subscription.State.CONFIRMED, now
    row.save(update_fields=["state", "consent_at"])
    return welcome(subscription=row, now=now)


@transaction.atomic
def leave(*, subscription: Subscription, now: datetime) -> bool:
    """Take the address off this one list; editions on their way drop it. True if it was on the list."""
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    waiting = Recipient.objects.filter(
        subscription=row, state__in=[Recipient.State.PENDING, Recipient.State.DEFERRED]
    )
    waiting.update(state=Recipient.State.DROPPED, changed_at=now, next_try_at=None, reply="has left the list")
    if row.state == Subscription.State.LEFT:
        return False
    row.state, row.left_at = Subscription.State.LEFT, now
    row.save(update_fields=["state", "left_at"])
    return True


@transaction.atomic
def rejoin(*, subscription: Subscription, now: datetime) -> bool:
    """Undo a departure, asked for through the owner's own link, which is consent anew. True if it had left.

    An address that never confirmed stays unconfirmed: that link is in no mail of ours but the letter's.
    """
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.state != Subscription.State.LEFT or row.consent_at is None:
        return False
    row.state, row.consent_at = Subscription.State.CONFIRMED, now
    row.save(update_fields=["state", "consent_at"])
    return True
