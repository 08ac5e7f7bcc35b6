"""Pictures as messages: what JPEG, PNG and TIFF files say of themselves in IPTC-IIM, XMP and EXIF."""

import hashlib
import io
import re
import warnings
from dataclasses import dataclass, field

from PIL import Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats.assembly import Draft, finish, whole
from broadsheet.wire.formats.charsets import decode
from broadsheet.wire.formats.instants import instant
from broadsheet.wire.formats.item import Dateline, Rendition, WireItem, WirePicture
from broadsheet.wire.formats.xmltree import Element, deep, first, kids, text, tree

SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
FORMATS = ("JPEG", "PNG", "TIFF")
# IPTC-IIM record 2, the XMP property that took its place, and the EXIF tag that may stand in.
FIELDS = {
    "slugline": (5, "title", None),
    "urgency": (10, "urgency", None),
    "instructions": (40, "instructions", None),
    "byline": (80, "creator", 315),
    "city": (90, "city", None),
    "country": (101, "country", None),
    "country_code": (100, "countrycode", None),
    "job": (103, "transmissionreference", None),
    "headline": (105, "headline", None),
    "credit": (110, "credit", None),
    "source": (115, "source", None),
    "copyright": (116, "rights", 33432),
    "caption": (120, "description", 270),
    "terms": (None, "usageterms", None),
    "alt": (None, "alttextaccessibility", None),
    "guid": (None, "digimageguid", None),
    "created": (None, "datecreated", None),
}
BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, ZeroDivisionError)


@dataclass(slots=True)
class Told:
    """What a file says of itself, and how large it is."""

    values: dict[str, str] = field(default_factory=dict)
    keywords: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    created: str = ""
    mimetype: str = ""
    width: int = 0
    height: int = 0


def can_read(raw: bytes) -> bool:
    """Whether the bytes begin like a JPEG, PNG or TIFF file."""
    return raw.startswith(SIGNATURES)


def parse(raw: bytes) -> list[WireItem]:
    """The picture as an item; raises Unreadable when it is no whole picture file."""
    told = ask(raw)
    values = told.values
    shown = shape(raw, told)
    draft = Draft(guid=shown.guid, type="picture", pictures=[shown])
    draft.headline, draft.slugline = values.get("headline", ""), values.get("slugline", "")
    draft.byline, draft.credit = values.get("byline", ""), values.get("credit", "")
    draft.source, draft.rights = values.get("source", ""), shown.copyright
    draft.notes = [values.get("instructions", "")]
    draft.urgency = whole(values.get("urgency", ""))
    country = values.get("country", "") or values.get("country_code", "")
    draft.located = Dateline(city=values.get("city", ""), country=country)
    draft.keywords, draft.mediatopics = told.keywords, told.topics
    draft.firstcreated = instant(told.created)
    return [finish(draft)]


def picture(raw: bytes) -> WirePicture:
    """What a picture inside another message says of itself; an empty one if that is nothing."""
    try:
        return shape(raw, ask(raw))
    except Unreadable:
        return WirePicture(href="")


def shape(raw: bytes, told: Told) -> WirePicture:
    """The picture with its bytes; its guid is the file's own or that of its bytes."""
    values = told.values
    digest = "urn:sha1:" + hashlib.sha1(raw, usedforsecurity=False).hexdigest()
    return WirePicture(
        href="",
        caption=values.get("caption", ""),
        credit=values.get("credit", "") or values.get("byline", ""),
        byline=values.get("byline", ""),
        alt=values.get("alt", ""),
        copyright=values.get("copyright", ""),
        rights="\n".join(filter(None, (values.get("terms"), values.get("instructions")))),
        guid=values.get("guid") or digest,
        renditions=(Rendition(href="", mimetype=told.mimetype, width=told.width, height=told.height),),
        data=raw,
    )


def ask(raw: bytes) -> Told:
    """Read a file's header and metadata; its pixels are never unpacked."""
    told = Told()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(raw), formats=FORMATS) as image:
                told.width, told.height = image.size
                told.mimetype = Image.MIME.get(image.format or "", "")
                listen(image, told)
    except (*BROKEN, Image.DecompressionBombError) as fault:
        raise Unreadable("The picture file is broken.", byte=0) from fault
    return told


def listen(image: ImageFile, told: Told) -> None:
    """XMP first, since it has no limits of length; then IIM; then EXIF."""
    iim = IptcImagePlugin.getiptcinfo(image) or {}
    xmp = packet(image)
    exif = image.getexif()
    for key, (number, prop, tag) in FIELDS.items():
        said = xmp_value(xmp, prop)
        said = said or (iim_value(iim.get((2, number))) if number else "")
        said = said or (" ".join(str(exif.get(tag, "")).split()) if tag else "")
        told.values[key] = said
    # IIM cuts a name off at 32 characters; a shorter one is the agency's own choice among the creators.
    byline = iim_value(iim.get((2, 80)))
    told.values["byline"] = byline if 0 < len(byline) < 32 else told.values["byline"]
    told.keywords = iim_values(iim.get((2, 25))) or xmp_values(xmp, "subject")
    codes = iim_values(iim.get((2, 12))) + xmp_values(xmp, "subjectcode")
    told.topics = [code for value in codes for code in re.findall(r"(?<!\d)\d{8}(?!\d)", value)]
    day, time = iim_value(iim.get((2, 55))), iim_value(iim.get((2, 60)))
    told.created = f"{day}T{time}" if instant(f"{day}T{time}") else told.values["created"] or day


def iim_values(value: bytes | list[bytes] | None) -> list[str]:
    """The values of an IIM dataset, which are UTF-8 or Windows-1252, whatever they declare."""
    parts = value if isinstance(value, list) else [value] if value else []
    return [said for part in parts if (said := " ".join(decode(part).split()))]


def iim_value(value: bytes | list[bytes] | None) -> str:
    """The values of an IIM dataset as one text."""
    return " and ".join(iim_values(value))


def packet(image: Image.Image) -> Element | None:
    """The XMP packet, read as safely as any other XML; None if there is none or it is broken."""
    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    raw = raw.encode() if isinstance(raw, str) else raw
    if not isinstance(raw, bytes) or not raw.strip(b"\0 \r\n\t"):
        return None
    try:
        return tree(raw.rstrip(b"\0 \r\n\t"))
    except Unreadable:
        return None


def descriptions(xmp: Element | None) -> list[Element]:
    """The top-level descriptions; those inside speak of works shown and of other things."""
    rdf = first(xmp, "rdf")
    return list(kids(rdf, "description"))


def xmp_values(xmp: Element | None, prop: str) -> list[str]:
    """The values of a property, written as elements or as an attribute."""
    found: list[str] = []
    for description in descriptions(xmp):
        for element in kids(description, prop):
            found += [text(li) for li in deep(element, "li")] or [text(element)]
        for key, value in description.attrib.items():
            if str(key).rpartition("}")[2].lower() == prop:
                found.append(" ".join(str(value).split()))
    return [value for value in found if value]


def xmp_value(xmp: Element | None, prop: str) -> str:
    """A property as one text: of several creators all, of several languages the first."""
    values = xmp_values(xmp, prop)
    return " and ".join(values) if prop == "creator" else next(iter(values), "")
