"""In which order the passages of a merged text stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.wire.merge.diff import rising
from broadsheet.wire.merge.parts import Part, Run


@dataclass(frozen=True, slots=True)
class Item:
    """A part by its number, or sentences that one side inserted."""

    part: int | None
    sentences: tuple[int, ...] = ()
    is_agency: bool = False


def arrange(parts: Sequence[Part], runs: Sequence[Run], news: Sequence[Run]) -> tuple[list[Item], list[int]]:
    """The paper's order with the agency's moves and news; and the parts that both moved, each elsewhere."""
    common = [number for number, part in enumerate(parts) if part.agency and part.paper]
    theirs = sorted(common, key=lambda number: parts[number].agency[0])
    own = sorted(common, key=lambda number: parts[number].paper[0])
    placed = [(part.paper[0], Item(number)) for number, part in enumerate(parts) if part.paper]
    placed += [(run.side[0], Item(None, tuple(run.side))) for run in runs]
    items = [item for _, item in sorted(placed, key=lambda pair: pair[0])]
    torn = _move(items, theirs, own)
    return _insert(items, parts, news), torn


def _moved(order: Sequence[int]) -> list[int]:
    """Those out of the base's order, whose numbers rise."""
    kept = set(rising(order))
    return [number for place, number in enumerate(order) if place not in kept]


def _neighbours(order: Sequence[int]) -> dict[int, tuple[int | None, int | None]]:
    around = [None, *order, None]
    return {number: (around[place], around[place + 2]) for place, number in enumerate(order)}


def _move(items: list[Item], theirs: Sequence[int], own: Sequence[int]) -> list[int]:
    """Carry the agency's moves into the items."""
    theirs_around, own_around = _neighbours(theirs), _neighbours(own)
    moved_by_paper, common = set(_moved(own)), set(own)
    torn = []
    for number in _moved(theirs):
        before, after = theirs_around[number]
        if number in moved_by_paper:
            if before != own_around[number][0] and after != own_around[number][1]:
                torn.append(number)
        elif _before(items, number, common) != before:
            items.remove(Item(number))
            items.insert(items.index(Item(before)) + 1 if before is not None else 0, Item(number))
    return torn


def _before(items: Sequence[Item], number: int, common: set[int]) -> int | None:
    """The part that now stands before this one, of those that both sides have."""
    last = None
    for item in items:
        if item.part == number:
            break
        if item.part in common:
            last = item.part
    return last


def _insert(items: Sequence[Item], parts: Sequence[Part], news: Sequence[Run]) -> list[Item]:
    """The items with the agency's news, each behind what it followed there."""
    present = {item.part for item in items}
    ahead: dict[int | None, int | None] = {}
    last: int | None = None
    order = sorted(
        (number for number, part in enumerate(parts) if part.agency), key=lambda n: parts[n].agency[0]
    )
    for number in order:
        last = number if number in present else last
        ahead[number] = last
    behind: dict[int | None, list[Item]] = {}
    for run in news:
        behind.setdefault(ahead.get(run.before), []).append(Item(None, tuple(run.side), is_agency=True))
    found = list(behind.get(None, []))
    for item in items:
        found.append(item)
        if item.part is not None:
            found += behind.get(item.part, [])
    return found
