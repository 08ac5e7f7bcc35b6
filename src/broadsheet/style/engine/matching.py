"""Finds every term and excepted phrase in a text, at a cost that hardly grows with the number of rules."""

import re
from dataclasses import dataclass
from enum import IntEnum

from ahocorasick_rs import AhoCorasick, MatchKind

from broadsheet.style.engine.reading import PARTED, joins
from broadsheet.style.rules import Rule, inflections

FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "\u2010": "-"}
    | dict.fromkeys("\n\r\t\u00a0\u202f\u2007\u2009", " ")
)
WALL = "\x1f"
ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://[^\s\"<>«»“”]+|www\.[^\s\"<>«»“”]+|mailto:\S+|[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w&])[@#＃$＠]\w[\w.@]*"
    r"|(?<![\w.])(?:\w[\w-]*\.)+(?:com|org|net|int|gov|edu|co|uk|info|eu|news|tv|io|html?|pdf|docx?|jpe?g|png)(?![\w-])"
    r"(?:/[^\s\"<>«»“”]*)?",
    re.IGNORECASE,
)
DOMAIN = re.compile(
    r"(?<![\w.])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?![\w-])(?:/[^\s\"<>«»“”]*)?|(?<!\S)[~.]?/\w+/\S*"
)
CODE = re.compile(r"`[^`\n]+`")
CONTRACTED = re.compile(r"['’](?:s|ll|d|ve|re)(?!\w)", re.IGNORECASE)


class Kind(IntEnum):
    """What a phrase in the matcher is; where two are equally long, the lower number wins."""

    EXCEPT = 0
    TERM = 1
    INFLECTED = 2
    PREFERRED = 3


@dataclass(frozen=True, slots=True)
class Form:
    """One phrase to look for, and what its rule writes in its place."""

    kind: Kind
    rule: Rule
    text: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at text[start:end]."""

    start: int
    end: int
    form: Form


def same_length_lower(text: str) -> str:
    """Small letters, one for one: a letter that grows when it shrinks stays as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def forms(rule: Rule) -> list[Form]:
    """Every phrase that a rule brings to the matcher."""
    found = [Form(Kind.EXCEPT, rule, phrase, "") for phrase in rule.excepted]
    # Without its article too, for "the" is not written twice.
    found += [
        Form(Kind.PREFERRED, rule, name, "") for name in {rule.prefer, ARTICLE.sub("", rule.prefer, count=1)}
    ]
    for term in rule.over:
        found.append(Form(Kind.TERM, rule, term, rule.prefer))
        if rule.inflect:
            wanted = inflections(rule.prefer)
            found += [
                Form(Kind.INFLECTED, rule, spelling, mine[0])
                for mine, theirs in zip(wanted, inflections(term, both_ways=True), strict=True)
                for spelling in theirs
            ]
    return found


class Matcher:
    """All rules' phrases in one automaton; find() walks a text once."""

    def __init__(self, rules: list[Rule]) -> None:
        self.forms: dict[str, list[Form]] = {}
        self.written: dict[str, set[str]] = {}
        for rule in rules:
            for form in forms(rule):
                if form.replacement:
                    self.written.setdefault(rule.id, set()).add(form.replacement)
                key = same_length_lower(form.text.translate(FOLDED))
                self.forms.setdefault(key, []).append(form)
        self.keys = list(self.forms)
        self.automaton = AhoCorasick(self.keys, matchkind=MatchKind.Standard) if self.keys else None

    def find(self, text: str) -> list[Hit]:
        """Phrases at word boundaries, written as their rule asks for, outside addresses and code.

        Overlapping ones are all given, in no promised order.
        """
        if self.automaton is None:
            return []
        written, back = fold(text)
        hits = []
        for number, start, end in self.automaton.find_matches_as_indexes(
            same_length_lower(written), overlapping=True
        ):
            low, high = (start, end) if back is None else (back[start], back[end - 1] + 1)
            if not stands_alone(text, low, high):
                continue
            found = written[start:end]
            hits += [
                Hit(low, high, form) for form in self.forms[self.keys[number]] if is_written(found, form)
            ]
        codes = [match.span() for match in CODE.finditer(text)] if "`" in text else []
        return [hit for hit in hits if not is_sheltered(text, hit, codes)]


def fold(text: str) -> tuple[str, list[int] | None]:
    """``text`` with one kind of space, apostrophe and hyphen, runs of space folded; and the way back, if needed."""
    walled = PARTED.sub(lambda gap: WALL * len(gap[0]), text) if "\n" in text else text
    written = walled.translate(FOLDED)
    if "  " not in written:
        return written, None
    back = [at for at, letter in enumerate(written) if letter != " " or not at or written[at - 1] != " "]
    return "".join([written[at] for at in back]), back


def is_written(found: str, form: Form) -> bool:
    """Tell whether ``found`` is written as the rule asks: in any capitals, or exactly, but for a leading article's."""
    if form.rule.case == "any" or form.kind is Kind.PREFERRED:
        return True
    wanted = form.text.translate(FOLDED)
    if found == wanted:
        return True
    return bool(ARTICLE.match(wanted)) and found[1:] == wanted[1:]


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] is no part of a longer word; a possessive or contraction may follow."""
    if joins(text[start]) and start:
        left = text[start - 1]
        if joins(left) or (left in "'’&." and start > 1 and glued(text, start)):
            return False
    if end == len(text):
        return True
    right = text[end]
    if joins(text[end - 1]) and joins(right):
        return False
    if text[end - 1] == "." and joins(right):
        return False
    if right in "'’" and end + 1 < len(text) and joins(text[end + 1]):
        return bool(CONTRACTED.match(text, end))
    return not (right == "&" and end + 1 < len(text) and joins(text[end + 1]))


def glued(text: str, start: int) -> bool:
    """Tell whether the sign before ``start`` ties it to a word: O'Kiev, R&IS, U.S; a full stop without a space not."""
    if text[start - 1] == ".":
        return text[start - 2].isalpha() and (start == 2 or not joins(text[start - 3]))
    return joins(text[start - 2])


def is_sheltered(text: str, hit: Hit, codes: list[tuple[int, int]]) -> bool:
    """Tell whether a hit lies in an address, handle, hashtag or code; looked up in its own stretch without spaces."""
    if any(low < hit.end and hit.start < high for low, high in codes):
        return True
    low, high = hit.start, hit.end
    while low and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    if low == hit.start and high == hit.end and hit.end - hit.start < 100 and text[low] not in "@#":
        return False
    chunk = text[low:high]
    return any(
        match.start() + low < hit.end and hit.start < match.end() + low
        for pattern in (ADDRESS, DOMAIN)
        for match in pattern.finditer(chunk)
    )


def choose(hits: list[Hit]) -> list[Hit]:
    """The hits that count, in order of place: the longest; an exception yields only to a longer phrase around it."""
    ranked = sorted(hits, key=lambda hit: (hit.start - hit.end, hit.form.kind, hit.start))
    excepted = [hit for hit in ranked if hit.form.kind is Kind.EXCEPT]
    taken: list[Hit] = []
    for hit in ranked:
        if hit.form.kind is Kind.PREFERRED or any(
            hit.start < one.end and one.start < hit.end for one in taken
        ):
            continue
        if hit.form.kind is not Kind.EXCEPT and any(crosses(hit, one) for one in excepted):
            continue
        taken.append(hit)
    own = {(hit.form.rule.id, hit.start, hit.end) for hit in hits if hit.form.kind is Kind.PREFERRED}
    return sorted((hit for hit in taken if not is_own(hit, own)), key=lambda hit: hit.start)


def crosses(hit: Hit, exception: Hit) -> bool:
    overlap = hit.start < exception.end and exception.start < hit.end
    return overlap and not (hit.start <= exception.start and exception.end <= hit.end)


def is_own(hit: Hit, preferred: set[tuple[str, int, int]]) -> bool:
    """Tell whether a term stands inside what its own rule prefers, so that it is in style already."""
    return any(
        rule == hit.form.rule.id and start <= hit.start and hit.end <= end for rule, start, end in preferred
    )
