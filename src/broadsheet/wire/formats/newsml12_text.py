"""The text of a NewsML 1.x item: which of its nested components are the story, and in which form."""

from collections.abc import Iterator

from broadsheet.wire.formats.markup import Block, from_html, from_text, from_tree
from broadsheet.wire.formats.newsml12_pictures import is_image, role
from broadsheet.wire.formats.xmltree import Element, attribute, deep, first, kid, kids, text

# What stands beside the text and is not part of it.
BESIDE_NAMES = """abstract headline stylesheet contact contacts logo caption title byline subheadline quote
    summary teaser kicker"""
BESIDE = frozenset(BESIDE_NAMES.split())
# Where a part says that it is the story, those that say something else are not.
PRINTED = frozenset({"main", "body", "lead", "intro", "introduction", "text", "story", "article", "bodytext"})
MARKUP_ORDER = ("nitf", "xhtml", "html", "xml", "text")


def formal(element: Element | None) -> str:
    """The FormalName of an element, or its text where an agency wrote it there."""
    return attribute(element, "FormalName") or text(element)


def texts(item: Element) -> Iterator[Element]:
    """The content items that are the story's text; of equivalent ones the richest, of languages the first."""
    for component in kids(item, "newscomponent"):
        yield from component_texts(component)


def component_texts(component: Element) -> Iterator[Element]:
    """Text in one component: its own content, else that of its parts."""
    if role(component) in BESIDE:
        return
    own = [c for c in kids(component, "contentitem") if is_text(c)]
    if own:
        yield min(own, key=richness)
        return
    parts = [part for part in kids(component, "newscomponent") if role(part) not in BESIDE]
    if any(role(part) in PRINTED for part in parts):
        parts = [part for part in parts if role(part) in PRINTED]
    found = [texts_ for part in parts if (texts_ := list(component_texts(part)))]
    alternatives = attribute(component, "EquivalentsList").casefold() == "yes" or speaks_languages(component)
    for part_texts in found[:1] if alternatives else found:
        yield from part_texts


def speaks_languages(component: Element) -> bool:
    """Whether the parts are one text in several languages."""
    return any("Language" in text(basis) for basis in kids(component, "basisforchoice"))


def is_text(content: Element) -> bool:
    """Whether a content item holds words to print."""
    data = kid(content, "datacontent")
    if data is None or is_image(content):
        return False
    mime = formal(kid(content, "mimetype")).casefold()
    form = formal(kid(content, "format")).casefold()
    return not mime.startswith(("image/", "video/", "audio/", "application/pdf")) and "css" not in (
        mime.partition("/")[2],
        form,
    )


def richness(content: Element) -> int:
    """NITF before XHTML before HTML before plain text."""
    form = f"{formal(kid(content, 'format'))} {formal(kid(content, 'mimetype'))}".casefold()
    return next((at for at, word in enumerate(MARKUP_ORDER) if word in form), len(MARKUP_ORDER))


def blocks(data: Element | None) -> list[Block]:
    """The blocks of a DataContent: markup as elements, markup in text, or plain text."""
    if data is None:
        return []
    if len(data):
        return from_tree(data)
    source = data.text or ""
    return from_html(source) if "<" in source else from_text(source)


def heading(item: Element) -> str:
    """The headline that some agencies send as a component of its own."""
    for component in deep(item, "newscomponent"):
        if role(component) in {"headline", "title"}:
            return " ".join(block.text for block in blocks(first(component, "datacontent")))
    return ""
