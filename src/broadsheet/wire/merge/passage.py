"""Merges one passage, commonly a sentence, word by word; or says that it is a conflict."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.wire.merge.diff import Budget, Hunk, Pairs, collide, hunks, matching
from broadsheet.wire.merge.facts import Vocabulary, facts
from broadsheet.wire.merge.words import Token, is_word

REWRITTEN = 0.5  # below this share of its words kept, a passage is written anew and not mended


@dataclass(frozen=True)
class Side:
    """One side's text of a passage and what it changed."""

    tokens: list[Token]
    pairs: Pairs
    hunks: list[Hunk]


def merge_passage(
    base: list[Token], agency: list[Token], paper: list[Token], known: Vocabulary
) -> list[Token] | None:
    """The merged tokens, or None for a conflict."""
    old, new, ours = _texts(base), _texts(agency), _texts(paper)
    if not new or not ours:
        kept = new or ours
        return [] if kept in (old, []) else None
    one, two = _side(base, agency), _side(base, paper)
    common = {hunk.slid(old) for hunk in one.hunks} & {hunk.slid(old) for hunk in two.hunks}
    theirs = [hunk for hunk in one.hunks if hunk.slid(old) not in common]
    own = [hunk for hunk in two.hunks if hunk.slid(old) not in common]
    if one.hunks and two.hunks and facts_at_odds(*(facts(side, known) for side in (base, agency, paper))):
        return None
    if _meet(old, theirs, own):
        return fuller(base, agency, paper)
    changes = [(hunk, agency) for hunk in theirs] + [(hunk, paper) for hunk in two.hunks]
    return _weave(
        _spaced(base, one, two), sorted(changes, key=lambda change: (change[0].start, change[0].end))
    )


def fuller(base: list[Token], agency: list[Token], paper: list[Token]) -> list[Token] | None:
    """The side that holds all the other's changes and more; None when neither does."""
    if _holds(base, agency, paper):
        return paper
    if _holds(base, paper, agency):
        return agency
    return None


def _holds(base: list[Token], less: list[Token], more: list[Token]) -> bool:
    """Whether `more` differs from `less` only where `less` left the base as it was."""
    old, new, whole = _texts(base), _texts(less), _texts(more)
    first = hunks(old, new, _match(old, new))
    second = hunks(new, whole, _match(new, whole))
    changed = []
    for hunk in first:
        start, end = hunk.reach(old)
        changed.append((hunk.low - (hunk.start - start), hunk.high + (end - hunk.end)))
    dropped = Counter(text for text in old if is_word(text)) - Counter(new)
    brings_back = any(text in dropped for hunk in second for text in hunk.text)
    return not brings_back and not collide(changed, [hunk.reach(new) for hunk in second])


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]


def _match(old: list[str], new: list[str]) -> Pairs:
    return matching(old, new, Budget(), lambda text: 2 if is_word(str(text)) else 1)


def _side(base: list[Token], side: list[Token]) -> Side:
    old, new = _texts(base), _texts(side)
    pairs = _match(old, new)
    words = sum(is_word(text) for text in old)
    if sum(is_word(old[index]) for index, _ in pairs) < REWRITTEN * words:
        pairs = []
    return Side(side, pairs, hunks(old, new, pairs))


def _meet(old: list[str], theirs: list[Hunk], own: list[Hunk]) -> bool:
    return collide([hunk.reach(old) for hunk in theirs], [hunk.reach(old) for hunk in own])


def facts_at_odds(base: list[str], agency: list[str], paper: list[str]) -> bool:
    """Whether both sides changed facts, and not merely one of them more than the other.

    Facts are held against each other place by place when none came or went; else any difference counts.
    """
    if base in (agency, paper) or agency == paper:
        return False
    if not len(base) == len(agency) == len(paper):
        return True
    changes = [
        (old != one, old != two, one != two) for old, one, two in zip(base, agency, paper, strict=True)
    ]
    rivals = any(one and two and differ for one, two, differ in changes)
    return rivals or (any(one > two for one, two, _ in changes) and any(two > one for one, two, _ in changes))


def _spaced(base: list[Token], one: Side, two: Side) -> list[Token]:
    """The base's tokens with white space as the paper has it; as the agency has it where the paper kept it."""
    theirs, own = dict(one.pairs), dict(two.pairs)
    found = []
    for index, token in enumerate(base):
        gap = two.tokens[own[index]].gap if index in own else token.gap
        if gap == token.gap and index in theirs:
            gap = one.tokens[theirs[index]].gap
        found.append(Token(token.text, gap))
    return found


def _weave(base: list[Token], changes: list[tuple[Hunk, list[Token]]]) -> list[Token]:
    """The base with changes that do not touch, in order."""
    found: list[Token] = []
    start = 0
    for hunk, tokens in changes:
        found += base[start : hunk.start]
        found += tokens[hunk.low : hunk.high]
        start = hunk.end
    return found + base[start:]
