"""Bounds that every format keeps."""

from broadsheet.wire.errors import Unreadable

MAX_BYTES = 20 * 1024 * 1024
MAX_ITEMS = 1000


def check_count(items: int) -> None:
    """Refuse a message with more items than any agency sends in one."""
    if items > MAX_ITEMS:
        raise Unreadable(f"The message holds {items} items, more than {MAX_ITEMS}.")
