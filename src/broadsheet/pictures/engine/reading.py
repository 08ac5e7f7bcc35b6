"""What a picture file says of itself: XMP first, then IPTC-IIM, then Exif.

The order is that of the IPTC Photo Metadata Standard's mapping: the newer block wins where two disagree.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, timezone

from defusedxml.ElementTree import fromstring
from PIL import Image, IptcImagePlugin

NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "iptc": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
XMP_MOST = 1_000_000  # bytes; a longer packet is somebody's whole editing history
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EXIF_POINTER, EXIF_TAKEN, EXIF_TAKEN_ZONE = 0x8769, 0x9003, 0x9011
EXIF_CAPTION, EXIF_ARTIST, EXIF_COPYRIGHT = 0x010E, 0x013B, 0x8298
EXIF_MOMENT = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
ZONE = re.compile(r"([+-])(\d\d):?(\d\d)$")


@dataclass(frozen=True)
class Details:
    """What a file says of itself, empty where it is silent. ``taken_at`` is aware: UTC if no zone is told."""

    headline: str = ""
    caption: str = ""
    alt: str = ""
    byline: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    taken_at: datetime | None = None

    def over(self, other: "Details") -> "Details":
        """These details, with ``other``'s where these say nothing."""
        return Details(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})


def read(image: Image.Image) -> Details:
    """Everything of ours that ``image`` says; a block that cannot be read is passed over, never an error."""
    said = Details()
    for block in (_from_xmp, _from_iim, _from_exif):
        with suppress(Exception):  # a stranger's file: a broken block says nothing
            said = said.over(block(image))
    return said


def _from_xmp(image: Image.Image) -> Details:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    raw = packet.encode() if isinstance(packet, str) else bytes(packet)
    if not raw or len(raw) > XMP_MOST:
        return Details()
    root = fromstring(raw.strip(b"\x00 \r\n\t"), forbid_dtd=True)
    found: dict[str, str] = {}
    for description in root.iter(f"{{{NS['rdf']}}}Description"):
        found.update({name: value for name, value in description.attrib.items() if value})
        found.update({child.tag: _value(child) for child in description})
    return Details(
        headline=_named(found, "photoshop:Headline") or _named(found, "dc:title"),
        caption=_named(found, "dc:description"),
        alt=_named(found, "iptc:AltTextAccessibility"),
        byline=_named(found, "dc:creator"),
        credit=_named(found, "photoshop:Credit"),
        source=_named(found, "photoshop:Source"),
        copyright=_named(found, "dc:rights"),
        taken_at=_iso_moment(_named(found, "photoshop:DateCreated")),
    )


def _named(found: Mapping[str, str], name: str) -> str:
    prefix, _, local = name.partition(":")
    return found.get(f"{{{NS[prefix]}}}{local}", "").strip()


def _value(element: "Element") -> str:  # type: ignore[name-defined]  # noqa: F821
    """Text of a property: of a language alternative its default, of a list its members with commas."""
    items = list(element.iter(f"{{{NS['rdf']}}}li"))
    if not items:
        return element.text or ""
    first = next((item for item in items if item.get(LANG) == "x-default"), None)
    if first is not None:
        return first.text or ""
    if items[0].get(LANG):
        return items[0].text or ""
    return ", ".join(item.text.strip() for item in items if item.text)


def _from_iim(image: Image.Image) -> Details:
    found = IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]
    is_utf8 = found.get((1, 90)) == b"\x1b%G"

    def line(number: int) -> str:
        value = found.get((2, number), b"")
        parts = value if isinstance(value, list) else [value]
        return ", ".join(_decoded(part, is_utf8=is_utf8) for part in parts if part)

    return Details(
        headline=line(105) or line(5),
        caption=line(120),
        byline=line(80),
        credit=line(110),
        source=line(115),
        copyright=line(116),
        taken_at=_iim_moment(line(55), line(60)),
    )


def _from_exif(image: Image.Image) -> Details:
    block = image.getexif()
    inner = block.get_ifd(EXIF_POINTER)
    return Details(
        caption=_exif_text(block.get(EXIF_CAPTION)),
        byline=_exif_text(block.get(EXIF_ARTIST)),
        copyright=_exif_text(block.get(EXIF_COPYRIGHT)),
        taken_at=_exif_moment(_exif_text(inner.get(EXIF_TAKEN)), _exif_text(inner.get(EXIF_TAKEN_ZONE))),
    )


def _decoded(value: bytes, *, is_utf8: bool) -> str:
    """Undeclared IIM is UTF-8 in most files of today and Latin-1 in the rest."""
    try:
        return value.decode().strip("\x00 ")
    except UnicodeDecodeError:
        return value.decode("utf-8", "replace") if is_utf8 else value.decode("latin-1").strip("\x00 ")


def _exif_text(value: object) -> str:
    """Pillow reads Exif text as Latin-1; cameras and newsrooms write UTF-8."""
    if isinstance(value, bytes):
        return _decoded(value, is_utf8=False)
    if not isinstance(value, str):
        return ""
    try:
        return value.encode("latin-1").decode().strip("\x00 ")
    except UnicodeError:
        return value.strip("\x00 ")


def _zone(text: str) -> timezone:
    match = ZONE.search(text)
    if match is None:
        return UTC
    span = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-span if match[1] == "-" else span)


def _exif_moment(text: str, zone: str) -> datetime | None:
    match = EXIF_MOMENT.match(text)
    return datetime(*map(int, match.groups()), tzinfo=_zone(zone)) if match else None  # type: ignore[arg-type,misc]


def _iim_moment(day: str, hour: str) -> datetime | None:
    if not re.fullmatch(r"\d{8}", day):
        return None
    clock = hour[:6] if re.match(r"\d{6}", hour) else "000000"
    return datetime.strptime(day + clock, "%Y%m%d%H%M%S").replace(tzinfo=_zone(hour))


def _iso_moment(text: str) -> datetime | None:
    if len(text) < len("2019-02-17"):
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
