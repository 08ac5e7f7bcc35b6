"""NewsML-G2: news messages, news items and packages; text, pictures, and the rest by their metadata."""

import re
from collections.abc import Iterator
from dataclasses import replace

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import newsmlg2_content, newsmlg2_notes, signals
from broadsheet.wire.formats.agencies import agency
from broadsheet.wire.formats.assembly import Draft, finish, whole
from broadsheet.wire.formats.dateline import from_field
from broadsheet.wire.formats.instants import instant
from broadsheet.wire.formats.item import Dateline, WireItem, WireLink
from broadsheet.wire.formats.limits import check_count
from broadsheet.wire.formats.xmltree import (
    Element,
    attribute,
    deep,
    kid,
    kids,
    line_of,
    local,
    name,
    root_name,
    text,
    tree,
)

ROOTS = frozenset({"newsmessage", "newsitem", "packageitem"})
CODE = re.compile(r"(?:^|[:/])(\d{8})$")
# Vocabularies of IPTC topics, as aliases and as addresses; other vocabularies have eight-digit codes too.
TOPIC_SCHEMES = ("medtop", "mediatopic", "subj", "subjectcode", "iptc")
ITEM_CLASSES = {"photo": "picture", "graphic": "picture", "image": "picture", "animated": "video"}


def can_read(raw: bytes) -> bool:
    """Whether the outermost element is one of NewsML-G2's."""
    return root_name(raw) in ROOTS


def parse(raw: bytes) -> list[WireItem]:
    """Every news and package item of the message; raises Unreadable."""
    root = tree(raw)
    header = kid(root, "header")
    elements = [root] if name(root) != "newsmessage" else list(members(root))
    check_count(len(elements))
    if not elements:
        raise Unreadable("The news message holds no item.", line=line_of(root))
    items = [finish(read_item(element, header)) for element in elements]
    return shared_pictures(elements, items)


def members(root: Element) -> Iterator[Element]:
    """The items of a message; a package without an identifier only lists what is beside it."""
    for item_set in kids(root, "itemset"):
        for element in kids(item_set, "newsitem", "packageitem"):
            if name(element) == "newsitem" or attribute(element, "guid"):
                yield element


def read_item(item: Element, header: Element | None) -> Draft:
    """One item of any class."""
    draft = Draft(guid=attribute(item, "guid"), version=attribute(item, "version") or "1")
    if not draft.guid:
        raise Unreadable("An item has no guid.", line=line_of(item))
    meta, about = kid(item, "itemmeta"), kid(item, "contentmeta")
    draft.type = item_class(item, meta)
    read_sources(item, header, draft)
    read_management(meta, header, draft)
    newsmlg2_notes.read(meta, draft)
    read_about(about, draft)
    draft.language = attribute(kid(about, "language"), "tag") or attribute(item, "lang")
    draft.links += links(item, meta)
    newsmlg2_content.read(item, draft)
    return draft


def item_class(item: Element, meta: Element | None) -> str:
    """text, picture, audio, video or composite."""
    given = code(kid(meta, "itemclass")).casefold()
    default = "composite" if name(item) == "packageitem" else "text"
    return ITEM_CLASSES.get(given, given) or default


def code(element: Element | None) -> str:
    """A concept's code without its vocabulary: the end of its qcode or uri, or its literal."""
    value = attribute(element, "qcode")
    if value:
        return value.partition(":")[2] or value
    return attribute(element, "uri").rpartition("/")[2] or attribute(element, "literal")


def called(element: Element | None) -> str:
    """What a concept is called: its name, literal, or as a last resort its code or address."""
    if element is None:
        return ""
    named = text(kid(element, "name")) or attribute(element, "literal")
    return named or attribute(element, "qcode").partition(":")[2] or attribute(element, "uri")


def read_sources(item: Element, header: Element | None, draft: Draft) -> None:
    """Provider, credit line, copyright and terms."""
    meta, about, rights = kid(item, "itemmeta"), kid(item, "contentmeta"), kid(item, "rightsinfo")
    sender = text(kid(header, "sender"))
    draft.source = called(kid(meta, "provider"))
    draft.credit = text(kid(about, "creditline"))
    holders = [called(holder) for holder in kids(rights, "copyrightholder")]
    infos = [called(info) for info in kids(about, "infosource")]
    draft.credited = [sender, *holders, *infos, *(called(c) for c in kids(about, "creator"))]
    draft.agency = agency(sender, draft.source, draft.credit, *infos)
    notices = [text(notice) for notice in kids(rights, "copyrightnotice", "usageterms")]
    draft.rights = "\n".join(dict.fromkeys(n for n in notices if n and n != "None"))


def read_management(meta: Element | None, header: Element | None, draft: Draft) -> None:
    """Times, status, embargo, signals."""
    zone = draft.agency.zone
    draft.versioncreated = instant(text(kid(meta, "versioncreated")), zone)
    draft.firstcreated = instant(text(kid(meta, "firstcreated")), zone)
    draft.priority = whole(text(kid(header, "priority")).split(" ")[0] if header is not None else "")
    draft.status = signals.state(code(kid(meta, "pubstatus")))
    embargoed = kid(meta, "embargoed")
    draft.embargo = instant(text(embargoed), zone)
    endless = embargoed is not None and draft.embargo is None and not draft.agency.empty_embargo_is_none
    if endless and draft.status == "usable":
        draft.status = "withheld"
    sent = {code(signal).casefold() for signal in kids(meta, "signal")}
    if "correction" in sent:
        draft.correction = True
    # Reuters deletes by message type, and may leave the status as it was.
    message_type = attribute(kid(meta, "itemclass"), "msgType").upper()
    if draft.status == "usable" and message_type == "D":
        draft.status = "canceled"
    draft.lines += [text(title) for title in kids(meta, "title")]


def read_about(about: Element | None, draft: Draft) -> None:
    """Headline, slug, byline, dateline, subjects."""
    draft.urgency = whole(text(kid(about, "urgency")))
    headlines = list(kids(about, "headline"))
    draft.headline = next((text(h) for h in headlines if is_main(h)), "") or next(map(text, headlines), "")
    draft.slugline = text(kid(about, "slugline"))
    draft.byline = text(kid(about, "by")) or creator(about, draft)
    draft.dateline = from_field(text(kid(about, "dateline")))
    draft.located = place(kid(about, "located"))
    draft.keywords = [text(keyword) for keyword in kids(about, "keyword")]
    draft.mediatopics = list(topics(about))
    draft.standfirst = next(
        (
            text(d)
            for d in kids(about, "description")
            if code_of_role(d) in {"teaser", "summary", "standfirst", "abstract"}
        ),
        "",
    )


def is_main(headline: Element) -> bool:
    """Whether a headline is the headline, and no sub-headline, kicker or second choice."""
    rank, role = attribute(headline, "rank"), code_of_role(headline)
    return rank in {"", "1"} and not re.search(r"sub|kicker|over|dach|unter", role)


def code_of_role(element: Element) -> str:
    """The role of an element without its vocabulary, lower-case."""
    return attribute(element, "role").rpartition(":")[2].casefold()


def creator(about: Element | None, draft: Draft) -> str:
    """A creator who is plainly a person: for pictures any, for text one with a first and a last name."""
    found = []
    for maker in kids(about, "creator"):
        named = text(kid(maker, "name"))
        person = re.fullmatch(r"[A-ZÀ-Þ][\w'’-]+(?: [\w.'’-]+){1,3}", named) and not named.startswith("The ")
        if named and (draft.type == "picture" or (person and named not in draft.credited[:1])):
            found.append(named)
    return " and ".join(found)


def place(located: Element | None) -> Dateline:
    """City and country of a location that is written out."""
    if located is None:
        return Dateline()
    line = from_field(text(kid(located, "name")) or attribute(located, "literal"))
    country = next(
        (
            text(kid(b, "name")) or code(b)
            for b in deep(located, "broader")
            if re.search(r"country|cntry|iso3166", str(b.attrib))
        ),
        "",
    )
    return replace(line, country=line.country or country)


def topics(about: Element | None) -> Iterator[str]:
    """IPTC codes of all subjects, of what they are the same as, and of what is broader."""
    for subject in kids(about, "subject"):
        for concept in (subject, *deep(subject, "sameas", "broader")):
            value = attribute(concept, "qcode") or attribute(concept, "uri")
            match = CODE.search(value)
            if match and any(scheme in value.casefold() for scheme in TOPIC_SCHEMES):
                yield match[1]


def links(item: Element, meta: Element | None) -> Iterator[WireLink]:
    """Links of the item, and for a package what it holds."""
    for link in kids(meta, "link"):
        target, href = attribute(link, "residref"), attribute(link, "href")
        if target or href:
            rel = local(attribute(link, "rel").rpartition(":")[2]) or "seealso"
            title = text(kid(link, "title"))
            yield WireLink(rel=rel, guid=target, href=href, version=attribute(link, "version"), title=title)
    for reference in deep(kid(item, "groupset"), "itemref"):
        target = attribute(reference, "residref")
        if target:
            title = text(kid(reference, "headline")) or text(kid(reference, "title"))
            version = attribute(reference, "version")
            yield WireLink(rel="contains", guid=target, version=version, title=title)


def shared_pictures(elements: list[Element], items: list[WireItem]) -> list[WireItem]:
    """Texts that a package of the same message groups with pictures bring those pictures along."""
    by_guid = {item.guid: item for item in items if item.type == "picture" and item.pubstatus == "usable"}
    for element in elements:
        held = dict.fromkeys(attribute(r, "residref") for r in deep(kid(element, "groupset"), "itemref"))
        shown = tuple(p for guid in held if guid in by_guid for p in by_guid[guid].pictures)
        texts = [i for i, item in enumerate(items) if item.guid in held and item.type == "text"]
        if shown and texts and not items[texts[0]].pictures:
            items[texts[0]] = replace(items[texts[0]], pictures=shown)
    return items
