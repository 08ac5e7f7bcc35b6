"""The engine: a style book once read, texts in, changes out."""

import re
from collections.abc import Iterable

from broadsheet.style.engine.changes import Change, Styled, carry_out, composed, placed
from broadsheet.style.engine.deciding import Sentence
from broadsheet.style.engine.fights import refuse_fights
from broadsheet.style.engine.html import hypertext
from broadsheet.style.engine.matching import Kind, Matcher, choose
from broadsheet.style.engine.reading import plain
from broadsheet.style.rules import Rule

MOST_ROUNDS = 8
LETTERS = re.compile(r"\w")


class Engine:
    """A paper's rules, ready to be applied. Raises ``BadRules`` when two of them fight."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = list(rules)
        self.matcher = Matcher(self.rules)
        refuse_fights(self.rules, self.matcher)
        safe = [rule for rule in self.rules if rule.safe]
        self.safe_matcher = self.matcher if len(safe) == len(self.rules) else Matcher(safe)

    def apply(self, source: str, *, html: bool = False) -> Styled:
        """``source`` with every safe rule applied, and the record of it. Applying again changes nothing."""
        changes = self.settled(source, html=html, matcher=self.safe_matcher)
        return Styled(carry_out(source, changes), changes)

    def check(self, source: str, *, html: bool = False) -> list[Change]:
        """What the rules would change, the unsafe ones too, in order of place."""
        return self.settled(source, html=html, matcher=self.matcher)

    def settled(self, source: str, *, html: bool, matcher: Matcher) -> list[Change]:
        """All changes until nothing more changes: what one rule writes may be another's term."""
        changes = one_round(source, html=html, matcher=matcher)
        for _ in range(MOST_ROUNDS if changes else 0):
            more = one_round(carry_out(source, changes), html=html, matcher=matcher)
            if not more:
                break
            changes = composed(source, changes, more)
        return changes


def one_round(source: str, *, html: bool, matcher: Matcher) -> list[Change]:
    """What the rules change when they are applied once."""
    reading = hypertext(source) if html else plain(source)
    found = matcher.find(reading.text)
    chosen = choose(found)
    if not any(hit.form.kind is not Kind.EXCEPT for hit in chosen):
        return []
    sentence = Sentence(reading, [hit for hit in found if hit.form.kind is Kind.PREFERRED])
    changes = []
    for rule, edits in sentence.decide(chosen):
        start, end, after = reading.rewrite(edits)
        before = source[start:end]
        if before != after:
            changes.append(Change(rule.id, start, end, before, after, rule.safe))
    return placed(changes)
