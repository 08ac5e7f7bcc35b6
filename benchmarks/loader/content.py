"""Invented stories, the same at every run: what both sites are filled with. No framework."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate

SPAN = timedelta(days=3 * 365)
SECTIONS = (  # name, section it stands in, weight
    ("World", "", 18), ("Politics", "", 12), ("Economy", "", 9), ("Sport", "", 14), ("Culture", "", 6),
    ("Science", "", 5), ("Harbour", "", 4), ("Weather", "", 2), ("Courts", "", 3), ("Opinion", "", 4),
    ("Schools", "", 2), ("Travel", "", 2), ("Asia", "World", 4), ("Americas", "World", 4),
    ("Africa", "World", 3),
    ("Elections", "Politics", 2), ("Banking", "Economy", 2), ("Football", "Sport", 3), ("Rowing", "Sport", 1),
    ("Music", "Culture", 1),
)  # fmt: skip
BLOGS = ("Tide tables", "Night desk", "The allotment")
BLOG_SHARE = 0.05
PICTURE_SHARE = 0.6
PERSONS, AGENCIES, TOPICS, PICTURES = 45, 5, 40, 12
COMMON, RARE = "harbourmaster", "zephyrine"  # in over half of all stories; in one of four thousand
COMMON_SHARE, RARE_EVERY = 0.55, 4000
ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "br",
    "ch",
    "cl",
    "dr",
    "fl",
    "gr",
    "pl",
    "pr",
    "sh",
    "sl",
    "st",
    "th",
    "tr",
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "oa", "ou"]
ENDS = ["", "n", "r", "s", "t", "l", "m", "d", "ck", "st", "nd", ""]


@dataclass(frozen=True)
class Piece:
    """One invented story. ``place`` is an index into SECTIONS, or into BLOGS when ``is_post``."""

    number: int
    headline: str
    kicker: str
    slug: str
    standfirst: str
    dateline: str
    paragraphs: tuple[str, ...]
    quote: str
    is_post: bool
    place: int
    authors: tuple[int, ...]
    topics: tuple[int, ...]
    picture: int | None
    published_at: datetime
    updated_at: datetime


@cache
def _words() -> tuple[list[str], list[float]]:
    """Twelve thousand invented words with the weights of a natural language (Zipf's law)."""
    dice = random.Random(1871)
    found: dict[str, None] = {}
    while len(found) < 12_000:
        syllables = 1 if len(found) < 60 else dice.choice((1, 2, 2, 3))
        word = "".join(dice.choice(ONSETS) + dice.choice(VOWELS) for _ in range(syllables)) + dice.choice(
            ENDS
        )
        found[word] = None
    return list(found), list(accumulate(1 / rank for rank in range(1, len(found) + 1)))


@cache
def _sentences() -> list[str]:
    dice = random.Random(1872)
    words, weights = _words()
    made = []
    for _ in range(6000):
        chosen = dice.choices(words, cum_weights=weights, k=dice.randint(9, 26))
        made.append(" ".join(chosen).capitalize() + ".")
    return made


def piece(number: int, of: int, newest: datetime) -> Piece:
    """Story ``number`` of an archive of ``of``, 0 the newest; they spread evenly over three years."""
    dice = random.Random(number)
    sentences = _sentences()
    published = newest - SPAN * (number % of / of)
    is_post = dice.random() < BLOG_SHARE
    headline = _headline(dice)
    return Piece(
        number=number,
        headline=headline,
        kicker=dice.choice(_words()[0][60:160]).capitalize() if dice.random() < 0.7 else "",
        slug=f"{headline.lower().replace(' ', '-')}-{number}",
        standfirst=dice.choice(sentences),
        dateline=dice.choice(_words()[0][60:400]).upper() if not is_post and dice.random() < 0.6 else "",
        paragraphs=_paragraphs(dice, number),
        quote=dice.choice(sentences) if dice.random() < 0.1 else "",
        is_post=is_post,
        place=dice.randrange(len(BLOGS)) if is_post else _section(dice),
        authors=tuple(dice.sample(range(PERSONS + AGENCIES), dice.choice((1, 1, 1, 2)))),
        topics=tuple(sorted(dice.sample(range(TOPICS), dice.choice((0, 1, 1, 2, 3))))),
        picture=dice.randrange(PICTURES) if dice.random() < PICTURE_SHARE else None,
        published_at=published,
        updated_at=min(newest, published + timedelta(hours=dice.choice((0, 0, 0, 1, 4)))),
    )


def _section(dice: random.Random) -> int:
    return dice.choices(range(len(SECTIONS)), weights=[weight for _, _, weight in SECTIONS])[0]


def _headline(dice: random.Random) -> str:
    words, weights = _words()
    return " ".join(dice.choices(words, cum_weights=weights, k=dice.randint(6, 10))).capitalize()


def _paragraphs(dice: random.Random, number: int) -> tuple[str, ...]:
    """About 350 words; some carry the words that the search is asked for."""
    sentences = dice.choices(_sentences(), k=dice.randint(14, 26))
    if dice.random() < COMMON_SHARE:
        sentences.append(f"The {COMMON} was asked.")
    if number % RARE_EVERY == 17:
        sentences.append(f"A {RARE} was seen.")
    return tuple(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))


def month_before(moment: datetime, back: int) -> tuple[int, int]:
    """Year and month that lie ``back`` months before ``moment``."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - back, 12)
    return year, month + 1
