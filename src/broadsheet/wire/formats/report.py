"""What ``broadsheet wire parse --json`` prints: files in, one JSON-ready object out."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from broadsheet.wire.errors import Unreadable
from broadsheet.wire.formats import read
from broadsheet.wire.formats.item import as_json
from broadsheet.wire.formats.limits import MAX_BYTES


def report(paths: Iterable[str]) -> dict[str, Any]:
    """One entry a path, in the given order, each with items or with an error; never raises."""
    return {"files": [entry(path) for path in paths]}


def entry(path: str) -> dict[str, Any]:
    """Read one file from disk; what can't be read becomes the entry's error."""
    found: dict[str, Any] = {"file": path, "format": None, "items": [], "error": None}
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        reading = read(raw)
    except OSError as fault:
        sentence = f"The file cannot be opened: {fault.strerror or fault}."
        found["error"] = {"code": "wire.unopened", "message": sentence, "line": None, "byte": None}
    except Unreadable as refusal:
        found["error"] = {
            "code": refusal.code,
            "message": refusal.message,
            "line": refusal.line,
            "byte": refusal.byte,
        }
    else:
        found["format"] = reading.format
        found["items"] = [as_json(item) for item in reading.items]
    return found
