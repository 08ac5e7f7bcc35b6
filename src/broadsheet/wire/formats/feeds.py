"""RSS 2.0, RSS 1.0, Atom and JSON Feed: each entry is an item."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from broadsheet.wire.formats.assembly import Draft, finish, whole
from broadsheet.wire.formats.instants import instant
from broadsheet.wire.formats.item import Rendition, WireItem, WireLink, WirePicture
from broadsheet.wire.formats.jsontree import Object, copy, document, objects, peek, words
from broadsheet.wire.formats.jsontree import text as json_text
from broadsheet.wire.formats.limits import check_count
from broadsheet.wire.formats.markup import Block, from_html, from_text, from_tree
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

ROOTS = frozenset({"rss", "feed", "rdf"})
ADDRESS = re.compile(r"\S+@\S+\s*\(([^)]+)\)")
# IPTC's first level by the names that feeds give their sections.
SECTIONS = {
    "01000000": "entertainment arts culture showbiz celebrity",
    "02000000": "crime justice law",
    "04000000": "business economy finance markets",
    "05000000": "education",
    "06000000": "environment",
    "07000000": "health",
    "11000000": "politics",
    "12000000": "religion",
    "13000000": "science technology tech",
    "15000000": "sport sports",
    "17000000": "weather",
}
TOPIC_BY_WORD = {word: topic for topic, known in SECTIONS.items() for word in known.split()}


def can_read(raw: bytes) -> bool:
    """Whether the outermost element is that of RSS, RDF or Atom."""
    return root_name(raw) in ROOTS


def parse(raw: bytes) -> list[WireItem]:
    """Every entry; raises Unreadable."""
    root = tree(raw)
    channel = kid(root, "channel")
    entries = list(deep(root, "item", "entry"))
    check_count(len(entries))
    head = root if channel is None else channel
    return [finish(read(entry, head)) for entry in entries]


def read(entry: Element, head: Element) -> Draft:
    """One entry of any of the XML feeds."""
    draft = Draft(headline=plain(kid(entry, "title")), author_may_be_house=True)
    links = [
        attribute(k, "href") or text(k)
        for k in kids(entry, "link")
        if attribute(k, "rel") in {"", "alternate"}
    ]
    link = next(filter(None, links), "")
    draft.guid = text(kid(entry, "guid")) or text(kid(entry, "id")) or attribute(entry, "about") or link
    draft.guid = draft.guid or f"{text(kid(head, 'title'))}:{draft.headline}"
    draft.links = [WireLink(rel="alternate", href=link)] if link else []
    draft.byline = author(entry)
    draft.source = text(kid(entry, "source", "title")) or text(kid(head, "title"))
    draft.credited = [text(kid(head, "author", "name")), text(kid(head, "title"))]
    draft.language = attribute(entry, "lang") or attribute(head, "lang") or text(kid(head, "language"))
    draft.rights = text(kid(entry, "rights")) or text(kid(head, "rights")) or text(kid(head, "copyright"))
    read_times(entry, draft)
    draft.keywords = [attribute(c, "label", "term") or text(c) for c in kids(entry, "category")]
    draft.mediatopics = list(topics([*draft.keywords, text(kid(head, "subtitle"))]))
    read_content(entry, draft)
    draft.pictures = pictures(entry)
    return draft


def author(entry: Element) -> str:
    """Who wrote it: dc:creator, Atom's author, or the name behind RSS's e-mail address."""
    names = [text(c) for c in kids(entry, "creator")] + [
        text(kid(a, "name")) or ADDRESS.sub(r"\1", text(a)) for a in kids(entry, "author")
    ]
    return " and ".join(n for n in dict.fromkeys(names) if n and "@" not in n)


def read_times(entry: Element, draft: Draft) -> None:
    """Published and updated; the later tells versions apart, since feeds number none."""
    published = when(text(kid(entry, "published")) or text(kid(entry, "pubdate")) or text(kid(entry, "date")))
    updated = when(text(kid(entry, "updated")) or text(kid(entry, "modified")))
    draft.firstcreated = published or updated
    draft.versioncreated = updated or published
    if draft.versioncreated:
        draft.version = draft.versioncreated.strftime("%Y%m%d%H%M%S")


def when(stamp: str) -> datetime | None:
    """A time as RFC 822 or ISO 8601 write it."""
    found = instant(stamp)
    if found or not stamp:
        return found
    try:
        loose = parsedate_to_datetime(stamp)
        return (loose if loose.tzinfo else loose.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def topics(headings: list[str]) -> Iterator[str]:
    """IPTC's first-level subjects that the feed's own section names say."""
    for word in re.findall(r"\w+", " ".join(headings).casefold()):
        if word in TOPIC_BY_WORD:
            yield TOPIC_BY_WORD[word]


def read_content(entry: Element, draft: Draft) -> None:
    """The whole text where the feed brings it, with the summary as standfirst; else the summary."""
    summary = kid(entry, "summary")
    summary = kid(entry, "description") if summary is None else summary
    encoded = kid(entry, "encoded")
    content = kid(entry, "content") if encoded is None else encoded
    draft.blocks = body(content) if content is not None else []
    if draft.blocks:
        draft.standfirst = plain(summary)
    elif summary is not None:
        draft.blocks = body(summary)
    else:
        draft.blocks = from_text(first_text(entry, "description"))


def first_text(entry: Element, wanted: str) -> str:
    """The text of the first such element anywhere in the entry, its lines kept."""
    found = first(entry, wanted)
    return (found.text or "") if found is not None else ""


def body(content: Element) -> list[Block]:
    """XHTML as elements; HTML and text as they are escaped."""
    if len(content):
        return from_tree(content)
    source = content.text or ""
    return from_text(source) if attribute(content, "type") == "text" else from_html(source)


def plain(element: Element | None) -> str:
    """The words of a title or summary that may hold escaped markup."""
    words_ = text(element)
    return " ".join(b.text for b in from_html(words_)) if "<" in words_ or "&" in words_ else words_


def pictures(entry: Element) -> list[WirePicture]:
    """Enclosures and Media RSS: each image once, thumbnails as its renditions."""
    full = [e for e in deep(entry, "content", "enclosure", "link") if is_image(e)]
    small = list(deep(entry, "thumbnail"))
    caption = first_text(entry, "text") if full else ""
    credit = first_text(entry, "credit")
    found = full or small[:1]
    return [
        WirePicture(
            href=attribute(e, "url", "href"),
            caption=" ".join((text(kid(e, "description")) or caption).split()),
            credit=text(kid(e, "credit")) or credit,
            alt=text(kid(e, "title")),
            renditions=tuple(
                rendition(r) for r in ([e, *small] if len(found) == 1 and e not in small else [e])
            ),
        )
        for e in found
        if attribute(e, "url", "href")
    ]


def is_image(element: Element) -> bool:
    """Whether a Media RSS content, an enclosure or an enclosure link is an image."""
    if name(element) == "link" and attribute(element, "rel") != "enclosure":
        return False
    kind = attribute(element, "type").casefold() or attribute(element, "medium").casefold()
    return kind.startswith("image") and bool(attribute(element, "url", "href"))


def rendition(element: Element) -> Rendition:
    """One file of a picture."""
    return Rendition(
        href=attribute(element, "url", "href"),
        role=name(element),
        mimetype=attribute(element, "type"),
        width=whole(attribute(element, "width"), 1, 99999),
        height=whole(attribute(element, "height"), 1, 99999),
    )


def can_read_json(raw: bytes) -> bool:
    """Whether this is a JSON Feed."""
    return is_json_feed(peek(raw))


def is_json_feed(top: Any) -> bool:
    """Whether a document says that it is a JSON Feed."""
    return isinstance(top, dict) and "jsonfeed.org" in json_text(top.get("version"))


def parse_json(raw: bytes) -> list[WireItem]:
    """Every entry of a JSON Feed; raises Unreadable."""
    top = document(raw)
    entries = list(objects(top.get("items")))
    check_count(len(entries))
    return [finish(read_json(entry, top)) for entry in entries]


def read_json(entry: Object, top: Object) -> Draft:
    """One entry of a JSON Feed."""
    link = json_text(entry.get("url")) or json_text(entry.get("external_url"))
    headline = json_text(entry.get("title"))
    draft = Draft(guid=json_text(entry.get("id")) or link or f"{json_text(top.get('title'))}:{headline}")
    draft.headline, draft.source = headline, json_text(top.get("title"))
    draft.links = [WireLink(rel="alternate", href=link)] if link else []
    draft.byline = " and ".join(words(entry.get("authors")) or words([entry.get("author")]))
    draft.language = json_text(entry.get("language")) or json_text(top.get("language"))
    draft.firstcreated = when(json_text(entry.get("date_published")))
    draft.versioncreated = when(json_text(entry.get("date_modified"))) or draft.firstcreated
    if draft.versioncreated:
        draft.version = draft.versioncreated.strftime("%Y%m%d%H%M%S")
    draft.keywords = words(entry.get("tags"))
    markup, source = copy(entry.get("content_html")), copy(entry.get("content_text"))
    draft.blocks = from_html(markup) if markup.strip() else from_text(source)
    draft.standfirst = json_text(entry.get("summary"))
    image = json_text(entry.get("image")) or json_text(entry.get("banner_image"))
    draft.pictures = [WirePicture(href=image)] if image else []
    return draft
