"""RFC 5322 e-mail: subject, text, and pictures attached; some desks send a form as JSON in the text."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.headerregistry import DateHeader
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import photo
from broadsheet.wire.formats.assembly import Draft, finish, whole
from broadsheet.wire.formats.charsets import decode
from broadsheet.wire.formats.dateline import from_field
from broadsheet.wire.formats.item import WireItem, WireLink, WirePicture
from broadsheet.wire.formats.jsontree import Object, clean, copy, is_json, peek, text
from broadsheet.wire.formats.markup import Block, from_html, from_text

HEADER = re.compile(rb"(?:[!-9;-~]{1,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}")
TELLING = re.compile(
    rb"^(?:message-id|from|received|mime-version|return-path)\s*:", re.IGNORECASE | re.MULTILINE
)
RICH = re.compile(r"<(?:table|ul|ol|h[1-6]|blockquote|a\s)", re.IGNORECASE)
SIGNATURE = re.compile(r"\n--[ \t]*\n.*\Z", re.DOTALL)
URGENCIES = {"flash": 1, "urgent": 1, "high": 2, "normal": 4, "routine": 4, "low": 6}
MAX_PARTS = 200


def can_read(raw: bytes) -> bool:
    """Whether the bytes begin with a block of headers, among them one that only mail has."""
    block = HEADER.match(raw[:65536].lstrip())
    return block is not None and TELLING.search(block[0]) is not None


def parse(raw: bytes) -> list[WireItem]:
    """The one item of a mail; raises Unreadable."""
    try:
        message = message_from_bytes(raw.lstrip(), policy=default)
        parts = list(message.walk())
    except (MessageError, ValueError, LookupError, RecursionError) as fault:
        raise Unreadable("The e-mail cannot be taken apart.", byte=0) from fault
    if not isinstance(message, EmailMessage) or len(parts) > MAX_PARTS:
        raise Unreadable(f"The e-mail has {len(parts)} parts, more than {MAX_PARTS}.")
    draft = Draft(guid=header(message, "Message-ID"), headline=header(message, "Subject"))
    draft.guid = draft.guid or f"mail:{header(message, 'Date')}:{draft.headline}"
    draft.source = header(message, "From")
    # Nobody's address is printed.
    draft.credit = parseaddr(draft.source)[0]
    draft.firstcreated = draft.versioncreated = sent(message)
    before = header(message, "In-Reply-To").split(" ")[0]
    draft.links = [WireLink(rel="updates", guid=before)] if before else []
    plain, rich = texts(parts)
    form = peek(plain.encode()) if is_json(plain.encode()[:64]) else None
    if isinstance(form, dict):
        read_form(form, draft)
    else:
        draft.blocks = body(plain, rich)
    draft.pictures = [picture(part) for part in parts if part.get_content_maintype() == "image"]
    return [finish(draft)]


def header(message: EmailMessage, wanted: str) -> str:
    """A header decoded into one line; "" if absent or beyond decoding."""
    try:
        return " ".join(clean(str(message.get(wanted, ""))).split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return ""


def sent(message: EmailMessage) -> datetime | None:
    """The Date header as UTC."""
    try:
        field = message.get("Date")
    except (ValueError, IndexError, TypeError):
        return None
    moment = field.datetime if isinstance(field, DateHeader) else None
    if moment is None:
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def texts(parts: list[EmailMessage]) -> tuple[str, str]:
    """The first plain and the first HTML text that are no attachments."""
    found = {"text/plain": "", "text/html": ""}
    for part in parts:
        kind = part.get_content_type()
        if kind in found and not found[kind] and not part.is_multipart() and not attached(part):
            found[kind] = content(part)
    return found["text/plain"], found["text/html"]


def attached(part: EmailMessage) -> bool:
    """Whether a part is a file of its own."""
    return str(part.get("Content-Disposition", "")).lower().startswith("attachment")


def content(part: EmailMessage) -> str:
    """The words of a text part, whatever charset it claims; flowed lines joined."""
    data = payload(part)
    words = decode(data, str(part.get_content_charset("")))
    words = words.replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
        words = re.sub(r" \n(?!-- \n)", joint, words)
    return words


def payload(part: EmailMessage) -> bytes:
    """The bytes of a part; b"" if its encoding is broken."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return data if isinstance(data, bytes) else b""


def body(plain: str, rich: str) -> list[Block]:
    """The HTML where it says more than the plain text does."""
    if rich.strip() and (not plain.strip() or RICH.search(rich)):
        return from_html(rich)
    return from_text(SIGNATURE.sub("", plain + "\n"))


def read_form(form: Object, draft: Draft) -> None:
    """A form's fields, each a list of one."""
    fields = {key: value[0] if isinstance(value, list) and value else value for key, value in form.items()}
    draft.headline = text(fields.get("headline")) or draft.headline
    draft.slugline = text(fields.get("slugline"))
    draft.standfirst = text(fields.get("abstract"))
    draft.byline = text(fields.get("byline"))
    draft.notes = [text(fields.get("editorial note"))]
    draft.dateline = from_field(text(fields.get("dateline")))
    priority = text(fields.get("priority"))
    draft.urgency = (
        whole(text(fields.get("news value")) or text(fields.get("urgency")))
        or URGENCIES.get(priority.casefold())
        or whole(priority)
    )
    draft.priority = whole(priority)
    draft.blocks = from_html(copy(fields.get("body")))


def picture(part: EmailMessage) -> WirePicture:
    """An attached picture with its bytes, and what they say of themselves."""
    data = payload(part)
    try:
        filename = clean(part.get_filename("") or "")
    except (ValueError, LookupError, TypeError):
        filename = ""
    inside = photo.picture(data)
    return WirePicture(
        href=filename or inside.guid,
        caption=inside.caption,
        credit=inside.credit,
        byline=inside.byline,
        alt=inside.alt,
        copyright=inside.copyright,
        rights=inside.rights,
        data=data,
    )
