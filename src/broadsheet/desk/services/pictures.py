"""The pictures that wire items bring: found beside the message, taken into the library, never fetched."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from broadsheet.desk.models import WirePicture as Kept
from broadsheet.desk.selectors import key_of
from broadsheet.pictures.errors import PictureRefused
from broadsheet.pictures.services import take_in
from broadsheet.wire.formats.item import WireItem, WirePicture
from broadsheet.wire.jobs import beside
from broadsheet.wire.models import Take

log = logging.getLogger("broadsheet.desk")
LARGEST = 30 * 1024 * 1024


def names_of(picture: WirePicture) -> list[str]:
    """Under which names the picture's file may lie beside the message, the largest rendition first."""
    by_size = sorted(picture.renditions, key=lambda one: one.width or 0, reverse=True)
    names = dict.fromkeys([picture.href, *(one.href for one in by_size)])
    return [name for name in names if beside(Path(), name) is not None]


def awaited(items: Iterable[WireItem]) -> list[WirePicture]:
    """Pictures whose bytes must lie beside the message."""
    return [
        picture for item in items for picture in item.pictures if picture.data is None and names_of(picture)
    ]


def bytes_at(path: Path) -> bytes | None:
    """A picture's bytes; None when it is too large, a link, or gone."""
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST:
            return None
        return path.read_bytes()
    except OSError:
        return None


def keep_pictures(*, take: Take, item: WireItem, found: Mapping[str, bytes], now: datetime) -> list[str]:
    """Take every picture of the item that came along into the library; returns sentences about the others.

    ``found`` holds the bytes of files by the name that the item calls them. A picture without credit is
    kept too: it is never shown until somebody gives it one. Agencies seldom send an alt text; the caption
    stands in for it until an editor writes one.
    """
    faults = []
    for picture in item.pictures:
        raw = picture.data or next((found[name] for name in names_of(picture) if name in found), None)
        key = key_of(picture)
        if raw is None:
            if not Kept.objects.filter(feed=take.feed, guid=take.guid, href=key).exists():
                faults.append(f"The picture {key or 'without a name'} did not come.")
            continue
        try:
            row = take_in(
                raw=raw, name=picture.href or "picture", now=now, caption=picture.caption,
                credit=picture.credit, byline=picture.byline, copyright=picture.copyright,
                alt=picture.alt or picture.caption, language=item.language[:16],
            )  # fmt: skip
        except PictureRefused as refusal:
            log.warning("desk.picture.refused", extra={"take": take.pk, "code": refusal.code})
            faults.append(f"The picture {key}: {refusal.message}")
            continue
        Kept.objects.update_or_create(feed=take.feed, guid=take.guid, href=key, defaults={"picture": row})
    return faults
