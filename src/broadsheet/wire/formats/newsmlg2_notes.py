"""The notes to editors of a NewsML-G2 item: which the desk reads, which are only looked at."""

from broadsheet.wire.formats.assembly import Draft
from broadsheet.wire.formats.xmltree import Element, attribute, deep, kids, text

# Sign-offs, phone numbers and the notebook that repeats the other notes.
UNREAD_ROLES = ("closing", "contacts", "notepad")
UPDATE_SIGNALS = frozenset({"update"})


def read(meta: Element | None, draft: Draft) -> None:
    """Sort the notes; one whose role says correction makes the item one, unless it is signalled an update."""
    notebooks: list[Element] = []
    for note in kids(meta, "ednote"):
        role = attribute(note, "role").rpartition(":")[2].casefold()
        if role == "notepad":
            notebooks.append(note)
        elif any(unread in role for unread in UNREAD_ROLES):
            continue
        elif text(note):
            draft.notes.append(text(note))
            if "correct" in role and draft.correction is None and not is_update(meta):
                draft.correction = True
    if not draft.notes:
        draft.notes += [text(point) for book in notebooks for point in public_points(book)]


def is_update(meta: Element | None) -> bool:
    """Whether the item is signalled as an update."""
    signals = {attribute(signal, "qcode").rpartition(":")[2].casefold() for signal in kids(meta, "signal")}
    return bool(signals & UPDATE_SIGNALS)


def public_points(notebook: Element) -> list[Element]:
    """The points of a notebook's public part."""
    sections = [s for s in deep(notebook, "section") if "np-public" in attribute(s, "class")]
    return [point for section in sections for point in deep(section, "li")]
