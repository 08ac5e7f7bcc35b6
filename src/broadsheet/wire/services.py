"""Verbs of the wire: keep a message, file its takes, refuse what can't be read, spike."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from broadsheet.kit.text import plain_line, plain_text
from broadsheet.people.models import Person
from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import Reading
from broadsheet.wire.formats.item import WireItem, as_json
from broadsheet.wire.formats.versions import version_key
from broadsheet.wire.models import Feed, Message, Refused, Take

NOT_WORDS = ("guid", "version", "firstcreated", "versioncreated")


@dataclass(frozen=True)
class Filed:
    """What ``file_take`` did: ``is_new`` is False for a version that had come before."""

    take: Take
    is_new: bool


def feed_named(slug: str, now: datetime) -> Feed:
    """The feed with this slug; made untrusted on first use. Any folder name gives a lawful slug."""
    name = _line(slug)[:120] or "unnamed"
    lawful = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-")[:60] or _marked("feed", name)
    feed, _ = Feed.objects.get_or_create(slug=lawful, defaults={"name": name, "created_at": now})
    return feed


def open_feed(*, slug: str, name: str, is_trusted: bool, now: datetime, **details: Any) -> Feed:
    """Make the feed or bring it to this state; ``details`` are further columns of Feed."""
    feed, _ = Feed.objects.update_or_create(
        slug=slug,
        defaults={"name": name, "is_trusted": is_trusted, **details},
        create_defaults={"name": name, "is_trusted": is_trusted, "created_at": now, **details},
    )
    return feed


def lock_feed(feed: Feed) -> Feed:
    """Let one process at a time file for ``feed`` until the transaction ends. Call inside one."""
    return Feed.objects.select_for_update().get(pk=feed.pk)


@transaction.atomic
def keep_message(
    *, feed: Feed, raw: bytes, reading: Reading, name: str, whence: str, now: datetime
) -> tuple[Message, bool]:
    """Keep the original bytes; the second value is False when the feed had sent the same bytes before."""
    return Message.objects.get_or_create(
        feed=feed,
        sha256=hashlib.sha256(raw).hexdigest(),
        defaults={
            "size": len(raw), "raw": raw, "format": reading.format, "name": _cut(_line(name), 255),
            "whence": _cut(_line(whence), 255), "received_at": now,
        },
    )  # fmt: skip


@transaction.atomic
def file_take(*, message: Message, item: WireItem, position: int, now: datetime) -> Filed:
    """File one item of a kept message; (feed, guid, version) is filed once however often it comes.

    An agency that uses one version number for two different things (a kill under the story's own number, a
    later text) does not lose the second: it is filed under the number with our mark.
    """
    guid = _marked_if_long(_line(item.guid), 300)
    said = scrubbed(as_json(item))
    digest = hashlib.sha256(
        json.dumps({k: v for k, v in said.items() if k not in NOT_WORDS}, sort_keys=True).encode()
    ).hexdigest()
    of_guid = Take.objects.filter(feed=message.feed, guid=guid)
    version, known = free_version(item, digest, of_guid)
    if known is not None:
        return Filed(known, is_new=False)
    take = Take(
        feed=message.feed, message=message, position=position, guid=guid, version=version,
        version_key=sortable(item), item=said, digest=digest, received_at=now, **columns(item),
    )  # fmt: skip
    try:
        with transaction.atomic():
            take.save(force_insert=True)
    except IntegrityError:
        return Filed(of_guid.get(version=version), is_new=False)
    return Filed(take, is_new=True)


def free_version(item: WireItem, digest: str, of_guid: QuerySet[Take]) -> tuple[str, Take | None]:
    """The number to file the item under, or with it the take that the item was filed as before."""
    version, known = "", None
    for version in filed_versions(item):
        known = of_guid.filter(version=version).first()
        if known is None or not says_more(item, digest, known):
            break
    return version, known


def filed_versions(item: WireItem) -> tuple[str, str]:
    """The agency's own number, and the one it is filed under when that number is taken by something else."""
    own = _marked_if_long(_line(item.version), 60)
    made = item.versioncreated.isoformat() if item.versioncreated else "undated"
    return own, f"{own} {item.pubstatus} {made}"


def says_more(item: WireItem, digest: str, known: Take) -> bool:
    """Whether an item under a known number is another thing: another status, or other words made later."""
    if item.pubstatus != known.pubstatus:
        return True
    if item.versioncreated is None or known.version_created_at is None:
        return False
    return digest != known.digest and item.versioncreated > known.version_created_at


def columns(item: WireItem) -> dict[str, Any]:
    """The item's fields cut to the room that the table has; the record in ``Take.item`` is whole."""
    line = item.dateline
    place = ", ".join(part for part in (_line(line.city), _line(line.country)) if part)
    return {
        "public_id": _marked_if_long(_line(item.public_id), 300), "pubstatus": item.pubstatus,
        "is_correction": item.correction, "type": _cut(item.type, 20),
        "headline": _cut(_line(item.headline), 500),
        "slugline": _cut(_line(item.slugline), 250), "ednote": _text(item.ednote),
        "byline": _cut(_line(item.byline), 500), "credit": _cut(_line(item.credit), 250),
        "source": _cut(_line(item.source), 250), "dateline": _cut(place, 250),
        "language": _cut(_line(item.language), 35), "urgency": _small(item.urgency),
        "priority": _small(item.priority), "first_created_at": item.firstcreated,
        "version_created_at": item.versioncreated, "embargo_until": item.embargo,
        "rights": _text(item.rights),
    }  # fmt: skip


def sortable(item: WireItem) -> bytes:
    """The version's key as bytes that sort as ``version_key`` does, so that the database can order by it."""
    parts, made, text = version_key(item.version[:200], item.versioncreated)
    key = bytearray()
    for is_number, number, word in parts:
        if is_number:
            digits = number.to_bytes((number.bit_length() + 7) // 8, "big")
            key += b"\x02" + len(digits).to_bytes(2, "big") + digits
        else:
            key += b"\x01" + word.replace("\0", "").encode("utf-8", "replace") + b"\x00"
    stamp = 0 if made == float("-inf") else int(made * 1_000_000) + 2**62
    return bytes(key + b"\x00" + stamp.to_bytes(8, "big") + text.encode("utf-8", "replace"))


@transaction.atomic
def refuse(
    *, feed: Feed, name: str, size: int, sha256: str, raw: bytes | None, why: Unreadable, now: datetime
) -> Refused:
    """Put an unreadable file on the refused list with the sentence that says why; once per content."""
    said = {"code": why.code, "sentence": why.message, "line": why.line, "byte": why.byte}
    refused, is_new = Refused.objects.get_or_create(
        feed=feed,
        sha256=sha256,
        defaults={"name": _cut(_line(name), 255), "size": size, "raw": raw, "refused_at": now, **said},
    )
    if not is_new:
        Refused.objects.filter(pk=refused.pk).update(retried_at=now, **said)
        refused.refresh_from_db(fields=["retried_at", *said])
    return refused


@transaction.atomic
def spike(*, take: Take, by: Person | None, now: datetime) -> None:
    """Throw a take away: the desk sees it no longer, and no rule prints a later version of it."""
    Take.objects.filter(pk=take.pk, spiked_at=None).update(spiked_at=now, spiked_by=by)


def scrubbed(said: Any) -> Any:
    """The same value without NULs and half characters, which no database can hold."""
    if isinstance(said, str):
        return said.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(said, list):
        return [scrubbed(one) for one in said]
    if isinstance(said, dict):
        return {key: scrubbed(one) for key, one in said.items()}
    return said


def _line(text: str) -> str:
    return plain_line(scrubbed(text))


def _text(text: str) -> str:
    return plain_text(scrubbed(text))


def _small(number: int | None) -> int | None:
    return number if number is not None and 0 <= number <= 32_767 else None


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"


def _marked_if_long(text: str, room: int) -> str:
    """An identifier too long for its column, cut in such a way that no two become one."""
    return text if len(text) <= room else _marked(text[: room - 33], text)


def _marked(start: str, whole: str) -> str:
    return f"{start}-{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:32]}"
