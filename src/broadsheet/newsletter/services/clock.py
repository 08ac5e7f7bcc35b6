"""What falls due by the clock: making editions at their hour and handing over what is frozen."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from broadsheet.newsletter import jobs
from broadsheet.newsletter.errors import EditionLocked
from broadsheet.newsletter.models import Batch, Mailing, MailingList
from broadsheet.newsletter.rules import due_at
from broadsheet.newsletter.services.editions import freeze_audience, make_up
from broadsheet.newsletter.services.submitting import submit, the_carrier
from broadsheet.web.selectors import paper

State = Mailing.State
BATCHES_A_CALL = 1


def carry_out_due(now: datetime, *, batches: int | None = BATCHES_A_CALL) -> int:
    """Make and freeze the editions whose hour has come, and hand over some of what waits.

    Called by the clock several times a second, cheap when nothing is due; one call hands over at most
    ``batches`` batches of each edition, so that it does not keep the caller long. Returns how many messages
    the carrier took. Several processes may call it at once.
    """
    for mailing_list in MailingList.objects.filter(rhythm=MailingList.Rhythm.DAILY):
        _make_today(mailing_list, now)
    for mailing in Mailing.objects.filter(state=State.DRAFT, due_at__lte=now):
        _freeze(mailing, now)
    if Batch.objects.filter(closed_at=None, lease_until__lt=now).exists():
        jobs.recover(carrier=the_carrier(), now=now)
    return sum(
        submit(mailing=mailing, now=now, batches=batches)
        for mailing in Mailing.objects.filter(state__in=Mailing.OPEN, due_at__lte=now).order_by("pk")
    )


def _make_today(mailing_list: MailingList, now: datetime) -> None:
    """Make the edition that is due; once a day, by whichever process is first.

    A list does not catch up on hours from before it was started, nor on an edition whose time is over.
    """
    if mailing_list.started_at is None:
        MailingList.objects.filter(pk=mailing_list.pk, started_at=None).update(started_at=now)
        return
    day = _day_due(mailing_list, now)
    if day is None or (mailing_list.looked_on and mailing_list.looked_on >= day):
        return
    with transaction.atomic():
        mine = MailingList.objects.filter(Q(looked_on=None) | Q(looked_on__lt=day), pk=mailing_list.pk)
        if mine.update(looked_on=day) == 1:
            _make_unless_touched(mailing_list, day, now)


def _day_due(mailing_list: MailingList, now: datetime) -> date | None:
    zone = paper().zone
    day = now.astimezone(zone).date()
    due = due_at(day, mailing_list.hour, zone)
    is_time = due <= now < due + timedelta(hours=mailing_list.good_for_hours)
    return day if is_time and mailing_list.started_at and due > mailing_list.started_at else None


def _make_unless_touched(mailing_list: MailingList, day: date, now: datetime) -> None:
    known = Mailing.objects.filter(mailing_list=mailing_list, edition_date=day, number=1).first()
    if known is None or (known.state == State.DRAFT and known.edited_at is None):
        make_up(mailing_list=mailing_list, day=day, now=now)


def _freeze(mailing: Mailing, now: datetime) -> None:
    """Freeze a draft whose hour has come; another process may have been first, or its time may be over."""
    if now >= mailing.not_after:
        with transaction.atomic():
            row = Mailing.objects.select_for_update().get(pk=mailing.pk)
            if row.state == State.DRAFT:
                jobs.close(row, now, "Its time was over.")
        return
    try:
        freeze_audience(mailing=mailing, now=now)
    except EditionLocked:
        return
