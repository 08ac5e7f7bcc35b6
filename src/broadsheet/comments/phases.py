"""Moderation as an ordered list of small steps: each sees the draft and the facts and says what it finds.

The first verdict (show, hold, refuse) ends it. Flags add up; from ``ENOUGH`` on the comment is held, with
every flag's reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from broadsheet.comments import rules
from broadsheet.kit.text import N_

ENOUGH = 2
LONG_ENOUGH_TO_REPEAT = 40
MANY_AT_ONCE = 3


class Fate(StrEnum):
    """What becomes of a comment."""

    SHOW = "show"
    HOLD = "hold"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Draft:
    """What the reader typed, cleaned."""

    name: str
    text: str


@dataclass(frozen=True)
class Facts:
    """What is known about the writer and the paper when the draft comes in. Counts reach back a day."""

    is_staff: bool = False
    is_read_first: bool = False
    shown_before: int = 0
    same_by_writer: int = 0
    same_by_others: int = 0
    in_ten_minutes: int = 0
    most_in_ten_minutes: int | None = 6
    held_words: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reason:
    """Why, as a sentence for translation and what stands in it."""

    sentence: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """A step that is sure."""

    fate: Fate
    reason: Reason | None = None


@dataclass(frozen=True)
class Flag:
    """A step that has a doubt of some weight."""

    weight: int
    reason: Reason


@dataclass(frozen=True)
class Ruling:
    """What all steps together say."""

    fate: Fate
    reasons: tuple[Reason, ...] = ()


Phase = Callable[[Draft, Facts], Verdict | Flag | None]


def empty(draft: Draft, _facts: Facts) -> Verdict | None:
    """Nothing to read."""
    is_empty = rules.is_blank(draft.text) or rules.is_blank(draft.name)
    return Verdict(Fate.REFUSE, Reason(N_("A comment needs a name and a text."))) if is_empty else None


def length(draft: Draft, _facts: Facts) -> Verdict | None:
    """More than anyone reads."""
    if len(draft.text) <= rules.MAX_LENGTH and len(draft.name) <= rules.MAX_NAME:
        return None
    too_long = N_("A comment may have %(most)s characters; this one has %(number)s.")
    return Verdict(Fate.REFUSE, Reason(too_long, {"most": rules.MAX_LENGTH, "number": len(draft.text)}))


def repeat(draft: Draft, facts: Facts) -> Verdict | Flag | None:
    """The same text again: from the same reader it is a slip, from others a campaign."""
    if facts.same_by_writer:
        return Verdict(Fate.REFUSE, Reason(N_("You have posted this already; it has arrived.")))
    if facts.same_by_others and len(draft.text) >= LONG_ENOUGH_TO_REPEAT:
        return Flag(2, Reason(N_("The same text has come from somebody else.")))
    return None


def flood(_draft: Draft, facts: Facts) -> Verdict | Flag | None:
    """Many comments in a short time."""
    most = facts.most_in_ten_minutes
    if facts.is_staff or most is None:
        return None
    if facts.in_ten_minutes >= most:
        too_many = N_("You have posted %(number)s comments in ten minutes. Please wait a little.")
        return Verdict(Fate.REFUSE, Reason(too_many, {"number": facts.in_ten_minutes}))
    if facts.in_ten_minutes >= MANY_AT_ONCE:
        many = N_("%(number)s comments in ten minutes")
        return Flag(1, Reason(many, {"number": facts.in_ten_minutes}))
    return None


def staff(_draft: Draft, facts: Facts) -> Verdict | None:
    """Moderators are not moderated."""
    return Verdict(Fate.SHOW) if facts.is_staff else None


def words(draft: Draft, facts: Facts) -> Verdict | None:
    """Words that the paper wants to look at."""
    found = rules.words_found(f"{draft.name}\n{draft.text}", facts.held_words)
    if not found:
        return None
    return Verdict(
        Fate.HOLD, Reason(N_("It contains %(words)s"), {"words": ", ".join(f"“{w}”" for w in found)})
    )


def read_first(_draft: Draft, facts: Facts) -> Verdict | None:
    """A paper may read every comment before it appears."""
    if not facts.is_read_first:
        return None
    return Verdict(Fate.HOLD, Reason(N_("Comments are read before they appear")))


def clean(draft: Draft, _facts: Facts) -> Flag | None:
    """Signs piled up to cover other comments."""
    is_piled = rules.has_piled_marks(draft.text) or rules.has_piled_marks(draft.name)
    return Flag(2, Reason(N_("Signs are piled up over other lines"))) if is_piled else None


def links(draft: Draft, _facts: Facts) -> Flag | None:
    """Addresses of other sites: one is a doubt, three are too many, one in a name is an advertisement."""
    number = rules.link_count(draft.text)
    if rules.link_count(draft.name):
        return Flag(2, Reason(N_("A link in the name")))
    if number == 0:
        return None
    return Flag(2 if number >= 3 else 1, Reason(N_("Links: %(number)s"), {"number": number}))


def newcomer(_draft: Draft, facts: Facts) -> Flag | None:
    """A reader none of whose comments has stood yet."""
    return Flag(1, Reason(N_("A first comment"))) if facts.shown_before == 0 else None


PHASES: tuple[Phase, ...] = (
    empty, length, repeat, flood, staff, words, read_first, clean, links, newcomer,
)  # fmt: skip


def judge(draft: Draft, facts: Facts, phases: tuple[Phase, ...] = PHASES) -> Ruling:
    """Go through the steps in order."""
    flags: list[Flag] = []
    for phase in phases:
        found = phase(draft, facts)
        if isinstance(found, Verdict):
            return Ruling(found.fate, (found.reason,) if found.reason else ())
        if found is not None:
            flags.append(found)
    if sum(flag.weight for flag in flags) >= ENOUGH:
        return Ruling(Fate.HOLD, tuple(flag.reason for flag in flags))
    return Ruling(Fate.SHOW)
