"""The facts of a sentence: numbers, names, days, negations and quotations, in the order in which they stand."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadsheet.wire.merge import lexicon
from broadsheet.wire.merge.words import TERMINATORS, Sentence, Token, is_word, quoted

_SIGNS = frozenset("%‰٪$€£¥₹₽¢°±")
_NOT = ("n't", "n’t")
_NEGATIVE_HEADS = ("non", "un", "in", "im", "il", "ir", "dis", "mis")
_NOT_NEGATIVE = ("under", "unif", "unio", "uniq", "unit", "univ", "until", "uncle", "unter", "unser", "unge")
_NEGATIVE_ELISIONS = ("n'", "n’")
_NEAR = 2  # tokens between "more than" and its number


@dataclass(frozen=True)
class Vocabulary:
    """What the texts at hand tell about their words, before any one sentence is read."""

    lower: frozenset[str]
    names: frozenset[str]
    has_capitals: bool


def vocabulary(texts: Iterable[Sequence[Sentence]]) -> Vocabulary:
    """Words seen without a capital, and words seen with one inside a sentence."""
    lower: set[str] = set()
    names: set[str] = set()
    has_capitals = False
    for text in texts:
        for sentence in text:
            heads = _heads(sentence.tokens)
            for token, is_head in zip(sentence.tokens, heads, strict=True):
                has_capital = any(sign.isupper() for sign in token.text)
                has_capitals = has_capitals or has_capital
                if not has_capital:
                    lower.add(token.text.casefold())
                elif not is_head:
                    names.add(token.text.casefold())
    return Vocabulary(frozenset(lower), frozenset(names), has_capitals)


def facts(pieces: Sequence[Token], known: Vocabulary) -> list[str]:
    """The facts in order. Two texts whose lists are equal say the same numbers, names, days and so on."""
    found = []
    flags = quoted(list(pieces))
    heads = _heads(pieces)
    for index, token in enumerate(pieces):
        if flags[index]:
            fact = f"“{token.text}" if is_word(token.text) else ""
        else:
            fact = (
                _measure(pieces, index) or _plain(token.text, known) or _name(token.text, heads[index], known)
            )
        if fact:
            found.append(fact)
    return found


def _heads(pieces: Sequence[Token]) -> list[bool]:
    """Whether each token is the first word of a sentence or of a quotation in it."""
    heads = []
    is_open = True
    for token in pieces:
        is_open = is_open or token.opens_paragraph
        heads.append(is_open and is_word(token.text))
        if is_word(token.text):
            is_open = False
        elif token.text in TERMINATORS or token.text in ':“„«"‘':
            is_open = True
    return heads


def _is_number(text: str) -> bool:
    low = text.casefold()
    parts = low.replace("‑", "-").split("-")
    return (
        any(sign.isdigit() for sign in text)
        or any(part in lexicon.ENGLISH_VALUES or part in lexicon.NUMBERS for part in parts)
        or _is_compound(low)
    )


_PIECES = (
    *(
        "zwanzig",
        "dreißig",
        "vierzig",
        "fünfzig",
        "sechzig",
        "siebzig",
        "achtzig",
        "neunzig",
        "hundert",
        "tausend",
    ),
    *("honderd", "duizend", "hundra", "tusen", "hundrede", "sataa", "cientos", "cento"),
)


def _is_compound(low: str) -> bool:
    """Numbers that their language writes as one word: zweiundvierzig, tvåhundra."""
    return any(piece in low for piece in _PIECES) and any(
        low.startswith(head) for head in (*lexicon.NUMBERS, "ein", "een", "ett", "en")
    )


def _measure(pieces: Sequence[Token], index: int) -> str:
    """A number, the sign or unit that belongs to it, or what stands before it and turns it round."""
    text = pieces[index].text
    low = text.casefold()
    if _is_number(text):
        return "#" + lexicon.ENGLISH_VALUES.get(low, _digits(low))
    if text in _SIGNS:
        return "#" + text
    before = pieces[index - 1].text if index else ""
    if low in lexicon.UNITS and before and (_is_number(before) or before.casefold() in lexicon.UNITS):
        return "#" + low
    following = pieces[index + 1 : index + 2 + _NEAR]
    if low in lexicon.QUALIFIERS and any(_is_number(token.text) for token in following):
        return "#" + low
    return ""


def _digits(text: str) -> str:
    """The same number in Arabic-Indic, full-width or other digits is the same fact."""
    return "".join(str(unicodedata.digit(sign, sign)) for sign in text)


def _plain(text: str, known: Vocabulary) -> str:
    """A day, a month or a negation."""
    low = text.casefold()
    if low in lexicon.CALENDAR:
        return "@" + low
    if low.endswith(_NOT) or low in {"not", "cannot"}:
        return "!not"
    if low in lexicon.NEGATIONS or low.startswith(_NEGATIVE_ELISIONS):
        return "!" + low
    if low.startswith("un") and len(low) > 5 and not low.startswith(_NOT_NEGATIVE):
        return "!" + low
    for head in _NEGATIVE_HEADS:
        rest = low.removeprefix(head).removeprefix("-")
        if low != rest and len(rest) > 3 and rest in known.lower:
            return "!" + low
    return ""


def _name(text: str, is_head: bool, known: Vocabulary) -> str:  # noqa: FBT001 - one of three plain answers
    """A word with a capital, or of a script or text that has none."""
    if not is_word(text):
        return ""
    if not any(sign.isupper() for sign in text):
        has_case = any(sign.islower() for sign in text)
        return "" if has_case and known.has_capitals else "*" + text
    low = text.casefold()
    if is_head and (low in lexicon.OPENERS or (low in known.lower and low not in known.names)):
        return ""
    for ending in ("'s", "’s", "s'", "s’"):
        if text.endswith(ending):
            return "*" + text.removesuffix(ending)
    return "*" + text
