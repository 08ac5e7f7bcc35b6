"""What a page needs to show pictures: one question for all of them, and nothing that waits for an encoder."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.images.models import SourceImageIOError

from broadsheet.edge.recording import note, note_until
from broadsheet.kit.errors import BroadsheetError
from broadsheet.pictures.models import Picture, Rendition
from broadsheet.pictures.rules import FORMATS, SHAPES, Shape, focal_position

log = logging.getLogger("broadsheet.pictures")
Rows = dict[tuple[int, str, str], Rendition]


@dataclass(frozen=True)
class Source:
    """One ``<source>``: a media type and its ``srcset``."""

    type: str
    srcset: str


@dataclass(frozen=True)
class PictureView:
    """All that a template needs for one picture; ``width`` and ``height`` are of the largest rendition.

    ``focal_css`` is a value for ``object-position``; ``sources`` are in the order to offer them in.
    """

    sources: tuple[Source, ...]
    src: str
    width: int
    height: int
    sizes: str
    alt: str
    caption: str
    credit: str
    focal_css: str
    language: str = ""


def printed(
    pictures: Iterable[Picture],
    shape: str = "story",
    *,
    now: datetime | None = None,
    is_preview: bool = False,
) -> dict[int, PictureView]:
    """What is printed of ``pictures`` in ``shape`` (story, lead, card or portrait), by their ids.

    One query when the renditions stand, as they do for a released picture; what is missing is made here.
    Left out: pictures whose rights have run out, withdrawn ones unless ``is_preview``, and those whose
    original cannot be read. Each picture's tag is recorded, and until when its rights last.
    """
    moment = now or timezone.now()
    shown: dict[int, Picture] = {}
    for picture in pictures:
        note(f"picture:{picture.pk}")
        if picture.rights_until is None or picture.rights_until > moment:
            note_until(picture.rights_until)
            if is_preview or picture.withdrawn_at is None:
                shown[picture.pk] = picture
    rows = _rows(shown.values(), shape)
    late = [picture for picture in shown.values() if not _is_complete(picture, shape, rows)]
    if late and _made(late, shape):
        rows.update(_rows(late, shape))
    views = {picture.pk: _view(picture, shape, rows) for picture in shown.values()}
    return {pk: view for pk, view in views.items() if view is not None}


def _rows(pictures: Iterable[Picture], shape: str) -> Rows:
    wanted = {(one.pk, f.spec, f.get_cache_key(one)) for one in pictures for f in one.filters([shape])}
    if not wanted:
        return {}
    found = Rendition.objects.filter(
        image_id__in={pk for pk, _, _ in wanted}, filter_spec__in={spec for _, spec, _ in wanted}
    )
    keyed = {(row.image_id, row.filter_spec, row.focal_point_key): row for row in found}
    return {key: row for key, row in keyed.items() if key in wanted}


def _is_complete(picture: Picture, shape: str, rows: Rows) -> bool:
    return all((picture.pk, one.spec, one.get_cache_key(picture)) in rows for one in picture.filters([shape]))


def _made(pictures: Iterable[Picture], shape: str) -> bool:
    is_any = False
    for picture in pictures:
        try:
            is_any = picture.print_missing([shape]) > 0 or is_any
        except (SourceImageIOError, BroadsheetError):  # a lost original costs its picture, never the page
            log.exception("pictures.print.failed", extra={"picture": picture.pk})
    return is_any


def _view(picture: Picture, shape: str, rows: Rows) -> PictureView | None:
    sets: dict[str, list[Rendition]] = {kind: [] for kind in FORMATS}
    for one in picture.filters([shape]):
        row = rows.get((picture.pk, one.spec, one.get_cache_key(picture)))
        if row is not None:
            sets[one.spec.rpartition("format-")[2]].append(row)
    plain = sets["jpeg"]
    if not plain:
        return None
    frame: Shape = SHAPES[shape]
    base = next((row for row in plain if row.width >= frame.base), plain[-1])
    centre = picture.get_focal_point()
    return PictureView(
        sources=tuple(Source(f"image/{kind}", _srcset(made)) for kind, made in sets.items() if made),
        src=base.url,
        width=plain[-1].width,
        height=plain[-1].height,
        sizes=frame.sizes,
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        focal_css=focal_position(centre.centroid if centre else None, picture.width, picture.height),
        language=picture.language,
    )


def _srcset(rows: Iterable[Rendition]) -> str:
    return ", ".join(f"{row.url} {row.width}w" for row in rows)
