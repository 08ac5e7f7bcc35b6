"""Mail leaves here: into the outbox folder until a carrier is set, then by SMTP."""

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.policy import SMTP
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

KIND_HEADER = "X-Broadsheet-Kind"


class PaperMailBackend(BaseEmailBackend):
    """Django's mail backend of the paper: ``MAIL_URL`` names an SMTP carrier; without one, the outbox."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Hand over each message; returns how many were taken."""
        if settings.MAIL_URL:
            return int(_carrier(settings.MAIL_URL).send_messages(list(messages)) or 0)
        for message in messages:
            kind = message.extra_headers.pop(KIND_HEADER, "message")
            write_to_outbox(Path(settings.OUTBOX), message.message().as_bytes(policy=SMTP), kind=kind)
        return len(messages)


def write_to_outbox(outbox: Path, raw: bytes, *, kind: str, ident: str = "") -> Path:
    """Write one RFC 5322 message as ``<UTC time>-<kind>-<id>.eml``: under another name first, then renamed."""
    outbox.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    safe = re.sub(r"[^A-Za-z0-9_.]+", "-", ident) or uuid4().hex[:12]
    target = outbox / f"{stamp}-{kind}-{safe}.eml"
    unfinished = outbox / f".{target.name}.part"
    with unfinished.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(target)
    return target


def _carrier(url: str) -> BaseEmailBackend:
    parts = urlsplit(url)
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or (465 if parts.scheme == "smtps" else 587),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp" and bool(parts.username),
        timeout=30,
    )
