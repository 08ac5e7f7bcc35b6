"""Who is speaking: the stretches of direct speech in a text, without the editor's brackets inside them."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from broadsheet.style.engine.doubles import doubles
from broadsheet.style.engine.reading import Reading
from broadsheet.style.engine.singles import Pair, closes_later, opens_with_single, singles

Span = tuple[int, int]
BRACKETS = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Voices:
    """``speech`` is sorted and disjoint; ``marks`` are the single marks that quote, as apostrophes do not."""

    speech: list[Span]
    marks: frozenset[int]

    def speaks(self, at: int) -> bool:
        """Tell whether the character at ``at`` is a speaker's, not the narrator's or the editor's."""
        found = bisect_right(self.speech, at, key=lambda span: span[0]) - 1
        return found >= 0 and self.speech[found][0] <= at < self.speech[found][1]


def listen(reading: Reading) -> Voices:
    """Find all direct speech in a text."""
    text, spans, marks = reading.text, list[Span](), set[int]()
    unclosed = False
    for number, (low, high) in enumerate(reading.paragraphs):
        found, unclosed = doubles(text, low, high, continued=unclosed)
        spans += found
        pairs = singles(text, low, high, found)
        spans += [(one.open, one.close + 1) for one in pairs if one.speech]
        inner = [pair for span in found for pair in singles(text, *span, [])]
        marks |= {place for pair in pairs + inner for place in (pair.open, pair.close)}
        following = reading.paragraphs[number + 1 : number + 2]
        if following and runs_on(text, (low, high), following[0], pairs):
            spans.append((low, high))
    spans += [span for span in reading.spoken if not any(span[0] <= low < span[1] for low, _ in spans)]
    return Voices(without_brackets(text, merged(spans)), frozenset(marks))


def runs_on(text: str, here: Span, following: Span, pairs: list[Pair]) -> bool:
    """A paragraph in single marks that the next one takes up with a mark of its own, which closes."""
    if any(pair.open == here[0] for pair in pairs) or not opens_with_single(text, *here):
        return False
    return opens_with_single(text, *following) and closes_later(text, *following)


def merged(spans: list[Span]) -> list[Span]:
    result: list[Span] = []
    for low, high in sorted(spans):
        if result and low <= result[-1][1]:
            result[-1] = result[-1][0], max(high, result[-1][1])
        else:
            result.append((low, high))
    return result


def without_brackets(text: str, spans: list[Span]) -> list[Span]:
    result: list[Span] = []
    for low, high in spans:
        at = low
        for bracket in BRACKETS.finditer(text, low, high):
            result.append((at, bracket.start()))
            at = bracket.end()
        result.append((at, high))
    return [span for span in result if span[0] < span[1]]
