"""The parts that three texts consist of: passages that all know, and what a side inserted between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.wire.merge.align import Link
from broadsheet.wire.merge.words import Sentence


@dataclass
class Part:
    """Sentences of the base that are merged together, and what each side made of them."""

    base: list[int]
    agency: list[int] = field(default_factory=list)
    paper: list[int] = field(default_factory=list)


@dataclass
class Run:
    """Sentences that one side inserted, between two parts or an end of the text."""

    side: list[int]
    before: int | None
    after: int | None


def parts_of(length: int, agency: list[Link], paper: list[Link]) -> list[Part]:
    """What either side joined, split or rewrote as one, in the base's order."""
    roots = list(range(length))
    for link in agency + paper:
        for index in link.base[1:]:
            one, two = sorted((_root(roots, link.base[0]), _root(roots, index)))
            roots[two] = one
    parts: dict[int, Part] = {}
    for index in range(length):
        parts.setdefault(_root(roots, index), Part([])).base.append(index)
    for links, name in ((agency, "agency"), (paper, "paper")):
        for link in links:
            if link.base:
                getattr(parts[_root(roots, link.base[0])], name).extend(link.side)
    for part in parts.values():
        part.agency.sort()
        part.paper.sort()
    return list(parts.values())


def _root(roots: list[int], index: int) -> int:
    """The first sentence of the part that a sentence belongs to."""
    while roots[index] != index:
        roots[index] = roots[roots[index]]
        index = roots[index]
    return index


def owners(parts: list[Part], name: str) -> dict[int, int]:
    """For each sentence of a side the number of its part."""
    return {index: number for number, part in enumerate(parts) for index in getattr(part, name)}


def runs_of(parts: list[Part], name: str, length: int) -> list[Run]:
    """What a side inserted, in its order."""
    owner = owners(parts, name)
    found: list[Run] = []
    before: int | None = None
    is_open = False
    for index in range(length):
        number = owner.get(index)
        if number is not None:
            if is_open:
                found[-1].after = number
            before, is_open = number, False
        elif is_open:
            found[-1].side.append(index)
        else:
            found.append(Run([index], before, None))
            is_open = True
    return found


def attach(parts: list[Part], name: str, other: str, texts: Sequence[Sentence]) -> None:
    """Count a sentence that was written into a paragraph as part of it when the other side dropped it."""
    dropped = {number for number, part in enumerate(parts) if not getattr(part, other)}
    for run in runs_of(parts, name, len(texts)):
        target = _dropped_neighbour(run, dropped, parts, name, texts)
        if target is not None:
            own = getattr(parts[target], name)
            own.extend(run.side)
            own.sort()


def _dropped_neighbour(
    run: Run, dropped: set[int], parts: list[Part], name: str, texts: Sequence[Sentence]
) -> int | None:
    before = run.before if run.before in dropped else None
    after = run.after if run.after in dropped else None
    if before is not None and (after is not None or not texts[run.side[0]].opens_paragraph):
        return before
    if after is not None and not texts[getattr(parts[after], name)[0]].opens_paragraph:
        return after
    return None
