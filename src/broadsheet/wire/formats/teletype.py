"""What the wires of the teleprinter age share: their charsets, take keys, clocks and quotation marks."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta

# ISO 6937 writes an accent before its letter; IPTC 7901 took it over.
ACCENTS = dict(
    zip(
        b"\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xca\xcb\xcd\xce\xcf",
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u0327\u030b\u0328\u030c",
        strict=True,
    )
)
ISO_6937 = dict(
    zip(
        b"\xa1\xa2\xa3\xa4\xa5\xa7\xa9\xaa\xab\xb0\xb7\xb9\xba\xbb\xbf\xe1\xe9\xf1\xf5\xf9\xfb",
        "¡¢£$¥§‘“«°·’”»¿ÆØæıøß",
        strict=True,
    )
)
ACCENTED = re.compile(rb"[\xc1-\xc8\xca\xcb\xcd-\xcf][A-Za-z]")
# IBM code pages 437 and 850 have the vowels of western Europe where Windows has punctuation.
IBM_VOWEL = re.compile(rb"(?<=[A-Za-z])[\x81\x82\x84\x85\x87-\x8a\x93\x94\xa0-\xa4\xe1](?=[a-z])")
DIN_66003 = str.maketrans("[\\]{|}~", "ÄÖÜäöüß")
DIN_WORD = re.compile(r"[A-Za-z][{|}~][a-z]")
TAKE_KEY = re.compile(
    r"""\W*(?:\d+(?:st|nd|rd|th)\s+l(?:ea)?d\b[\w\s-]*|refile|repeat|corrected|correction|recasts?|updates?\s*\d*|urgent
        |bulletin|flash|alert|eil|eilmeldung|blitz|korrektur|berichtigung|zusammenfassung|extra|roundup
        |write-?thr(?:u|ough)|kill|withdrawal|precede|advisory|lead|\(\s*\w+\s*\))\W*""",
    re.VERBOSE | re.IGNORECASE,
)
ZONES = {
    **dict.fromkeys(("GMT", "UTC", "Z", "WET"), 0),
    **dict.fromkeys(("MEZ", "CET", "BST"), 1),
    **dict.fromkeys(("MESZ", "CEST", "EET"), 2),
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb",
            "mar mär mrz",
            "apr",
            "may mai",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct okt",
            "nov",
            "dec dez",
        ),
        1,
    )
    for name in names.split()
}
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(raw: bytes) -> str:
    """The text of a message in whichever of the wires' charsets it is, line ends made one.

    UTF-8 if it is valid, ISO 6937 if accents stand before letters, code page 850 if its vowels stand inside
    words, else Windows-1252; in a pure ASCII text brackets inside words are DIN 66003's umlauts.
    """
    text = decoded(raw)
    if text.isascii() and len(DIN_WORD.findall(text)) > 1:
        text = text.translate(DIN_66003)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(raw: bytes) -> str:
    """The characters, before any national variant."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    high = sum(byte > 0x7F for byte in raw)
    if len(ACCENTED.findall(raw)) * 2 >= high:
        return from_iso_6937(raw)
    if len(IBM_VOWEL.findall(raw)) * 2 >= high:
        return raw.decode("cp850")
    return raw.decode("cp1252", errors="replace").replace("\ufffd", "")


def from_iso_6937(raw: bytes) -> str:
    """ISO 6937: an accent is put behind its letter and joined with it."""
    out: list[str] = []
    accent = ""
    for byte in raw:
        if byte in ACCENTS:
            accent = ACCENTS[byte]
            continue
        out.append(ISO_6937.get(byte, chr(byte) if byte < 0x80 else "") + accent)
        accent = ""
    return unicodedata.normalize("NFC", "".join(out))


def printable(text: str) -> str:
    """Without control characters; typewriter quotation marks and dashes set as print has them."""
    text = CONTROLS.sub("", text).replace("``", "“").replace("''", "”")
    return re.sub(r"(?<=\s)_(?=\s)", "—", text)


def clock(*, day: int, month: int, year: int, time: str, zone: str) -> datetime | None:
    """A wire's time stamp as UTC; a year of two digits is one of this century, an unknown zone is UTC."""
    try:
        local = datetime(
            year + 2000 if year < 100 else year, month, day, int(time[:2]), int(time[2:]), tzinfo=UTC
        )
    except ValueError:
        return None
    return local - timedelta(hours=ZONES.get(zone.upper(), 0))


def month(name: str) -> int:
    """The number of a month's name, 0 for no month."""
    return MONTHS.get(name.casefold()[:3], 0)
