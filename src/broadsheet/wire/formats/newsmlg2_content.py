"""The content set of a NewsML-G2 item: inline XML and data, and remote renditions."""

import base64
import binascii
from itertools import groupby

from broadsheet.wire.formats import nitf
from broadsheet.wire.formats.assembly import Draft, whole
from broadsheet.wire.formats.item import Rendition, WirePicture
from broadsheet.wire.formats.markup import Block, from_html, from_tree
from broadsheet.wire.formats.xmltree import Element, attribute, first, kid, kids, name, text


def read(item: Element, draft: Draft) -> None:
    """Body and pictures of an item."""
    content = kid(item, "contentset")
    remote = [r for r in kids(content, "remotecontent") if is_picture_file(r)]
    if draft.type == "picture":
        draft.pictures = (
            [picture(item, remote, draft)] if remote or first(content, "inlinedata") is not None else []
        )
        draft.byline = draft.byline or ""
        return
    for inline in kids(content, "inlinexml", "inlinedata"):
        if not draft.blocks:
            draft.blocks = body(inline, draft)
    if draft.type == "text":
        draft.pictures = [picture(item, list(group), Draft()) for group in by_picture(remote)]


def body(inline: Element, draft: Draft) -> list[Block]:
    """The blocks of one inline content."""
    if name(inline) == "inlinedata":
        plain = attribute(inline, "contenttype").casefold().startswith(("text/", ""))
        return from_html(inline.text or "") if plain and not attribute(inline, "encoding") else []
    inner = next(kids(inline), None)
    if inner is None:
        return from_html(inline.text or "")
    if name(inner) == "nitf":
        own = Draft()
        nitf.read_head(inner, own)
        nitf.read_body(inner, own)
        draft.headline = draft.headline or own.headline
        draft.byline = draft.byline or own.byline
        draft.standfirst = draft.standfirst or own.standfirst
        draft.dateline = draft.dateline if draft.dateline.city else own.dateline
        return own.blocks
    return from_tree(inline)


def is_picture_file(remote: Element) -> bool:
    """Whether a remote content is an image that can be named."""
    kind = attribute(remote, "contenttype").casefold() or attribute(remote, "format").casefold()
    return ("image" in kind or "jpeg" in kind or not kind) and bool(attribute(remote, "href", "residref"))


def by_picture(remote: list[Element]) -> list[list[Element]]:
    """Remote contents of a text, one list a picture: a rendition that comes again starts the next."""
    found: list[list[Element]] = []
    seen: set[str] = set()
    for rendition_name, group in groupby(remote, key=lambda r: attribute(r, "rendition")):
        for element in group:
            if not found or rendition_name in seen:
                found.append([])
                seen = set()
            found[-1].append(element)
            seen.add(rendition_name)
    return found


def picture(item: Element, remote: list[Element], draft: Draft) -> WirePicture:
    """The picture of a picture item, with all it says about itself."""
    about, rights = kid(item, "contentmeta"), kid(item, "rightsinfo")
    renditions = tuple(rendition(element) for element in remote)
    best = max(renditions, key=lambda r: (r.width or 0) * (r.height or 0), default=None)
    caption = next((text(d) for d in kids(about, "description") if is_caption(d)), "") if draft.guid else ""
    return WirePicture(
        href=best.href if best else "",
        caption=caption or (text(kid(about, "description")) if draft.guid else ""),
        credit=draft.credit or draft.source,
        byline=draft.byline,
        copyright=text(kid(rights, "copyrightnotice")) if draft.guid else "",
        rights=text(kid(rights, "usageterms")) if draft.guid else "",
        guid=draft.guid,
        renditions=renditions,
        data=inline_image(item),
    )


def is_caption(description: Element) -> bool:
    """Whether a description is the caption to print."""
    return attribute(description, "role").rpartition(":")[2].casefold() in {"caption", ""}


def rendition(remote: Element) -> Rendition:
    """One file of a picture."""
    return Rendition(
        href=attribute(remote, "href", "residref"),
        role=attribute(remote, "rendition").rpartition(":")[2],
        mimetype=attribute(remote, "contenttype"),
        width=whole(attribute(remote, "width"), 1, 99999),
        height=whole(attribute(remote, "height"), 1, 99999),
    )


def inline_image(item: Element) -> bytes | None:
    """A picture sent inside the message as base64; None if it is none or broken."""
    for inline in kids(kid(item, "contentset"), "inlinedata"):
        if attribute(inline, "contenttype").casefold().startswith("image/"):
            try:
                return base64.b64decode("".join((inline.text or "").split()), validate=True) or None
            except (binascii.Error, ValueError):
                return None
    return None
