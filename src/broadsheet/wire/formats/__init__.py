"""Reads a wire message in any format the house knows: bytes in, items out; no clock, no I/O.

The format is chosen by looking at the content, never at a file's name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats.item import WireItem

MAX_BYTES = 20 * 1024 * 1024
MAX_ITEMS = 1000


@dataclass(frozen=True, slots=True)
class Format:
    """One entry of the list of formats; ``can_read`` is cheap and never raises."""

    name: str
    can_read: Callable[[bytes], bool]
    parse: Callable[[bytes], list[WireItem]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message held, in the order in which it held it."""

    format: str
    items: tuple[WireItem, ...]


FORMATS: tuple[Format, ...] = ()


def read(raw: bytes) -> Reading:
    """Read one message; raises Unreadable, saying why and where, and nothing else."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"The message is larger than {MAX_BYTES // 2**20} MB.", byte=MAX_BYTES)
    if not raw.strip(b"\0 \t\r\n"):
        raise Unreadable("The message is empty.", byte=0)
    for form in FORMATS:
        if form.can_read(raw):
            items = form.parse(raw)
            if len(items) > MAX_ITEMS:
                raise Unreadable(f"The message holds {len(items)} items, more than {MAX_ITEMS}.")
            return Reading(format=form.name, items=tuple(items))
    raise Unreadable("The message is in none of the formats the wire knows.", byte=0)
