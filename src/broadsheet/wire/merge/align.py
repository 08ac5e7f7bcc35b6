"""Which sentences of the base became which sentences of one side: kept, mended, split, joined, moved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.wire.merge.diff import Budget, Pairs, best_path, matching
from broadsheet.wire.merge.lexicon import OPENERS
from broadsheet.wire.merge.words import Sentence

ALIKE = 0.4  # share of common words from which a sentence between the same neighbours is a mended one
MOVED = 0.6  # share from which it is the same sentence in another place
GAIN = 0.05  # what a split or join must add to the likeness
MOVES = 200  # more than an editor makes; the rest count as dropped and written anew
SHORT = 4  # words below which a sentence is too common to be followed through a text


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences of the base and what they became; either may be empty, but not both."""

    base: tuple[int, ...]
    side: tuple[int, ...]


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Dice's coefficient of two sets of words, 0 to 1."""
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 1.0


@dataclass
class _Gap:
    """What lies unmatched between two matched pairs."""

    base: list[int]
    side: list[int]


def align(base: Sequence[Sentence], side: Sequence[Sentence]) -> list[Link]:
    """Every base sentence stands in exactly one link, and every side sentence in at most one."""
    budget = Budget()
    exact = matching([one.key for one in base], [one.key for one in side], budget)
    moved = _moved(base, side, exact)
    fixed = sorted(exact + _near(base, side, exact, moved, budget))
    groups = [([index], [other]) for index, other in fixed]
    gaps = _gaps(fixed, moved, len(base), len(side))
    for place, gap in enumerate(gaps):
        _absorb(base, side, gap, groups[max(0, place - 1) : place + 1])
    moved += _moved_and_mended(base, side, gaps, budget)
    links = [Link(tuple(sorted(one)), tuple(sorted(two))) for one, two in groups]
    links += [Link((index,), (other,)) for index, other in moved]
    for gap in gaps:
        links += _rewritten(base, side, gap)
    return links


def _moved(base: Sequence[Sentence], side: Sequence[Sentence], exact: Pairs) -> Pairs:
    """Sentences that stand word for word in another place."""
    used, taken = {index for index, _ in exact}, {other for _, other in exact}
    seen = Counter(base[index].key for index in range(len(base)) if index not in used)
    known = Counter(side[other].key for other in range(len(side)) if other not in taken)
    places = {side[other].key: other for other in range(len(side)) if other not in taken}
    found = [
        (index, places[one.key])
        for index, one in enumerate(base)
        if index not in used and len(one.words) >= SHORT and seen[one.key] == 1 and known[one.key] == 1
    ]
    return found[:MOVES]


def _gaps(fixed: Pairs, moved: Pairs, rows: int, columns: int) -> list[_Gap]:
    """The unmatched before, between and after the fixed pairs."""
    gone, came = {index for index, _ in moved}, {other for _, other in moved}
    found = []
    start = low = 0
    for index, other in [*fixed, (rows, columns)]:
        found.append(
            _Gap(
                [one for one in range(start, index) if one not in gone],
                [two for two in range(low, other) if two not in came],
            )
        )
        start, low = index + 1, other + 1
    return found


def _near(
    base: Sequence[Sentence], side: Sequence[Sentence], exact: Pairs, moved: Pairs, budget: Budget
) -> Pairs:
    """Mended sentences between the ones that stayed, by the likest pairs in order."""
    found: Pairs = []
    for gap in _gaps(exact, moved, len(base), len(side)):
        if not gap.base or not gap.side or not budget.spend(8 * len(gap.base) * len(gap.side)):
            continue
        scores = [
            [_above(likeness(base[one].words, side[two].words), ALIKE) for two in gap.side]
            for one in gap.base
        ]
        found += [(gap.base[row], gap.side[column]) for row, column in best_path(scores)]
    return found


def _above(value: float, bound: float) -> float:
    return value if value >= bound else 0.0


def _absorb(
    base: Sequence[Sentence], side: Sequence[Sentence], gap: _Gap, groups: list[tuple[list[int], list[int]]]
) -> None:
    """Give a gap's sentences to the mended neighbour that they were split from or joined to."""
    for ours, theirs in groups:
        for rest, group, texts, other in ((gap.base, ours, base, theirs), (gap.side, theirs, side, ours)):
            opposite = _words(side if texts is base else base, other)
            for place in (0, -1):
                while rest and _is_next(rest[place], group) and _gains(texts, group, rest[place], opposite):
                    group.append(rest.pop(place))


def _is_next(index: int, group: list[int]) -> bool:
    return index in {min(group) - 1, max(group) + 1}


def _words(texts: Sequence[Sentence], group: list[int]) -> frozenset[str]:
    return frozenset[str]().union(*(texts[index].words for index in group))


def _gains(texts: Sequence[Sentence], group: list[int], index: int, opposite: frozenset[str]) -> bool:
    own = _words(texts, group)
    return likeness(own | texts[index].words, opposite) > likeness(own, opposite) + GAIN


def _moved_and_mended(
    base: Sequence[Sentence], side: Sequence[Sentence], gaps: list[_Gap], budget: Budget
) -> Pairs:
    """Sentences that were moved and changed a little; they leave their gaps."""
    rows = [(index, gap) for gap in gaps for index in gap.base if len(base[index].words) >= SHORT]
    columns = [(other, gap) for gap in gaps for other in gap.side if len(side[other].words) >= SHORT]
    if not rows or not columns or not budget.spend(8 * len(rows) * len(columns)):
        return []
    scores = sorted(
        (
            (-likeness(base[one].words, side[two].words), one, two, gap, where)
            for one, gap in rows
            for two, where in columns
        ),
        key=lambda score: score[:3],
    )
    found: Pairs = []
    for score, one, two, gap, where in scores:
        if -score < MOVED or len(found) == MOVES:
            break
        if one in gap.base and two in where.side:
            gap.base.remove(one)
            where.side.remove(two)
            found.append((one, two))
    return found


def _rewritten(base: Sequence[Sentence], side: Sequence[Sentence], gap: _Gap) -> list[Link]:
    """What has little likeness: a replaced passage when both have text on one matter, else dropped and new."""
    if gap.base and gap.side and len(gap.base) != len(gap.side):
        pairs = [(tuple(gap.base), tuple(gap.side))]
    else:
        pairs = [((one,), (two,)) for one, two in zip(gap.base, gap.side, strict=False)]
    if not pairs:
        return [Link((one,), ()) for one in gap.base]
    links = []
    for ours, theirs in pairs:
        if _words(base, list(ours)) & _words(side, list(theirs)) - OPENERS:
            links.append(Link(ours, theirs))
        else:
            links += [Link((one,), ()) for one in ours]
    return links
