"""Making editions and deciding about them, up to the moment when they go out."""

from datetime import date, datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction

from broadsheet.edge.services import mark_stale
from broadsheet.kit.text import N_
from broadsheet.newsletter import jobs
from broadsheet.newsletter.errors import AudienceMiscounted, EditionLocked
from broadsheet.newsletter.models import Mailing, MailingItem, MailingList, Recipient, Subscription
from broadsheet.newsletter.rules import due_at, message_id
from broadsheet.newsletter.selectors.contents import Contents, contents
from broadsheet.newsletter.selectors.links import public_host
from broadsheet.web.selectors import paper

State = Mailing.State
ROWS = 2000
GONE_TOO_FAR = N_("This edition has gone too far for that.")


@transaction.atomic
def make_up(*, mailing_list: MailingList, day: date, now: datetime) -> Mailing | None:
    """Make the edition of ``day``, or make it anew while it is a draft; None when there is nothing to say.

    Raises EditionLocked for an edition that is held, goes out or is done.
    """
    MailingList.objects.select_for_update().get(pk=mailing_list.pk)
    known = Mailing.objects.filter(mailing_list=mailing_list, edition_date=day, number=1).first()
    if known is not None and known.state not in {State.DRAFT, State.CANCELLED}:
        raise EditionLocked(N_("The edition of this day is made and cannot be made again."), mailing=known.pk)
    found = contents(mailing_list, now, besides=known)
    if not found:
        return None
    due = due_at(day, mailing_list.hour, paper().zone)
    mailing = known or Mailing(mailing_list=mailing_list, edition_date=day)
    mailing.state, mailing.made_at, mailing.due_at, mailing.outcome = State.DRAFT, now, due, ""
    mailing.not_after = max(due, now) + timedelta(hours=mailing_list.good_for_hours)
    mailing.done_at = mailing.frozen_at = None
    mailing.save()
    mailing.recipients.all().delete()  # a cancelled edition left nothing behind that anyone has
    _put_in(mailing, found)
    jobs.print_letter(mailing, now)
    return mailing


def _put_in(mailing: Mailing, found: Contents) -> None:
    mailing.items.all().delete()
    chosen = [
        *((pk, MailingItem.Kind.TOP) for pk in found.top),
        *((pk, MailingItem.Kind.BLOG) for pk in found.posts),
    ]
    MailingItem.objects.bulk_create(
        MailingItem(mailing=mailing, story_id=pk, kind=kind, position=place)
        for place, (pk, kind) in enumerate(chosen)
    )


def _locked(mailing: Mailing, *states: str) -> Mailing:
    """The row under its lock; EditionLocked unless it is in one of ``states``."""
    row = Mailing.objects.select_for_update(of=("self",)).select_related("mailing_list").get(pk=mailing.pk)
    if row.state not in states:
        raise EditionLocked(GONE_TOO_FAR, mailing=row.pk, state=row.state)
    return row


@transaction.atomic
def freeze_audience(*, mailing: Mailing, now: datetime) -> Mailing:
    """Write down everyone who is to get the edition, once and for all; returns the fresh row.

    All in one transaction: the candidates are counted, a row is written for each, and the rows are counted.
    Raises AudienceMiscounted, keeping nothing, if the two differ; EditionLocked unless it is a draft. An
    edition whose stories have all been withdrawn since is cancelled instead.
    """
    row = _locked(mailing, State.DRAFT)
    if not jobs.freshen(row, now) or not jobs.print_letter(row, now):
        return row
    receiving = Subscription.objects.receiving().filter(mailing_list=row.mailing_list).order_by("pk")
    candidates = receiving.count()
    keys = receiving.values_list("pk", "address").iterator(chunk_size=ROWS)
    while part := list(islice(keys, ROWS)):
        Recipient.objects.bulk_create([_recipient(row, pk, address, now) for pk, address in part])
    written = row.recipients.count()
    if written != candidates:
        raise AudienceMiscounted(
            "The audience changed while it was counted.", counted=candidates, written=written
        )
    row.state, row.frozen_at, row.audience = State.FROZEN, now, written
    row.save(update_fields=["state", "frozen_at", "audience"])
    mark_stale("mailings", f"mailing:{row.pk}")
    return row


def _recipient(mailing: Mailing, subscription_id: int, address: str, now: datetime) -> Recipient:
    ident = message_id(secret=settings.SECRET_KEY, mailing=mailing.label, address=address, host=public_host())
    return Recipient(
        mailing=mailing, subscription_id=subscription_id, address=address, message_id=ident, changed_at=now
    )


@transaction.atomic
def welcome(*, subscription: Subscription, now: datetime) -> bool:
    """Give who confirms late the letter of the day, if it went out and is still good; True if it will come.

    A row is added to the frozen audience. Whoever is in it already, in whatever state, is not added again.
    """
    latest = Mailing.objects.select_for_update(of=("self",)).select_related("mailing_list")
    mailing = (
        latest.filter(mailing_list=subscription.mailing_list_id, not_after__gt=now)
        .order_by("-due_at")
        .first()
    )
    if mailing is None or mailing.state not in Mailing.SHOWN:
        return False
    if mailing.recipients.filter(address__iexact=subscription.address).exists():
        return False
    _recipient(mailing, subscription.pk, subscription.address, now).save()
    mailing.audience += 1
    if mailing.state == State.DONE:
        mailing.state, mailing.done_at = State.SUBMITTING, None
    mailing.save(update_fields=["audience", "state", "done_at"])
    return True


@transaction.atomic
def hold(*, mailing: Mailing, now: datetime) -> None:
    """Stop an edition, even while it goes out: what is not under way yet waits for ``release``."""
    row = _locked(mailing, State.DRAFT, *Mailing.OPEN)
    row.state, row.edited_at = State.HELD, now
    row.save(update_fields=["state", "edited_at"])


@transaction.atomic
def hold_after_restore(*, now: datetime) -> int:
    """After a restore nobody knows what had left since the copy was made: hold all that is not final.

    A person releases what may still go. The day's edition counts as made, so that none makes itself again.
    Returns how many editions are held.
    """
    MailingList.objects.update(looked_on=now.astimezone(paper().zone).date())
    open_ = Mailing.objects.filter(state__in=[State.DRAFT, *Mailing.OPEN])
    return open_.update(state=State.HELD, edited_at=now)


@transaction.atomic
def release(*, mailing: Mailing, now: datetime) -> None:
    """Let a held edition go its way again from where it stood."""
    row = _locked(mailing, State.HELD)
    row.state = State.SUBMITTING if row.frozen_at else State.DRAFT
    row.not_after = max(row.not_after, now + timedelta(hours=1))
    row.save(update_fields=["state", "not_after"])


@transaction.atomic
def submit_now(*, mailing: Mailing, now: datetime) -> Mailing:
    """Freeze the audience before the hour has come; the worker hands the edition over at once."""
    row = freeze_audience(mailing=mailing, now=now)
    if row.state == State.FROZEN:
        row.due_at = min(row.due_at, now)
        row.not_after = max(row.not_after, now + timedelta(hours=row.mailing_list.good_for_hours))
        row.save(update_fields=["due_at", "not_after"])
    return row


@transaction.atomic
def edit(*, mailing: Mailing, subject: str, note: str, now: datetime) -> None:
    """Write an editor's subject and note into a draft and print it; it no longer makes itself up anew."""
    row = _locked(mailing, State.DRAFT, State.HELD)
    row.subject, row.note, row.edited_at = " ".join(subject.split()), note.strip(), now
    row.save(update_fields=["subject", "note", "edited_at"])
    jobs.print_letter(row, now)


@transaction.atomic
def cancel(*, mailing: Mailing, why: str, now: datetime) -> None:
    """End an edition for good; whoever was not under way yet does not get it."""
    row = _locked(mailing, State.DRAFT, State.HELD, *Mailing.OPEN)
    jobs.close(row, now, why)
