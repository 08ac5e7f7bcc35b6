"""Mail leaves here: into the outbox folder until a carrier is set, then by SMTP."""

import copy
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

KIND_HEADER = "X-Broadsheet-Kind"  # says what a message is for; never leaves the house
CRLF = "\r\n"
EMPTY_FIRST_LINE = re.compile(rb"^([!-9;-~]+:) \r\n[ \t]", re.MULTILINE)


class PaperMailBackend(BaseEmailBackend):
    """Django's mail backend of the paper: ``MAIL_URL`` names an SMTP carrier; without one, the outbox."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Hand over each message; returns how many were taken."""
        if settings.MAIL_URL:
            return int(
                _carrier(settings.MAIL_URL).send_messages([_without_kind(one) for one in messages]) or 0
            )
        for message in messages:
            kind = message.extra_headers.get(KIND_HEADER, "message")
            raw = message_bytes(_without_kind(message))
            write_to_outbox(Path(settings.OUTBOX), raw, kind=kind)
        return len(messages)


def message_bytes(message: EmailMessage) -> bytes:
    """The message in RFC 5322 form, every line ended by CRLF.

    Python's older generator folds a long encoded header so that its first line is blank, which RFC 5322,
    3.2.2 forbids and parsers read as a space; those lines are joined again.
    """
    raw: bytes = message.message().as_bytes(linesep=CRLF)  # type: ignore[call-arg]
    head, gap, body = raw.partition(b"\r\n\r\n")
    return EMPTY_FIRST_LINE.sub(rb"\1 ", head) + gap + body


def _without_kind(message: EmailMessage) -> EmailMessage:
    """The same message with the house's own header left out; the caller's object stays as it is."""
    bare = copy.copy(message)
    bare.extra_headers = {name: value for name, value in message.extra_headers.items() if name != KIND_HEADER}
    return bare


def outbox_name(*, kind: str, ident: str = "", at: datetime | None = None) -> str:
    """``<UTC time>-<kind>-<id>.eml``. The same three give the same name."""
    stamp = (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    word = re.sub(r"[^a-z0-9]+", "-", kind.lower()).strip("-") or "message"
    safe = re.sub(r"[^A-Za-z0-9_.]+", "-", ident).strip("-.") or uuid4().hex[:12]
    return f"{stamp}-{word}-{safe}.eml"


def write_to_outbox(
    outbox: Path, raw: bytes, *, kind: str, ident: str = "", at: datetime | None = None
) -> Path:
    """Write one RFC 5322 message under the name that ``outbox_name`` gives it.

    It is written under another name and renamed, so that whoever sees the file sees all of it, and only its
    owner may read it: sign-in codes and personal links stand in mail. A file of that name is replaced.
    """
    outbox.mkdir(parents=True, exist_ok=True)
    target = outbox / outbox_name(kind=kind, ident=ident, at=at)
    unfinished = outbox / f".{target.name}.{uuid4().hex[:8]}.part"
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(target)
    return target


def kind_of_template(prefix: str) -> str:
    """A message's kind by its template: ``account/email/login_code`` is a ``sign-in-code``."""
    word = prefix.rpartition("/")[2].replace("_", "-")
    return word.replace("login", "sign-in").replace("signup", "sign-up")


@dataclass(frozen=True)
class MailServer:
    """Where ``MAIL_URL`` points. ``is_tls``: TLS from the first byte; ``starts_tls``: after a greeting."""

    host: str
    port: int
    user: str
    password: str
    is_tls: bool
    starts_tls: bool


def mail_server(url: str) -> MailServer:
    """Read ``smtp://USER:PASSWORD@HOST:PORT`` or ``smtps://…``; a password is never spoken without TLS."""
    parts = urlsplit(url)
    is_tls = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname or "localhost",
        port=parts.port or (465 if is_tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=is_tls,
        starts_tls=not is_tls and bool(parts.username),
    )


def _carrier(url: str) -> BaseEmailBackend:
    server = mail_server(url)
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_ssl=server.is_tls,
        use_tls=server.starts_tls,
        timeout=30,
    )
