"""The inbox as a folder: which files in it are whole, and where they go when they have been read.

Each folder of the inbox is a feed; inside it ``done/<day>`` and ``refused`` keep what has been dealt with. A
file that somebody is still writing is left alone: it must look the same in two looks, and names that begin
with a dot or end in .part, .tmp or .filepart are never looked at.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

DONE, REFUSED = "done", "refused"
UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload", ".swp", "~")
EMPTY_FOR = timedelta(seconds=5)
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff", ".heic")


@dataclass(frozen=True, order=True)
class Look:
    """How a file looked: when it was last written (nanoseconds), its name and its size."""

    written: int
    name: str
    size: int
    path: Path = field(compare=False)


@dataclass
class Folder:
    """One feed's folder; remembers how each file looked last time."""

    path: Path
    seen: dict[str, Look] = field(default_factory=dict)
    since: dict[str, datetime] = field(default_factory=dict)
    same: set[str] = field(default_factory=set)

    def whole_files(self, now: datetime) -> list[Look]:
        """Messages that look as they did last time, the oldest first; ``since`` says since when they do.

        An empty file is given five seconds to be filled.
        """
        looked = {look.name: look for look in looks(self.path)}
        self.same = {name for name, look in looked.items() if self.seen.get(name) == look}
        self.since = {name: self.since[name] if name in self.same else now for name in looked}
        self.seen = looked
        whole = sorted(look for name, look in looked.items() if name in self.same and not is_picture(name))
        return [look for look in whole if look.size or now - self.since[look.name] > EMPTY_FOR]

    def whole_picture(self, name: str) -> Path | None:
        """The picture of this name beside the messages, if it looked the same in the last two looks."""
        path = beside(self.path, name)
        if path is None or path.name not in self.same or not self.seen[path.name].size:
            return None
        return path


def is_picture(name: str) -> bool:
    """Whether the name is a picture's: pictures come with the message that names them."""
    return name.lower().endswith(PICTURES)


def looks(folder: Path) -> Iterator[Look]:
    """Every plain file in ``folder`` itself that looks finished; links are not followed."""
    try:
        paths = list(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if path.name.startswith(".") or path.name.lower().endswith(UNFINISHED):
            continue
        look = look_at(path)
        if look is not None:
            yield look


def look_at(path: Path) -> Look | None:
    """One look at a plain file; None when it is none, or gone."""
    try:
        is_plain = path.is_file() and not path.is_symlink()
        facts = path.stat()
    except OSError:
        return None
    return Look(facts.st_mtime_ns, path.name, facts.st_size, path) if is_plain else None


def beside(folder: Path, href: str) -> Path | None:
    """The file in ``folder`` that a message calls ``href``; None for addresses and for any way out of it."""
    name = href.replace("\\", "/").rstrip("/").rpartition("/")[2]
    is_address = "://" in href or href.startswith("//")
    if is_address or not name or name.startswith(".") or "\0" in name:
        return None
    return folder / name


def feed_folders(root: Path) -> list[Path]:
    """The folders of the inbox, one a feed."""
    try:
        entries = sorted(entry for entry in root.iterdir() if not entry.name.startswith("."))
        return [e for e in entries if e.name not in {DONE, REFUSED} and e.is_dir() and not e.is_symlink()]
    except OSError:
        return []


def put_away(path: Path, into: Path) -> Path:
    """Move ``path`` into the folder ``into`` under its own name; if that is taken, under a numbered one."""
    into.mkdir(parents=True, exist_ok=True)
    for target in free_names(into, path.name):
        try:
            os.link(path, target)
        except FileExistsError:
            continue
        except OSError:  # a file system without hard links
            if target.exists():
                continue
            path.rename(target)
            return target
        path.unlink()
        return target
    raise FileExistsError(into / path.name)


def free_names(folder: Path, name: str) -> Iterator[Path]:
    """``name``, then ``name`` with 2, 3, … before its ending."""
    yield folder / name
    stem, dot, ending = name.rpartition(".")
    for number in range(2, 10_000):
        yield folder / (f"{stem}-{number}.{ending}" if dot and stem else f"{name}-{number}")


def put_done(paths: Iterable[Path], folder: Path, now: datetime) -> None:
    """Move dealt-with files into the day's folder; one that is gone already is no matter."""
    for path in paths:
        try:
            put_away(path, folder / DONE / now.date().isoformat())
        except FileNotFoundError:
            continue


def put_refused(path: Path, folder: Path, sentence: str) -> Path:
    """Move a refused file into ``refused`` with the sentence in a ``.txt`` beside it."""
    target = put_away(path, folder / REFUSED)
    note = note_of(target)
    half = note.with_name(f".{sha256_of(target)[:16]}.part")
    half.write_text(sentence + "\n", encoding="utf-8")
    half.replace(note)
    return target


def note_of(refused: Path) -> Path:
    """The ``.txt`` beside a refused file; a name too long for an ending is cut."""
    longest = 250
    name = refused.name if len(os.fsencode(refused.name)) <= longest else refused.name[:60]
    return refused.with_name(f"{name}.txt")


def sha256_of(path: Path) -> str:
    """The file's fingerprint, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
