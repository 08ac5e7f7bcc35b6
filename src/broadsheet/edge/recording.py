"""What a page is made from, noted while it is rendered.

A door opens a recording; whoever reads something that may change notes its tag (``story:42``,
``section:7``, ``latest``, ``site``). Outside a recording a note costs one look-up and does nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

_open: ContextVar["Recording | None"] = ContextVar("broadsheet_recording", default=None)


@dataclass
class Recording:
    """The tags one render has read, until when its result may stand, and whether it may be kept."""

    tags: set[str] = field(default_factory=set)
    until: datetime | None = None
    is_printed: bool = False
    subject: str = ""


@contextmanager
def recording() -> Iterator[Recording]:
    """Collect the notes of everything that runs inside; recordings do not nest into one another."""
    made = Recording()
    token = _open.set(made)
    try:
        yield made
    finally:
        _open.reset(token)


def note(*tags: str) -> None:
    """Say that the page being rendered depends on each of ``tags``."""
    made = _open.get()
    if made is not None:
        made.tags.update(tags)


def note_until(moment: datetime | None) -> None:
    """Say that the page being rendered is wrong from ``moment`` on, whatever is marked."""
    made = _open.get()
    if made is not None and moment is not None and (made.until is None or moment < made.until):
        made.until = moment


def note_printed(subject: str = "") -> None:
    """Say that the answer being made is the same for every reader and may be kept.

    ``subject`` names what a reading of it counts for (``story:42``), empty for none.
    """
    made = _open.get()
    if made is not None:
        made.is_printed = True
        made.subject = subject
