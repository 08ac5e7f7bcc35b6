"""Agencies' own small XML dialects: one reader, told by data which of their words mean which field."""

import re
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import signals
from broadsheet.wire.formats.assembly import Draft, finish, whole
from broadsheet.wire.formats.dateline import from_field
from broadsheet.wire.formats.instants import instant
from broadsheet.wire.formats.item import Rendition, WireItem, WireLink, WirePicture
from broadsheet.wire.formats.markup import Block, from_html, from_tree
from broadsheet.wire.formats.xmltree import Element, attribute, deep, kid, kids, name, root_name, text, tree

# What each field is called, in English, German, French, Spanish and the Nordic languages.
WORDS = """
    guid: newsid guid uuid itemid articleid storyid newsitemid uri identifier
    version: version revision versionnumber
    headline: headline title heading overskrift rubrik titel tittel otsikko titre titulo titular
    slugline: strapline slugline slug stikord stikkord
    body: content body text bodytext maintext story storytext brodtekst brødtekst bodycontent texte
        cuerpo texto leipateksti
    standfirst: leadtext lead ingress manchet standfirst summary abstract preamble underrubrik
        chapeau entradilla subtitle
    byline: byline author reporter writer forfatter autor auteur
    source: agency source kilde quelle provider
    origin: origin creditline credit
    city: town city dateline ort place by_sted sted
    created: created createddate datecreated firstcreated
    published: publishdate publicationdate published pubdate datetime date timestamp modified
        updated versioncreated
    embargo: embargo embargodate embargoed embargountil sperrfrist
    urgency: priority urgency prio prioritet
    ednote: tilredaktionen ednote editorialnote notetoeditors editornote tilredaksjonen hinweis
    keywords: keywords keyword subjectkeyword tags stikordsliste
    topics: iptclist iptc subjectcodes mediatopics
    canceled: annuleret cancelled canceled withdrawn killed deleted
    correction: korrektion correction korreksjon korrektur
    replaces: replaces replacedid replacesid previousid
    status: status pubstatus publishingstatus
"""
MEANING: dict[str, str] = {}
for entry in WORDS.replace("\n        ", " ").strip().split("\n"):
    MEANING.update(dict.fromkeys(entry.partition(":")[2].split(), entry.partition(":")[0].strip()))

PICTURES = frozenset({"image", "picture", "photo", "bild", "billede", "bilde"})
HOLDERS = frozenset(
    {"images", "pictures", "photos", "multimedielist", "logos", "contacts", "documents", "links"}
)
# Roots that are no stories, or belong to other formats.
OTHERS = frozenset(
    [
        "html",
        "svg",
        "rss",
        "feed",
        "rdf",
        "opml",
        "urlset",
        "sitemapindex",
        "newsml",
        "newsitem",
        "newsmessage",
        "nitf",
        "xmpmeta",
    ]
)
HOUSES: dict[str, tuple[str, str, tzinfo]] = {
    "rbnews": ("Ritzau", "da", ZoneInfo("Europe/Copenhagen")),
    "release": ("", "", ZoneInfo("Europe/Oslo")),
}
LOCAL_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\s+(\d{1,2}):(\d\d)")
IMAGE_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
MIN_LETTERS = 10


def can_read(raw: bytes) -> bool:
    """Whether a foreign XML has something like a headline or slug, and a text. Asked after all others."""
    root = root_name(raw)
    if not root or root in OTHERS:
        return False
    try:
        fields = collect(tree(raw))
    except Unreadable:
        return False
    named = any(fields.get(key) for key in ("headline", "slugline"))
    body = fields.get("body")
    return bool(named and body and len(text(body[0])) >= MIN_LETTERS)


def parse(raw: bytes) -> list[WireItem]:
    """The one story; raises Unreadable."""
    root = tree(raw)
    fields = collect(root)
    house, language, zone = HOUSES.get(name(root), ("", "", ZoneInfo("UTC")))
    draft = Draft(version=said(fields, "version") or "1")
    draft.guid = said(fields, "guid") or f"{name(root)}:{attribute(root, 'id') or said(fields, 'headline')}"
    draft.headline, draft.slugline = said(fields, "headline"), said(fields, "slugline")
    draft.byline = said(fields, "byline")
    draft.credit = said(fields, "origin").strip("/ ")
    draft.source = house or said(fields, "source") or text(kid(root, "publisher", "name"))
    draft.language = attribute(root, "lang") or language
    draft.versioncreated = when(said(fields, "published"), zone) or when(said(fields, "created"), zone)
    draft.firstcreated = when(said(fields, "created"), zone) or draft.versioncreated
    draft.embargo = when(said(fields, "embargo"), zone)
    draft.urgency = draft.priority = whole(said(fields, "urgency"))
    draft.dateline = from_field(said(fields, "city"))
    read_signs(fields, draft)
    read_texts(fields, draft)
    draft.pictures = [picture(found) for found in deep(root, *PICTURES) if addresses(found)]
    return [finish(draft)]


def collect(root: Element) -> dict[str, list[Element]]:
    """The elements of each meaning, outermost first; what belongs to pictures and contacts is passed by."""
    fields: dict[str, list[Element]] = {}
    level = [root]
    for _ in range(3):
        children = [child for parent in level for child in kids(parent)]
        for child in children:
            meaning = MEANING.get(name(child))
            if meaning and text(child):
                fields.setdefault(meaning, []).append(child)
        level = [
            child
            for child in children
            if name(child) not in HOLDERS | {"publisher"} and name(child) not in MEANING
        ]
    return fields


def said(fields: dict[str, list[Element]], key: str) -> str:
    """The first value of a field as one line."""
    return text(fields[key][0]) if fields.get(key) else ""


def when(stamp: str, zone: tzinfo) -> datetime | None:
    """ISO 8601 or dd.mm.yyyy hh:mm in the agency's zone."""
    match = LOCAL_DATE.fullmatch(stamp)
    if match:
        day, month, year, hour, minute = match.groups()
        stamp = f"{year}-{int(month):02}-{int(day):02}T{int(hour):02}:{minute}"
    return instant(stamp, zone)


def read_signs(fields: dict[str, list[Element]], draft: Draft) -> None:
    """Cancelled, corrected, replaced; an embargo that cannot be read withholds."""
    if said(fields, "canceled").casefold() in {"true", "1", "yes"}:
        draft.status = "canceled"
    elif said(fields, "embargo") and draft.embargo is None:
        draft.status = "withheld"
    word = said(fields, "status")
    if signals.state(word) in {"canceled", "killed"}:
        draft.status = signals.state(word)
    if said(fields, "correction").casefold() in {"true", "1", "yes"}:
        draft.correction = True
    if said(fields, "replaces"):
        draft.links = [WireLink(rel="updates", guid=said(fields, "replaces"))]


def read_texts(fields: dict[str, list[Element]], draft: Draft) -> None:
    """Body, standfirst, notes, keywords and topics."""
    draft.blocks = blocks(fields["body"][0]) if fields.get("body") else []
    draft.standfirst = (
        " ".join(b.text for b in blocks(fields["standfirst"][0])) if fields.get("standfirst") else ""
    )
    draft.notes = ["\n".join(b.text for b in blocks(note)) for note in fields.get("ednote", [])]
    draft.keywords = [
        word.strip()
        for found in fields.get("keywords", [])
        for word in re.split(r"[,;]", text(found))
        if word.strip()
    ]
    draft.mediatopics = [
        code for found in fields.get("topics", []) for code in re.findall(r"(?<!\d)\d{8}(?!\d)", text(found))
    ]


def blocks(element: Element) -> list[Block]:
    """Markup as elements or escaped."""
    return from_tree(element) if len(element) else from_html(element.text or "")


def addresses(element: Element) -> list[str]:
    """Addresses of files below a picture's element."""
    found = [text(child) for child in deep(element, *(name(c) for c in kids(element)))] or [text(element)]
    found += [str(value) for value in element.attrib.values()]
    return [address for address in found if IMAGE_ADDRESS.fullmatch(address)]


def picture(element: Element) -> WirePicture:
    """A picture: the first address is its best, the others are renditions."""
    files = addresses(element)
    return WirePicture(
        href=files[0],
        caption=text(kid(element, "caption")) or text(kid(element, "description")),
        credit=text(kid(element, "credit")) or text(kid(element, "photographer")),
        byline=text(kid(element, "photographer")) or text(kid(element, "byline")),
        renditions=tuple(Rendition(href=address) for address in dict.fromkeys(files)),
    )
