"""XML read safely: no network, no DTD, no entities of the message's own, bounded depth."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats.charsets import decode_xml

Element = etree._Element  # noqa: SLF001  lxml gives its element no public name
PROLOG = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
DOCTYPE = re.compile(r"<!DOCTYPE\s+[^\[>]*(?:\[(?P<subset>.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE)
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]")
DECLARATION = re.compile(r"<!ENTITY\s+(%\s+)?([^\s>]+)\s+(SYSTEM|PUBLIC|[\"'])", re.IGNORECASE)
HEAD_BYTES = 64 * 1024
MAX_PROLOG = 32


def root_name(raw: bytes) -> str:
    """The local name of the outermost element, lower-case; "" if this is no XML. Never raises."""
    try:
        text = decode_xml(raw[:HEAD_BYTES])
    except Unreadable:
        return ""
    match = ROOT.match(text, after_prolog(text)[0])
    return match[1].lower() if match else ""


def after_prolog(text: str) -> tuple[int, str]:
    """Where the outermost element starts, and the internal part of the DOCTYPE before it."""
    at, subset = 0, ""
    for _ in range(MAX_PROLOG):
        match = PROLOG.match(text, at)
        at = match.end() if match else at
        doctype = DOCTYPE.match(text, at)
        if doctype is None:
            break
        at, subset = doctype.end(), doctype["subset"] or ""
    return at, subset


def tree(raw: bytes) -> Element:
    """The root element; raises Unreadable with the line for anything that is not whole, plain XML.

    A DOCTYPE is stepped over: nothing in it is fetched, and entities that it declares are refused.
    """
    text = decode_xml(raw)
    start, subset = after_prolog(text)
    refuse_entities(text, subset)
    blank = "\n" * text.count("\n", 0, start)
    parser = etree.XMLParser(
        encoding="utf-8",
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        resolve_entities=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring((blank + text[start:]).encode(), parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable(f"The XML is broken: {reason(fault)}", line=fault.lineno) from fault
    if root is None:
        raise Unreadable("The XML holds no element.", line=1)
    return root


def refuse_entities(text: str, subset: str) -> None:
    """Refuse a DOCTYPE that declares entities for the text; a parameter entity is merely not read."""
    for match in DECLARATION.finditer(subset):
        if match[1]:
            continue
        kind = "an external entity" if match[3].upper() in {"SYSTEM", "PUBLIC"} else "an entity"
        line = text.count("\n", 0, max(0, text.find(match[0]))) + 1
        raise Unreadable(f"The message declares {kind} ({match[2][:40]}); none is ever resolved.", line=line)


def reason(fault: etree.XMLSyntaxError) -> str:
    """The parser's sentence, without its place."""
    return re.sub(r", line \d+, column \d+.*$", "", fault.msg or "it cannot be parsed").strip()[:200] + "."


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """A tag's local name, lower-case: agencies vary the namespace and even the case."""
    return tag.rpartition("}")[2].lower()


def name(element: Element) -> str:
    """The local name of an element, "" for anything else in the tree."""
    return local(element.tag) if isinstance(element.tag, str) else ""


def kids(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, or all of them."""
    if element is not None:
        for child in element:
            if isinstance(child.tag, str) and (not names or local(child.tag) in names):
                yield child


def kid(element: Element | None, *path: str) -> Element | None:
    """The first child along a path of names."""
    for step in path:
        element = next(kids(element, step), None)
    return element


def deep(element: Element | None, *names: str) -> Iterator[Element]:
    """Every descendant of these names, in document order."""
    if element is not None:
        for found in element.iter(etree.Element):
            if local(found.tag) in names and found is not element:
                yield found


def first(element: Element | None, *names: str) -> Element | None:
    """The first descendant that bears one of these names."""
    return next(deep(element, *names), None)


def text(element: Element | None) -> str:
    """All text inside, white space made single."""
    if element is None:
        return ""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def attribute(element: Element | None, *names: str) -> str:
    """The first non-empty attribute of these local names, white space made single."""
    if element is None:
        return ""
    for key in names:
        value = element.get(key)
        if value is None:
            value = next((str(v) for k, v in element.attrib.items() if local(str(k)) == key.lower()), "")
        if value.strip():
            return " ".join(value.split())
    return ""


def line_of(element: Element) -> int | None:
    """The line of the message that an element starts on."""
    line = element.sourceline
    return line if isinstance(line, int) else None
