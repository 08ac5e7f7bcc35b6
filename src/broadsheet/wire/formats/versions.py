"""Which of two versions of one guid is the newer; agencies number freely."""

import re
from datetime import UTC, datetime

RUNS = re.compile(r"\d+|\D+")
VersionKey = tuple[tuple[tuple[int, int, str], ...], float, str]


def version_key(version: str, versioncreated: datetime | None) -> VersionKey:
    """A total order over the versions of one guid: the newer has the greater key.

    Numbers inside the version count as numbers (2 < 10, "1N" < "2N"), an empty version comes before all;
    equal versions are ordered by when they were made (UTC), an unknown time before all known ones.
    """
    text = version.strip()
    parts = tuple(
        (1, int(run), "") if run.isascii() and run.isdigit() else (0, 0, run.casefold())
        for run in RUNS.findall(text)
    )
    if versioncreated is None:
        made = float("-inf")
    else:
        aware = versioncreated if versioncreated.tzinfo else versioncreated.replace(tzinfo=UTC)
        made = aware.timestamp()
    return parts, made, text
