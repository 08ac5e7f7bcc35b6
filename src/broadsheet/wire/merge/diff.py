"""What changed between two sequences, within a bound of work."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

CELLS = 250_000
"""Steps one comparison may take, about 0.1 s; what is left then counts as changed."""

SLIDE = 2000
"""Words over which a change is followed when the text repeats itself."""


@dataclass
class Budget:
    """How many steps are left."""

    cells: int = CELLS

    def spend(self, cells: int) -> bool:
        """Say whether so many steps may be taken, and take them."""
        if cells > self.cells:
            return False
        self.cells -= cells
        return True


@dataclass(frozen=True, slots=True)
class Hunk:
    """old[start:end] became new[low:high], which reads `text`."""

    start: int
    end: int
    low: int
    high: int
    text: tuple[str, ...]

    def slid(self, old: Sequence[str]) -> tuple[int, int, tuple[str, ...]]:
        """The change as far to the right as it reads the same: one name for each of its places."""
        run = self._run(old)
        steps = 0
        while run and steps < SLIDE and self.end + steps < len(old):
            if old[self.end + steps] != run[steps % len(run)]:
                break
            steps += 1
        turn = steps % len(run) if run else 0
        text = (*self.text[turn:], *self.text[:turn]) if self.text else ()
        return self.start + steps, self.end + steps, text

    def reach(self, old: Sequence[str]) -> tuple[int, int]:
        """The stretch of old in which the change may lie; repeated words leave its place open."""
        run = self._run(old)
        steps = 0
        while (
            run
            and steps < min(SLIDE, self.start)
            and old[self.start - 1 - steps] == run[(-1 - steps) % len(run)]
        ):
            steps += 1
        return self.start - steps, self.slid(old)[1]

    def _run(self, old: Sequence[str]) -> tuple[str, ...]:
        """What was inserted or dropped; nothing for a replacement, which has one place only."""
        if self.start == self.end:
            return self.text
        return () if self.text else tuple(old[self.start : self.end])


Pairs = list[tuple[int, int]]


def matching(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    budget: Budget,
    weight: Callable[[Hashable], int] = lambda _: 1,
) -> Pairs:
    """Pairs of equal elements in order: first by what is unique on both sides, then the weightiest rest."""
    found: Pairs = []
    todo = [(0, len(old), 0, len(new))]
    while todo:
        start, end, low, high = todo.pop()
        while start < end and low < high and old[start] == new[low]:
            found.append((start, low))
            start, low = start + 1, low + 1
        while start < end and low < high and old[end - 1] == new[high - 1]:
            end, high = end - 1, high - 1
            found.append((end, high))
        if start == end or low == high or not budget.spend(end - start + high - low):
            continue
        fixed = _unique(old, new, (start, end, low, high))
        if fixed:
            for index, other in fixed:
                todo.append((start, index, low, other))
                found.append((index, other))
                start, low = index + 1, other + 1
            todo.append((start, end, low, high))
        elif budget.spend((end - start) * (high - low)):
            scores = [[weight(one) if one == two else 0 for two in new[low:high]] for one in old[start:end]]
            found += [(start + row, low + column) for row, column in best_path(scores)]
    return sorted(found)


def _unique(old: Sequence[Hashable], new: Sequence[Hashable], box: tuple[int, int, int, int]) -> Pairs:
    """Elements that occur once on both sides, as many as keep their order."""
    start, end, low, high = box
    seen, known = Counter(old[start:end]), Counter(new[low:high])
    places = {new[index]: index for index in range(low, high) if known[new[index]] == 1}
    pairs = [
        (index, places[old[index]])
        for index in range(start, end)
        if seen[old[index]] == 1 and old[index] in places
    ]
    kept = rising([other for _, other in pairs])
    return [pairs[index] for index in kept]


def rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest rising run of these different numbers."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        ends[place : place + 1] = [index]
    run: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]


def best_path(scores: Sequence[Sequence[float]]) -> Pairs:
    """The cells of a rising path with the greatest sum; a cell of 0 is never one of them."""
    rows, columns = len(scores), len(scores[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        line, below, score = best[row], best[row + 1], scores[row]
        for column in range(columns - 1, -1, -1):
            most = max(below[column], line[column + 1])
            if score[column]:
                most = max(most, below[column + 1] + score[column])
            line[column] = most
    return _walked(scores, best)


def _walked(scores: Sequence[Sequence[float]], best: list[list[float]]) -> Pairs:
    found: Pairs = []
    row = column = 0
    while row < len(scores) and column < len(scores[0]):
        score = scores[row][column]
        if score and best[row][column] == best[row + 1][column + 1] + score:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return found


def hunks(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> list[Hunk]:
    """What lies between the pairs."""
    found = []
    start = low = 0
    for index, other in [*pairs, (len(old), len(new))]:
        if index > start or other > low:
            found.append(Hunk(start, index, low, other, tuple(new[low:other])))
        start, low = index + 1, other + 1
    return found


Span = tuple[int, int]


def collide(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    """Whether stretches of one text that two hands changed overlap or lie side by side."""
    two = sorted(theirs)
    place = 0
    for start, end in sorted(ours):
        while place < len(two) and two[place][1] < start:
            place += 1
        if place < len(two) and two[place][0] <= end:
            return True
    return False
