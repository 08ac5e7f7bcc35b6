"""An edition as RFC 5322 bytes: encoded once, then filled in for each recipient without encoding it again.

Both bodies are quoted-printable (RFC 2045, 6.7). Where a link differs by recipient the encoded body is cut,
and the link is put in between two soft line breaks, which a reader's program takes out again.
"""

import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

LEAVE = "urn:x-broadsheet:leave"
PREFERENCES = "urn:x-broadsheet:preferences"
MARKS = re.compile(f"({LEAVE}|{PREFERENCES})")
SOFT_BREAK = b"=\r\n"


@dataclass(frozen=True)
class Letterhead:
    """What every message of an edition has in its header. ``list_id`` is a host-like name (RFC 2919)."""

    sender_name: str
    sender_address: str
    subject: str
    date: datetime
    list_id: str


@dataclass(frozen=True)
class Blueprint:
    """One edition's message, encoded. ``pieces`` are bytes, and names of links where a link stands."""

    head: bytes
    pieces: tuple[bytes | str, ...]

    def fill(self, *, address: str, message_id: str, leave: str, preferences: str) -> bytes:
        """The message to one recipient; lines end in CRLF. Raises ValueError for a broken header line."""
        head = (
            f"To: {address}\r\n"
            f"Message-ID: {message_id}\r\n"
            f"List-Unsubscribe: <{leave}>\r\n"
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        )
        if head.count("\r") != 4 or head.count("\n") != 4:
            raise ValueError("a header line holds a line break")
        links: Mapping[str, bytes] = {LEAVE: _inserted(leave), PREFERENCES: _inserted(preferences)}
        body = b"".join(links[piece] if isinstance(piece, str) else piece for piece in self.pieces)
        return b"".join((head.encode("ascii"), self.head, b"\r\n", body))


def blueprint(letterhead: Letterhead, *, text: str, html: str) -> Blueprint:
    """Encode both bodies and the common part of the header once."""
    boundary = "=_" + hashlib.blake2s(f"{text}\0{html}".encode(), digest_size=12).hexdigest()
    opening = f"--{boundary}\r\n{_part('plain')}"
    between = f"\r\n--{boundary}\r\n{_part('html')}"
    closing = f"\r\n--{boundary}--\r\n"
    pieces = (opening.encode(), *_cut(text), between.encode(), *_cut(html), closing.encode())
    return Blueprint(_head(letterhead, boundary), pieces)


def _head(letterhead: Letterhead, boundary: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(letterhead.sender_name, addr_spec=letterhead.sender_address)
    message["Subject"] = letterhead.subject
    message["Date"] = format_datetime(letterhead.date)
    message["List-ID"] = f"<{letterhead.list_id}>"
    message["MIME-Version"] = "1.0"
    lines = message.as_bytes().rstrip(b"\r\n") + b"\r\n"
    return lines + f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n'.encode()


def _part(subtype: str) -> str:
    return (
        f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )


def _cut(body: str) -> Iterator[bytes | str]:
    """The body in encoded pieces, with the name of a link wherever one belongs."""
    unified = body.replace("\r\n", "\n").replace("\r", "\n")
    for place, piece in enumerate(MARKS.split(unified)):
        if place % 2:
            yield piece
        elif piece:
            yield _encoded(piece)


def _encoded(piece: str) -> bytes:
    return binascii.b2a_qp(piece.encode(), istext=True).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _inserted(link: str) -> bytes:
    return SOFT_BREAK + _encoded(link) + SOFT_BREAK
