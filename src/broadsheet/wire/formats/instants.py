"""Points in time as agencies write them, read into aware UTC."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

STAMP = re.compile(
    r"""\s*(\d{4})-?(\d\d)-?(\d\d)
        (?:[T\s]\s*(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?)?
        \s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?\s*""",
    re.VERBOSE | re.IGNORECASE,
)


def instant(stamp: str, zone: tzinfo = UTC) -> datetime | None:
    """An ISO 8601 stamp, basic or extended, as aware UTC; None for anything that is no time.

    A stamp without offset is read in ``zone``, the agency's own.
    """
    match = STAMP.fullmatch(stamp)
    if match is None:
        return None
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        local = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            min(int(second or 0), 59),
            tzinfo=fixed(offset) if offset else zone,
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def fixed(offset: str) -> tzinfo:
    """Z, +0100, +01:00 or -05 as a time zone; raises ValueError beyond a day."""
    if offset[0] not in "+-":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(ahead if offset[0] == "+" else -ahead)
