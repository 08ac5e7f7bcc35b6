"""Links that stand in mail: signed from the subscription's key, a different one for each use."""

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from broadsheet.newsletter.models import Mailing, Subscription
from broadsheet.web.selectors import absolute

CONFIRM, PREFERENCES, LEAVE = "confirm", "preferences", "unsubscribe"


def _signer(use: str) -> Signer:
    return Signer(salt=f"broadsheet.newsletter.{use}", sep=".")


def token(key: str, use: str) -> str:
    """The last part of the link by which the subscription's owner may do ``use``."""
    return _signer(use).sign(key)


def link(key: str, use: str) -> str:
    """The full address of that link."""
    return absolute(reverse(f"newsletter:{use}", args=[token(key, use)]))


def subscription_of(signed: str, use: str) -> Subscription | None:
    """The subscription that a link of this use belongs to; None for a made-up, cut or other link."""
    try:
        key = _signer(use).unsign(signed)
    except BadSignature:
        return None
    return Subscription.objects.select_related("mailing_list").filter(key=key).first()


def edition_path(day: date) -> str:
    """Where an edition can be read in a browser."""
    return reverse("newsletter:edition", args=[f"{day:%Y-%m-%d}"])


def edition_link(mailing: Mailing) -> str:
    """The same, in full."""
    return absolute(edition_path(mailing.edition_date))


def public_host() -> str:
    """The host that the paper's Message-IDs and list names end in."""
    return urlsplit(settings.BROADSHEET_BASE_URL).hostname or "localhost"
