"""Who acts on a public page: an account, or a guest known by a signed cookie from an earlier act."""

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from broadsheet.people.models import Person
from broadsheet.people.rules import client_address, network_prefix

COOKIE = "guest"
HINT = "known"
SALT = "broadsheet.guest"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Reader:
    """One reader. ``guest`` is the cookie's id ("" for none), ``network`` a keyed digest of the prefix."""

    person: Person | None
    guest: str
    network: str

    @property
    def key(self) -> str:
        """What tells this reader from others; the account comes first. "" for one never met."""
        return f"person:{self.person.pk}" if self.person else self.guest_key

    @property
    def guest_key(self) -> str:
        """The key that the cookie alone gives; "" without a cookie."""
        return f"guest:{self.guest}" if self.guest else ""


def reader_of(request: HttpRequest, *, acts: bool = False) -> Reader:
    """The reader who sent ``request``. With ``acts``, a stranger is given a new guest id to remember."""
    person = request.user if isinstance(request.user, Person) else None
    guest = request.get_signed_cookie(COOKIE, default=None, salt=SALT) or ""
    if acts and not guest and person is None:
        guest = secrets.token_urlsafe(16)
    return Reader(person, guest, network_key(request))


def remember(response: HttpResponse, reader: Reader) -> HttpResponse:
    """Set the guest's cookie, and the hint by which script knows to ask for the reader's own state."""
    is_secure = settings.BROADSHEET_IS_TLS
    if reader.guest:
        response.set_signed_cookie(
            COOKIE, reader.guest, salt=SALT, max_age=YEAR, httponly=True, samesite="Lax", secure=is_secure
        )
    response.set_cookie(HINT, "1", max_age=YEAR, samesite="Lax", secure=is_secure)
    return response


def address_of(request: HttpRequest) -> str:
    """The client's network address, past the proxies that the operator trusts."""
    meta = request.META
    return client_address(
        meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
    )


def network_key(request: HttpRequest) -> str:
    """A digest of the client's network prefix that nobody without the paper's secret can turn back."""
    return salted_hmac("broadsheet.network", network_prefix(address_of(request))).hexdigest()[:32]


def is_vouched_for(request: HttpRequest) -> bool:
    """Whether the reader is signed in with an address that has been verified."""
    user = request.user
    return user.is_authenticated and EmailAddress.objects.filter(user=user, verified=True).exists()
