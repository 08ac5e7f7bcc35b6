"""Wire files by hand: one file from a command, the refused ones again."""

import hashlib
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from broadsheet.desk.services.pictures import awaited, bytes_at, names_of
from broadsheet.desk.services.taking_in import Result, take_in_reading
from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import read
from broadsheet.wire.formats.item import WireItem
from broadsheet.wire.formats.limits import MAX_BYTES
from broadsheet.wire.jobs import Look, beside, look_at, note_of, put_done, sha256_of
from broadsheet.wire.models import Message, Refused
from broadsheet.wire.services import feed_named, refuse

PATIENCE = 2.0
PAUSE = 0.1


def take_in_file(*, path: Path, feed: str, now: datetime) -> str:
    """File one message from disk with the pictures beside it; returns one line saying what became of it.

    Waits up to two seconds for a picture that is still being copied. Raises Unreadable after putting the file
    on the refused list; the file itself stays where it is.
    """
    try:
        raw = bytes_of(path)
        reading = read(raw)
    except Unreadable as why:
        record_refusal(path=path, feed=feed, why=why, now=now)
        raise
    found = await_pictures(reading.items, path.parent)
    results = take_in_reading(
        reading=reading, raw=raw, name=path.name, feed=feed, whence="command", now=now, found=found
    )
    return line_of(results)


def bytes_of(path: Path) -> bytes:
    """A message's bytes; Unreadable when it is larger than the limit, without reading it whole."""
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"The message is larger than {MAX_BYTES // 2**20} MB.", byte=MAX_BYTES)
    return path.read_bytes()


def line_of(results: Iterable[Result]) -> str:
    """One line for a whole message; items merely filed are named only when nothing else happened."""
    lines = list(dict.fromkeys(result.line for result in results))
    return ", ".join([line for line in lines if line != "filed"] or lines or ["empty"])


def await_pictures(items: Iterable[WireItem], folder: Path) -> dict[str, bytes]:
    """The bytes of the pictures that lie in ``folder``, by the name the items give them.

    A picture that is not there, or was written a moment ago and still grows, is waited for.
    """
    wanted = awaited(items)
    deadline = time.monotonic() + PATIENCE
    found: dict[str, bytes] = {}
    while True:
        before = {name: _look(folder, name) for picture in wanted for name in names_of(picture)}
        is_fresh = any(look and time.time_ns() - look.written < PATIENCE * 1e9 for look in before.values())
        is_missing = any(not any(before[name] for name in names_of(picture)) for picture in wanted)
        if is_fresh or is_missing:
            time.sleep(PAUSE)
        after = {name: _look(folder, name) for name in before}
        is_settled = not is_missing and after == before
        if is_settled or time.monotonic() > deadline:
            break
    for name, look in after.items():
        raw = bytes_at(look.path) if look else None
        if raw is not None:
            found[name] = raw
    return found


def _look(folder: Path, name: str) -> Look | None:
    path = beside(folder, name)
    look = look_at(path) if path else None
    return look if look and look.size else None


def record_refusal(*, path: Path, feed: str, why: Unreadable, now: datetime) -> Refused:
    """Put a file on the refused list; its bytes are kept with it unless it is above the size limit."""
    size = path.stat().st_size
    raw = path.read_bytes() if size <= MAX_BYTES else None
    with transaction.atomic():
        return refuse(
            feed=feed_named(feed, now), name=path.name, size=size, raw=raw, why=why, now=now,
            sha256=hashlib.sha256(raw).hexdigest() if raw is not None else sha256_of(path),
        )  # fmt: skip


def retry_refused(*, now: datetime, refused_id: int | None = None) -> list[str]:
    """Read every refused file (or one) again; returns a line for each."""
    waiting = Refused.objects.filter(message=None).select_related("feed").order_by("refused_at", "pk")
    if refused_id is not None:
        waiting = waiting.filter(pk=refused_id)
    return [f"{one.name}\t{_retry(one, now)}" for one in waiting]


def _retry(refused: Refused, now: datetime) -> str:
    folder = Path(settings.INBOX)
    kept = folder / refused.kept_as if refused.kept_as else None
    try:
        raw = bytes(refused.raw) if refused.raw is not None else bytes_of(kept or folder)
        reading = read(raw)
    except OSError:
        return "the file is no longer in the refused folder"
    except Unreadable as why:
        refuse(
            feed=refused.feed,
            name=refused.name,
            size=refused.size,
            sha256=refused.sha256,
            raw=None,
            why=why,
            now=now,
        )
        return why.message
    beside_it = kept.parent.parent if kept else folder
    found = await_pictures(reading.items, beside_it)
    with transaction.atomic():
        results = take_in_reading(
            reading=reading, raw=raw, name=refused.name, feed=refused.feed.slug, whence="tried again",
            now=now, found=found,
        )  # fmt: skip
        message = Message.objects.get(feed=refused.feed, sha256=hashlib.sha256(raw).hexdigest())
        Refused.objects.filter(pk=refused.pk).update(message=message, retried_at=now)
    if kept is not None:
        put_done([kept, note_of(kept)], beside_it, now)
    return line_of(results)
