"""Page slots: places in a lower room's page that higher rooms fill when the program starts.

A filler is ``(request, subject) -> SafeString``; it notes the tags of what it reads.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Filler = Callable[[HttpRequest, object], SafeString]

SLOTS: dict[str, list[tuple[int, Filler]]] = {
    "head.extra": [],
    "masthead.sections": [],
    "masthead.reader": [],
    "story.vote": [],
    "story.after_text": [],
    "story.comments": [],
    "story.sign_up": [],
    "story.aside": [],
    "front.aside": [],
    "section.aside": [],
    "page.foot": [],
}


def fill(name: str, filler: Filler, *, order: int = 50) -> None:
    """Put ``filler`` into the slot; a name that is not in ``SLOTS`` is a KeyError."""
    if all(known is not filler for _, known in SLOTS[name]):
        SLOTS[name].append((order, filler))
        SLOTS[name].sort(key=lambda entry: entry[0])


def slot(name: str, request: HttpRequest, subject: object) -> SafeString:
    """What the rooms above put into the slot, in order."""
    return mark_safe("".join(filler(request, subject) for _, filler in SLOTS[name]))  # noqa: S308
