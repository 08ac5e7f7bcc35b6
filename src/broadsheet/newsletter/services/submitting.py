"""Handing an edition to the carrier, batch by batch, by however many workers."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from broadsheet.kit.text import N_
from broadsheet.newsletter import jobs
from broadsheet.newsletter.carriers import carrier_of
from broadsheet.newsletter.carriers.kinds import Carrier
from broadsheet.newsletter.errors import EditionLocked
from broadsheet.newsletter.models import Mailing, Recipient


def the_carrier() -> Carrier:
    """The carrier that the settings name."""
    return carrier_of(mail_url=settings.MAIL_URL, outbox=Path(settings.OUTBOX), sender=settings.MAIL_FROM)


def submit(
    *, mailing: Mailing, now: datetime, batches: int | None = None, carrier: Carrier | None = None
) -> int:
    """Hand over what waits, at most so many ``batches``; returns how many messages the carrier took.

    May be called by several processes at once and again after any crash: each recipient is in one hand at a
    time, and nobody whose message may have left gets it again. Call it outside a transaction.
    """
    watch, taken, done = jobs.Watch(now), 0, 0
    hand = carrier or the_carrier()
    try:
        jobs.recover(carrier=hand, now=watch.now)
        while batches is None or done < batches:
            batch = jobs.claim(mailing_id=mailing.pk, carrier_name=hand.name, now=watch.now)
            if batch is None:
                break
            taken += jobs.hand_over(batch=batch, carrier=hand, watch=watch)
            done += 1
    finally:
        hand.close()
    jobs.finish(mailing_id=mailing.pk, now=watch.now)
    return taken


@transaction.atomic
def settle_doubt(*, recipient: Recipient, has_it: bool, now: datetime) -> None:
    """An operator's word on a recipient in doubt: it has the letter, or it may get it once more."""
    row = Recipient.objects.select_for_update(of=("self",)).select_related("mailing").get(pk=recipient.pk)
    if row.state != Recipient.State.IN_DOUBT:
        raise EditionLocked(N_("This recipient is not in doubt."), recipient=row.pk)
    if has_it:
        row.state, row.submitted_at, row.reply = Recipient.State.SUBMITTED, now, "decided by hand"
    else:
        row.state, row.batch, row.reply = Recipient.State.PENDING, None, "to be tried again by hand"
        if row.mailing.state == Mailing.State.DONE:
            Mailing.objects.filter(pk=row.mailing_id).update(state=Mailing.State.SUBMITTING)
    row.changed_at = now
    row.save()
