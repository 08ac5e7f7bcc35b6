"""Agency markup (NITF, XHTML, tag soup, plain text) turned into a list of clean semantic blocks."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from lxml import etree
from lxml import html as lxml_html

from broadsheet.kit.html import MAX_NESTING, TAGS, clean_html, nesting
from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats.limits import MAX_BLOCKS, check_blocks
from broadsheet.wire.formats.xmltree import Element, attribute, name

SKIPPED_BLOCKS = frozenset(
    {"nav", "footer", "form", "figure", "media", "iframe", "object", "head", "body.head", "body.end", "svg"}
)
SKIPPED = SKIPPED_BLOCKS | {
    *(
        "script",
        "style",
        "title",
        "template",
        "noscript",
        "embed",
        "time",
        "button",
        "math",
        "audio",
        "video",
    ),
    *("img", "entity", "meta", "link"),
}
# Set by agencies around what is for the desk and never for print.
UNPRINTED = frozenset({"notepad", "closingline", "np-nonpublic"})
HEADINGS = {"hl1": "h2", "hl2": "h2", "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
QUOTES = {"blockquote": "blockquote", "bq": "blockquote"}
LISTS = frozenset({"ul", "ol"})
CONTAINERS = frozenset(
    {
        *(
            "html",
            "body",
            "body.content",
            "nitf",
            "block",
            "div",
            "section",
            "article",
            "main",
            "aside",
            "header",
        ),
        *("dl", "center", "nitf-table", "hedline", "abstract", "note", "fieldset", "details", "address"),
    }
)
PARAGRAPHS = frozenset({"p", "dt", "dd", "tagline", "summary"})
INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em", "sub": "sub", "sup": "sup"}
TABLE_PARTS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"})
TEXTLESS = re.compile(r"[\W_]*")
BREAK = "<br>"
LOOKS_LIKE_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"']+", re.IGNORECASE)
EVERY_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of copy: its tag, its clean inner HTML, and the class the agency gave it."""

    tag: str
    inner: str
    role: str = ""

    @property
    def text(self) -> str:
        """The words alone, white space made single."""
        return " ".join(html.unescape(EVERY_TAG.sub(" ", self.inner)).split())


def as_html(blocks: list[Block]) -> str:
    """The blocks as one sanitised piece of HTML."""
    return clean_html("\n".join(f"<{b.tag}>{b.inner}</{b.tag}>" for b in blocks))


def from_text(text: str) -> list[Block]:
    """Plain text as paragraphs: at blank lines, or where lines are indented while others are not."""
    pieces = re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    parts = [piece for piece in pieces if piece.strip()]
    check_blocks(len(parts))
    return [Block("p", html.escape(paragraph, quote=False)) for part in parts for paragraph in reflow(part)]


def from_html(source: str) -> list[Block]:
    """Tag soup as blocks; plain text is taken for plain text."""
    if not LOOKS_LIKE_HTML.search(source):
        return from_text(html.unescape(source))
    if nesting(source) > MAX_NESTING:
        return from_text(html.unescape(TAGS.sub("\n", source)))
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8")
    try:
        root = lxml_html.document_fromstring(source.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        raise Unreadable("The HTML in the message cannot be parsed.") from fault
    return from_tree(root)


def from_tree(root: Element) -> list[Block]:
    """The blocks of an element's content, in order."""
    found = list(islice(blocks(root), MAX_BLOCKS + 1))
    check_blocks(len(found))
    return found


def blocks(element: Element, role: str = "") -> Iterator[Block]:
    """Walk containers; loose text between blocks becomes paragraphs of its own."""
    loose: list[str] = [inline_text(element.text)]
    for child in element:
        if is_block(child):
            yield from paragraphs("".join(loose), role)
            loose = []
            yield from block(child, role)
        else:
            loose.append(inline(child))
        loose.append(inline_text(child.tail))
    yield from paragraphs("".join(loose), role)


def block(element: Element, role: str) -> Iterator[Block]:
    """One block element; classes are handed down, so that a paragraph knows its section."""
    tag = name(element)
    own = f"{role} {attribute(element, 'class')}".strip()
    if tag in SKIPPED or not UNPRINTED.isdisjoint(own.casefold().split()) or is_page_header(element):
        return
    if tag in CONTAINERS or tag in PARAGRAPHS:
        if tag in PARAGRAPHS and not any(is_block(child) for child in element):
            yield from paragraphs(inside(element), own)
        else:
            yield from blocks(element, own)
        return
    yield from kept(Block(shape(tag), content(element, tag), own))


def shape(tag: str) -> str:
    """What an element is in the paper's HTML."""
    return HEADINGS.get(tag) or QUOTES.get(tag) or tag


def content(element: Element, tag: str) -> str:
    """The inner HTML of a block that is no paragraph."""
    if tag in HEADINGS:
        return tidy(inside(element))
    if tag in QUOTES:
        return "".join(
            f"<p>{b.inner}</p>" if b.tag == "p" else f"<{b.tag}>{b.inner}</{b.tag}>" for b in blocks(element)
        )
    if tag in LISTS:
        return "".join(f"<li>{item}</li>" for item in map(list_item, element) if item)
    if tag == "pre":
        return html.escape("".join(str(part) for part in element.itertext()).strip("\n"), quote=False)
    return "".join(table_part(child) for child in element)


def list_item(element: Element) -> str:
    """A list item's own words and the lists inside it."""
    if not isinstance(element.tag, str):
        return ""
    words = [inline_text(element.text)]
    for child in element:
        if name(child) in LISTS:
            words.append(f"<{name(child)}>{content(child, name(child))}</{name(child)}>")
        else:
            words.append(inline(child))
        words.append(inline_text(child.tail))
    return tidy("".join(words))


def table_part(element: Element) -> str:
    """A piece of a table; anything else between its cells is dropped, its text kept in the cell."""
    tag = name(element)
    if tag not in TABLE_PARTS or tag == "table":
        return ""
    if tag in {"td", "th", "caption"}:
        spans = "".join(
            f' {key}="{int(value)}"'
            for key in ("colspan", "rowspan")
            if (value := attribute(element, key)).isascii() and value.isdigit() and 1 < int(value) < 100
        )
        return f"<{tag}{spans}>{tidy(inside(element))}</{tag}>"
    return f"<{tag}>{''.join(table_part(child) for child in element)}</{tag}>"


def is_block(element: Element) -> bool:
    """Whether this element ends the paragraph before it."""
    tag = name(element)
    return (
        tag in CONTAINERS
        or tag in PARAGRAPHS
        or tag in SKIPPED_BLOCKS
        or tag in HEADINGS
        or tag in QUOTES
        or tag in LISTS
        or tag in {"pre", "table"}
    )


def is_page_header(element: Element) -> bool:
    """A header inside the text repeats the headline, the time and the slug."""
    return name(element) == "header"


def inside(element: Element) -> str:
    """Everything in an element as inline HTML."""
    parts = [inline_text(element.text)]
    for child in element:
        parts += [inline(child), inline_text(child.tail)]
    return "".join(parts)


def inline(element: Element) -> str:
    """One inline element: emphasis, links and line breaks stay, every other tag leaves its text."""
    tag = name(element)
    if tag in {"br", "hr"}:
        return BREAK
    if tag in SKIPPED or not tag or not UNPRINTED.isdisjoint(attribute(element, "class").casefold().split()):
        return ""
    words = inside(element)
    if tag in INLINE and words.strip():
        return f"<{INLINE[tag]}>{words}</{INLINE[tag]}>"
    href = attribute(element, "href") if tag == "a" else ""
    if LINK.fullmatch(href) and words.strip():
        return f'<a href="{html.escape(href)}">{words}</a>'
    return f" {words} " if is_block(element) else words


def inline_text(text: str | None) -> str:
    """Text made safe for HTML, its lines kept for ``paragraphs`` to judge."""
    return html.escape(text, quote=False).replace("\xa0", " ") if text else ""


def paragraphs(inner: str, role: str) -> Iterator[Block]:
    """Inline HTML as one or more paragraphs: split at double breaks and at a wire's indented lines."""
    for part in re.split(r"(?:<br>\s*){2,}", unwrap(inner)):
        pieces = reflow(part) if "<" not in part.replace(BREAK, "") else [tidy(part)]
        for piece in pieces:
            yield from kept(Block("p", tidy(piece), role))


def kept(candidate: Block) -> Iterator[Block]:
    """The block, unless it holds no word: rules of dashes and empty paragraphs go."""
    if candidate.tag == "table" or not TEXTLESS.fullmatch(candidate.text):
        yield candidate


def unwrap(inner: str) -> str:
    """Line breaks that only wrap lines at a teleprinter's width become spaces."""
    lines = inner.split(BREAK)
    if len(lines) < 2:
        return inner
    out = [lines[0]]
    for before, line in pairwise(lines):
        shown = EVERY_TAG.sub("", before).strip()
        wrapped = 45 <= len(shown) <= 80 and shown[-1] not in ".:;!?" and line.strip()
        out += [" " if wrapped else BREAK, line]
    return "".join(out)


def reflow(part: str) -> list[str]:
    """Text set in lines as paragraphs: an indented line opens one, if not all lines are indented."""
    lines = [line.rstrip() for line in part.split("\n") if line.strip()]
    indented = [bool(re.match(r"[ \t]{2,}", line)) for line in lines]
    if all(indented[1:]):
        return [" ".join(part.split())] if part.strip() else []
    out: list[str] = []
    for line, opens in zip(lines, indented, strict=True):
        if opens or not out:
            out.append(line.strip())
        else:
            out[-1] += " " + line.strip()
    return out


def tidy(inner: str) -> str:
    """White space made single, breaks at either end dropped."""
    inner = re.sub(r"(?:<br>\s?){2,}", BREAK, re.sub(r"\s+", " ", inner))
    return re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", inner)
