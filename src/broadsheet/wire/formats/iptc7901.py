"""IPTC 7901: SOH, a header line, STX, the text, ETX, the time; for decades the wire of Europe's agencies."""

import re

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import teletype
from broadsheet.wire.formats.assembly import Draft, finish
from broadsheet.wire.formats.housecare import BY
from broadsheet.wire.formats.item import WireItem, WireLink
from broadsheet.wire.formats.limits import check_count
from broadsheet.wire.formats.markup import from_text

HEADER = re.compile(
    rb"\x01\s*(?P<service>[A-Za-z]{2,6})\s?(?P<number>\d{1,5})[ \t]+(?P<priority>\d)[ \t]+"
    rb"(?P<category>[A-Za-z]{1,4})\b"
)
REST = re.compile(r"[ \t]*(?P<words>\d+)?[ \t]*(?P<route>[^\n]*)\n(?P<slug>.*)", re.DOTALL)
STAMP = re.compile(r"(\d\d)(\d{4})(?:\s*([A-Z]{1,4}))?\s+([A-Za-zä]{3})[a-z]*\.?\s+(\d\d)")
# The desk's notebook under the text: "# Notebook", "# dpa NOTEBOOK", "# Notizblock".
NOTEBOOK = re.compile(r"^#\s+(?:\w+\s+)?(?:notebook|notizblock)\s*$", re.IGNORECASE | re.MULTILINE)
PRIVATE = re.compile(r"^\*(?:\s*\*){3,}\s*$", re.MULTILINE)
NOTE_HEADING = re.compile(r"^##\s+(.+?)\s*$", re.MULTILINE)
NOTES = re.compile(r"note|hinweis|refile|correct|berichtig|korrektur|update|aktualisier", re.IGNORECASE)
SIGN_OFF = re.compile(r"\n\s*(?:dpa|afp|apa|ap|rtr|sid)(?: [a-zäöü]{1,5}){1,6}\s*\Z")
HEAD_LINES = 8


def can_read(raw: bytes) -> bool:
    """Whether a header line of IPTC 7901 stands near the beginning."""
    return HEADER.search(raw[:2000]) is not None


def parse(raw: bytes) -> list[WireItem]:
    """Every message of the file; raises Unreadable with the byte."""
    heads = list(HEADER.finditer(raw))
    check_count(len(heads))
    ends = [head.start() for head in heads[1:]] + [len(raw)]
    return [finish(read(raw, head, end)) for head, end in zip(heads, ends, strict=True)]


def read(raw: bytes, head: re.Match[bytes], end: int) -> Draft:
    """One message, from its SOH to the next."""
    opens = raw.find(b"\x02", head.end(), end)
    closes = raw.find(b"\x03", opens, end)
    if opens < 0 or closes < 0:
        raise Unreadable("The message breaks off before its end of text.", byte=end)
    draft = Draft(urgency=int(head["priority"]) or None, priority=int(head["priority"]) or None)
    stamp = STAMP.search(teletype.decode(raw[closes + 1 : end]))
    if stamp:
        draft.versioncreated = draft.firstcreated = teletype.clock(
            day=int(stamp[1]),
            time=stamp[2],
            zone=stamp[3] or "",
            month=teletype.month(stamp[4]),
            year=int(stamp[5]),
        )
    rest = REST.match(teletype.decode(raw[head.end() : opens]) + "\n")
    route = rest["route"].split() if rest else []
    draft.slugline = teletype.printable(" ".join(rest["slug"].split())) if rest else ""
    draft.source = next((word for word in reversed(route) if not word.isdigit()), "")
    day = stamp[0].replace(" ", "") if stamp else ""
    draft.guid = f"iptc7901:{head['service'].decode()}{head['number'].decode()}:{day}"
    draft.keywords = [word for word in draft.slugline.split("/") if word]
    read_text(teletype.printable(teletype.decode(raw[opens + 1 : closes])), draft)
    return draft


def read_text(text: str, draft: Draft) -> None:
    """Take keys, headline and byline above the "="; the story; of the notebook the notes alone."""
    head, body = split_head(text)
    keys = [line for line in head if teletype.TAKE_KEY.fullmatch(line)]
    lines = [line for line in head if line not in keys]
    bylines = [line for line in lines if BY.match(line)]
    draft.lines = keys
    draft.byline = bylines[0] if bylines and len(lines) > 1 else ""
    draft.headline = " ".join(line for line in lines if not draft.byline or line != draft.byline)
    if any("lead" in key.casefold() or "refile" in key.casefold() for key in keys):
        draft.links = [WireLink(rel="updates", title=draft.slugline)]
    story, notebook = split_notebook(body)
    draft.blocks = from_text(SIGN_OFF.sub("", story))
    draft.notes = notes(notebook)


def split_head(text: str) -> tuple[list[str], str]:
    """The lines up to the "=" that closes the headline, and the text; without one, the first line."""
    lines = text.strip("\n").split("\n")
    for at, line in enumerate(lines[:HEAD_LINES]):
        if line.rstrip().endswith("="):
            head = [*lines[:at], line.rstrip().rstrip("= ")]
            return [h.strip() for h in head if h.strip()], "\n".join(lines[at + 1 :])
    return ([lines[0].strip()], "\n".join(lines[1:])) if len(lines) > 1 else ([], text)


def split_notebook(body: str) -> tuple[str, str]:
    """The story, and the public part of the notebook; what follows the stars is nobody's to print."""
    match = NOTEBOOK.search(body) or PRIVATE.search(body)
    if match is None:
        return body, ""
    return body[: match.start()], PRIVATE.split(body[match.start() :])[0]


def notes(notebook: str) -> list[str]:
    """The notes to editors among a notebook's sections."""
    parts = NOTE_HEADING.split(notebook)
    return [
        " ".join(line.strip().lstrip("-* ") for line in section.strip().split("\n")) or heading
        for heading, section in zip(parts[1::2], parts[2::2], strict=False)
        if NOTES.search(heading)
    ]
