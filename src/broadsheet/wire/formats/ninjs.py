"""ninjs 1.x, 2.x and 3.x: one reading for all, since the later versions only turn objects into lists."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from broadsheet.wire.formats import ninjs_pictures, nitf, signals
from broadsheet.wire.formats.agencies import agency
from broadsheet.wire.formats.assembly import Draft, finish, unique, whole
from broadsheet.wire.formats.dateline import from_field
from broadsheet.wire.formats.instants import instant
from broadsheet.wire.formats.item import Dateline, WireItem, WireLink
from broadsheet.wire.formats.jsontree import Object, copy, document, named, objects, peek, text, words
from broadsheet.wire.formats.limits import check_count
from broadsheet.wire.formats.markup import Block, from_html, from_text
from broadsheet.wire.formats.xmltree import root_name, tree

TYPES = {
    **dict.fromkeys(("picture", "photo", "image", "graphic"), "picture"),
    **dict.fromkeys(("composite", "package"), "composite"),
    **{kind: kind for kind in ("text", "audio", "video")},
}
IDENTITY = frozenset({"uri", "guid", "id"})
CONTENT = frozenset(
    {"headline", "headlines", "headline_main", "pubstatus", "versioncreated", "body_html", "bodies"}
)
# What an address carries for one request only.
PASSING = re.compile(r"(?<=[?&])(?:qt|et|ai|cid)=[^&#]*&?")
BODY_ORDER = ("nitf", "xhtml", "html", "richtext", "main", "text")
SUMMARY_ROLES = (
    "lead",
    "summary",
    "teaser",
    "standfirst",
    "abstract",
    "text",
    "html",
    "richtext",
    "xhtml",
    "main",
    "",
)


def can_read(raw: bytes) -> bool:
    """Whether this is an item of ninjs, or a list of them."""
    return next(members(peek(raw)), None) is not None


def parse(raw: bytes) -> list[WireItem]:
    """Every item; raises Unreadable."""
    found = list(members(document(raw)))
    check_count(len(found))
    given = [text(one.get("guid")) for one in found]
    addresses = {text(one.get("uri")) for one in found}
    if len(found) > 1 and len(set(given)) == 1 and len(addresses) == len(found):
        # One guid for all: only the uri tells these items apart.
        found = [{**one, "guid": ""} for one in found]
    return [finish(read_item(one)) for one in found]


def members(top: Any) -> Iterator[Object]:
    """The items of a document: itself, a list, or what stands under item or items."""
    if isinstance(top, list):
        candidates: list[Any] = top
    elif isinstance(top, dict):
        candidates = [top] if is_item(top) else [*objects(top.get("items")), *objects(top.get("item"))]
    else:
        candidates = []
    yield from (one for one in candidates if isinstance(one, dict) and is_item(one))


def is_item(one: Object) -> bool:
    """Whether an object says who it is and what it holds."""
    return not IDENTITY.isdisjoint(one) and len(CONTENT & one.keys()) > 1


def read_item(one: Object) -> Draft:
    """One item, of any version of the format."""
    draft = Draft()
    read_identity(one, draft)
    draft.type = kind(one)
    read_sources(one, draft)
    read_management(one, draft)
    draft.headline = value_by_role(one, "headline", ("main", "")) or text(one.get("title"))
    draft.slugline = text(one.get("slugline"))
    draft.byline = byline(one)
    draft.dateline = located(one, draft)
    draft.language = text(one.get("language"))
    draft.keywords = words(one.get("keywords"))
    draft.mediatopics = list(topics(one))
    if draft.type != "picture":
        draft.standfirst = plain(value_by_role(one, "description", SUMMARY_ROLES))
        draft.blocks = body(one)
    draft.pictures = ninjs_pictures.of(one, draft)
    draft.links = list(links(one))
    return draft


def read_identity(one: Object, draft: Draft) -> None:
    """The guid without what belongs to one request; the version, or in its place the time."""
    draft.public_id = text(one.get("guid")) or text(one.get("uri")) or text(one.get("id"))
    if not draft.public_id:
        draft.public_id = "urn:sha1:" + hashlib.sha1(repr(one).encode(), usedforsecurity=False).hexdigest()
    draft.guid = PASSING.sub("", draft.public_id).rstrip("?&")
    stamp = re.sub(r"\D", "", text(one.get("versioncreated")))[:14]
    draft.version = text(one.get("version")) or stamp or "1"


def kind(one: Object) -> str:
    """What the item is; an unknown or missing type is told from what it holds."""
    given = TYPES.get(text(one.get("type")).casefold())
    if given:
        return given
    return "picture" if one.get("renditions") and not list(bodies(one)) else "text"


def read_sources(one: Object, draft: Draft) -> None:
    """Source, credit line, rights."""
    infos = [text(info.get("name")) for info in objects(one.get("infosources") or one.get("infosource"))]
    holder = text(one.get("copyrightholder"))
    draft.source = next(
        filter(None, [text(one.get("source")), text(one.get("provider")), holder, *infos]), ""
    )
    draft.credit = value_by_role(one, "description", ("creditline",)) or text(one.get("creditline"))
    draft.credited = [holder, *infos]
    draft.agency = agency(draft.source, holder, *infos)
    draft.rights = "\n".join(
        unique([text(one.get("copyrightnotice")), " ".join(words(one.get("usageterms")))])
    )


def read_management(one: Object, draft: Draft) -> None:
    """Times, status, embargo, urgency, notes."""
    zone = draft.agency.zone
    draft.versioncreated = instant(text(one.get("versioncreated")), zone)
    draft.firstcreated = instant(text(one.get("firstcreated")), zone)
    draft.embargo = instant(text(one.get("embargoed")) or text(one.get("embargo")), zone)
    draft.status = signals.state(text(one.get("pubstatus")))
    if text(one.get("embargoed")) and draft.embargo is None:
        draft.status = "withheld"
    draft.urgency = whole(text(one.get("urgency")))
    draft.priority = whole(text(one.get("priority")), 0, 99)
    draft.notes = [text(one.get("ednote"))]
    draft.unshown = [text(one.get("embargoedreason"))]
    if "correction" in {word.casefold() for word in words(one.get("signals"))}:
        draft.correction = True
    draft.lines = [text(one.get("title")), text(one.get("takekey")), text(one.get("editorialrole"))]


def variants(one: Object, field: str) -> Iterator[tuple[str, Object]]:
    """Every value of a field with its role: headline, headline_main, headlines: [{role, value}]."""
    for entry in objects(one.get(field + "s") if field != "body" else one.get("bodies")):
        yield text(entry.get("role")).casefold(), entry
    for key, value in one.items():
        if key == field or key.startswith(field + "_"):
            yield key[len(field) + 1 :], {"value": value}


def value_by_role(one: Object, field: str, roles: tuple[str, ...]) -> str:
    """The value with the first of these roles."""
    found: dict[str, str] = {}
    for role, entry in variants(one, field):
        found.setdefault(role, text(entry.get("value")))
    return next((found[role] for role in roles if found.get(role)), "")


def plain(summary: str) -> str:
    """A summary without markup."""
    return " ".join(block.text for block in from_html(summary)) if "<" in summary else summary


def byline(one: Object) -> str:
    """By, byline, or a list of bylines with a line each."""
    several = [*objects(one.get("bylines")), *objects(one.get("byline"))]
    lines = [text(line.get("by")) or text(line.get("byline")) or text(line.get("name")) for line in several]
    return text(one.get("by")) or text(one.get("byline")) or " and ".join(filter(None, lines))


def located(one: Object, draft: Draft) -> Dateline:
    """The place, unless it is a piece of the byline that a system put there."""
    line = from_field(text(one.get("located")))
    return Dateline() if line.city and draft.byline.startswith(line.city) else line


def topics(one: Object) -> Iterator[str]:
    """IPTC codes among the subjects."""
    for subject in objects(one.get("subjects") or one.get("subject")):
        scheme = text(subject.get("scheme")).casefold()
        match = re.search(r"(?:iptc|medtop|mediatopic|subj)\S*?[:/](\d{8})$", text(subject.get("uri")))
        code = match[1] if match else text(subject.get("code")) or text(subject.get("literal"))
        known = not scheme or any(word in scheme for word in ("iptc", "medtop", "mediatopic", "subj"))
        if known and re.fullmatch(r"\d{8}", code):
            yield code


def bodies(one: Object) -> Iterator[tuple[int, str]]:
    """Every body with its rank: NITF before HTML before text."""
    for role, entry in variants(one, "body"):
        form = f"{text(entry.get('contenttype'))} {role}".casefold()
        value = copy(entry.get("value"))
        if value.strip():
            rank = next((at for at, word in enumerate(BODY_ORDER) if word in form), len(BODY_ORDER))
            yield rank, value


def body(one: Object) -> list[Block]:
    """The blocks of the richest body."""
    ranked = sorted(bodies(one), key=lambda pair: pair[0])
    if not ranked:
        return []
    rank, value = ranked[0]
    if rank == 0 and root_name(value.encode()) == "nitf":
        return nitf.body(tree(value.encode()))
    return from_html(value) if rank < len(BODY_ORDER) - 1 or "<p" in value else from_text(value)


def links(one: Object) -> Iterator[WireLink]:
    """Associated items that are no pictures shown with the text, and what the item goes back to."""
    for name, other in named(one.get("associations")):
        guid = text(other.get("guid")) or text(other.get("uri"))
        if guid and (
            TYPES.get(text(other.get("type")).casefold()) != "picture" or not other.get("renditions")
        ):
            yield WireLink(
                rel=name or "seealso", guid=guid, title=value_by_role(other, "headline", ("main", ""))
            )
    for rel in ("evolvedfrom", "updates", "follows"):
        if text(one.get(rel)):
            yield WireLink(rel=rel, guid=text(one.get(rel)))
