"""ANPA 1312: SYN SYN SOH, service and number, selector, priority and category, STX, lines marked ^, ETX."""

import re

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import teletype
from broadsheet.wire.formats.assembly import Draft, finish
from broadsheet.wire.formats.item import WireItem, WireLink
from broadsheet.wire.formats.limits import check_count
from broadsheet.wire.formats.markup import Block, from_text

HEADER = re.compile(
    rb"\x01(?P<service>[A-Za-z])(?P<number>\d{3,5})\x1f(?P<selector>[^\r\n]*)[\r\n]+"
    rb"(?P<priority>[A-Za-z]) (?P<category>\w)"
    rb"[ \t]*[\x11-\x14]{0,4}[ \t]*(?P<keyword>[^\x02\r\n]*)[\r\n]*\x02"
)
STAMP = re.compile(r"([A-Z]{2,4})-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d)\s+(\d{4})([A-Z]{1,4})")
# Flash, bulletin, urgent, regular, deferred; the letters for hold and advance come after.
PRIORITIES = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 6, "s": 6, "w": 6}
SLUG = re.compile(
    r"(?P<slug>.+?)(?:,\s*(?P<key>[^,]*(?:Ld|Writethr|Precede|KILL|CORRECTION|Add|Sub)[^,]*))?(?:,\s*\d*)?\s*"
)
NOT_PRINTED = re.compile(r"(?:AP (?:Photo|Video|Graphic)|With AP|APTN)\b", re.IGNORECASE)
NOTE = re.compile(r"(?:Eds?\s*:|EDITOR'S NOTE|EDS\b)")
LINE_END = re.compile(r"[<=]\s*$")


def can_read(raw: bytes) -> bool:
    """Whether a header of ANPA 1312 stands near the beginning."""
    return HEADER.search(raw[:2000]) is not None


def parse(raw: bytes) -> list[WireItem]:
    """Every message of the file; raises Unreadable with the byte."""
    heads = list(HEADER.finditer(raw))
    check_count(len(heads))
    ends = [head.start() for head in heads[1:]] + [len(raw)]
    return [finish(read(raw, head, end)) for head, end in zip(heads, ends, strict=True)]


def read(raw: bytes, head: re.Match[bytes], end: int) -> Draft:
    """One message, from its SOH to the next."""
    closes = raw.find(b"\x03", head.end(), end)
    if closes < 0:
        raise Unreadable("The message breaks off before its end of text.", byte=end)
    priority = PRIORITIES.get(head["priority"].decode().casefold())
    draft = Draft(urgency=priority, priority=priority, slugline=head["keyword"].decode("cp1252", "replace"))
    draft.slugline = re.split(r"\s{3,}|\s\d\d-\d\d\s", draft.slugline.strip())[0]
    stamp = STAMP.search(teletype.decode(raw[closes + 1 : end]))
    day = ""
    if stamp:
        house, month, date, year, time, zone = stamp.groups()
        draft.source, day = house, f"20{year}-{month}-{date}"
        draft.versioncreated = draft.firstcreated = teletype.clock(
            day=int(date), month=int(month), year=int(year), time=time, zone=zone
        )
    draft.guid = f"anpa1312:{head['service'].decode()}{head['number'].decode()}:{day}"
    read_text(spaced(raw[head.end() : closes]), draft)
    return draft


def spaced(raw: bytes) -> str:
    """The text, with the typesetter's fixed spaces and leaders made plain ones."""
    return teletype.printable(teletype.decode(re.sub(rb"[\x10\x1e\x1f]+", b" ", raw)))


def read_text(text: str, draft: Draft) -> None:
    """The marked lines of the head, then the story, in which marked lines are sub-heads."""
    lines = text.split("\n")
    at = 0
    while at < len(lines) and not lines[at].strip():
        at += 1
    head: list[str] = []
    while at < len(lines) and lines[at].lstrip().startswith("^") and LINE_END.search(lines[at]):
        head += [part.strip(" ^=") for part in re.split(r"<|=\s*$", lines[at]) if part.strip(" ^=")]
        at += 1
    read_head(head, draft)
    draft.blocks += story(lines[at:])


def read_head(head: list[str], draft: Draft) -> None:
    """Slug and take key, headline, byline, notes; the first other sentence is a summary."""
    rest = [line for line in head if not re.fullmatch(r"\*\d+", line)]
    if rest:
        match = SLUG.fullmatch(rest[0])
        draft.slugline = match["slug"] if match else rest[0]
        draft.lines = [match["key"] or ""] if match else []
    if any("Ld" in key or "KILL" in key for key in draft.lines):
        draft.links = [WireLink(rel="updates", title=draft.slugline)]
    for line in rest[1:]:
        place_line(line, draft)


def place_line(line: str, draft: Draft) -> None:
    """One line of the head to its field; what stands under the byline is the writer's title."""
    if NOTE.match(line):
        draft.notes.append(line)
    elif re.match(r"By\s", line, re.IGNORECASE):
        draft.byline = line
    elif draft.byline or NOT_PRINTED.match(line):
        draft.unshown.append(line)
    elif not draft.headline:
        draft.headline = line
    elif len(line) > 80:
        draft.standfirst = line
    else:
        draft.blocks += from_text(line)


def story(lines: list[str]) -> list[Block]:
    """Paragraphs begin with a tab; a marked line is a sub-head, or in a bare list a line of it."""
    has_paragraphs = any(line.startswith("\t") for line in lines)
    blocks: list[Block] = []
    paragraph: list[str] = []
    for line in [*lines, "\t"]:
        marked = line.lstrip().startswith("^")
        if line.startswith("\t") or marked:
            blocks += from_text(" ".join(paragraph))
            paragraph = []
        words = LINE_END.sub("", line.strip().lstrip("^")).rstrip("{} ")
        if marked:
            heading = has_paragraphs and line.rstrip().endswith("=")
            blocks += [Block("h3" if heading else "p", b.inner) for b in from_text(words)]
        elif words:
            paragraph.append(words)
    return [block for block in blocks if block.text.strip("_ ") not in {"", "END"}]
