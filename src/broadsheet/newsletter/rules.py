"""Pure decisions about addresses, hours and limits."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CONFIRM_WITHIN = timedelta(days=7)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MAILS_A_DAY = 3
MAILS_A_DAY_RELAXED = 20
RETRY_AFTER = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=45), timedelta(hours=2))


def normal_address(typed: str) -> str:
    """An address as it is kept: no white space around it, the domain in lower-case ASCII (IDNA).

    The part before the @ stays as typed, since only its owner's server knows whether case matters there.
    Raises ValueError for what no mail server could take, what could break out of a header, and for the first
    letters that a spreadsheet or a mail program's command line would take for an order.
    """
    local, at, domain = typed.strip().rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError as fault:
        raise ValueError("not a domain") from fault
    whole = f"{local}@{plain}"
    if not at or not local or not plain or not whole.isascii() or not whole.isprintable() or " " in whole:
        raise ValueError("not an address")
    if len(whole) > 254 or whole[0] in "=+-@|" or any(mark in whole for mark in '<>()[],;:\\"'):
        raise ValueError("not an address")
    return whole


def may_mail(earlier: Sequence[datetime], now: datetime, *, is_relaxed: bool) -> bool:
    """Whether one more confirmation may go to an address that got mails at the moments ``earlier``.

    One an hour and three a day, so that nobody can fill a stranger's mailbox through the sign-up form;
    a relaxed demonstration paper keeps a ceiling too.
    """
    today = [moment for moment in earlier if moment > now - DAY]
    if is_relaxed:
        return len(today) < MAILS_A_DAY_RELAXED
    return len(today) < MAILS_A_DAY and all(moment <= now - HOUR for moment in today)


def due_at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """The moment of ``hour`` on ``day`` in the paper's zone, as UTC would name it; skipped hours move on."""
    local = datetime.combine(day, time(hour), tzinfo=zone)
    return local.astimezone(ZoneInfo("UTC"))


def message_id(*, secret: str, mailing: str, address: str, host: str) -> str:
    """The Message-ID of one edition to one address: always the same; it gives the address away to nobody."""
    digest = hashlib.blake2s(f"{mailing}\0{address.lower()}".encode(), key=_key(secret), digest_size=12)
    return f"<{mailing}.{digest.hexdigest()}@{host}>"


def _key(secret: str) -> bytes:
    return hashlib.sha256(b"broadsheet.newsletter" + secret.encode()).digest()


def retry_at(tries: int, now: datetime) -> datetime:
    """When a deferred recipient is tried again, the ``tries``-th time having failed."""
    return now + RETRY_AFTER[min(tries, len(RETRY_AFTER)) - 1]
