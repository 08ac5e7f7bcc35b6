"""Small sums in figures or words, pure: which to ask, how to read an answer."""

import random
import unicodedata
from dataclasses import dataclass

ENGLISH = """zero one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"""
FRENCH = """zéro un deux trois quatre cinq six sept huit neuf dix
    onze douze treize quatorze quinze seize dix-sept dix-huit"""
ARABIC = (
    "صفر|واحد|اثنان|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة|أحد عشر|اثنا عشر|ثلاثة عشر|أربعة عشر"
    "|خمسة عشر|ستة عشر|سبعة عشر|ثمانية عشر"
)
NUMBER_WORDS = {"en": ENGLISH.split(), "fr": FRENCH.split(), "ar": ARABIC.split("|")}
PLUS_WORDS = {"en": "plus", "fr": "plus", "ar": "زائد"}
LARGEST = 9


@dataclass(frozen=True)
class Sum:
    """Two summands from 1 to 9, asked in figures or in words."""

    first: int
    second: int
    in_words: bool = False

    @property
    def answer(self) -> int:
        """What a person writes."""
        return self.first + self.second


def asked(question: Sum, language: str) -> str:
    """The sum as it is read out: ``3 + 4``, or ``three plus four`` where the language's words are known."""
    words = NUMBER_WORDS.get(language)
    if question.in_words and words:
        return f"{words[question.first]} {PLUS_WORDS[language]} {words[question.second]}"
    return f"{question.first} + {question.second}"


def draw(chance: random.Random, before: Sum | None = None, *, is_again: bool = False) -> Sum:
    """A sum to ask; it differs from ``before`` in wording and in answer.

    A first question is asked in figures, a question after a wrong answer in the form not seen before, since
    whoever misread the one may understand the other.
    """
    in_words = is_again and before is not None and not before.in_words
    while True:
        drawn = Sum(chance.randint(1, LARGEST), chance.randint(1, LARGEST), in_words)
        if before is None or drawn.answer != before.answer:
            return drawn


def worked_example(question: Sum, chance: random.Random) -> Sum:
    """A sum to show with its answer, which is not the answer asked for."""
    return draw(chance, Sum(question.first, question.second))


def read_answer(text: str, language: str) -> int | None:
    """The number in ``text``: figures of any script or the language's word; None if there is none."""
    bare = unicodedata.normalize("NFKC", text).strip().strip("=.!").strip().casefold()
    if bare.isdecimal() and len(bare) <= 4:
        return int(bare)
    words = NUMBER_WORDS.get(language, [])
    folded = [unicodedata.normalize("NFKC", word).casefold() for word in words]
    return folded.index(bare) if bare in folded else None
