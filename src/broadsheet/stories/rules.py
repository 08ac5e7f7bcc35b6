"""Pure decisions about stories."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from broadsheet.kit.text import fingerprint_words


def fingerprint(parts: Iterable[str]) -> str:
    """A digest of what readers see; it stays the same when only space or the shape of quotes changes."""
    words = "\x1f".join(fingerprint_words(part) for part in parts)
    return hashlib.sha256(words.encode()).hexdigest()


def slug_of(headline: str, limit: int = 80) -> str:
    """An address word from a headline: letters and figures of any script, cut at a word's end."""
    folded = (
        unicodedata.normalize("NFKD", headline) if headline.isascii() or _is_latin(headline) else headline
    )
    bare = (
        "".join(c for c in folded if not unicodedata.combining(c)).lower().replace("'", "").replace("’", "")
    )
    words = [word for word in re.split(r"[^\w]+|_", bare) if word]
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) + 1 > limit:
            break
        slug = f"{slug}-{word}" if slug else word[:limit]
    return slug or "story"


def _is_latin(text: str) -> bool:
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in text)


def numbered(slug: str, taken: set[str]) -> str:
    """``slug``, or the first of slug-2, slug-3 … that is not taken."""
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"


def has_moved_materially(*, before: str, after: str) -> bool:
    """Whether "last updated" moves: only when what readers see has changed."""
    return before != after
