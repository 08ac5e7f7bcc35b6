"""Bounds that every format keeps."""

from broadsheet.wire.errors import Unreadable

MAX_BYTES = 20 * 1024 * 1024
MAX_ITEMS = 1000
MAX_PARTS = 2000
MAX_BLOCKS = 20_000


def check_count(items: int) -> None:
    """Refuse a message with more items than any agency sends in one."""
    if items > MAX_ITEMS:
        raise Unreadable(f"The message holds {items} items, more than {MAX_ITEMS}.")


def check_parts(parts: int) -> None:
    """Refuse an item of more nested parts than a story and its pictures can have."""
    if parts > MAX_PARTS:
        raise Unreadable(f"An item of the message has {parts} parts, more than {MAX_PARTS}.")


def check_blocks(blocks: int) -> None:
    """Refuse a text of more paragraphs than any story has; a long results table is one block."""
    if blocks > MAX_BLOCKS:
        raise Unreadable(f"A text of the message has more than {MAX_BLOCKS} paragraphs.")
