"""Verbs of the picture desk: take a picture in, release it, withdraw it, print it anew after an edit."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce
from wagtail.search import index

from broadsheet.edge.services import mark_stale
from broadsheet.kit.text import plain_line, plain_text
from broadsheet.pictures import jobs
from broadsheet.pictures.engine.imaging import Sheet, inspect
from broadsheet.pictures.models import Picture

ROOM = {
    "credit": 255,
    "byline": 255,
    "source": 255,
    "copyright": 500,
    "description": 255,
}  # the columns' lengths


@transaction.atomic
def take_in(
    *,
    raw: bytes,
    name: str,
    now: datetime,
    caption: str = "",
    credit: str = "",
    byline: str = "",
    source: str = "",
    copyright: str = "",  # noqa: A002  (the field's own word)
    alt: str = "",
    language: str = "",
    rights_until: datetime | None = None,
    by: AbstractBaseUser | None = None,
) -> Picture:
    """Take the picture ``raw`` into the library, or return the one that has the same bytes.

    What is not given is read from the file's own XMP, IPTC-IIM or Exif. Of a picture that is known already
    only empty lines are filled: nothing that a person wrote is overwritten. The original is kept as it came.
    Raises a ``PictureRefused`` with a sentence for the person who sent it.
    """
    sheet = inspect(raw)
    given = {
        "caption": plain_text(caption), "credit": plain_line(credit), "byline": plain_line(byline),
        "source": plain_line(source), "copyright": plain_line(copyright), "description": plain_line(alt),
    }  # fmt: skip
    details = {name: value or said(sheet)[name] for name, value in given.items()}
    digest = hashlib.sha256(raw).hexdigest()
    known = Picture.objects.select_for_update().filter(sha256=digest).first()
    if known is not None:
        return _filled_in(known, details)
    title = sheet.details.headline or PurePosixPath(name.replace("\\", "/")).stem or "picture"
    picture = Picture(
        title=_fit(plain_line(title), 255), language=language, rights_until=rights_until, uploaded_by_user=by,
        taken_at=sheet.details.taken_at, file=ContentFile(raw, file_name(name, sheet)), **fitted(details),
    )  # fmt: skip
    return _kept(picture, raw, now)


@transaction.atomic
def release(*, picture_ids: Iterable[int], now: datetime) -> None:
    """Let readers have these pictures: a public story shows them from ``now`` on.

    What is not printed yet is printed after the commit and before the pages that show it are asked for again.
    Of a picture that is out already nothing changes, so no page is made anew for it.
    """
    ids = sorted(set(picture_ids))
    if not ids:
        return
    _print_after_commit(ids)
    rows = Picture.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    held = [
        pk
        for pk, released_at, withdrawn_at in rows.values_list("pk", "released_at", "withdrawn_at")
        if released_at is None or withdrawn_at is not None
    ]
    Picture.objects.filter(pk__in=held).update(released_at=Coalesce("released_at", now), withdrawn_at=None)
    mark_stale(*tags(held))


@transaction.atomic
def withdraw(*, picture_ids: Iterable[int], now: datetime) -> None:
    """Take these pictures from readers: their addresses answer 410 from the commit on."""
    ids = sorted(set(picture_ids))
    if not ids:
        return
    Picture.objects.filter(pk__in=ids, released_at__isnull=False).update(withdrawn_at=now)
    mark_stale(*tags(ids))


@transaction.atomic
def reprint(*, picture: Picture) -> None:
    """Carry an edit of ``picture`` (credit, focal point, rights, file) into every page and rendition."""
    _print_after_commit([picture.pk])
    mark_stale(*tags([picture.pk]))


@transaction.atomic
def forget(*, picture: Picture) -> None:
    """Tell the pages that showed a picture which is gone from the library."""
    mark_stale(*tags([picture.pk]))


def _print_after_commit(picture_ids: list[int]) -> None:
    """No encoder runs inside a transaction; a failure is logged and never holds up the marks that follow."""
    transaction.on_commit(partial(jobs.print_pictures, picture_ids), robust=True)


def tags(picture_ids: Iterable[int]) -> list[str]:
    """The tags that pages which show these pictures are stored under."""
    return [f"picture:{pk}" for pk in picture_ids]


def said(sheet: Sheet) -> dict[str, str]:
    """What the file says of itself, under our field names, as clean as if somebody had typed it."""
    details = sheet.details
    return {
        "caption": plain_text(details.caption), "credit": plain_line(details.credit),
        "byline": plain_line(details.byline), "source": plain_line(details.source),
        "copyright": plain_line(details.copyright), "description": plain_line(details.alt),
    }  # fmt: skip


def file_name(name: str, sheet: Sheet) -> str:
    """A safe name for the original: no path, no second suffix, the suffix of what it truly is."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    clean = re.sub(r"[^\w-]+", "-", plain_line(stem)).strip("-")[:60]
    return f"{clean or 'picture'}.{sheet.suffix}"


def fingerprint(file: IO[bytes]) -> str:
    """The SHA-256 of ``file``'s bytes in hexadecimal; the file is left at its start."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return digest


def _kept(picture: Picture, raw: bytes, now: datetime) -> Picture:
    """Store file and row; of two that come at once with the same bytes, the second finds the first."""
    picture.file_size = len(raw)
    picture.file_hash = hashlib.sha1(raw, usedforsecurity=False).hexdigest()
    picture.sha256 = hashlib.sha256(raw).hexdigest()
    try:
        with transaction.atomic():
            picture.save()
            # Wagtail's column takes its own clock
            Picture.objects.filter(pk=picture.pk).update(created_at=now)
    except IntegrityError:
        picture.file.storage.delete(picture.file.name)
        known: Picture | None = Picture.objects.filter(sha256=picture.sha256).first()
        if known is None:
            raise
        return known
    index.insert_or_update_object(picture)
    _print_after_commit([picture.pk])
    return picture


def _filled_in(known: Picture, details: Mapping[str, str]) -> Picture:
    empty = {name: value for name, value in fitted(details).items() if value and not getattr(known, name)}
    if empty:
        for name, value in empty.items():
            setattr(known, name, value)
        known.save(update_fields=list(empty))
        index.insert_or_update_object(known)
        reprint(picture=known)
    return known


def fitted(details: Mapping[str, str]) -> dict[str, str]:
    """``details`` cut to the room that the columns have."""
    return {name: _fit(value, ROOM.get(name)) for name, value in details.items()}


def _fit(text: str, room: int | None) -> str:
    return text if room is None or len(text) <= room else text[: room - 1].rstrip() + "…"
