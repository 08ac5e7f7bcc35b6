"""Housekeeping on a body: what is not the story itself goes to its own field, or out of print."""

import re
from dataclasses import dataclass, field, replace

from broadsheet.wire.formats.agencies import fold, signs
from broadsheet.wire.formats.dateline import Opening, opening
from broadsheet.wire.formats.item import Dateline
from broadsheet.wire.formats.markup import Block

BY = re.compile(r"(?:by|von|par|por|door|di|af|av|texte?\s*:|text\s+av)\s+", re.IGNORECASE)
# A name: two to eight words, capitalised or particles, and perhaps what the person is.
IN_BODY_BYLINE = re.compile(
    r"(?:By|BY|Von|Par|PAR|Por|Door|Di|Af|Av)\s+(?:[A-ZÀ-Þ][\w.'’-]*|and|und|et|y|e|en|og|och|de|van|der|den|von|la|le|the|in|&)"
    r"(?:,?\s+(?:[A-ZÀ-Þ][\w.'’-]*|and|und|et|y|e|en|og|och|de|van|der|den|von|la|le|the|in|&)){1,10}"
)
INITIALS = re.compile(r"[a-zæøåäöü]{1,6}(?:[/-][a-zæøåäöü.]{1,8}){0,6}")
ADVISORY = re.compile(
    r"""\W*(?:eds?\b|adds?\b|updates?\b|recasts?\b|corrects?\b|corrected\b|correction\b|refiles?\b|refiled\b|repeats?\b|rewrites?\b
        |writes\sthr(?:u|ough)\b|writethr(?:u|ough)\b|new\sthroughout\b|rough\scut\b|clarifies\b|fixes\b|removes?\b|drops\b
        |note\sto\seditors?\b|attention\b|embargo|with\s(?:picture|photo|video|graphic)|n\si\se\su\sw\sbericht|nieuw\sbericht
        |ersetzt\b|berichtigung\b|actualise\b|ajoute\b|précise\b|actualiza\b|añade\b)""",
    re.VERBOSE | re.IGNORECASE,
)
ENDING = re.compile(r"\W*(?:ends?|fin|ende|schluss|more|mf|end\s+it|30|###|story\s+ends)\W*", re.IGNORECASE)
COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}))", re.IGNORECASE)
POST = re.compile(r"\b(?:staff reporter|staff writer|newsroom|redaktion|our reporter)\b", re.IGNORECASE)
PHOTOGRAPHER = re.compile(
    r"(?:foto|photo|bild|kuva|picture|video)s?\b\s*(?:[:/]|(?:by|par|von|av|af)\b)", re.IGNORECASE
)
LOOKED_AT = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """A body after housekeeping, and what was lifted out of it."""

    blocks: list[Block]
    dateline: Dateline = field(default_factory=Dateline)
    agency: str = ""
    byline: str = ""
    advisory: str = ""
    rights: str = ""


def keep_house(blocks: list[Block], *, headline: str, credited: tuple[str, ...], field: Dateline) -> Kept:
    """Lift headline repeats, advisories, bylines and the dateline off the head, sign-offs off the foot.

    ``credited`` are the names of whoever may sign, ``field`` the dateline that the header gives.
    """
    kept = Kept(blocks=list(blocks))
    for _ in range(LOOKED_AT):
        lifted = lift_first(kept, headline)
        if lifted is None:
            break
        kept = lifted
    kept = lift_dateline(kept, credited, field)
    return lift_endings(kept, credited)


def lift_first(kept: Kept, headline: str) -> Kept | None:
    """The body without its first block, if that is no part of the story; None if it is."""
    if not kept.blocks:
        return None
    head, *rest = kept.blocks
    text = head.text
    if headline and fold(text) == fold(headline) and rest:
        return replace(kept, blocks=rest)
    if head.tag != "p":
        return None
    if "byline" in head.role.casefold().split() or (len(text) < 120 and IN_BODY_BYLINE.fullmatch(text)):
        return replace(kept, blocks=rest, byline=kept.byline or without_by(text))
    if is_advisory(text) and rest:
        return replace(kept, blocks=rest, advisory="\n".join(filter(None, (kept.advisory, text))))
    return None


def is_advisory(text: str) -> bool:
    """A note to the desk: wholly in brackets, or in an agency's set words."""
    if len(text) > 400 or not ADVISORY.match(text):
        return False
    bracketed = text[:1] in "([*" and text.rstrip(" .")[-1:] in ")]*"
    return bracketed or bool(
        re.match(r"eds\W|n i e u w bericht|note to editors|attention editors", text, re.IGNORECASE)
    )


def lift_dateline(kept: Kept, credited: tuple[str, ...], field: Dateline) -> Kept:
    """The dateline off the head of the first paragraph that has one, among the first few."""
    for at, block in enumerate(kept.blocks[:LOOKED_AT]):
        if block.tag != "p":
            continue
        found = opening(block.text, credited, field)
        inner = cut_front(block, found) if found else None
        if found and inner is not None:
            opened = [replace(block, inner=inner)] if inner else []
            blocks = [*kept.blocks[:at], *opened, *kept.blocks[at + 1 :]]
            return replace(kept, blocks=blocks, dateline=found.dateline, agency=found.agency)
    return kept


def cut_front(block: Block, found: Opening) -> str | None:
    """The paragraph's inner HTML behind the dateline, its emphasis kept; None if the place is not found."""
    rest = block.text[found.length :].strip()
    for match in re.finditer(r"[^\s<>]*", block.inner):
        tail = block.inner[match.start() :]
        if Block("p", tail).text == rest:
            whole = "".join(unclosed(block.inner[: match.start()])) + tail.lstrip()
            return re.sub(r"<(strong|em|a)\b[^>]*>\s*</\1>", "", whole).strip()
        if len(Block("p", tail).text) < len(rest):
            break
    return None


def unclosed(inner: str) -> list[str]:
    """The tags that are open at the end of a piece of inline HTML, as they were written."""
    open_tags: list[str] = []
    for match in re.finditer(r"<(/?)(\w+)[^>]*>", inner):
        if match[1] and open_tags:
            open_tags.pop()
        elif not match[1] and match[2] != "br":
            open_tags.append(match[0])
    return open_tags


def lift_endings(kept: Kept, credited: tuple[str, ...]) -> Kept:
    """Sign-offs, end marks and copyright lines off the foot."""
    blocks, rights = list(kept.blocks), kept.rights
    while len(blocks) > 1 and blocks[-1].tag == "p":
        text = blocks[-1].text
        if COPYRIGHT.match(text) and len(text) < 400:
            rights = "\n".join(filter(None, (text, rights)))
        elif not is_sign_off(text, credited):
            break
        blocks.pop()
    return replace(kept, blocks=blocks, rights=rights)


def is_sign_off(text: str, credited: tuple[str, ...]) -> bool:
    """Initials (hh/ph/ts/hd), an end mark, or an agency's name with or without them."""
    bare = text.strip(" ()=[].-–—_*")
    if len(bare) > 40:
        return False
    if ENDING.fullmatch(text) or not bare:
        return True
    if INITIALS.fullmatch(bare) and ("/" in bare or "-" in bare or len(bare) <= 4):
        return True
    name, *rest = bare.split(" ") if " " in bare else (bare,)
    tail_is_initials = all(re.fullmatch(r"[A-Za-z]{2,4}(?:[/-][A-Za-z]{1,4})*", word) for word in rest)
    return (signs(name, credited) and name[:1].isupper() and tail_is_initials and len(rest) < 3) or (
        signs(bare, credited) and fold(bare) in {fold(credit) for credit in credited}
    )


def without_by(line: str) -> str:
    """A byline without its "By", "Von" or "Par"; "" for initials or a byline that names nobody."""
    line = " ".join(line.split()).strip(" ,;-–—")
    named = BY.sub("", line, count=1) if BY.match(line) else line
    short = INITIALS.fullmatch(named) and ("/" in named or "-" in named or len(named) <= 4)
    if short or not re.search(r"\w{2}", named):
        return ""
    return named.strip(" ,;")


def nobody(line: str) -> bool:
    """Whether a byline names no writer: a post, the photographer, or a sentence that is a sub-headline."""
    if POST.search(line) or PHOTOGRAPHER.match(line):
        return True
    words = line.split()
    return len(words) > 20 or (len(words) > 5 and words[-1][-1] in ".!?" and len(words[-1]) > 5)


def repeats(short: str, longer: str) -> bool:
    """Whether a summary only repeats the beginning of a text (agencies cut it off where their field ends)."""
    head = fold(short.rstrip(" .…"))
    return not head or fold(longer).startswith(head)
