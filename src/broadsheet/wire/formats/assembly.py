"""From what a format's parser found to a finished item: the house's rules that hold for every format."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from broadsheet.wire.formats import housecare, signals
from broadsheet.wire.formats.agencies import UNKNOWN, Agency, fold
from broadsheet.wire.formats.dateline import merged
from broadsheet.wire.formats.item import Dateline, PubStatus, WireItem, WireLink, WirePicture
from broadsheet.wire.formats.markup import Block, as_html


@dataclass(slots=True)
class Draft:
    """What a parser found, field by field; ``finish`` makes the item.

    ``lines`` are slug, take key and the like, looked at for signs of a kill or a correction; ``notes`` are
    all notes to editors, ``shown`` those of them that the desk reads; ``located`` is the dateline's place
    where the header gives one apart from the line itself.
    """

    guid: str = ""
    public_id: str = ""
    version: str = "1"
    status: PubStatus = "usable"
    correction: bool | None = None
    type: str = "text"
    headline: str = ""
    standfirst: str = ""
    author_may_be_house: bool = False
    slugline: str = ""
    byline: str = ""
    credit: str = ""
    source: str = ""
    language: str = ""
    urgency: int | None = None
    priority: int | None = None
    firstcreated: datetime | None = None
    versioncreated: datetime | None = None
    embargo: datetime | None = None
    rights: str = ""
    agency: Agency = UNKNOWN
    dateline: Dateline = field(default_factory=Dateline)
    located: Dateline = field(default_factory=Dateline)
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)
    credited: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    mediatopics: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pictures: list[WirePicture] = field(default_factory=list)
    links: list[WireLink] = field(default_factory=list)


def finish(draft: Draft) -> WireItem:
    """The item: body housekept, dateline settled, status and correction judged, lists without doubles."""
    credited = tuple(filter(None, (draft.credit, draft.source, *draft.credited)))
    kept = housecare.keep_house(
        draft.blocks, headline=draft.headline, credited=credited, field=draft.dateline
    )
    notes = unique([*draft.notes, kept.advisory])
    house = draft.credit or kept.agency or draft.source
    lines = tuple(filter(None, (draft.headline, draft.slugline, *draft.lines)))
    heard = (*notes, *draft.unshown)
    status = signals.settled(draft.status, lines=lines, notes=heard)
    if status == "usable" and draft.embargo is None and signals.speaks_of_embargo(*heard):
        status = "withheld"
    standfirst, blocks = settle_standfirst(draft.standfirst, kept.blocks, draft.headline)
    return WireItem(
        guid=draft.guid,
        public_id=draft.public_id,
        version=draft.version or "1",
        pubstatus=status,
        correction=signals.is_correction(lines=lines, notes=heard)
        if draft.correction is None
        else draft.correction,
        type=draft.type,
        headline=draft.headline,
        standfirst=standfirst,
        slugline=draft.slugline,
        ednote="\n".join(notes),
        byline=settle_byline(draft, kept.byline),
        credit=house,
        source=draft.source or draft.credit or kept.agency,
        dateline=settle_dateline(draft, kept),
        language=draft.language.replace("_", "-"),
        urgency=draft.urgency,
        priority=draft.priority,
        firstcreated=draft.firstcreated,
        versioncreated=draft.versioncreated,
        embargo=draft.embargo,
        keywords=unique(draft.keywords),
        mediatopics=unique(draft.mediatopics),
        text_html=as_html(draft.blocks),
        body_html=as_html(blocks),
        pictures=tuple(credited_picture(picture, house) for picture in draft.pictures),
        rights="\n".join(unique([draft.rights, kept.rights])),
        links=tuple(draft.links),
    )


def credited_picture(picture: WirePicture, house: str) -> WirePicture:
    """A picture that names nobody is credited to whoever sent it."""
    return picture if picture.credit else replace(picture, credit=picture.byline or house)


def settle_standfirst(text: str, blocks: list[Block], headline: str) -> tuple[str, list[Block]]:
    """The standfirst, and the body without it where the text opened with it.

    A summary that only repeats the headline or the first words of the text is no standfirst.
    """
    if blocks[1:] and "teaser" in blocks[0].role.split():
        return blocks[0].text, blocks[1:]
    opening = " ".join(block.text for block in blocks[:3])
    if not text or housecare.repeats(text, headline) or housecare.repeats(text, opening):
        return "", blocks
    return text, blocks


def settle_byline(draft: Draft, found: str) -> str:
    """The header's byline if it names a person, else the text's; the agency's own name is a credit."""
    line = housecare.without_by(draft.byline)
    if not line or housecare.nobody(line):
        return found
    houses = {fold(house) for house in (draft.credit, draft.source)}
    is_house = fold(line) in houses and draft.type == "text" and not draft.author_may_be_house
    return found if is_house else line


def settle_dateline(draft: Draft, kept: housecare.Kept) -> Dateline:
    """The header's own line, else the text's, else the place the header gives, else the agency's home."""
    home = Dateline(city=draft.agency.home) if kept.dateline.date or draft.blocks else Dateline()
    located = Dateline() if draft.agency.located_is_desk else draft.located
    return merged(draft.dateline, kept.dateline, located, home)


def unique(values: list[str]) -> tuple[str, ...]:
    """Without empty ones and doubles, in the given order."""
    return tuple(dict.fromkeys(value for value in values if value))


def whole(figure: str, low: int = 0, high: int = 9) -> int | None:
    """A small figure such as an urgency; None for anything else."""
    figure = figure.strip()
    if figure.isascii() and figure.isdigit() and low <= int(figure[:6]) <= high:
        return int(figure)
    return None
