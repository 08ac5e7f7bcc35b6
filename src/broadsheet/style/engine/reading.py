"""A text as a reader sees it, with the way back to the characters of its source."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

PARTED = re.compile(r"\n[ \t\r]*\n\s*")
# Marks of writing direction and zero-width signs: nobody sees them, so no neighbour is judged by them.
UNSEEN = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
JOINING = frozenset("_\u00ad\u200c\u200d")
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """``text`` is what is read; ``places[i]`` is where its character ``i`` stands in ``source``, None if the same.

    ``spoken`` are stretches that the markup says are quotations, ``paragraphs`` the stretches between blank lines.
    """

    source: str
    text: str
    places: list[tuple[int, int]] | None = None
    spoken: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the source."""
        if self.places is None:
            return start, end
        return self.places[start][0], self.places[end - 1][1]

    def rewrite(self, edits: Iterable[Edit]) -> tuple[int, int, str]:
        """One change of the source for edits of the text that belong together: start, end, what stands there then.

        Tags that stand inside an edited stretch stay where they are; the new words go where its first character was.
        """
        pieces = sorted(piece for edit in edits for piece in self.pieces(*edit))
        start, end = pieces[0][0], max(piece[1] for piece in pieces)
        after, at = "", start
        for low, high, new in pieces:
            after += self.source[at:low] + new
            at = high
        return start, end, after + self.source[at:end]

    def pieces(self, start: int, end: int, new: str) -> list[Edit]:
        if self.places is None:
            return [(start, end, new)]
        runs: list[list[int]] = []
        for low, high in self.places[start:end]:
            if runs and runs[-1][1] == low:
                runs[-1][1] = high
            else:
                runs.append([low, high])
        words = escape(new, quote=False)
        return [(low, high, "" if n else words) for n, (low, high) in enumerate(runs)]


def plain(source: str) -> Reading:
    """Plain text as it is read."""
    return Reading(source, source, paragraphs=paragraphs(source))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The stretches between blank lines."""
    found, at = [], 0
    for gap in PARTED.finditer(text):
        found.append((at, gap.start()))
        at = gap.end()
    return [*found, (at, len(text))]


def joins(letter: str) -> bool:
    """Tell whether ``letter`` belongs to a word: letters, digits, accents, signs inside words."""
    return letter.isalnum() or letter in JOINING or "\u0300" <= letter <= "\u036f"


def before(text: str, at: int, low: int = 0) -> str:
    """The character that is seen before ``at``, or nothing."""
    at -= 1
    while at >= low and text[at] in UNSEEN:
        at -= 1
    return text[at] if at >= low else ""


def after(text: str, at: int, high: int | None = None) -> str:
    """The character that is seen from ``at`` on, or nothing."""
    end = len(text) if high is None else high
    while at < end and text[at] in UNSEEN:
        at += 1
    return text[at] if at < end else ""
