"""The AP Media API's JSON: an envelope around an item much like ninjs 1, the text in a file of its own."""

from collections.abc import Iterator
from typing import Any

from broadsheet.wire.formats import ninjs
from broadsheet.wire.formats.assembly import Draft, finish
from broadsheet.wire.formats.item import Dateline, WireItem
from broadsheet.wire.formats.jsontree import Object, copy, document, objects, peek, text
from broadsheet.wire.formats.limits import check_count
from broadsheet.wire.formats.markup import from_html


def can_read(raw: bytes) -> bool:
    """Whether data.item (or data.items) holds an item with AP's altids."""
    return next(members(peek(raw)), None) is not None


def parse(raw: bytes) -> list[WireItem]:
    """Every item of the answer; raises Unreadable."""
    top = document(raw)
    found = list(members(top))
    check_count(len(found))
    story = top.get("nitf") if isinstance(top, dict) else None
    inline = copy(story.get("body_html")) if isinstance(story, dict) and len(found) == 1 else ""
    return [finish(read_item(one, inline)) for one in found]


def members(top: Any) -> Iterator[Object]:
    """The items in the envelope."""
    data = top.get("data") if isinstance(top, dict) else None
    if not isinstance(data, dict):
        return
    entries = [
        {"item": data.get("item")},
        *objects(data.get("items") if isinstance(data.get("items"), list) else None),
    ]
    for entry in entries:
        one = entry.get("item")
        if isinstance(one, dict) and isinstance(one.get("altids"), dict):
            yield one


def read_item(one: Object, inline: str) -> Draft:
    """An item of ninjs, with AP's own identifier, place and status words."""
    draft = ninjs.read_item(one)
    draft.guid = text(one["altids"].get("itemid")) or draft.guid
    draft.public_id = draft.guid
    place = one.get("datelinelocation")
    if isinstance(place, dict):
        country = text(place.get("countrycode")) or text(place.get("countryname"))
        draft.dateline = Dateline(city=text(place.get("city")), country=country)
    if inline and not draft.blocks:
        draft.blocks = from_html(inline)
    draft.source = draft.source or "AP"
    return draft
