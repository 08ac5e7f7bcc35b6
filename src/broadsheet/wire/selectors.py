"""Questions about what the wire has brought."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from broadsheet.wire.formats.item import Dateline, Rendition, WireItem, WireLink, WirePicture
from broadsheet.wire.models import Feed, Refused, Take, TakeQuerySet

MADE = frozenset({
    "guid", "public_id", "dateline", "firstcreated", "versioncreated", "embargo", "keywords", "mediatopics",
    "pictures", "links", "text_html", "body_html",
})  # fmt: skip
PLAIN = tuple(one.name for one in fields(WireItem) if one.name not in MADE)


def versions(feed: Feed, guid: str) -> TakeQuerySet:
    """Every version of one item that came, the newest first."""
    return Take.objects.of(feed, guid)


def newest(feed: Feed, guid: str) -> Take | None:
    """The version that stands."""
    return Take.objects.of(feed, guid).first()


def killed_by(feed: Feed, guid: str) -> Take | None:
    """The kill or cancellation of the item, if one has come, whatever its place among the versions."""
    return Take.objects.of(feed, guid).final().first()


def still_refused() -> list[Refused]:
    """Files that nobody could read yet, the latest first, without their bytes."""
    return list(
        Refused.objects.filter(message=None).select_related("feed").defer("raw").order_by("-refused_at")
    )


def refused_lines() -> list[str]:
    """The refused list for a terminal: feed, file, sentence, parted by tabs."""
    return [f"{one.feed.slug}\t{one.name}\t{one.sentence}" for one in still_refused()]


def item_of(take: Take) -> WireItem:
    """The item as it was read, from the take's own record; a picture's bytes are not in it."""
    said: dict[str, Any] = take.item
    given = {name: said[name] for name in PLAIN if name in said}
    return WireItem(
        guid=take.guid,
        dateline=Dateline(**said["dateline"]),
        firstcreated=_moment(said["firstcreated"]),
        versioncreated=_moment(said["versioncreated"]),
        embargo=_moment(said["embargo"]),
        keywords=tuple(said["keywords"]),
        mediatopics=tuple(said["mediatopics"]),
        pictures=tuple(_picture(one) for one in said["pictures"]),
        links=tuple(WireLink(**one) for one in said["links"]),
        public_id=take.public_id,
        text_html=said["body_html"],
        body_html=said["print_html"],
        **given,
    )


def _picture(said: dict[str, Any]) -> WirePicture:
    renditions = tuple(Rendition(**one) for one in said["renditions"])
    return WirePicture(**{**said, "renditions": renditions})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
