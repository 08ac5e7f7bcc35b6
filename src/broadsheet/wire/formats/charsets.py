"""Turns a message's bytes into text, whatever its header says about them."""

import codecs
import re
from html.entities import html5

from broadsheet.wire.errors import Unreadable

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
STRAY = re.compile("[\udc80-\udcff]")
BEYOND_ASCII = re.compile("[^\x00-\x7f]")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;", "AMP;", "LT;", "GT;", "QUOT;"})


def decode(raw: bytes, declared: str = "") -> str:
    """The text of a message without byte order mark and control characters.

    A byte order mark wins, then UTF-8 when the bytes are (all but) valid UTF-8, which a Latin text hardly
    ever is, then what the message declares, then Windows-1252, in which most "ISO 8859-1" is really written.
    """
    for mark, charset in BOMS:
        if raw.startswith(mark):
            return plain(read_as(raw, charset))
    if raw[:2] in {b"<\0", b"\0<"}:
        return plain(read_as(raw, "utf-16-le" if raw[:1] == b"<" else "utf-16-be"))
    if declared.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf-7")):
        declared = ""  # the bytes themselves were ASCII enough to be looked at
    mostly = mostly_utf8(raw)
    if mostly is not None:
        return plain(mostly)
    for charset in (one_byte(declared), "cp1252"):
        try:
            return plain(raw.decode(charset))
        except (LookupError, UnicodeDecodeError):
            continue
    return plain(raw.decode("latin-1"))


def mostly_utf8(raw: bytes) -> str | None:
    """The text if it is UTF-8, or UTF-8 with fewer stray bytes than characters beyond ASCII; else None."""
    text = raw.decode("utf-8", "surrogateescape")
    if text.isascii():
        return text
    strays = len(STRAY.findall(text))
    if not strays:
        return text
    beyond = sum(1 for _ in BEYOND_ASCII.finditer(text)) - strays
    return STRAY.sub(lambda m: stray(ord(m[0]) - 0xDC00), text) if beyond > strays else None


def stray(byte: int) -> str:
    """A single byte between UTF-8, read as Windows-1252."""
    return bytes([byte]).decode("cp1252", "ignore")


def decode_xml(raw: bytes) -> str:
    """XML as text, its declaration cut off, HTML's named characters written out."""
    match = DECLARED.match(raw[:400])
    text = decode(raw, match[1].decode("ascii") if match else "")
    head = XML_HEAD.match(text)
    if head:
        # The line count stays that of the file.
        text = "\n" * head[0].count("\n") + text[head.end() :]
    return ENTITY.sub(named_character, text)


def named_character(match: re.Match[str]) -> str:
    """The character that HTML knows by this name; XML's own five and unknown names stay."""
    name = match[1]
    return match[0] if name in XML_ENTITIES else html5.get(name, match[0])


def one_byte(declared: str) -> str:
    """ISO 8859-1 is read as Windows-1252, as every browser does; its C1 range is never meant."""
    folded = declared.lower().replace("_", "-")
    return "cp1252" if folded in {"", "iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else declared


def plain(text: str) -> str:
    """Without byte order mark and control characters."""
    return CONTROLS.sub("", text.removeprefix("\ufeff"))


def read_as(raw: bytes, charset: str) -> str:
    """Decode by a byte order mark; raises Unreadable at the byte that does not fit."""
    try:
        return raw.decode(charset)
    except UnicodeDecodeError as fault:
        sentence = f"The message starts like {charset.upper()} but is not."
        raise Unreadable(sentence, byte=fault.start) from fault
