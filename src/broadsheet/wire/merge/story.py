"""Merges a whole text: its passages each by itself, then what was inserted, then the order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.wire.merge.align import SHORT, align, likeness
from broadsheet.wire.merge.diff import Budget
from broadsheet.wire.merge.facts import Vocabulary, vocabulary
from broadsheet.wire.merge.order import Item, arrange
from broadsheet.wire.merge.parts import Part, Run, attach, parts_of, runs_of
from broadsheet.wire.merge.passage import merge_passage
from broadsheet.wire.merge.words import Sentence, Token, sentences, written

SAME_NEWS = 0.5  # likeness from which two new sentences in different places tell the same thing


@dataclass(frozen=True)
class Conflict:
    """A passage that only an editor can settle, as each text has it."""

    base: str
    agency: str
    paper: str


@dataclass(frozen=True)
class Merged:
    """The merged text, where a conflicting passage reads as the paper has it, and the conflicts."""

    text: str
    conflicts: tuple[Conflict, ...] = ()

    @property
    def clean(self) -> bool:
        return not self.conflicts


def merge(base: str, agency: str, paper: str) -> Merged:
    """Carry the agency's changes from base into the paper's text.

    A change on one side alone, or the same on both, merges. Both sides' changes of facts in one sentence, of the
    same words, of a passage that the other dropped, or in a place where the base had nothing are a conflict.
    White space is no change. Every word that a side added stands in the text or in a conflict.
    """
    texts = [sentences(text) for text in (base, agency, paper)]
    old, new, ours = (_flat(text, range(len(text))) for text in texts)
    keys = [[token.text for token in tokens] for tokens in (old, new, ours)]
    if keys[2] == keys[0]:
        return Merged(written(new))
    if keys[1] in (keys[0], keys[2]):
        return Merged(written(ours))
    return _Merge(*texts).merged()


def _flat(text: Sequence[Sentence], numbers: Sequence[int]) -> list[Token]:
    return [token for number in numbers for token in text[number].tokens]


class _Merge:
    """One merge under way."""

    def __init__(self, base: list[Sentence], agency: list[Sentence], paper: list[Sentence]) -> None:
        self.base, self.agency, self.paper = base, agency, paper
        self.known: Vocabulary = vocabulary((base, agency, paper))
        self.parts = parts_of(len(base), align(base, agency), align(base, paper))
        attach(self.parts, "agency", "paper", agency)
        attach(self.parts, "paper", "agency", paper)
        self.conflicts: dict[Conflict, None] = {}  # in order, each once

    def merged(self) -> Merged:
        passages = [self._passage(part) for part in self.parts]
        runs = runs_of(self.parts, "paper", len(self.paper))
        arranged, torn = arrange(self.parts, runs, self._news(runs))
        for number in torn:
            self._conflict(self.parts[number])
        tokens = [token for item in arranged for token in self._read(item, passages)]
        return Merged(written(tokens), tuple(self.conflicts))

    def _read(self, item: Item, passages: list[list[Token]]) -> list[Token]:
        if item.part is not None:
            return passages[item.part]
        return _flat(self.agency if item.is_agency else self.paper, item.sentences)

    def _three(self, part: Part) -> tuple[list[Token], list[Token], list[Token]]:
        return (
            _flat(self.base, part.base), _flat(self.agency, part.agency), _flat(self.paper, part.paper)
        )  # fmt: skip

    def _conflict(self, part: Part) -> None:
        self.conflicts[Conflict(*(written(tokens) for tokens in self._three(part)))] = None

    def _passage(self, part: Part) -> list[Token]:
        old, new, ours = self._three(part)
        result = merge_passage(old, new, ours, self.known)
        if result is None:
            self._conflict(part)
            return ours
        if result and new and ours:
            gap = ours[0].gap if ours[0].gap != old[0].gap else new[0].gap
            result = [Token(result[0].text, gap), *result[1:]]
        return result

    def _news(self, runs: list[Run]) -> list[Run]:
        """What the agency inserted and the paper lacks; what cannot stand beside the paper's is a conflict."""
        theirs = _fresh(runs_of(self.parts, "agency", len(self.agency)), self.agency, self.base, self.paper)
        own = _fresh(runs, self.paper, self.base, self.agency)
        befores, afters = {run.before: run for run, _ in own}, {run.after: run for run, _ in own}
        budget = Budget()
        found = []
        for run, fresh in theirs:
            rival = befores.get(run.before) or afters.get(run.after) or self._same_news(fresh, own, budget)
            if rival is None:
                found.append(Run(fresh, run.before, run.after))
            else:
                one, two = _flat(self.agency, run.side), _flat(self.paper, rival.side)
                self.conflicts[Conflict("", written(one), written(two))] = None
        return found

    def _same_news(self, numbers: list[int], own: list[tuple[Run, list[int]]], budget: Budget) -> Run | None:
        """What the paper inserted elsewhere and reads much the same, with other facts perhaps."""
        for number in numbers:
            words = self.agency[number].words
            for run, fresh in own:
                if len(words) < SHORT or not budget.spend(8 * len(fresh)):
                    continue
                if any(likeness(words, self.paper[other].words) >= SAME_NEWS for other in fresh):
                    return run
        return None


def _fresh(
    runs: list[Run], texts: list[Sentence], base: list[Sentence], other: list[Sentence]
) -> list[tuple[Run, list[int]]]:
    """The runs with those of their sentences that the other side did not also write."""
    also = Counter(one.key for one in other) - Counter(one.key for one in base)
    found = []
    for run in runs:
        fresh = []
        for number in run.side:
            if also[texts[number].key]:
                also[texts[number].key] -= 1
            else:
                fresh.append(number)
        if fresh:
            found.append((run, fresh))
    return found
