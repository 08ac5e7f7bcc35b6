"""JSON read safely: bounded depth, one spelling of keys, lists where older versions have objects."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats.charsets import decode

Object = dict[str, Any]
MAX_NUMBER = 12


def is_json(raw: bytes) -> bool:
    """Whether the bytes begin like a JSON object or list."""
    head = raw[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1]
    return head in {b"{", b"["}


@lru_cache(maxsize=1)
def document(raw: bytes) -> Any:
    """The parsed document, keys folded to lower case; raises Unreadable with the line.

    The last one is kept, since several formats look at one message.
    """
    try:
        return json.loads(
            decode(raw), object_pairs_hook=folded, parse_int=number, parse_constant=str, strict=False
        )
    except json.JSONDecodeError as fault:
        raise Unreadable(f"The JSON is broken: {fault.msg}.", line=fault.lineno) from fault
    except RecursionError as fault:
        raise Unreadable("The JSON is nested too deeply to be a story.") from fault


def folded(pairs: list[tuple[str, Any]]) -> Object:
    """An object with lower-case keys: ninjs 1 and 2 write versioncreated, ninjs 3 versionCreated."""
    return {key.casefold(): value for key, value in pairs}


def number(digits: str) -> int | str:
    """A whole number, or its digits where no number a newsroom uses is that long."""
    return int(digits) if len(digits) <= MAX_NUMBER else digits


def peek(raw: bytes) -> Any:
    """The document, or None for anything that is no JSON; never raises."""
    if not is_json(raw):
        return None
    try:
        return document(raw)
    except Unreadable:
        return None


def text(value: Any) -> str:
    """A value as one line of text, "" for lists, objects and nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(clean(str(value)).split())


def copy(value: Any) -> str:
    """A value as text with its lines kept."""
    return clean(value) if isinstance(value, str) else ""


def clean(value: str) -> str:
    """Without control characters and halves of characters, which JSON can write and nothing else can hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", value)


def objects(value: Any) -> Iterator[Object]:
    """The objects in a list, or the values of an object that older versions have in its place."""
    if isinstance(value, dict):
        inner = [v for v in value.values() if isinstance(v, dict)]
        yield from inner or [value]
    elif isinstance(value, list):
        yield from (v for v in value if isinstance(v, dict))


def named(value: Any) -> Iterator[tuple[str, Object]]:
    """The objects of a list or an object, each with its name."""
    if isinstance(value, dict):
        yield from ((str(key), v) for key, v in value.items() if isinstance(v, dict))
    else:
        yield from ((text(v.get("name")), v) for v in objects(value))


def words(value: Any) -> list[str]:
    """A list of words, given as texts, as objects with names, or as one text."""
    if isinstance(value, list):
        return [w for v in value if (w := text(v.get("name") if isinstance(v, dict) else v))]
    return [w] if (w := text(value)) else []
