"""The paper's sanitiser: an allow-list on nh3 (ammonia), for readers' and agencies' HTML."""

import re

import nh3

COPY_TAG_NAMES = """p br h2 h3 h4 ul ol li table caption thead tbody tfoot tr th td
    blockquote pre a strong em sub sup"""
COPY_TAGS = frozenset(COPY_TAG_NAMES.split())
COPY_ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
READER_TAGS = COPY_TAGS & {"p", "br", "ul", "ol", "li", "blockquote", "a", "strong", "em"}
READER_ATTRIBUTES = {"a": {"href"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
SWALLOWED = frozenset({"script", "style", "iframe", "object", "embed", "template", "noscript", "title"})
MAX_NESTING = 200
# Void elements and those whose end tag HTML lets people leave out.
UNNESTED_NAMES = "br hr img input wbr meta link col p li dt dd td th tr option"
UNNESTED = frozenset(UNNESTED_NAMES.split())
TAG_NAMES = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
TAGS = re.compile(r"</?[a-zA-Z][^<>]*>?")


def clean_html(text: str) -> str:
    """Agency or editor copy with nothing left but semantic tags; any input gives safe, well-formed HTML.

    Links keep http, https, mailto and tel only. Script and style go with their content, other unknown tags
    leave their text behind.
    """
    return clean(text, tags=COPY_TAGS, attributes=COPY_ATTRIBUTES, rel="noopener")


def clean_reader_html(text: str) -> str:
    """A reader's comment: paragraphs, lists, quotations, emphasis and marked links."""
    return clean(text, tags=READER_TAGS, attributes=READER_ATTRIBUTES, rel="ugc nofollow noopener")


def clean(text: str, *, tags: frozenset[str], attributes: dict[str, set[str]], rel: str) -> str:
    """One pass through nh3, which takes quadratic time for deep nesting: beyond reason, tags go first."""
    text = text.replace("\0", "")
    if nesting(text) > MAX_NESTING:
        text = TAGS.sub(" ", text)
    return nh3.clean(
        text,
        tags=set(tags),
        attributes={name: set(allowed) for name, allowed in attributes.items()},
        url_schemes=set(SCHEMES),
        clean_content_tags=set(SWALLOWED),
        strip_comments=True,
        link_rel=rel,
    )


def nesting(text: str) -> int:
    """An upper bound of how deep the tags are nested, found in one pass without parsing."""
    depth = deepest = 0
    for match in TAG_NAMES.finditer(text):
        if match[2].lower() in UNNESTED:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
