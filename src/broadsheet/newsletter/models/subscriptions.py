"""Lists, who is on them, and who must never be written to again."""

import secrets
from datetime import datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


def new_key() -> str:
    """What the links of one subscription are made from; nobody can guess it."""
    return secrets.token_hex(12)


class MailingList(models.Model):
    """Something one can subscribe to. Its hour is of the paper's time zone."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", "Every day"
        BY_HAND = "by_hand", "When an editor says so"

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=200, blank=True)
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.DAILY)
    hour = models.PositiveSmallIntegerField(default=7, validators=[MaxValueValidator(23)])
    good_for_hours = models.PositiveSmallIntegerField(
        default=12, help_text="An edition that could not go out by then stays in the house."
    )
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    looked_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hour__lte=23), name="mailing_list_hour_of_a_day")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_daily(self) -> bool:
        """Whether its editions make themselves, one a day."""
        return self.rhythm == self.Rhythm.DAILY


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Narrowing questions about subscriptions."""

    def receiving(self) -> "SubscriptionQuerySet":
        """Confirmed, and the address is not suppressed: who gets the next edition."""
        barred = Suppression.objects.annotate(barred=Lower("address")).filter(
            barred=Lower(models.OuterRef("address"))
        )
        return self.filter(~models.Exists(barred), state=Subscription.State.CONFIRMED)


class Subscription(models.Model):
    """One address on one list. Links are signed from ``key``; nothing else lets anyone change the row."""

    class State(models.TextChoices):
        PENDING = "pending", "Not confirmed yet"
        CONFIRMED = "confirmed", "Confirmed"
        LEFT = "left", "Has left"

    mailing_list = models.ForeignKey(MailingList, on_delete=models.PROTECT, related_name="subscriptions")
    address = models.EmailField(max_length=254)
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="subscriptions"
    )
    source = models.CharField(
        max_length=40, default="page", help_text="Where it came from: page, import, desk."
    )
    language = models.CharField(max_length=12, default="en")
    asked_at = models.DateTimeField()
    consent_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("mailing_list", Lower("address"), name="subscription_once_a_list"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(consent_at__isnull=False), name="subscription_has_consent"
            ),
            models.CheckConstraint(
                condition=~Q(state="left") | Q(left_at__isnull=False), name="subscription_left_has_its_time"
            ),
        ]
        indexes = [models.Index(fields=["mailing_list", "state"], name="subscription_state")]

    def __str__(self) -> str:
        return self.address

    def is_waiting(self, since: datetime) -> bool:
        """Whether it can still be confirmed by a link asked for after ``since``."""
        return self.state == self.State.PENDING and self.asked_at > since


class Suppression(models.Model):
    """An address that is never written to: it refused, complained, or its owner said so."""

    address = models.EmailField(max_length=254)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("address"), name="suppression_once_an_address")]

    def __str__(self) -> str:
        return self.address


class ConfirmationMail(models.Model):
    """One mail that a sign-up form caused; what keeps the form from filling a stranger's mailbox."""

    address = models.EmailField(max_length=254)  # lower case
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="confirmation_mail_address")]

    def __str__(self) -> str:
        return f"{self.address} {self.at:%Y-%m-%d %H:%M}"
