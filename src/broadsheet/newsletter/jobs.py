"""Submitting an edition: claim, hand over, write down; safe to run twice and by several workers at once."""

import logging
import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from broadsheet.newsletter.carriers.kinds import Carrier, Outcome, Outgoing, Verdict
from broadsheet.newsletter.formats.message import Blueprint, Letterhead, blueprint
from broadsheet.newsletter.models import Batch, Mailing, Recipient, Subscription
from broadsheet.newsletter.rules import retry_at
from broadsheet.newsletter.selectors.contents import still_public
from broadsheet.newsletter.selectors.letter import letter
from broadsheet.newsletter.selectors.links import LEAVE, PREFERENCES, link, public_host
from broadsheet.web.selectors import paper

log = logging.getLogger("broadsheet.newsletter")
State = Recipient.State
BATCH = 500
LEASE = timedelta(seconds=60)
LOOK_AGAIN = 0.25  # seconds between two looks at whether the stories may still go out


@dataclass
class Watch:
    """The time of a run: the moment it was started with, moving on as the machine's clock does."""

    start: datetime
    began: float = field(default_factory=time.monotonic)

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.start + timedelta(seconds=time.monotonic() - self.began)


def print_letter(mailing: Mailing, now: datetime) -> bool:
    """Render the edition into its row; False when nothing is left to say. The caller holds the row lock."""
    made = letter(mailing, now)
    mailing.printed_subject, mailing.printed_html, mailing.printed_text = made.subject, made.html, made.text
    mailing.save(update_fields=["printed_subject", "printed_html", "printed_text"])
    return bool(made.html)


@transaction.atomic
def claim(*, mailing_id: int, carrier_name: str, now: datetime) -> Batch | None:
    """Take the next recipients of a mailing for this worker; None when there are none or it may not go out.

    The stories are looked at once more, under the mailing's row lock: what is no longer public goes out of
    the letter first, and a letter with nothing left, or past its time, is closed.
    """
    mailing = Mailing.objects.select_for_update().get(pk=mailing_id)
    if mailing.state not in Mailing.OPEN:
        return None
    if now >= mailing.not_after:
        close(mailing, now, "Its time was over.")
        return None
    if not freshen(mailing, now):
        return None
    _let_go(mailing, now)
    chosen = list(_claimable(mailing, now).order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not chosen:
        return None
    batch = Batch.objects.create(
        mailing=mailing, rendering=mailing.rendering, carrier=carrier_name,
        claimed_at=now, lease_until=now + LEASE, worker=f"{socket.gethostname()}:{os.getpid()}"[:120],
    )  # fmt: skip
    Recipient.objects.filter(pk__in=chosen, state=State.PENDING, batch=None).update(
        batch=batch, changed_at=now
    )
    Mailing.objects.filter(pk=mailing_id, state=Mailing.State.FROZEN).update(state=Mailing.State.SUBMITTING)
    return batch


def _claimable(mailing: Mailing, now: datetime) -> "QuerySet[Recipient]":
    again = mailing.recipients.filter(state=State.DEFERRED, next_try_at__lte=now)
    again.update(state=State.PENDING, batch=None, next_try_at=None, changed_at=now)
    return mailing.recipients.filter(state=State.PENDING, batch=None)


def _let_go(mailing: Mailing, now: datetime) -> None:
    """Drop whoever has left or was suppressed since the audience was frozen."""
    receiving = Subscription.objects.receiving().filter(mailing_list=mailing.mailing_list_id)
    gone = mailing.recipients.filter(state__in=[State.PENDING, State.DEFERRED], batch=None)
    gone.exclude(subscription__in=receiving.values("pk")).update(
        state=State.DROPPED, changed_at=now, next_try_at=None, reply="no longer on the list"
    )


def freshen(mailing: Mailing, now: datetime) -> bool:
    """Leave out of a letter what is no longer public; False if that was all of it, and it is cancelled."""
    held = set(mailing.items.filter(last_rendering=None).values_list("story", flat=True))
    gone = held - still_public(mailing, now)
    if not gone:
        return True
    mailing.items.filter(story__in=gone).update(last_rendering=mailing.rendering)
    mailing.rendering += 1
    mailing.save(update_fields=["rendering"])
    log.warning("newsletter.story.dropped", extra={"mailing": mailing.pk, "stories": sorted(gone)})
    if gone != held and print_letter(mailing, now):
        return True
    print_letter(mailing, now)
    close(mailing, now, "Every story in it was withdrawn.")
    return False


def close(mailing: Mailing, now: datetime, why: str) -> None:
    """End a mailing before its list is through; the rest stays in the house. The caller holds the lock."""
    untouched = mailing.recipients.filter(state__in=[State.PENDING, State.DEFERRED])
    untouched.update(state=State.DROPPED, changed_at=now, next_try_at=None, reply=why)
    has_left = mailing.recipients.filter(state__in=Recipient.MAY_HAVE_IT).exists()
    mailing.state = Mailing.State.DONE if has_left else Mailing.State.CANCELLED
    mailing.done_at, mailing.outcome = now, why
    mailing.save(update_fields=["state", "done_at", "outcome"])


def hand_over(*, batch: Batch, carrier: Carrier, watch: Watch) -> int:
    """Hand the batch to the carrier, window by window, and close it; returns how many were taken.

    Each window's rows are "submitting" in a commit of their own before the first byte leaves, and get their
    outcome in another. Stops between windows when a story was withdrawn, the mailing held or the lease lost.
    """
    mailing = Mailing.objects.select_related("mailing_list").get(pk=batch.mailing_id)
    plan, looked, taken = _plan(mailing), 0.0, 0
    for keys in _windows(batch, carrier.window):
        if time.monotonic() - looked > LOOK_AGAIN:
            if not _may_go_on(batch, mailing, watch.now):
                break
            looked = time.monotonic()
        messages = _put_under_way(keys, batch, mailing, plan, watch.now)
        outcomes = carrier.submit(list(messages.values()))
        _write_down(outcomes, batch, watch.now)
        taken += sum(outcome.verdict == Verdict.SUBMITTED for outcome in outcomes)
    give_back(batch, watch.now)
    return taken


def _plan(mailing: Mailing) -> Blueprint:
    host = public_host()
    head = Letterhead(
        sender_name=paper().name, sender_address=settings.MAIL_FROM, subject=mailing.printed_subject,
        date=mailing.frozen_at or mailing.made_at, list_id=f"{mailing.mailing_list.slug}.{host}",
    )  # fmt: skip
    return blueprint(head, text=mailing.printed_text, html=mailing.printed_html)


def _windows(batch: Batch, size: int) -> Iterator[list[int]]:
    waiting = list(batch.recipients.filter(state=State.PENDING).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(waiting), size):
        yield waiting[start : start + size]


def _may_go_on(batch: Batch, mailing: Mailing, now: datetime) -> bool:
    """Renew the lease, and look whether the letter as printed may still go out."""
    is_ours = Batch.objects.filter(pk=batch.pk, closed_at=None).update(lease_until=now + LEASE) == 1
    row = Mailing.objects.filter(pk=mailing.pk).values("state", "rendering", "not_after").get()
    is_going = row["state"] == Mailing.State.SUBMITTING and row["rendering"] == batch.rendering
    held = set(mailing.items.filter(last_rendering=None).values_list("story", flat=True))
    return is_ours and is_going and now < row["not_after"] and held == still_public(mailing, now)


@transaction.atomic
def _put_under_way(
    keys: list[int], batch: Batch, mailing: Mailing, plan: Blueprint, now: datetime
) -> dict[int, Outgoing]:
    """The messages of those rows that are still ours and waiting; under way once this commits."""
    ours = Recipient.objects.filter(pk__in=keys, batch=batch, state=State.PENDING)
    ours.update(state=State.SUBMITTING, tries=F("tries") + 1, changed_at=now)
    rows = Recipient.objects.filter(pk__in=keys, batch=batch, state=State.SUBMITTING).order_by("pk")
    return {
        row["pk"]: Outgoing(
            row["message_id"], row["address"], mailing.frozen_at or mailing.made_at,
            plan.fill(
                address=row["address"], message_id=row["message_id"],
                leave=link(row["subscription__key"], LEAVE),
                preferences=link(row["subscription__key"], PREFERENCES),
            ),
        )
        for row in rows.values("pk", "message_id", "address", "subscription__key")
    }  # fmt: skip


@transaction.atomic
def _write_down(outcomes: list[Outcome], batch: Batch, now: datetime) -> None:
    """Settle the rows by the carrier's word. A row that was put in doubt meanwhile is settled by it too."""
    for outcome in outcomes:
        row = Recipient.objects.filter(
            message_id=outcome.message_id, batch=batch, state__in=[State.SUBMITTING, State.IN_DOUBT]
        )
        changes: dict[str, object] = {
            "state": outcome.verdict.value,
            "reply": outcome.reply,
            "changed_at": now,
        }
        if outcome.verdict == Verdict.SUBMITTED:
            changes["submitted_at"] = now
        if outcome.verdict == Verdict.DEFERRED:
            tries = row.values_list("tries", flat=True).first() or 1
            changes["next_try_at"] = retry_at(tries, now)
        row.update(**changes)


@transaction.atomic
def give_back(batch: Batch, now: datetime) -> None:
    """Close a batch: rows of it that were never put under way wait for anyone again."""
    batch.recipients.filter(state=State.PENDING).update(batch=None, changed_at=now)
    Batch.objects.filter(pk=batch.pk, closed_at=None).update(closed_at=now)


def recover(*, carrier: Carrier, now: datetime) -> int:
    """Settle the batches of workers that died; returns how many rows are in doubt because of it.

    A row that waited is free again. One that was under way is what the carrier knows of it: taken, untouched
    and so free again, or in doubt, which no program sends again.
    """
    doubts = 0
    for batch in Batch.objects.filter(closed_at=None, lease_until__lt=now).order_by("pk"):
        with transaction.atomic():
            if (
                Batch.objects.filter(pk=batch.pk, closed_at=None, lease_until__lt=now).update(closed_at=now)
                == 1
            ):
                doubts += _settle(batch, carrier, now)
                give_back(batch, now)
    return doubts


def _settle(batch: Batch, carrier: Carrier, now: datetime) -> int:
    doubts = 0
    mailing = batch.mailing
    for row in batch.recipients.filter(state=State.SUBMITTING):
        is_known = carrier.name == batch.carrier
        taken = (
            carrier.was_submitted(row.message_id, mailing.frozen_at or mailing.made_at) if is_known else None
        )
        mine = Recipient.objects.filter(pk=row.pk, state=State.SUBMITTING)
        if taken is None:
            doubts += mine.update(
                state=State.IN_DOUBT, changed_at=now, reply="the worker died while handing it over"
            )
        elif taken:
            mine.update(state=State.SUBMITTED, submitted_at=now, changed_at=now, reply="found after a crash")
        else:
            mine.update(state=State.PENDING, batch=None, changed_at=now)
    return doubts


@transaction.atomic
def finish(*, mailing_id: int, now: datetime) -> bool:
    """Mark the mailing done if every recipient is settled; True if it is."""
    mailing = Mailing.objects.select_for_update().get(pk=mailing_id)
    if (
        mailing.state in Mailing.OPEN
        and not mailing.recipients.filter(state__in=Recipient.UNSETTLED).exists()
    ):
        mailing.state, mailing.done_at = Mailing.State.DONE, now
        mailing.save(update_fields=["state", "done_at"])
    return mailing.state == Mailing.State.DONE
