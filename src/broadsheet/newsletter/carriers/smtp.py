"""Hands letters to a mail server, one at a time on one connection, and knows when it cannot know."""

import smtplib
import ssl
from collections.abc import Sequence
from datetime import datetime

from broadsheet.newsletter.carriers.kinds import Outcome, Outgoing, Verdict
from broadsheet.web.mail import mail_server

TIMEOUT = 60  # seconds; RFC 5321, 4.5.3.2 allows a server more, but a worker must notice a dead line
OK, FORWARDED, GO_AHEAD, NOT_NOW = 250, 251, 354, 451
CLOSING = 421  # the server is about to hang up (RFC 5321, 3.8)


class SmtpCarrier:
    """One SMTP connection, opened at the first message and again after a fault."""

    name = "smtp"
    window = 1

    def __init__(self, url: str, sender: str) -> None:
        self._server = mail_server(url)
        self._sender = sender
        self._line: smtplib.SMTP | None = None

    def submit(self, messages: Sequence[Outgoing]) -> list[Outcome]:
        """Hand over each message; a fault before its first byte defers it, a later one leaves a doubt."""
        return [self._outcome(message) for message in messages]

    def _outcome(self, message: Outgoing) -> Outcome:
        is_under_way = False
        try:
            line = self._connected()
            reply = _up_to_data(line, self._sender, message.address)
            if reply is None:
                is_under_way = True
                reply = _hand_over(line, message.raw)
        except (OSError, smtplib.SMTPException) as fault:
            self._drop()
            verdict = Verdict.IN_DOUBT if is_under_way else Verdict.DEFERRED
            return Outcome(message.message_id, verdict, str(fault)[:200])
        code, words = reply
        if code == CLOSING:
            self._drop()
        return Outcome(
            message.message_id, verdict_of(code), f"{code} {words.decode('utf-8', 'replace')}"[:200]
        )

    def _connected(self) -> smtplib.SMTP:
        if self._line is None:
            server, context = self._server, ssl.create_default_context()
            if server.is_tls:
                line: smtplib.SMTP = smtplib.SMTP_SSL(
                    server.host, server.port, timeout=TIMEOUT, context=context
                )
            else:
                line = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
            if server.starts_tls:
                line.starttls(context=context)
            line.ehlo_or_helo_if_needed()
            if server.user:
                line.login(server.user, server.password)
            self._line = line
        return self._line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def was_submitted(self, message_id: str, moment: datetime) -> bool | None:  # noqa: ARG002
        """Nobody can tell: between the last byte and its reply the server may have taken it or not."""
        return None

    def close(self) -> None:
        """Say goodbye."""
        if self._line is not None:
            try:
                self._line.quit()
            except (OSError, smtplib.SMTPException):
                self._line.close()
            self._line = None


def verdict_of(code: int) -> Verdict:
    """RFC 5321, 4.2.1: 2xx taken, 4xx not now, 5xx never."""
    if 200 <= code < 300:
        return Verdict.SUBMITTED
    return Verdict.REFUSED if 500 <= code < 600 else Verdict.DEFERRED


def _up_to_data(line: smtplib.SMTP, sender: str, address: str) -> tuple[int, bytes] | None:
    """Everything before the first byte of the message; None when the server is ready for it.

    A refusal of the paper's own address is no refusal by the recipient: it reads as "not now".
    """
    code, words = line.mail(sender)
    if code != OK:
        reply = code if code == CLOSING else NOT_NOW, words
    else:
        code, words = line.rcpt(address)
        reply = code, words
        if code in {OK, FORWARDED}:
            code, words = line.docmd("DATA")
            if code == GO_AHEAD:
                return None
            reply = code, words
    if reply[0] != CLOSING:
        line.rset()
    return reply


def _hand_over(line: smtplib.SMTP, raw: bytes) -> tuple[int, bytes]:
    """The message and its closing dot; the server's reply to it."""
    stuffed = b"\r\n".join(b"." + one if one.startswith(b".") else one for one in raw.split(b"\r\n"))
    line.send(stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n")
    code, words = line.getreply()
    return code, words
