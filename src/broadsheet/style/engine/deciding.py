"""What becomes of each term that was found: replaced, bracketed or left, by who speaks and what is meant."""

import re
from collections.abc import Iterator
from functools import cached_property

from broadsheet.style.engine import talk
from broadsheet.style.engine.everyday import WORDS
from broadsheet.style.engine.matching import CONTRACTED, Hit, Kind
from broadsheet.style.engine.reading import Edit, Reading, joins
from broadsheet.style.engine.speech import Voices, listen
from broadsheet.style.rules import Rule, capital, carry_case, takes_an

HYPHENS = frozenset("-‑\u2010")
ARTICLE = re.compile(r"(?<![\w'’-])(an?)(\s+[\"'“‘«„\[(]*)$", re.IGNORECASE)
THE_BEFORE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
BRACKETS_FOLLOW = re.compile(r"[\"'”’»]?\s*[\[]")
SENTENCE_START = re.compile(r"(?:^|[.?!…:]|\n)[\"'“”‘’«»)\]]*\s*[\"'“‘«„\[(]*$")
CAPITAL_RUN = re.compile(r"(?:\b[A-Z]{2,}\b ){2,}\b[A-Z]{2,}\b")
Decision = tuple[Rule, list[Edit]]


class Sentence:
    """A text on its way through the rules; remembers which of them have had their bracket."""

    def __init__(self, reading: Reading, preferred: list[Hit]) -> None:
        self.reading = reading
        self.text = reading.text
        self.preferred = preferred
        self.bracketed: set[str] = set()

    @cached_property
    def voices(self) -> Voices:
        return listen(self.reading)

    def decide(self, hits: list[Hit]) -> Iterator[Decision]:
        """The edits of each hit that changes anything, in order of place."""
        meant = self.meant_as_words(hits)
        for hit in hits:
            if (
                hit.form.kind is Kind.EXCEPT
                or hit in meant
                or self.is_other_name(hit)
                or self.is_capital_line(hit)
            ):
                continue
            edits = self.edits(hit)
            if edits:
                yield hit.form.rule, edits

    def meant_as_words(self, hits: list[Hit]) -> set[Hit]:
        """Terms that are talked about, also as later members of a list."""
        meant: set[Hit] = set()
        plural = False
        earlier: Hit | None = None
        for hit in hits:
            if hit.form.kind is Kind.EXCEPT:
                earlier = None
                continue
            cue = talk.introduced(self.text, hit)
            if cue:
                plural = cue == "plural"
            on = (
                earlier in meant
                and earlier is not None
                and talk.is_joined(self.text, earlier, hit, plural=plural)
            )
            if cue or on or talk.is_explained(self.text, hit) or talk.is_gloss(self.text, hit, earlier):
                meant.add(hit)
            earlier = hit
        return meant

    def is_other_name(self, hit: Hit) -> bool:
        """Tell whether the other part of a hyphenated compound is all capitals, which makes another name."""
        text, start, end = self.text, hit.start, hit.end
        parts = []
        if end < len(text) and text[end] in HYPHENS:
            stop = end + 1
            while stop < len(text) and joins(text[stop]):
                stop += 1
            parts.append(text[end + 1 : stop])
        if start and text[start - 1] in HYPHENS:
            begin = start - 1
            while begin and joins(text[begin - 1]):
                begin -= 1
            parts.append(text[begin : start - 1])
        return any(part.isupper() for part in parts)

    def is_capital_line(self, hit: Hit) -> bool:
        """Tell whether an everyday word stands in capitals only because all around it does."""
        found = self.text[hit.start : hit.end]
        if not found.isupper() or found.lower() not in WORDS or hit.form.rule.case == "any":
            return False
        low = self.text.rfind("\n", 0, hit.start) + 1
        high = self.text.find("\n", hit.end)
        high = len(self.text) if high < 0 else high
        line = list(self.text[low:high])
        # The house's own names are written as they are in any line.
        for one in self.preferred:
            if low <= one.start and one.end <= high:
                line[one.start - low : one.end - low] = " " * (one.end - one.start)
        if "".join(line).isupper():
            return True
        return any(
            run.start() <= hit.start - low < run.end() for run in CAPITAL_RUN.finditer(self.text[low:high])
        )

    def edits(self, hit: Hit) -> list[Edit]:
        rule = hit.form.rule
        speaks = self.voices.speaks(hit.start)
        if speaks and rule.in_quotes == "leave":
            return []
        if speaks and rule.in_quotes == "bracket":
            return self.bracket(hit)
        return self.replace(hit)

    def wanted(self, hit: Hit) -> str:
        """What the paper writes for the hit, in the capitals that its place asks for."""
        found, prefer = self.text[hit.start : hit.end], hit.form.replacement
        if hit.form.rule.case == "any":
            return carry_case(found, prefer)
        raised = found[0].isupper() and (hit.form.text[0].islower() or self.begins_sentence(hit))
        return capital(prefer) if raised and prefer.split()[0].islower() else prefer

    def begins_sentence(self, hit: Hit) -> bool:
        return SENTENCE_START.search(self.text[max(0, hit.start - 40) : hit.start]) is not None

    def suffix(self, hit: Hit) -> str:
        """The possessive or contraction that follows: 's, 'll, or the mark alone after an s."""
        text, end = self.text, hit.end
        contracted = CONTRACTED.match(text, end)
        if contracted:
            return contracted[0]
        alone = (
            text[end : end + 1] in {"'", "’"} and text[end - 1] in "sSzZxX" and end not in self.voices.marks
        )
        return text[end] if alone and text[end + 1 : end + 2].isspace() else ""

    def bracket(self, hit: Hit) -> list[Edit]:
        """Keep the speaker's word; the preferred one follows in square brackets, once a rule and text."""
        rule = hit.form.rule
        if rule.id in self.bracketed:
            return []
        wanted, suffix = self.wanted(hit), self.suffix(hit)
        end = hit.end + len(suffix)
        if wanted == self.text[hit.start : hit.end]:
            return []
        self.bracketed.add(rule.id)
        if BRACKETS_FOLLOW.match(self.text, end):
            return []
        said = self.text[hit.start : end]
        return [(hit.start, end, f"{said} [{wanted}{mended(suffix, wanted)}]")]

    def replace(self, hit: Hit) -> list[Edit]:
        wanted, suffix = self.wanted(hit), self.suffix(hit)
        if wanted == self.text[hit.start : hit.end]:
            return []
        earlier = self.text[max(0, hit.start - 40) : hit.start]
        if wanted[:4].lower() == "the " and THE_BEFORE.search(earlier):
            wanted = wanted[4:]
        edits = [(hit.start, hit.end + len(suffix), wanted + mended(suffix, wanted))]
        article = ARTICLE.search(earlier)
        if article and not is_label(earlier, article):
            right = "an" if takes_an(wanted) else "a"
            if right != article[1].lower():
                right = right.upper() if article[1].isupper() and len(article[1]) > 1 else right
                right = capital(right) if article[1][0].isupper() else right
                begin = hit.start - len(article[0])
                edits.insert(0, (begin, begin + len(article[1]), right))
        return edits


def mended(suffix: str, name: str) -> str:
    """The possessive as ``name`` takes it: the mark alone stands only after an s."""
    return suffix + "s" if len(suffix) == 1 and name[-1] not in "sSzZxX" else suffix


def is_label(earlier: str, article: re.Match[str]) -> bool:
    """Tell whether a capital A inside a sentence is a label, as in "Plan A"."""
    return article[1] == "A" and earlier[: article.start()].rstrip(" ")[-1:].isalnum()
