"""WordPress's export (WXR): its posts as items."""

import re

from broadsheet.wire.formats import feeds
from broadsheet.wire.formats.assembly import Draft, finish
from broadsheet.wire.formats.instants import instant
from broadsheet.wire.formats.item import WireItem, WirePicture
from broadsheet.wire.formats.limits import check_count
from broadsheet.wire.formats.markup import Block, from_html
from broadsheet.wire.formats.xmltree import Element, attribute, deep, kid, kids, root_name, text, tree

POSTS = frozenset({"", "post", "page"})
UNPUBLISHED = frozenset({"draft", "pending", "private", "trash", "auto-draft"})
SHORTCODE = re.compile(r"\[/?[a-zA-Z][\w-]*(?:\s[^\[\]\n]*)?/?\]")


def can_read(raw: bytes) -> bool:
    """Whether this is RSS that says which version of WXR it is."""
    return b"wxr_version" in raw[:65536] and root_name(raw) == "rss"


def parse(raw: bytes) -> list[WireItem]:
    """Every post and page; raises Unreadable."""
    channel = kid(tree(raw), "channel")
    names = {
        text(kid(a, "author_login")): text(kid(a, "author_display_name")) for a in kids(channel, "author")
    }
    entries = [e for e in kids(channel, "item") if text(kid(e, "post_type")) in POSTS]
    check_count(len(entries))
    return [finish(read(entry, channel, names)) for entry in entries if channel is not None]


def read(entry: Element, channel: Element, names: dict[str, str]) -> Draft:
    """One post: a feed's entry with WordPress's own status, time, author and line breaks."""
    draft = feeds.read(entry, channel)
    status = text(kid(entry, "status"))
    posted = instant(text(kid(entry, "post_date_gmt")))
    draft.firstcreated = posted or draft.firstcreated
    draft.versioncreated = draft.versioncreated or posted
    if status in UNPUBLISHED:
        draft.status = "withheld"
    elif status == "future":
        draft.embargo = posted
    login = text(kid(entry, "creator"))
    draft.byline = names.get(login) or login
    draft.slugline = text(kid(entry, "post_name"))
    tags = [c for c in kids(entry, "category") if attribute(c, "domain") == "post_tag"]
    draft.keywords = [text(c) for c in tags] or draft.keywords
    contents = [kid_.text or "" for kid_ in kids(entry, "encoded")]
    draft.blocks = body(contents[0]) if contents else []
    draft.standfirst = " ".join(contents[1].split()) if len(contents) > 1 else ""
    addresses = [text(a) for a in deep(entry, "attachment_url")]
    draft.pictures = [WirePicture(href=address) for address in addresses if address]
    return draft


def body(source: str) -> list[Block]:
    """Post content: shortcodes go, and blank lines are paragraphs as WordPress itself takes them."""
    source = SHORTCODE.sub("", source)
    if "<p" not in source:
        source = re.sub(r"\n\s*\n", "<br><br>", source)
    return from_html(source if "<" in source else f"<div>{source}</div>")
