"""Single quotation marks, told from apostrophes, in one paragraph; speech told from scare quotes."""

import re
from dataclasses import dataclass

from broadsheet.style.engine.doubles import AFTER_OPENING, BEFORE_CLOSING, STRONG
from broadsheet.style.engine.reading import after, before, joins

Span = tuple[int, int]
MARKS = re.compile("['‘’‚‛]")
SAYING = (
    r"(?:sa(?:id|ys?)|t(?:old|ells?)|ask(?:ed|s)?|warn(?:ed|s)?|add(?:ed|s)?|repl(?:ied|ies|y)|answer(?:ed|s)?"
    r"|shout(?:ed|s)?|cr(?:ied|ies)|insist(?:ed|s)?|claim(?:ed|s)?|admit(?:ted|s)?|vow(?:ed|s)?|declare[ds]?"
    r"|announce[ds]?|argue[ds]?|whisper(?:ed|s)?|wrote|writes?|chant(?:ed|s)?|yell(?:ed|s)?|tweet(?:ed|s)?"
    r"|conced(?:ed|es)|promise[ds]?|urge[ds]?|recall(?:ed|s)?|explain(?:ed|s)?|remark(?:ed|s)?|thunder(?:ed|s)?)"
)
SAYS_BEFORE = re.compile(rf"\b{SAYING}[,:]?$", re.IGNORECASE)
SAYS_AFTER = re.compile(rf"\s+(?:(?:[\w’'.-]+\s+){{0,4}})?{SAYING}\b", re.IGNORECASE)
SAYS_AT_ONCE = re.compile(rf"\s+{SAYING}\b", re.IGNORECASE)
# Words that lost their beginning, so that the mark before them is an apostrophe.
ELIDED = re.compile(
    r"(?:twas|twere|twill|twould|twixt|tween|tis|tisn|em|er|im|til|till|cause|cos|coz|bout|round|neath|gainst|nuff"
    r"|fraid|kay|cept|scuse|sup|ere|n|cuz|ave|ad|ello|igh|ome|ouse|alf|tude|burbs|hood|hoods|\d\ds?)(?![\w])",
    re.IGNORECASE,
)
# After a plural in -s, these follow a closing mark rather than an apostrophe, which a noun follows.
NO_NOUN = re.compile(
    r"\s+(?:and|or|but|is|are|was|were|be|been|has|have|had|will|would|could|should|may|might|must|can|do|does|did"
    r"|in|on|at|to|of|for|from|by|with|as|that|which|who|when|while|after|before|if|because|than|then|he|she|they|it"
    r"|we|you|i|the|an?|said|says|told|into|over|under|about|not|also|today|yesterday|tomorrow|this|these|so)\b",
    re.IGNORECASE,
)
CLIPPED = re.compile(r"(?:\w{2,}in|\bo|\bth|\bwi|\ban|\bol|'n|’n|\bmo)$", re.IGNORECASE)
MOST_SCARE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing single mark; ``speech`` is False for a scare quote."""

    open: int
    close: int
    speech: bool


def opens(text: str, at: int, low: int, high: int) -> bool:
    left, right = before(text, at, low), after(text, at + 1, high)
    if not right or right.isspace() or (right in BEFORE_CLOSING and right not in "\"“«‹…'‘"):
        return False
    return not left or left.isspace() or left in AFTER_OPENING


def closes(text: str, at: int, low: int, high: int) -> bool:
    left, right = before(text, at, low), after(text, at + 1, high)
    return bool(left) and not left.isspace() and not (right and joins(right))


def lost_letters(text: str, at: int) -> bool:
    """Tell whether the mark stands for letters: 'twas, '90s; a mark that curls the closing way mostly does."""
    return text[at] == "’" or ELIDED.match(text, at + 1) is not None


def opens_with_single(text: str, low: int, high: int) -> bool:
    """Tell whether the stretch begins with a single mark that may open speech."""
    return low < high and text[low] in "'‘" and opens(text, low, low, high) and not lost_letters(text, low)


def closes_later(text: str, low: int, high: int) -> bool:
    """Tell whether the mark that the stretch begins with is closed in it."""
    return any(pair.open == low for pair in singles(text, low, high, []))


def singles(text: str, low: int, high: int, skipped: list[Span]) -> list[Pair]:
    """Pairs of single marks in text[low:high], outside the stretches ``skipped``."""
    places = [
        match.start()
        for match in MARKS.finditer(text, low, high)
        if not any(start <= match.start() < end for start, end in skipped)
    ]
    pairs: list[Pair] = []
    number = 0
    while number < len(places):
        at = places[number]
        closing = closing_mark(text, places, number, (low, high)) if opens(text, at, low, high) else None
        if closing is None:
            number += 1
        else:
            pairs.append(Pair(at, places[closing], is_speech(text, at, places[closing], (low, high))))
            number = closing + 1
    return pairs


def closing_mark(text: str, places: list[int], number: int, bounds: Span) -> int | None:
    """Which of ``places`` closes the mark that opens at ``places[number]``, if any does.

    A mark after punctuation closes; one after a plural's s may be an apostrophe, so a later one is preferred.
    """
    low, high = bounds
    opener = places[number]
    only_strong = lost_letters(text, opener)
    perhaps: int | None = None
    for later in range(number + 1, len(places)):
        at = places[later]
        if closes(text, at, low, high):
            left = before(text, at, low)
            if left in STRONG or not joins(left):
                return later
            if only_strong:
                continue
            if not may_be_apostrophe(text, at, high):
                return later
            perhaps = later if perhaps is None else perhaps
        elif opens(text, at, low, high) and not lost_letters(text, at):
            break
    return perhaps


def may_be_apostrophe(text: str, at: int, high: int) -> bool:
    """Tell whether a mark after a letter may be a plural's possessive (rebels' camp) or end a clipped word."""
    following = text[at + 1 : high]
    if not following[:1].isspace() or not following.strip():
        return False
    if CLIPPED.search(text, max(0, at - 12), at):
        return True
    return text[at - 1] in "sSzZxX" and not NO_NOUN.match(following)


def is_speech(text: str, start: int, end: int, bounds: Span) -> bool:
    """One to three words inside the narrator's sentence are a scare quote; what is introduced as said is speech."""
    inner = text[start + 1 : end].strip()
    if len(inner.split()) > MOST_SCARE_WORDS:
        return True
    earlier, later = text[bounds[0] : start].rstrip(), text[end + 1 : bounds[1]]
    if SAYS_BEFORE.search(earlier[-20:]):
        return True
    introduced = not earlier or earlier[-1] in '.?!:…"”»'
    if not introduced:
        return False
    comma = inner[-1:] in {",", "،"} or later[:1] == ","
    attributed = SAYS_AFTER.match(later.removeprefix(",")) if comma else SAYS_AT_ONCE.match(later)
    finished = (
        inner[-1:] in set(".?!…")
        or not later.strip()
        or later[:1] in {".", "?", "!", "…"}
        or later[:1] == "\n"
    )
    return bool(attributed) or finished
