"""Pure decisions about requests."""

import re


def is_same_origin(own: str, origin: str | None, fetch_site: str | None) -> bool:
    """Whether a write comes from the paper's own pages (Fetch standard, ``Origin`` and ``Sec-Fetch-Site``)."""
    if origin is not None:
        return origin == own
    return fetch_site == "same-origin"


def is_immutable(_path: str, url: str) -> bool:
    """Whether a static file's name carries its content's hash, so that a browser may keep it for good."""
    return re.search(r"\.[0-9a-f]{12}\.\w+(\.\w+)?$", url) is not None
