# ruff: noqa: INP001 - drawing scripts run by hand: long lines are SVG or captions, chance is for looks
"""Write a JPEG with its caption, credit and copyright inside: IPTC-IIM, XMP and EXIF.

The demonstration paper's pictures carry what an agency's picture carries, so that a newsroom can see
that credit and copyright stay in every resized file and that the place a photographer stood does not.
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

# IPTC-IIM 4.2, record 2: dataset numbers.
HEADLINE, BYLINE, CREDIT, SOURCE, COPYRIGHT, CAPTION, CITY, COUNTRY = 105, 80, 110, 115, 116, 120, 90, 101
# EXIF 2.32 tags.
DESCRIPTION, ARTIST, EXIF_COPYRIGHT, GPS = 0x010E, 0x013B, 0x8298, 0x8825


@dataclass(frozen=True)
class Facts:
    """What is written into one picture; ``place`` is latitude and longitude in degrees or nothing."""

    headline: str
    caption: str
    credit: str
    byline: str
    copyright: str
    alt: str = ""
    city: str = ""
    country: str = ""
    place: tuple[float, float] | None = None


def save(image: Image.Image, path: Path, facts: Facts, quality: int = 82) -> int:
    """Write ``image`` as a progressive JPEG with ``facts`` inside; its size in bytes."""
    plain = BytesIO()
    image.convert("RGB").save(
        plain, "JPEG", quality=quality, optimize=True, progressive=True, exif=exif(facts), xmp=xmp(facts)
    )
    raw = with_iptc(plain.getvalue(), iptc(facts))
    path.write_bytes(raw)
    return len(raw)


def iptc(facts: Facts) -> bytes:
    """The IPTC-IIM record, in UTF-8 and saying so (1:90)."""
    fields = [
        (HEADLINE, facts.headline), (BYLINE, facts.byline), (CREDIT, facts.credit), (SOURCE, facts.credit),
        (COPYRIGHT, facts.copyright), (CAPTION, facts.caption), (CITY, facts.city), (COUNTRY, facts.country),
    ]  # fmt: skip
    record = b"\x1c\x01\x5a\x00\x03\x1b%G" + b"\x1c\x02\x00\x00\x02\x00\x04"
    for number, text in sorted(fields):
        if raw := text.encode():
            record += struct.pack(">BBBH", 0x1C, 2, number, len(raw)) + raw
    return record


def with_iptc(jpeg: bytes, record: bytes) -> bytes:
    """``jpeg`` with an APP13 segment (Photoshop resource 0x0404) before its first table."""
    padded = record + b"\x00" * (len(record) % 2)
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(record)) + padded
    body = b"Photoshop 3.0\x00" + resource
    segment = b"\xff\xed" + struct.pack(">H", len(body) + 2) + body
    at = 2
    while jpeg[at + 1] in range(0xE0, 0xF0):
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return jpeg[:at] + segment + jpeg[at:]


def exif(facts: Facts) -> Image.Exif:
    """Description, artist and copyright, and the place where one is given."""
    tags = Image.Exif()
    tags[DESCRIPTION] = facts.caption.encode("ascii", "replace").decode()
    tags[ARTIST] = facts.byline.encode("ascii", "replace").decode()
    tags[EXIF_COPYRIGHT] = facts.copyright.replace("©", "(c)").encode("ascii", "replace").decode()
    if facts.place:
        north, east = facts.place
        tags.get_ifd(GPS).update(
            {1: "N" if north >= 0 else "S", 2: degrees(north), 3: "E" if east >= 0 else "W", 4: degrees(east)}
        )
    return tags


def degrees(value: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds."""
    minutes, seconds = divmod(abs(value) * 3600, 60)
    whole, minutes = divmod(minutes, 60)
    return whole, minutes, round(seconds, 2)


def xmp(facts: Facts) -> bytes:
    """The XMP packet: Dublin Core and Photoshop properties (IPTC Photo Metadata Standard)."""

    def alt(name: str, text: str) -> str:
        return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'

    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
{alt("dc:description", facts.caption)}{alt("dc:rights", facts.copyright)}
{alt("Iptc4xmpCore:AltTextAccessibility", facts.alt)}
<dc:creator><rdf:Seq><rdf:li>{escape(facts.byline)}</rdf:li></rdf:Seq></dc:creator>
<photoshop:Headline>{escape(facts.headline)}</photoshop:Headline>
<photoshop:Credit>{escape(facts.credit)}</photoshop:Credit>
<photoshop:Source>{escape(facts.credit)}</photoshop:Source>
<photoshop:City>{escape(facts.city)}</photoshop:City>
<photoshop:Country>{escape(facts.country)}</photoshop:Country>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
