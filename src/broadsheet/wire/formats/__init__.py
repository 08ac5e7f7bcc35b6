"""Reads a wire message in any format the house knows: bytes in, items out; no clock, no I/O.

The format is chosen by looking at the content, never at a file's name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import (
    anpa1312,
    apjson,
    feeds,
    iptc7901,
    jsontree,
    mail,
    newsml12,
    newsmlg2,
    ninjs,
    nitf,
    photo,
    plaintext,
    vendorxml,
    wxr,
    xmltree,
)
from broadsheet.wire.formats.item import WireItem
from broadsheet.wire.formats.limits import MAX_BYTES, check_count


@dataclass(frozen=True, slots=True)
class Format:
    """One entry of the list of formats; ``can_read`` is cheap and never raises."""

    name: str
    can_read: Callable[[bytes], bool]
    parse: Callable[[bytes], list[WireItem]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message held, in the order in which it held it."""

    format: str
    items: tuple[WireItem, ...]


FORMATS: tuple[Format, ...] = (
    Format("newsml12", newsml12.can_read, newsml12.parse),
    Format("newsml-g2", newsmlg2.can_read, newsmlg2.parse),
    Format("nitf", nitf.can_read, nitf.parse),
    Format("ap-json", apjson.can_read, apjson.parse),
    Format("ninjs", ninjs.can_read, ninjs.parse),
    Format("jsonfeed", feeds.can_read_json, feeds.parse_json),
    Format("wxr", wxr.can_read, wxr.parse),
    Format("rss", feeds.can_read, feeds.parse),
    Format("photo", photo.can_read, photo.parse),
    Format("iptc7901", iptc7901.can_read, iptc7901.parse),
    Format("anpa1312", anpa1312.can_read, anpa1312.parse),
    Format("email", mail.can_read, mail.parse),
    Format("vendor-xml", vendorxml.can_read, vendorxml.parse),
    Format("zczc", plaintext.can_read, plaintext.parse),
)


def read(raw: bytes) -> Reading:
    """Read one message; raises Unreadable, saying why and where, and nothing else."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"The message is larger than {MAX_BYTES // 2**20} MB.", byte=MAX_BYTES)
    if not raw.strip(b"\0 \t\r\n"):
        raise Unreadable("The message is empty.", byte=0)
    for form in FORMATS:
        if form.can_read(raw):
            try:
                items = form.parse(raw)
            except RecursionError as fault:
                raise Unreadable("The message is nested too deeply to be a story.") from fault
            check_count(len(items))
            return Reading(format=form.name, items=tuple(items))
    raise unknown(raw)


def unknown(raw: bytes) -> Unreadable:
    """Why no format took the message: broken JSON, a foreign XML, or nothing the wire knows."""
    if jsontree.is_json(raw):
        try:
            jsontree.document(raw)
        except Unreadable as refusal:
            return refusal
        return Unreadable("The JSON holds no news item of a kind the wire knows.", line=1)
    root = xmltree.root_name(raw)
    if root:
        return Unreadable(f"The wire knows no XML whose outermost element is <{root[:40]}>.", line=1)
    return Unreadable("The message is in none of the formats the wire knows.", byte=0)
