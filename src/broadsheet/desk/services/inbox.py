"""The watched folder: every whole file in it is filed, whatever the others are."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import DatabaseError

from broadsheet.desk.models import WirePicture
from broadsheet.desk.selectors import key_of
from broadsheet.desk.services.due import carry_out_due
from broadsheet.desk.services.files import bytes_of, line_of, record_refusal
from broadsheet.desk.services.pictures import awaited, bytes_at, names_of
from broadsheet.desk.services.taking_in import take_in_reading
from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import Reading, read
from broadsheet.wire.jobs import Folder, Look, feed_folders, put_done, put_refused
from broadsheet.wire.models import Feed, Refused
from broadsheet.wire.services import scrubbed

log = logging.getLogger("broadsheet.desk")
ROOT_FEED, STRAY_FEED = "demo", "inbox"
PATIENCE = timedelta(seconds=2)
TRIES = 4
LONGEST_PAUSE = timedelta(minutes=1)


@dataclass
class Trouble:
    """A file that could not be filed through no fault that the wire knows."""

    tries: int = 0
    not_before: datetime | None = None


@dataclass
class Inbox:
    """The inbox at ``root``; one object a process, since it remembers how each file looked last time.

    A folder in it is a feed. A file straight in it belongs to the feed "demo" where there is one, else to the
    feed "inbox", which is not trusted.
    """

    root: Path
    folders: dict[Path, Folder] = field(default_factory=dict)
    troubles: dict[Path, Trouble] = field(default_factory=dict)

    def sweep(self, now: datetime) -> int:
        """File every whole message, the oldest first, and what an embargo held till now; returns how many.

        A message is moved to ``done`` only after its transaction has been committed; one that can't be read
        is moved to ``refused``. A fault with one file is logged, and the others are filed all the same.
        """
        whole: list[tuple[Look, Folder]] = []
        for path in [self.root, *feed_folders(self.root)]:
            folder = self.folders.setdefault(path, Folder(path))
            whole += [(look, folder) for look in folder.whole_files(now)]
        whole.sort(key=lambda pair: pair[0])
        return sum(self._file(look, folder, now) for look, folder in whole) + carry_out_due(now=now)

    def _file(self, look: Look, folder: Folder, now: datetime) -> bool:
        trouble = self.troubles.get(look.path, Trouble())
        if trouble.not_before is not None and now < trouble.not_before:
            return False
        try:
            is_done = self._take_in(look, folder, now)
        except FileNotFoundError:
            is_done = False
        except (DatabaseError, OSError):
            log.exception("desk.inbox.unavailable", extra={"file": look.name})
            self._put_off(look, now)
            return False
        except Exception as fault:  # one file's fault never stops the rest; the trace is in the log
            log.exception("desk.inbox.fault", extra={"file": look.name})
            if self._put_off(look, now) < TRIES:
                return False
            sentence = f"The desk could not file it ({type(fault).__name__}); the log has the details."
            self._refuse(look, folder, Unreadable(sentence), now)
            is_done = True
        self.troubles.pop(look.path, None)
        return is_done

    def _put_off(self, look: Look, now: datetime) -> int:
        trouble = self.troubles.setdefault(look.path, Trouble())
        trouble.tries += 1
        trouble.not_before = now + min(timedelta(seconds=2**trouble.tries), LONGEST_PAUSE)
        return trouble.tries

    def _take_in(self, look: Look, folder: Folder, now: datetime) -> bool:
        """True when the file has been dealt with; False when it is to be looked at again."""
        is_young = now - folder.since[look.name] < PATIENCE
        try:
            raw = bytes_of(look.path)
            reading = read(raw)
        except Unreadable as why:
            if is_young and look.size < 2**20:  # perhaps its writer only paused
                return False
            self._refuse(look, folder, why, now)
            return True
        slug = self._feed_slug(folder)
        found, is_missing = self._pictures(folder, reading, slug)
        if is_missing and is_young:
            return False
        results = take_in_reading(
            reading=reading, raw=raw, name=look.name, feed=slug, whence="inbox", now=now,
            found={name: data for name, path in found.items() if (data := bytes_at(path)) is not None},
        )  # fmt: skip
        put_done([look.path, *dict.fromkeys(found.values())], folder.path, now)
        log.info("desk.inbox.filed", extra={"file": look.name, "became": line_of(results)})
        return True

    def _pictures(self, folder: Folder, reading: Reading, slug: str) -> tuple[dict[str, Path], bool]:
        """Files of pictures that lie beside the message, and whether one is still to come."""
        found: dict[str, Path] = {}
        is_missing = False
        for item in reading.items:
            for picture in awaited([item]):
                paths = {name: folder.whole_picture(name) for name in names_of(picture)}
                found |= {name: path for name, path in paths.items() if path}
                if not any(paths.values()):
                    known = WirePicture.objects.filter(feed__slug=slug, guid=item.guid, href=key_of(picture))
                    is_missing = is_missing or not known.exists()
        return found, is_missing

    def _refuse(self, look: Look, folder: Folder, why: Unreadable, now: datetime) -> None:
        refused = record_refusal(path=look.path, feed=self._feed_slug(folder), why=why, now=now)
        kept = put_refused(look.path, folder.path, why.message)
        Refused.objects.filter(pk=refused.pk).update(kept_as=scrubbed(str(kept.relative_to(self.root))))
        log.warning("desk.inbox.refused", extra={"file": look.name, "code": why.code})

    def _feed_slug(self, folder: Folder) -> str:
        if folder.path != self.root:
            return folder.path.name
        return ROOT_FEED if Feed.objects.filter(slug=ROOT_FEED).exists() else STRAY_FEED
