"""The ledger: one row a recipient, moved step by step, so that a crash loses nobody and repeats nobody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from broadsheet.newsletter.models.mailings import Mailing
from broadsheet.newsletter.models.subscriptions import Subscription


class Batch(models.Model):
    """A claim: some recipients of one mailing in the hands of one worker until ``lease_until``.

    Open while ``closed_at`` is None. A worker renews its lease while it lives; a batch whose lease has run
    out belonged to a worker that died. It is kept: it says which printing its recipients got.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="batches")
    rendering = models.PositiveSmallIntegerField()
    carrier = models.CharField(max_length=40)
    worker = models.CharField(max_length=120)
    claimed_at = models.DateTimeField()
    lease_until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "batches"
        indexes = [models.Index(fields=["lease_until"], condition=Q(closed_at=None), name="batch_open")]

    def __str__(self) -> str:
        return f"{self.mailing_id}/{self.pk}"


class Recipient(models.Model):
    """One address of one mailing's frozen audience.

    pending → submitting (its bytes may be on their way) → submitted, refused, deferred or in doubt. A pending
    row with a batch is claimed and certainly untouched. dropped: it left, was suppressed, or the edition's
    time was over before its turn came.
    """

    class State(models.TextChoices):
        PENDING = "pending", "Waiting"
        SUBMITTING = "submitting", "Being handed over"
        SUBMITTED = "submitted", "Submitted"
        REFUSED = "refused", "Refused"
        DEFERRED = "deferred", "Deferred"
        IN_DOUBT = "in_doubt", "In doubt"
        DROPPED = "dropped", "Dropped"

    UNSETTLED: ClassVar = ("pending", "submitting", "deferred")
    MAY_HAVE_IT: ClassVar = ("submitting", "submitted", "in_doubt")

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="recipients")
    address = models.EmailField(max_length=254)
    subscription = models.ForeignKey(
        Subscription, null=True, blank=True, on_delete=models.SET_NULL, related_name="recipients"
    )
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    message_id = models.CharField(max_length=200, unique=True)
    batch = models.ForeignKey(
        Batch, null=True, blank=True, on_delete=models.RESTRICT, related_name="recipients"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=200, blank=True, help_text="The carrier's words.")

    class Meta:
        constraints = [
            models.UniqueConstraint("mailing", Lower("address"), name="recipient_once_a_mailing"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="recipient_submitted_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitting", "submitted", "in_doubt"]) | Q(batch__isnull=False),
                name="recipient_handed_over_in_a_batch",
            ),
            models.CheckConstraint(
                condition=~Q(state="deferred") | Q(next_try_at__isnull=False),
                name="recipient_deferred_is_tried_again",
            ),
        ]
        indexes = [models.Index(fields=["mailing", "state", "id"], name="recipient_state")]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.address}"
