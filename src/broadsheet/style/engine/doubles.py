"""Double quotation marks and guillemets: which open, which close, in one paragraph."""

import re
from dataclasses import dataclass

from broadsheet.style.engine.reading import after, before

Span = tuple[int, int]
MARKS = re.compile("[\"“”„‟＂«»‹›]|``|''")
FAMILY = {
    **dict.fromkeys(["«", "»"], "angle"),
    **dict.fromkeys(["‹", "›"], "small angle"),
}
# What closes a mark wherever it stands; what closes it only at the end of a word.
SURELY = {"“": "”", "„": "”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "``": "''"}
AT_WORDS_END = {
    "“": '"＂“', "„": '“"＂', "‟": '"＂', '"': '"”“＂', "＂": '＂"”“', "”": '”“"', "»": "»", "›": "›", "``": '"”',
}  # fmt: skip
OPENERS = frozenset({"“", "„", "‟", "«", "‹", "``"})
AFTER_OPENING = frozenset("([{<—–-/…'‘’‚\"“”„«»‹›¿¡=|*_")
BEFORE_CLOSING = frozenset(")]}>—–-/….,;:!?'’‘\"“”«»‹›،؛؟*_|")
STRONG = frozenset(".,!?…;:،؟。")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and how it stands: ``opens`` at the start of a word, ``closes`` at the end of one."""

    glyph: str
    start: int
    end: int
    opens: bool
    closes: bool
    strong: bool
    measure: bool

    @property
    def family(self) -> str:
        return FAMILY.get(self.glyph, "double")

    def ends(self, opener: str) -> bool:
        """Tell whether this mark closes what ``opener`` opened."""
        if FAMILY.get(opener, "double") != self.family:
            return False
        if SURELY.get(opener) == self.glyph:
            return True
        shaped = self.closes or not self.opens
        if self.glyph == opener and self.glyph not in {'"', "＂"}:
            shaped = self.closes and not self.opens
        return shaped and self.glyph in AT_WORDS_END.get(opener, "")

    def begins(self) -> bool:
        """Tell whether this mark can open speech where none of its kind is open."""
        if self.glyph in OPENERS:
            return self.opens or not self.closes
        if self.glyph in {'"', "＂"}:
            return self.opens or not self.closes
        return self.opens and not (self.closes and self.glyph == "''")


def marks(text: str, low: int, high: int) -> list[Mark]:
    found = []
    has_grave = text.find("``", low, high) >= 0
    for match in MARKS.finditer(text, low, high):
        glyph, start, end = match[0], match.start(), match.end()
        left, right = before(text, start, low), after(text, end, high)
        if glyph == "''" and not has_grave:
            continue
        if glyph == '"' and is_hebrew(left) and is_hebrew(right) and not after(text, end + 1, high).isalpha():
            continue  # gershayim, inside an acronym
        opens = bool(right) and not right.isspace() and (not left or left.isspace() or left in AFTER_OPENING)
        closes = (
            bool(left) and not left.isspace() and (not right or right.isspace() or right in BEFORE_CLOSING)
        )
        measure = glyph == '"' and left.isdigit()
        found.append(Mark(glyph, start, end, opens, closes, left in STRONG, measure))
    return found


def is_hebrew(letter: str) -> bool:
    return "\u05d0" <= letter <= "\u05ea"


class Paragraph:
    """The state of one paragraph while its marks are read from first to last."""

    def __init__(self, low: int, high: int, *, continued: bool) -> None:
        self.low, self.high = low, high
        self.stack: list[tuple[str, int]] = []
        self.spans: list[Span] = []
        # Something is known to be open although no mark before this place says so.
        self.doubtful = continued

    def take(self, mark: Mark) -> None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if mark.ends(self.stack[depth][0]):
                self.close(depth, mark.end)
                return
        if any(FAMILY.get(glyph, "double") == mark.family for glyph, _ in self.stack) and mark.glyph in '"＂':
            self.doubtful = True  # opened twice: what closes next may close the inner one alone
        elif mark.begins():
            self.stack.append((mark.glyph, mark.start))
        elif not self.stack and mark.closes and mark.strong and self.doubtful:
            self.spans.append((self.spans.pop()[0] if self.spans else self.low, mark.end))
            self.doubtful = False

    def close(self, depth: int, end: int) -> None:
        start = self.stack[depth][1]
        del self.stack[depth:]
        if not self.stack:
            self.spans.append((start, end))


def doubles(text: str, low: int, high: int, *, continued: bool) -> tuple[list[Span], bool]:
    """Stretches in double marks or guillemets, marks included, and whether the last one is unclosed.

    An unclosed mark ends with its paragraph. Every paragraph is read afresh: one that goes on with speech opens
    with a mark of its own. ``continued`` says that the paragraph before ended unclosed, so that a closing mark
    without an opening one is taken to close what began there.
    """
    found = marks(text, low, high)
    paragraph = Paragraph(low, high, continued=continued)
    for number, mark in enumerate(found):
        if not (mark.measure and is_inches(mark, found[number + 1 :], paragraph)):
            paragraph.take(mark)
    if paragraph.stack:
        paragraph.spans.append((paragraph.stack[0][1], high))
    return paragraph.spans, bool(paragraph.stack)


def is_inches(mark: Mark, following: list[Mark], paragraph: Paragraph) -> bool:
    """A straight mark after a digit: inches where nothing is open, or where the real closing mark still comes."""
    if mark.opens:
        return False
    if not paragraph.stack:
        return not paragraph.doubtful
    same = [one for one in following if one.glyph == '"']
    return bool(same) and same[0].closes and not same[0].opens and not same[0].measure
