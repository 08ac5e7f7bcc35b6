"""The record of what style changed, and the way back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

TOKENS = re.compile(r"\w+|\W", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` at source[start:end] became ``after`` at styled[at:at + len(after)]; offsets in characters."""

    rule: str
    start: int
    end: int
    before: str
    after: str
    safe: bool = True
    at: int = 0

    @property
    def until(self) -> int:
        """Where ``after`` ends in the styled text."""
        return self.at + len(self.after)


@dataclass(frozen=True, slots=True)
class Styled:
    """A styled text and what was done to it."""

    text: str
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A text with changes taken back; ``left`` are those that a hand edit overlaps, and which stand as they are."""

    text: str
    left: list[Change] = field(default_factory=list)


def placed(changes: Iterable[Change]) -> list[Change]:
    """The changes in order of place, each with its place in the styled text."""
    shift, result = 0, []
    for one in sorted(changes, key=lambda change: change.start):
        at = one.start + shift
        result.append(Change(one.rule, one.start, one.end, one.before, one.after, one.safe, at))
        shift += len(one.after) - len(one.before)
    return result


def carry_out(source: str, changes: Sequence[Change]) -> str:
    """``source`` with ``changes``, which are in order and do not overlap."""
    parts, at = [], 0
    for one in changes:
        parts += [source[at : one.start], one.after]
        at = one.end
    return "".join([*parts, source[at:]])


def composed(source: str, first: Sequence[Change], second: Sequence[Change]) -> list[Change]:
    """Two rounds of changes as one: ``second`` was made in what ``first`` made of ``source``."""
    clusters: list[tuple[int, int, list[Change], list[Change]]] = []
    stretches: list[tuple[int, int, list[Change], list[Change]]] = [
        (one.at, one.until, [one], []) for one in first
    ]
    stretches += [(one.start, one.end, [], [one]) for one in second]
    for low, high, old, new in sorted(stretches, key=lambda stretch: stretch[:2]):
        if not clusters or low >= clusters[-1][1]:
            clusters.append((low, high, old, new))
        else:
            start, end, olds, news = clusters[-1]
            clusters[-1] = start, max(end, high), olds + old, news + new
    middle = carry_out(source, first)
    result, shift = [], 0
    for low, high, olds, news in clusters:
        start = low - shift
        shift += sum(len(one.after) - len(one.before) for one in olds)
        end = high - shift
        inside = [Change(one.rule, one.start - low, one.end - low, "", one.after) for one in news]
        text = carry_out(middle[low:high], inside)
        told = (olds + news)[0]
        safe = all(one.safe for one in olds + news)
        result.append(Change(told.rule, start, end, source[start:end], text, safe))
    return placed(one for one in result if one.before != one.after)


def take_back(
    text: str, changes: Sequence[Change], *, styled: str | None = None, only: Sequence[Change] | None = None
) -> TakenBack:
    """``text`` with the changes ``only`` (default: all) taken back.

    ``changes`` are all that made ``styled``. ``text`` is that text, or what hands made of it since; where hands
    touched a changed place, it is left and listed, unless it reads as it did before. Without hand edits, taking
    all back gives the original, character for character.
    """
    wanted = list(changes if only is None else only)
    if styled is None or styled == text:
        kept = [Change(one.rule, one.at, one.until, one.after, one.before) for one in wanted]
        return TakenBack(carry_out(text, sorted(kept, key=lambda change: change.start)))
    same = unchanged(styled, text)
    back, left = [], []
    for one in wanted:
        place = next(
            (new - old for old, new, size in same if old <= one.at and one.until <= old + size), None
        )
        if place is not None:
            back.append(Change(one.rule, one.at + place, one.until + place, one.after, one.before))
        elif not reads_as_before(text, same, one):
            left.append(one)
    return TakenBack(carry_out(text, sorted(back, key=lambda change: change.start)), left)


def unchanged(styled: str, text: str) -> list[tuple[int, int, int]]:
    """Stretches that both texts share, in order: where in each, and how long. Compared word by word."""
    old, new = TOKENS.findall(styled), TOKENS.findall(text)
    old_at, new_at = offsets(old), offsets(new)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(old_at[a], new_at[b], old_at[a + size] - old_at[a]) for a, b, size in blocks]


def offsets(tokens: list[str]) -> list[int]:
    result = [0]
    for token in tokens:
        result.append(result[-1] + len(token))
    return result


def reads_as_before(text: str, same: list[tuple[int, int, int]], change: Change) -> bool:
    """Tell whether the place of a change was already put back by hand."""
    starts = [new + change.at - old for old, new, size in same if old <= change.at <= old + size]
    return any(text[start : start + len(change.before)] == change.before for start in starts) and any(
        text[max(0, new + change.until - old - len(change.before)) : new + change.until - old]
        == change.before
        for old, new, size in same
        if old <= change.until <= old + size
    )
