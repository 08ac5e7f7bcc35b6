"""NewsML 1.x: news items of nested components, with text and pictures."""

import re

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import nitf, signals
from broadsheet.wire.formats.agencies import agency
from broadsheet.wire.formats.assembly import Draft, finish, whole
from broadsheet.wire.formats.dateline import from_field
from broadsheet.wire.formats.instants import instant
from broadsheet.wire.formats.item import Dateline, WireItem, WireLink
from broadsheet.wire.formats.limits import check_count, check_parts
from broadsheet.wire.formats.newsml12_pictures import inside_picture, pictures
from broadsheet.wire.formats.newsml12_text import blocks, formal, heading, texts
from broadsheet.wire.formats.xmltree import (
    Element,
    attribute,
    deep,
    first,
    kid,
    kids,
    line_of,
    name,
    root_name,
    text,
    tree,
)

# urn:newsml:ProviderId:DateId:NewsItemId:RevisionId and its update flag (RFC 3085).
URN = re.compile(r"(urn:newsml:[^:]+:\d{8})[^:]*((?::[^:]+)+?):\d+[NUA]?", re.IGNORECASE)
# The DateId of some agencies is a time with an offset, and so holds colons or a sign of its own.
NOTE_LINES = ("advisory", "product", "note", "editor", "instruction", "warning", "correction")


def can_read(raw: bytes) -> bool:
    """Whether the outermost element is NewsML."""
    return root_name(raw) == "newsml"


def parse(raw: bytes) -> list[WireItem]:
    """Every news item of the message; raises Unreadable."""
    root = tree(raw)
    items = list(kids(root, "newsitem"))
    check_count(len(items))
    if not items:
        raise Unreadable("The NewsML message holds no NewsItem.", line=line_of(root))
    envelope = kid(root, "newsenvelope")
    return [finish(read_item(item, envelope)) for item in items]


def read_item(item: Element, envelope: Element | None) -> Draft:
    """One news item with all its components."""
    check_parts(sum(1 for _ in deep(item, "newscomponent", "contentitem", "newslines")))
    draft = Draft()
    main = kid(item, "newscomponent")
    read_sources(item, draft)
    read_identity(item, draft)
    read_management(item, envelope, draft)
    read_lines(item, draft)
    read_description(item, draft)
    read_text(item, draft)
    draft.pictures = pictures(main) if main is not None else []
    draft.type = kind(item, draft)
    return draft


def read_sources(item: Element, draft: Draft) -> None:
    """Provider, source, copyright."""
    source = attribute(first(first(item, "source"), "party"), "FormalName")
    provider = attribute(first(first(item, "provider"), "party"), "FormalName")
    identifier = text(first(item, "providerid"))
    draft.credit = text(first(item, "creditline"))
    draft.source = source or provider or draft.credit or identifier
    draft.credited = [provider, draft.credit, identifier]
    draft.agency = agency(provider, source, draft.credit, identifier)
    rights = [text(line) for line in deep(item, "copyrightline", "usagetype", "usagerights/usagetype")]
    draft.rights = "\n".join(dict.fromkeys(filter(None, rights)))


def read_identity(item: Element, draft: Draft) -> None:
    """The identifiers: one without the revision for the story, the agency's public one, the revision.

    NewsItemId is unique only within provider and day (NewsML 1.2, 5.2.3), so it never stands alone.
    """
    identifier = first(item, "newsidentifier")
    public = text(kid(identifier, "publicidentifier"))
    provider, day = text(kid(identifier, "providerid")), text(kid(identifier, "dateid"))[:8]
    own = text(kid(identifier, "newsitemid"))
    draft.version = text(kid(identifier, "revisionid")) or "1"
    match = URN.fullmatch(public)
    if match and own and not same_item(match[2].strip(":"), own):
        match, public = None, ""
    if match:
        draft.guid = match[1] + steady(match[2])
    elif own:
        draft.guid = f"urn:newsml:{provider}:{day}:{own}"
    else:
        own = (
            text(first(item, "guid"))
            or attribute(item, "Duid")
            or attribute(first(item, "newscomponent"), "Duid")
        )
        draft.guid = public or own
    draft.public_id = public or own
    if not draft.guid:
        raise Unreadable("A NewsItem has no identifier.", line=line_of(item))


def same_item(named: str, own: str) -> bool:
    """Whether a public identifier speaks of this item; some agencies send one for all their items."""
    return own in named or steady(f":{named}").strip(":") in own


def steady(tail: str) -> str:
    """The part behind the day without the rest of a DateId such as T103600+0000."""
    return re.sub(r"^:\d{2}(?::?\d{2})?(?=:)", "", tail) if tail.count(":") > 1 else tail


def read_management(item: Element, envelope: Element | None, draft: Draft) -> None:
    """Times, status, urgency, what it updates."""
    zone = draft.agency.zone
    management = kid(item, "newsmanagement")
    draft.firstcreated = instant(text(kid(management, "firstcreated")), zone)
    draft.versioncreated = instant(text(kid(management, "thisrevisioncreated")), zone)
    draft.urgency = whole(formal(kid(management, "urgency")))
    draft.priority = whole(formal(kid(envelope, "priority")))
    word = formal(kid(management, "status"))
    draft.status = signals.state(word)
    change = kid(management, "statuswillchange")
    becomes = formal(kid(change, "futurestatus")).casefold()
    if "embargo" in word.casefold() or draft.status == "withheld":
        read_release(change, becomes, draft)
    for link in kids(management, "associatedwith", "derivedfrom", "updateof"):
        guid = attribute(link, "NewsItem")
        if guid:
            draft.links.append(WireLink(rel=name(link).replace("associatedwith", "seealso"), guid=guid))
    instructions = [attribute(i, "FormalName") for i in kids(management, "instruction")]
    if any("correct" in word.casefold() or "rectif" in word.casefold() for word in instructions):
        draft.correction = True
    draft.lines += [attribute(kid(management, "newsitemtype"), "FormalName")]


def read_release(change: Element | None, becomes: str, draft: Draft) -> None:
    """An embargoed item that says when it becomes usable is usable under that embargo."""
    when = instant(text(kid(change, "dateandtime")), draft.agency.zone)
    if when and becomes in {"", "usable"}:
        draft.status, draft.embargo = "usable", when


def read_lines(item: Element, draft: Draft) -> None:
    """The news lines of the text, not those of pictures."""
    found: dict[str, str] = {}
    for lines in deep(item, "newslines"):
        if inside_picture(lines, item):
            continue
        for line in kids(lines):
            if name(line) == "newsline":
                read_note(line, draft)
            elif text(line):
                found.setdefault(name(line), text(line))
    draft.headline = found.get("headline", "")
    draft.standfirst = found.get("subheadline", "")
    draft.byline = found.get("byline", "")
    draft.slugline = found.get("slugline", "") or text(first(item, "namelabel"))
    draft.dateline = from_field(found.get("dateline", ""))
    draft.rights = draft.rights or found.get("copyrightline", "")
    draft.lines += [text(first(item, "namelabel"))]


def read_note(line: Element, draft: Draft) -> None:
    """A typed news line: notes go to the desk, everything else is only looked at."""
    kind_ = formal(kid(line, "newslinetype")).casefold()
    words = [text(part) for part in kids(line, "newslinetext")]
    if any(note in kind_ for note in NOTE_LINES):
        draft.notes += words
    else:
        draft.unshown += words


def read_description(item: Element, draft: Draft) -> None:
    """Language, place, subjects and keywords, wherever they stand: agencies misspell the parents."""
    main = first(item, "newscomponent")
    draft.language = (
        attribute(first(item, "language"), "FormalName") or attribute(item, "lang") or attribute(main, "lang")
    )
    draft.located = place(item)
    draft.mediatopics = [
        code
        for subject in deep(item, "subject", "subjectmatter", "subjectdetail", "subjectqualifier")
        if re.fullmatch(r"\d{8}", code := attribute(subject, "FormalName"))
    ]
    draft.keywords = [
        attribute(p, "Value")
        for p in deep(item, "property")
        if attribute(p, "FormalName").casefold() == "keyword"
    ]
    draft.notes += [
        text(c) for c in kids(kid(item, "newsmanagement"), "comment") if "note" in formal(c).casefold()
    ]


def place(item: Element) -> Dateline:
    """The place that the metadata gives as the origin of the text."""
    for location in deep(item, "location"):
        if attribute(location, "HowPresent").casefold() in {"", "origin", "routefrom"}:
            properties = {
                attribute(p, "FormalName").casefold(): attribute(p, "Value")
                for p in deep(location, "property")
            }
            return Dateline(city=properties.get("city", ""), country=properties.get("country", ""))
    description = first(item, "descriptivemetadata")
    properties = {
        attribute(p, "FormalName").casefold(): attribute(p, "Value") for p in kids(description, "property")
    }
    country = properties.get("country", "") or attribute(
        next(
            (p for p in deep(first(item, "location"), "property") if attribute(p, "FormalName") == "Country"),
            None,
        ),
        "Value",
    )
    return Dateline(city=properties.get("city", ""), country=country)


def read_text(item: Element, draft: Draft) -> None:
    """The body: every text component of the story itself, and what its NITF knows beside it."""
    for content in texts(item):
        data = kid(content, "datacontent")
        inner = first(data, "nitf")
        if inner is not None:
            read_nitf(inner, draft)
        else:
            draft.blocks += blocks(data)
    draft.headline = draft.headline or heading(item)
    if draft.blocks and draft.blocks[1:]:
        drop_masthead(item, draft)


def read_nitf(inner: Element, draft: Draft) -> None:
    """NITF inside a component fills what the news lines left open."""
    own = Draft()
    nitf.read_head(inner, own)
    nitf.read_body(inner, own)
    draft.blocks += own.blocks
    draft.headline = draft.headline or own.headline
    draft.byline = draft.byline or own.byline
    draft.standfirst = draft.standfirst or own.standfirst
    draft.urgency = draft.urgency if draft.urgency is not None else own.urgency
    draft.notes += own.notes
    if not draft.dateline.city:
        draft.dateline = own.dateline if own.dateline.city else draft.dateline
    if not draft.located.city and own.located.country == draft.located.country:
        draft.located = own.located if own.located.city else draft.located


def drop_masthead(item: Element, draft: Draft) -> None:
    """A first paragraph that only repeats the dateline field and the sender is no copy."""
    field = text(first(item, "dateline"))
    for at, block in enumerate(draft.blocks[:2]):
        if len(field) > 8 and block.text.startswith(field) and " | " in block.text:
            del draft.blocks[at]
            return


def kind(item: Element, draft: Draft) -> str:
    """What the item is: text if it has text, else its pictures, else its media type."""
    if draft.blocks:
        return "text"
    if draft.pictures:
        return "picture"
    media = attribute(first(item, "mediatype"), "FormalName").casefold()
    return {
        "photo": "picture",
        "image": "picture",
        "graphic": "picture",
        "video": "video",
        "audio": "audio",
    }.get(media, "text")
