"""NITF 3.x, alone or inside NewsML: head, body, and the pictures in it."""

import hashlib

from broadsheet.wire.formats import assembly, signals
from broadsheet.wire.formats.agencies import agency
from broadsheet.wire.formats.assembly import Draft, finish, whole
from broadsheet.wire.formats.dateline import from_field
from broadsheet.wire.formats.instants import instant
from broadsheet.wire.formats.item import Dateline, Rendition, WireItem, WireLink, WirePicture
from broadsheet.wire.formats.markup import Block, from_tree
from broadsheet.wire.formats.xmltree import (
    Element,
    attribute,
    deep,
    first,
    kid,
    kids,
    name,
    root_name,
    text,
    tree,
)


def can_read(raw: bytes) -> bool:
    """Whether the outermost element is nitf."""
    return root_name(raw) == "nitf"


def parse(raw: bytes) -> list[WireItem]:
    """The one item of a NITF file; raises Unreadable."""
    root = tree(raw)
    draft = Draft(guid="urn:sha1:" + hashlib.sha1(raw, usedforsecurity=False).hexdigest())
    read_head(root, draft)
    read_body(root, draft)
    draft.pictures = pictures(root)
    if draft.type == "text" and draft.pictures and not draft.blocks:
        draft.type = "picture"
    return [finish(draft)]


def read_head(root: Element, draft: Draft) -> None:
    """Everything in head and docdata."""
    head = kid(root, "head")
    docdata = first(head, "docdata")
    meta = {attribute(m, "name").casefold(): attribute(m, "content") for m in deep(head, "meta")}
    read_sources(root, meta, draft)
    draft.guid = attribute(first(head, "doc-id"), "id-string") or draft.guid
    draft.urgency = whole(attribute(first(head, "urgency"), "ed-urg"))
    draft.language = attribute(root, "baselang", "lang")
    draft.notes = [attribute(m, "info") for m in deep(head, "ed-msg")]
    draft.keywords = [attribute(k, "key") for k in deep(docdata, "keyword")]
    draft.mediatopics = [
        code
        for subject in deep(head, "tobject.subject")
        if len(code := attribute(subject, "tobject.subject.refnum")) == 8 and code.isdigit()
    ]
    read_times(head, draft)
    read_status(head, docdata, draft)
    title = text(kid(head, "title"))
    draft.headline = text(first(root, "hl1")) or title
    keyword = draft.keywords[0] if draft.keywords else ""
    draft.slugline = meta.get("anpa-keyword") or keyword or (title if title != draft.headline else "")
    draft.lines += [title, meta.get("anpa-takekey", ""), text(first(root, "hl2"))]
    draft.unshown += [text(n) for n in deep(root, "note") if "editor" in attribute(n, "noteclass").casefold()]
    draft.unshown += [attribute(r, "comment") for r in deep(head, "revision-history")]


def read_sources(root: Element, meta: dict[str, str], draft: Draft) -> None:
    """Who made it and whose it is."""
    copyright_ = first(root, "doc.copyright")
    holder = attribute(copyright_, "holder")
    short = attribute(first(root, "doc-id"), "regsrc") or attribute(first(root, "from-src"), "src-name")
    distributor = text(first(root, "distributor"))
    owner = text(first(root, "rights.owner"))
    draft.source = distributor or owner or holder or meta.get("aap-source", "") or short
    draft.credit = short or meta.get("aap-source", "")
    draft.credited = [distributor, owner, holder, short]
    draft.agency = agency(short, holder, distributor, owner)
    year = attribute(copyright_, "year")
    rights = [
        f"© {year} {holder}".replace("©  ", "© ") if holder else "",
        attribute(first(root, "doc.rights"), "type"),
    ]
    draft.rights = "\n".join(assembly.unique(rights))


def read_times(head: Element | None, draft: Draft) -> None:
    """Issue, revision and release; a release after the issue is an embargo.

    NITF numbers no versions: the time of the last revision tells them apart, and orders them.
    """
    zone = draft.agency.zone
    issued = instant(attribute(first(head, "date.issue"), "norm"), zone)
    revised = [instant(attribute(r, "norm"), zone) for r in deep(head, "revision-history")]
    released = instant(attribute(first(head, "date.release"), "norm"), zone)
    published = instant(attribute(first(head, "pubdata"), "date.publication"), zone)
    times = [moment for moment in (issued, *revised) if moment]
    draft.firstcreated = min(times, default=published)
    draft.versioncreated = max(times, default=published)
    if draft.versioncreated:
        draft.version = draft.versioncreated.strftime("%Y%m%d%H%M%S")
    if released and draft.versioncreated and released > draft.versioncreated:
        draft.embargo = released


def read_status(head: Element | None, docdata: Element | None, draft: Draft) -> None:
    """The management status; an embargo without an end withholds.

    A kill may carry the id and the time of the story it kills, so its version says that it is one.
    """
    word = attribute(docdata, "management-status")
    embargoed = "embargo" in word.casefold()
    draft.status = ("usable" if draft.embargo else "withheld") if embargoed else signals.state(word)
    if draft.status in {"canceled", "killed"}:
        draft.version += f"-{draft.status}"
    before = attribute(docdata, "management-doc-idref")
    if before:
        draft.links.append(WireLink(rel="updates", guid=before))
    if any(
        "correct" in attribute(tag, "tobject.property.type").casefold()
        for tag in deep(head, "tobject.property")
    ):
        draft.correction = True
    if "correct" in word.casefold():
        draft.correction = True


def read_body(root: Element, draft: Draft) -> None:
    """Byline, dateline, abstract and the text."""
    head = first(root, "body.head")
    draft.byline = draft.byline or byline(first(head, "byline"))
    draft.standfirst = draft.standfirst or text(first(head, "abstract"))
    if not draft.dateline.city:
        draft.dateline = dateline(first(head, "dateline"))
    place = first(root, "evloc")
    if place is not None and not draft.located.city:
        draft.located = Dateline(city=attribute(place, "city"), country=attribute(place, "iso-cc"))
    draft.blocks = body(root)


def body(root: Element) -> list[Block]:
    """The text of a NITF tree, wherever its body is."""
    # A note in the head may hold a body.content of its own.
    content = kid(kid(root, "body") if name(root) == "nitf" else first(root, "body"), "body.content")
    content = first(root, "body.content") if content is None else content
    return from_tree(content) if content is not None else []


def byline(line: Element | None) -> str:
    """The people named, without their titles."""
    if line is None:
        return ""
    people = [text(person) for person in deep(line, "person")]
    if people:
        return " and ".join(filter(None, people))
    parts = [line.text or ""]
    for child in line:
        parts += ["" if name(child) in {"byttl", "location"} else text(child), child.tail or ""]
    return " ".join("".join(parts).split()).strip(" ,")


def dateline(line: Element | None) -> Dateline:
    """A dateline's marked-up place, or its text."""
    if line is None:
        return Dateline()
    location = first(line, "location")
    date = text(first(line, "story.date"))
    city = text(first(line, "city")) or ("" if location is not None and len(location) else text(location))
    if city:
        state = text(first(line, "state")) or attribute(first(line, "state"), "state-code")
        read = from_field(f"{city}, {state}" if state else city)
        country = text(first(line, "country")) or attribute(first(line, "country"), "iso-cc") or read.country
        return Dateline(city=read.city or city, country=country, date=date)
    written = "".join(str(part) for part in line.itertext())
    return Dateline(date=date) if date and not first(line, "location") else from_field(written)


def pictures(root: Element) -> list[WirePicture]:
    """The pictures among the media; several references of one media are its renditions."""
    found = []
    for media in deep(root, "media"):
        references = [
            r
            for r in kids(media, "media-reference")
            if is_image(media, r) and attribute(r, "source", "data-location")
        ]
        if not references:
            continue
        renditions = tuple(rendition(reference) for reference in references)
        producer = text(kid(media, "media-producer"))
        found.append(
            WirePicture(
                href=max(renditions, key=lambda r: r.width or 0).href,
                caption=text(kid(media, "media-caption")),
                credit=attribute(references[0], "copyright") or producer,
                byline=producer,
                alt=attribute(references[0], "alternate-text"),
                copyright=attribute(references[0], "copyright"),
                renditions=renditions,
            )
        )
    return found


def is_image(media: Element, reference: Element) -> bool:
    """Whether a reference is a picture by its own type, or else by its media's."""
    own = attribute(reference, "mime-type") or attribute(media, "media-type")
    return own.casefold().startswith(("image", "photo", "picture", "graphic"))


def rendition(reference: Element) -> Rendition:
    """One file of a picture."""
    return Rendition(
        href=attribute(reference, "source", "data-location"),
        role=attribute(reference, "name", "id"),
        mimetype=attribute(reference, "mime-type"),
        width=whole(attribute(reference, "width"), 1, 99999),
        height=whole(attribute(reference, "height"), 1, 99999),
    )
