"""ZCZC and other plain text: marked header lines, release headers, or nothing but the text."""

import hashlib
import re

from broadsheet.wire.formats import teletype
from broadsheet.wire.formats.agencies import agency
from broadsheet.wire.formats.assembly import Draft, finish
from broadsheet.wire.formats.dateline import from_field
from broadsheet.wire.formats.instants import instant
from broadsheet.wire.formats.item import WireItem
from broadsheet.wire.formats.markup import from_text

ZCZC = re.compile(r"\s*ZCZC\b[ \t]*([^\n]*)\n", re.IGNORECASE)
NNNN = re.compile(r"\n\s*NNNN\s*\Z")
MARKED = re.compile(r"([%#$:*~@&+=^;])(.*)")
SOURCE_HEAD = re.compile(r"source\s*:\s*(.+)", re.IGNORECASE)
SOURCE_FOOT = re.compile(r"^SOURCE\s*:?\s+(\S[^\n]*?)\s*$", re.MULTILINE)
RELEASE = re.compile(r"(?:MEDIA|PRESS|NEWS) RELEASE\s+(\w*\d\w*)")
PRODUCT = re.compile(r"[A-Z]{2,4}\d{3,6}")
ISSUED = re.compile(
    r"issued at (\d{1,2})[:.](\d\d)\s*(am|pm)?[\w ]*? on (?:\w+day,? )?(?:the )?"
    r"(\d{1,2})(?:\w\w)? (\w+) (\d{4})",
    re.IGNORECASE,
)
TICKER = re.compile(r"\s+\*{2,}\s+")
MIN_WORDS = 8
MARKUP = (b"<", b"{", b"[", b"%PDF", b"\x89", b"\xff\xd8", b"PK", b"GIF", b"BM", b"II*", b"MM\0")


def can_read(raw: bytes) -> bool:
    """Whether this is ZCZC, or text of some words that can be nothing else. Asked last of all formats."""
    head = raw[:4096]
    if re.match(rb"\s*ZCZC\b", head):
        return True
    if b"\0" in head or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(MARKUP):
        return False
    text = teletype.decode(head)
    odd = len(teletype.CONTROLS.findall(text)) + text.count("\ufffd")
    words = re.findall(r"[^\W\d_]{2,}", text)
    return len(words) >= MIN_WORDS and odd * 50 < len(text)


def parse(raw: bytes) -> list[WireItem]:
    """The one item; raises Unreadable never, since any text is one."""
    text = teletype.printable(teletype.decode(raw.removeprefix(b"\xef\xbb\xbf")))
    draft = Draft(guid="urn:sha1:" + hashlib.sha1(raw, usedforsecurity=False).hexdigest())
    match = ZCZC.match(text)
    if match:
        draft.source = match[1].strip()
        read_marked(NNNN.sub("", text[match.end() :]), draft)
    else:
        read_bare(NNNN.sub("", text), draft)
    return [finish(draft)]


def read_marked(text: str, draft: Draft) -> None:
    """Header lines begin with a mark each; two dialects give the same marks other meanings."""
    lines = text.split("\n")
    fields: dict[str, list[str]] = {}
    at = 0
    while at < len(lines) and (match := MARKED.match(lines[at])):
        fields.setdefault(match[1], []).append(match[2].strip())
        at += 1
    named = [value for values in fields.values() for value in values]
    draft.mediatopics = [value for value in named if re.fullmatch(r"\d{8}", value)]
    racing = "".join(fields.get("^", [])[:1])
    headline = racing or "".join(v for v in fields.get("$", [])[:1] if len(v) > 2)
    draft.headline = " ".join(headline.split())
    beside = [value for value in fields.get(":", []) if value]
    draft.slugline = "".join(fields.get("#", [])[:1]) or ("".join(beside[:1]) if racing else "")
    place = next((m[1] for value in beside if (m := re.fullmatch(r"\((.+)\)", value))), "")
    draft.dateline = from_field(place)
    read_rest("\n".join(lines[at:]), draft)


def read_bare(text: str, draft: Draft) -> None:
    """Text without marks: a product or release header is taken off, and a ticker into its lines."""
    parts = re.split(r"\n\s*\n", text.strip(), maxsplit=1)
    head = [line.strip() for line in parts[0].split("\n") if line.strip()]
    body = parts[1] if len(parts) > 1 else ""
    if head and PRODUCT.fullmatch(head[0]) and len(head) > 1:
        draft.guid, draft.source = head[0] + ":" + draft.guid[-12:], head[1]
        read_rest(body, draft)
        return
    source = SOURCE_HEAD.fullmatch(head[0]) if head else None
    release = next((m for line in head[:3] if (m := RELEASE.fullmatch(line))), None)
    if source or release:
        draft.source = source[1].strip() if source else ""
        draft.guid = release[1] if release else draft.guid
        draft.headline = " ".join(
            line for line in head if not SOURCE_HEAD.fullmatch(line) and not RELEASE.fullmatch(line)
        )
        read_rest(body, draft)
        return
    if len(TICKER.findall(text)) > 1:
        draft.blocks = [block for line in TICKER.split(text) for block in from_text(line)]
        return
    read_rest(text, draft)


def read_rest(text: str, draft: Draft) -> None:
    """Source line, time and headline out of the text itself, where no header gave them."""
    foot = SOURCE_FOOT.search(text)
    if foot:
        draft.source = foot[1]
    draft.agency = agency(draft.source)
    issued = ISSUED.search(text)
    if issued:
        hour, minute, half, day, month, year = issued.groups()
        shown = int(hour) % 12 + 12 * (half or "").casefold().startswith("p") if half else int(hour)
        stamp = f"{year}-{teletype.month(month):02}-{int(day):02}T{shown:02}:{minute}:00"
        draft.versioncreated = draft.firstcreated = instant(stamp, draft.agency.zone)
    if not draft.headline:
        draft.headline, text = split_headline(text)
    draft.blocks = from_text(text)


def split_headline(text: str) -> tuple[str, str]:
    """A short first paragraph without a full stop is the headline; all others leave the text whole."""
    parts = re.split(r"\n\s*\n", text.strip(), maxsplit=1)
    first = " ".join(parts[0].split())
    if (
        len(parts) == 2
        and first
        and len(first) < 160
        and len(parts[0].split("\n")) < 4
        and first[-1] not in ".!:;,"
    ):
        return first, parts[1]
    return "", text
