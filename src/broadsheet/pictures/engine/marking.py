"""What is written into every printed picture: who made it, who is credited, who owns it. Nothing else is.

Sources: XMP 1 (ISO 16684-1) with the IPTC Photo Metadata Standard's properties; Exif 2.32 tags Artist and
Copyright, in UTF-8 as the Metadata Working Group's guidelines (2010) have it; IPTC-IIM 4.2, record 2.
"""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from PIL import Image

ARTIST, COPYRIGHT = 0x013B, 0x8298
UTF8 = b"\x1b%G"  # ISO 2022 announcement of UTF-8 in IIM 1:90
IIM_BYLINE, IIM_CREDIT, IIM_SOURCE, IIM_COPYRIGHT = (80, 32), (110, 32), (115, 32), (116, 128)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"


@dataclass(frozen=True)
class Marks:
    """The lines a printed picture carries; empty ones are left out."""

    creator: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""

    def __bool__(self) -> bool:
        return bool(self.creator or self.credit or self.source or self.copyright)


def xmp(marks: Marks) -> bytes:
    """An XMP packet; empty bytes when there is nothing to say."""
    if not marks:
        return b""
    parts = []
    if marks.creator:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{_text(marks.creator)}</rdf:li></rdf:Seq></dc:creator>")
    if marks.copyright:
        owned = f'<rdf:li xml:lang="x-default">{_text(marks.copyright)}</rdf:li>'
        parts.append(f"<dc:rights><rdf:Alt>{owned}</rdf:Alt></dc:rights>")
    if marks.credit:
        parts.append(f"<photoshop:Credit>{_text(marks.credit)}</photoshop:Credit>")
    if marks.source:
        parts.append(f"<photoshop:Source>{_text(marks.source)}</photoshop:Source>")
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about=""'
        f' xmlns:dc="{DC}" xmlns:photoshop="{PHOTOSHOP}">{"".join(parts)}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    )
    return packet.encode()


def exif(marks: Marks) -> bytes:
    """An Exif block that holds Artist and Copyright alone; empty bytes when there is nothing to say."""
    block = Image.Exif()
    if marks.creator or marks.credit:
        block[ARTIST] = (marks.creator or marks.credit).encode()
    if marks.copyright:
        block[COPYRIGHT] = marks.copyright.encode()
    return block.tobytes() if len(block) else b""


def iim(marks: Marks) -> bytes:
    """A JPEG APP13 segment with the IIM record; lines longer than IIM allows are cut at a whole character."""
    lines = (
        (IIM_BYLINE, marks.creator),
        (IIM_CREDIT, marks.credit),
        (IIM_SOURCE, marks.source),
        (IIM_COPYRIGHT, marks.copyright),
    )
    sets = b"".join(_dataset(2, number, _cut(text, room)) for (number, room), text in lines if text)
    if not sets:
        return b""
    record = _dataset(1, 90, UTF8) + _dataset(2, 0, b"\x00\x04") + sets
    padded = record + b"\x00" * (len(record) % 2)
    body = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(record).to_bytes(4, "big") + padded
    return b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body


def _text(value: str) -> str:
    """``value`` as XML character data; characters that XML 1.0 does not know are dropped."""
    return escape(NOT_XML.sub("", value))


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value


def _cut(text: str, room: int) -> bytes:
    return text.encode()[:room].decode("utf-8", "ignore").encode()
