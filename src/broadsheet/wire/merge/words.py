"""Text as tokens, sentences and paragraphs, for any script."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from broadsheet.wire.merge.lexicon import ABBREVIATIONS

PARAGRAPH = "\n\n"
TERMINATORS = frozenset(".!?…؟۔।。！？｡")
SPACELESS = frozenset("。！？｡")  # these end a sentence without white space behind them
_OPENERS = frozenset("“„«‹‘「『\"'([¿¡»")
_NESTED = 8  # closing marks behind one full stop that are looked past
_CLOSERS = frozenset("”“»›’」』\"')]«")

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = (
    r"!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb\u00bf\u00d7\u00f7\u2010-\u205e\u20a0-\u20cf\u2190-\u2bff"
    r"\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
)
_LETTER = rf"[^\s{_MARKS}{_CJK}]"
_TOKEN = re.compile(
    rf"(?P<gap>\s*)(?P<text>"
    rf"(?:(?<![^\s(\[])[-−+](?=\d))?{_LETTER}+(?:(?:['’\-‐‑]|(?<=\d)[.,:/٫٬–](?=\d)){_LETTER}+)*"
    rf"|[{_CJK}]|\S)"
)
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r\x85\u2028\u2029])[^\S\n\r]*(?:\r\n|[\n\r\x85\u2028\u2029])|\u2029")
_WORDLIKE = re.compile(rf"[^\s{_MARKS}]")
_CJK_SIGN = re.compile(rf"[{_CJK}]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark, with the white space that stood before it."""

    text: str
    gap: str

    @property
    def opens_paragraph(self) -> bool:
        return self.gap == PARAGRAPH


@dataclass(frozen=True)
class Sentence:
    """What is merged as one: a sentence, with the whole of any quotation in it."""

    tokens: tuple[Token, ...]

    @cached_property
    def key(self) -> tuple[str, ...]:
        return tuple(token.text for token in self.tokens)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(text.casefold() for text in self.key if is_word(text))

    @property
    def opens_paragraph(self) -> bool:
        return self.tokens[0].opens_paragraph


@lru_cache(maxsize=4096)
def is_word(text: str) -> bool:
    """Whether a token is a word or number; everything else is a mark."""
    return _WORDLIKE.search(text) is not None


def tokens(text: str) -> list[Token]:
    """Every piece of the text that is not white space, in order; the first opens a paragraph."""
    found: list[Token] = []
    for piece in _TOKEN.finditer(text.rstrip()):
        gap = piece["gap"]
        if not found or _BLANK_LINE.search(gap):
            gap = PARAGRAPH
        found.append(Token(piece["text"], gap))
    return found


def written(pieces: Iterable[Token]) -> str:
    """Tokens as text again; two words never run into each other."""
    parts: list[str] = []
    last = ""
    for token in pieces:
        apart = token.gap or not (last and _joins(last, token.text))
        parts.append(token.gap if apart else " ")
        parts.append(token.text)
        last = token.text
    return "".join(parts).strip()


def _joins(left: str, right: str) -> bool:
    pair = left[-1], right[0]
    return all(_WORDLIKE.match(sign) and not _CJK_SIGN.match(sign) for sign in pair)


def quoted(pieces: list[Token]) -> list[bool]:
    """For each token whether it stands inside a quotation; one left open runs to its paragraph's end."""
    inside: list[bool] = []
    closers = ""
    for index, token in enumerate(pieces):
        if token.opens_paragraph:
            closers = ""
        if closers and token.text in closers:
            closers = ""
            inside.append(False)
            continue
        inside.append(bool(closers))
        closers = closers or _closers(pieces, index)
    return inside


_PAIRS = {
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "”": "”",
    "»": "«",
    '"': '"',
    "‘": "’'",
}


def _closers(pieces: list[Token], index: int) -> str:
    """The marks that end the quotation which this token begins; none when it begins none."""
    token = pieces[index]
    if token.text == "'":
        # An apostrophe opens a quotation only before a word, after a space, and with a partner in reach.
        following = pieces[index + 1 : index + 200]
        opens = token.gap and following and not following[0].gap
        return "'" if opens and any(later.text == "'" for later in following) else ""
    if token.text == '"' and not token.gap and index and pieces[index - 1].text[-1:].isdigit():
        return ""  # inches
    return _PAIRS.get(token.text, "")


def sentences(text: str) -> list[Sentence]:
    """The text's sentences. In doubt two stay one: facts of both are then held together."""
    pieces = tokens(text)
    inside = quoted(pieces)
    found: list[Sentence] = []
    start = 0
    for index in range(1, len(pieces)):
        if pieces[index].opens_paragraph or (not inside[index - 1] and _ends(pieces, index, inside)):
            found.append(Sentence(tuple(pieces[start:index])))
            start = index
    if pieces:
        found.append(Sentence(tuple(pieces[start:])))
    return found


def _ends(pieces: list[Token], index: int, inside: list[bool]) -> bool:
    """Whether a sentence ends just before the token at index."""
    last = index - 1
    while last > max(0, index - _NESTED) and pieces[last].text in _CLOSERS and not pieces[last].gap:
        last -= 1
    mark = pieces[last].text
    if mark not in TERMINATORS or inside[index]:
        return False
    if last < index - 1 and mark not in ".۔。":
        return False  # “Was it calm?” Docray asked.
    if mark in SPACELESS:
        return pieces[index].text not in _CLOSERS
    return bool(pieces[index].gap) and _begins(pieces[index].text) and not _shortens(pieces, last)


def _begins(text: str) -> bool:
    return not text[0].islower() and (is_word(text) or text[0] in _OPENERS)


def _shortens(pieces: list[Token], stop: int) -> bool:
    """Whether the full stop at this place belongs to an abbreviation."""
    if pieces[stop].text != "." or not stop:
        return False
    word = pieces[stop - 1].text
    if word.isdigit():
        return len(word) <= 2  # the 3. of a German date; No. 5. at a sentence's end costs nothing
    is_title = word[0].isupper() and len(word) <= 3 and not word.isupper()
    return len(word) == 1 or is_title or word.casefold() in ABBREVIATIONS
