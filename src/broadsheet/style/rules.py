"""What a rule of house style says, and the pure decisions about words that follow from it."""

import re
from dataclasses import dataclass
from typing import Literal

Case = Literal["exact", "any"]
InQuotes = Literal["bracket", "replace", "leave"]

VOWELS = "aeiou"
# Letters whose English names begin with a vowel: an F, an MP.
VOWEL_LETTERS = frozenset("AEFHILMNORSX")
MUTE_H = re.compile(r"hono|honest|hour|heir", re.IGNORECASE)
SOUNDS_YOU = re.compile(
    r"eu|ew|u[kt]r|ur[aeiou]|us[aeiu]|ut[aeio]|ubi|ugand|uk\b|uni(?![mn][a-z])|unanim|uygh|uigh|one(?![a-z])|once",
    re.IGNORECASE,
)
VOWEL_NUMBER = re.compile(r"8|(?:11|18)(?!\d)")
NOT_LETTERS = re.compile(r"[^\w]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the paper's style book; the keys are those of a rule file. ``line`` counts from 1."""

    id: str
    prefer: str
    over: tuple[str, ...]
    case: Case = "exact"
    in_quotes: InQuotes = "bracket"
    excepted: tuple[str, ...] = ()
    inflect: bool = False
    safe: bool = True
    why: str = ""
    line: int = 1


def takes_an(words: str) -> bool:
    """Tell whether the indefinite article before ``words`` is "an", by sound."""
    word = NOT_LETTERS.split(words.lstrip("\"'“‘«([ "), maxsplit=1)[0]
    if not word:
        return False
    if word[0].isdigit():
        return bool(VOWEL_NUMBER.match(word))
    spelt_out = word.isupper() and (len(word) <= 3 or not set(word.lower()) & set(VOWELS))
    if spelt_out:
        return word[0] in VOWEL_LETTERS
    if MUTE_H.match(word):
        return True
    return word[0].lower() in VOWELS + "éèêàâîôûäö" and not SOUNDS_YOU.match(word)


def capital(words: str) -> str:
    """``words`` with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def carry_case(found: str, prefer: str) -> str:
    """``prefer`` in the capitals that ``found`` was written in; capitals of its own are never lost."""
    letters = [letter for letter in found if letter.isalpha()]
    if not letters or found.islower():
        return prefer
    if len(letters) > 1 and found.isupper():
        return prefer.upper()
    if all(word[:1].isupper() for word in found.split()) and len(found.split()) == len(prefer.split()):
        return " ".join(map(capital, prefer.split(" ")))
    return capital(prefer) if letters[0].isupper() and found[0].isupper() else prefer


def inflections(word: str, *, both_ways: bool = False) -> list[tuple[str, ...]]:
    """The regular forms in -s, -ed, -ing and -ly, in this order, each with its possible spellings.

    With ``both_ways`` a last l after a vowel is taken both doubled (British) and single (American); without,
    doubled. Only the last word of a phrase is inflected.
    """
    stem = word.lower()
    consonant_y = stem.endswith("y") and stem[-2:-1] not in {"", *VOWELS}
    if consonant_y:
        return [(word[:-1] + "ies",), (word[:-1] + "ied",), (word + "ing",), (word[:-1] + "ily",)]
    plural = word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", stem) else "s")
    bases = (
        (word[:-1], word) if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) else (word, word)
    )
    past = [word + "d"] if stem.endswith("e") else [word + "ed"]
    doing = [bases[0] + "ing"]
    if doubles(stem):
        past.insert(0, word + word[-1] + "ed")
        doing.insert(0, word + word[-1] + "ing")
        if not (both_ways and stem.endswith("l")):
            del past[1:], doing[1:]
    return [(plural,), tuple(past), tuple(doing), (adverb(word),)]


def doubles(stem: str) -> bool:
    """Tell whether the last consonant is doubled before -ed and -ing: stop, travel; not visit, mail, fix."""
    last = re.split(r"[\s-]", stem)[-1]
    if not re.search(rf"(?:^|[^{VOWELS}])[{VOWELS}][^{VOWELS}wxy]$", last):
        return False
    syllables = len(re.findall(rf"[{VOWELS}y]+", last))
    return syllables == 1 or last.endswith("l")


def adverb(word: str) -> str:
    """``word`` with -ly: neatly, gently, basically, fully."""
    if re.search(rf"[^{VOWELS}]le$", word, re.IGNORECASE):
        return word[:-1] + "y"
    if word.lower().endswith("ic"):
        return word + "ally"
    return word + ("y" if word.lower().endswith("ll") else "ly")
