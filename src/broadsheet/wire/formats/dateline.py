"""Datelines: where a text says it was written, found at its head or in a field of its own."""

import re
from dataclasses import dataclass

from broadsheet.wire.formats.agencies import signs
from broadsheet.wire.formats.item import Dateline
from broadsheet.wire.formats.places import country_of

# Months in full and as agencies shorten them: English, German, French, Spanish, Italian, Portuguese, Dutch,
# the Scandinavian languages and Finnish.
MONTH_NAMES = """
    jan january januar janvier janv enero ene gennaio gen janeiro januari tammikuu tammikuuta
    feb february februar février févr fév febrero febbraio fevereiro fev februari helmikuu helmikuuta
    mar march märz mär mars marzo março maart mrt maaliskuu maaliskuuta
    apr april avril avr abril abr aprile huhtikuu huhtikuuta
    may mai mayo maggio mag maio mei maj toukokuu toukokuuta
    jun june juni juin junio giugno giu junho kesäkuu kesäkuuta
    jul july juli juillet juil julio luglio lug julho heinäkuu heinäkuuta
    aug august août aout agosto ago augustus augusti elokuu elokuuta
    sep sept september septembre septiembre settembre set setembro syyskuu syyskuuta
    oct october oktober okt octobre octubre ottobre ott outubro out lokakuu lokakuuta
    nov november novembre noviembre novembro marraskuu marraskuuta
    dec december dezember dez décembre déc diciembre dic dicembre dezembro desember des joulukuu joulukuuta
"""
MONTH = rf"(?:{'|'.join(sorted(set(MONTH_NAMES.split()), key=len, reverse=True))})(?![^\W\d_])\.?"
YEAR = r"(?:,?\s+(?:de\s+)?\d{4})?"
DAY = rf"""(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?{MONTH}{YEAR}
    |{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?!\d){YEAR}
    |\d{{1,2}}[./]\d{{1,2}}(?:[./](?:\d{{4}}|\d\d))?\.?)"""
WORD = r"[^\W\d_][\w.'’`-]{0,30}"
PARTICLE = (
    r"(?:de|del|della|di|da|do|dos|du|des|la|le|les|el|al|of|the|and|near|am|an|der|den|im|in|bei|sur|sous"
    r"|i|och|og)"
)
PLACE = rf"{WORD}(?:(?:,\s*|\s*/\s*|\s+|\s+-\s+){WORD}){{0,7}}?"
SEPARATOR = r"(?:\.\s*)?(?:[-–—―_=:]+|\.(?=\s|$)|$)\.?\s*"
SIGNED = r"[(/\[]\s*(?P<agency>[^()\[\]]{2,40}?)\s*[)/\]]"

FORMS = tuple(
    re.compile(form, re.VERBOSE | re.IGNORECASE)
    for form in (
        # (ANSA) - Rome, October 11 -
        rf"\s*{SIGNED}\s*[-–—]+\s*(?P<place>{PLACE}),?\s+(?P<date>{DAY})\s*[-–—]+\s*",
        # STOCKHOLM, Aug 29, 2014 (AFP) -    London (dpa) -    MOSCOW, January 21. /TASS/.    Jan 3 (OPTA) -
        rf"\s*(?:(?P<place>{PLACE})[,.]?\s*?)??(?:(?:^|[\s,.])\s*(?P<date>{DAY}))?[.,]?\s*{SIGNED}\s*{SEPARATOR}",
        # (New York, NY - October 21)
        rf"\s*\((?P<place>{PLACE})\s*[-–—,]\s*(?P<date>{DAY})\)(?P<agency>)\s*[-–—]*\s*",
        # SEOUL, Nov 26 AFP -
        rf"\s*(?P<place>{PLACE}),?\s+(?P<date>{DAY}),?\s+(?P<agency>[A-Z]{{2,6}})\s*[-–—]+\s*",
        # SYDNEY, AAP -    (the agency unbracketed, no day)
        rf"\s*(?P<place>{PLACE}),?\s+(?P<agency>[A-Z]{{2,6}})\s+[-–—]+\s+",
    )
)
# OTTAWA -    WASHINGTON, D.C. —
BARE = re.compile(
    r"\s*(?P<place>[A-ZÀ-ÞА-ЯΑ-Ω][A-ZÀ-ÞА-ЯΑ-Ω .'’-]{1,30}(?:,\s[\w.]+(?:\s[A-Z][\w.]+)?)?)"
    r"\s+[-–—]{1,2}\s+(?=\S)"
)
FIELD = re.compile(
    rf"\s*(?:\((?P<front>[^()]+)\)\s*[-–—]+\s*)?(?P<place>{PLACE})?(?:(?:^|[\s,./-])\s*(?P<date>{DAY}))?[.,]?\s*"
    rf"(?:{SIGNED}|(?P<bare>[A-Z]{{2,6}}(?=\s*[-–—])))?\s*(?:\.?\s*[-–—_=:]+)?\s*\.?\s*",
    re.VERBOSE | re.IGNORECASE,
)
PARTICLES = re.compile(rf"{PARTICLE}\Z")
HEAD = 140


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline found at the head of a text, and how many characters of it that takes."""

    dateline: Dateline
    agency: str
    length: int


def opening(text: str, credited: tuple[str, ...], field: Dateline) -> Opening | None:
    """The dateline that opens a text; None unless it is beyond doubt one.

    Beyond doubt is: signed by a known or credited agency, or with a day, or the place of the dateline field,
    or (without a signature) a place in capitals set off by a spaced dash.
    """
    head = text[:HEAD]
    for form in FORMS:
        match = form.match(head)
        if match and believable(match, credited, field):
            place, date = match["place"] or "", match["date"] if "date" in form.groupindex else ""
            return Opening(located(place, date or ""), match["agency"] or "", match.end())
    match = BARE.match(head)
    if match and is_place(match["place"]) and len(text) > match.end() + 20:
        return Opening(located(match["place"], ""), "", match.end())
    return None


def believable(match: re.Match[str], credited: tuple[str, ...], field: Dateline) -> bool:
    """Whether a match is a dateline and not a sentence with brackets in it."""
    groups = match.groupdict()
    place, date, agency = groups["place"] or "", groups.get("date") or "", groups["agency"] or ""
    if match.end() == 0 or (place and not is_place(place)) or (agency and not agency[0].isalpha()):
        return False
    if signs(agency, credited):
        return True
    if "date" not in groups:
        return False
    return bool(date) or is_loud(place) or same_place(place, field)


def is_loud(place: str) -> bool:
    """Whether a place stands in capitals and can be no abbreviation."""
    return place.isupper() and (len(place) > 5 or " " in place or bool(country_of(place, "")))


def same_place(place: str, field: Dateline) -> bool:
    """Whether the text opens with the place that the dateline field names."""
    return bool(field.city) and place.casefold().startswith(field.city.casefold())


def is_place(place: str) -> bool:
    """Whether every word begins with a capital or is a particle."""
    words = re.findall(r"[\w.'’]+", place)
    return (
        bool(words)
        and words[0][0].isupper()
        and all(word[0].isupper() or PARTICLES.match(word) or not word[0].isalpha() for word in words)
    )


def located(place: str, date: str) -> Dateline:
    """City, country and day from "FORT WASHINGTON, Pa." and "Jan 21"."""
    city, _, rest = (part.strip(" ,./-") for part in place.partition(","))
    country = country_of(city, rest.rpartition(",")[2].strip() or rest) if city else ""
    return Dateline(city=city, country=country, date=" ".join(date.split()).strip(" ,"))


def from_field(line: str) -> Dateline:
    """What a dateline field says; a field with nothing but figures and a clock names no city."""
    line = " ".join(line.split())[:HEAD]
    match = FIELD.fullmatch(line)
    if match and (not match["place"] or is_place(match["place"])):
        return located(match["place"] or "", match["date"] or "")
    plain = re.sub(r"[\s,]*(?:[-–—_=:]+\s*)$", "", line)
    if re.match(r"[^\W\d_]", plain) and is_place(plain) and len(plain) < 60:
        return located(plain, "")
    return Dateline(date=line[:60] if re.match(r"\d", line) else "")


def merged(*found: Dateline) -> Dateline:
    """The first that names a city, filled from the others where they speak of the same city or of none."""
    best = next((line for line in found if line.city), Dateline())
    country, date = best.country, best.date
    for line in found:
        same = not line.city or not best.city or line.city.casefold() == best.city.casefold()
        country = country or (line.country if same else "")
        date = date or line.date
    return Dateline(city=best.city, country=country or country_of(best.city, ""), date=date)
