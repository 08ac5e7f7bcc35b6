"""The pictures of a NewsML 1.x item: which components make up one, and what belongs to it."""

from broadsheet.wire.formats.assembly import whole
from broadsheet.wire.formats.item import Rendition, WirePicture
from broadsheet.wire.formats.xmltree import Element, attribute, deep, first, kid, kids, name, text

RENDITION_NAMES = """thumbnail thumb quicklook preview view viewimage lowres lowdef highres highdef hires
    original master web square medium small large mini base baseimage icon main"""
RENDITION_ROLES = frozenset(RENDITION_NAMES.split())
CAPTION_ROLES = frozenset({"caption", "legend", "description", "headline", "title", "byline", "credit"})


def role(component: Element | None) -> str:
    """The role of a component, lower-case."""
    return attribute(kid(component, "role"), "FormalName").casefold()


def is_image(content: Element) -> bool:
    """Whether a content item is an image file."""
    media = attribute(kid(content, "mediatype"), "FormalName").casefold()
    mime = attribute(kid(content, "mimetype"), "FormalName").casefold()
    return bool(attribute(content, "Href")) and (
        mime.startswith("image/") or (not mime and media in {"photo", "image", "graphic", "picture"})
    )


def pictures(main: Element) -> list[WirePicture]:
    """The pictures below the item's component, each with all its renditions, in order."""
    owners: list[Element] = []
    for content in deep(main, "contentitem"):
        parent = content.getparent()
        if is_image(content) and parent is not None:
            owner = whole_picture(parent, main)
            if owner not in owners:
                owners.append(owner)
    return [picture(owner) for owner in owners]


def whole_picture(component: Element, main: Element) -> Element:
    """The outermost component that is still this one picture."""
    while component is not main:
        parent = component.getparent()
        if parent is None or name(parent) != "newscomponent" or not is_one_picture(parent):
            break
        component = parent
    return component


def is_one_picture(component: Element) -> bool:
    """Whether a component holds renditions and a caption of one picture and nothing else."""
    for content in deep(component, "contentitem"):
        owner = content.getparent()
        if not is_image(content) and role(owner) not in CAPTION_ROLES:
            return False
    parts = [
        part
        for part in kids(component, "newscomponent")
        if any(is_image(c) for c in deep(part, "contentitem"))
    ]
    alternatives = attribute(component, "EquivalentsList").casefold() == "yes"
    return len(parts) < 2 or alternatives or all(role(part) in RENDITION_ROLES for part in parts)


def inside_picture(lines: Element, item: Element) -> bool:
    """Whether news lines belong to a picture of an item that is not itself only that picture."""
    owner = lines.getparent()
    if owner is None or owner is kid(item, "newscomponent"):
        return False
    contents = list(deep(owner, "contentitem"))
    return bool(contents) and any(is_image(c) for c in contents) and is_one_picture(owner) and has_words(item)


def has_words(item: Element) -> bool:
    """Whether an item has text of its own beside pictures and captions."""
    return any(
        not is_image(content)
        and kid(content, "datacontent") is not None
        and role(content.getparent()) not in CAPTION_ROLES
        for content in deep(item, "contentitem")
    )


def picture(owner: Element) -> WirePicture:
    """One picture: renditions, caption, credit, photographer, rights."""
    renditions = tuple(rendition(content) for content in deep(owner, "contentitem") if is_image(content))
    captions = [
        text(part)
        for part in deep(owner, "newscomponent")
        if role(part) in {"caption", "legend", "description"}
    ]
    owns = {
        name(line): text(line) for lines in deep(owner, "newslines") for line in kids(lines) if text(line)
    }
    return WirePicture(
        href=max(renditions, key=lambda r: (r.width or 0) * (r.height or 0)).href,
        caption=next(filter(None, captions), "") or owns.get("subheadline", "") or owns.get("headline", ""),
        credit=owns.get("creditline", "")
        or attribute(first(first(owner, "provider"), "party"), "FormalName"),
        byline=owns.get("byline", "") or attribute(first(first(owner, "creator"), "party"), "FormalName"),
        copyright=owns.get("copyrightline", ""),
        rights="\n".join(text(usage) for usage in deep(owner, "usagerights")),
        renditions=renditions,
    )


def rendition(content: Element) -> Rendition:
    """One file: its place, role and size."""
    sizes = {attribute(p, "FormalName").casefold(): attribute(p, "Value") for p in deep(content, "property")}
    return Rendition(
        href=attribute(content, "Href"),
        role=sizes.get("imageuse", "") or attribute(kid(content.getparent(), "role"), "FormalName"),
        mimetype=attribute(kid(content, "mimetype"), "FormalName"),
        width=whole(sizes.get("pixelwidth", sizes.get("width", "")), 1, 99999),
        height=whole(sizes.get("pixelheight", sizes.get("height", "")), 1, 99999),
    )
