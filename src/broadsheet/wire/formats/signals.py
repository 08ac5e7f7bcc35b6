"""Signs of life and death: whether a message is usable, withheld, cancelled, killed, a correction."""

import re

from broadsheet.wire.formats.item import PubStatus

USABLE = """usable usuable published publish publishable released approved final normal new update updated
    corrected correction active live ready public available"""
CANCELED = "canceled cancelled cancel deleted delete withdrawn retracted recalled"
STATES: dict[str, PubStatus] = {
    "": "usable",
    **dict.fromkeys(USABLE.split(), "usable"),
    **dict.fromkeys(CANCELED.split(), "canceled"),
    **dict.fromkeys(("kill", "killed", "mandatorykill"), "killed"),
}
# "KILL - Harbour bridge"; a headline in capitals must not read as one ("KILLED IN ACTION").
KILL_LINE = re.compile(
    r"\W*(?:(?:MANDATORY|STORY|BULLETIN|ADVISORY|PHOTO|URGENT)\W+)*(?:KILL|WITHDRAWAL)\s*(?:[:\-–—.,!/(]|$)"
)
WITHDRAWN_LINE = re.compile(
    r"""\W*(?:(?:MANDATORY|STORY|BULLETIN|ADVISORY|PHOTO|URGENT)\W+)*
        (?:KILLED|WITHDRAWN|RETRACT(?:ED|ION)?|CANCEL(?:L?ED|LATION)?|ANNULATION|ANNULÉE?|ANULACI[ÓO]N|ANULAD[AO]
        |ZURÜCKGEZOGEN|RÜCKRUF|STORNO|ANNULLAMENTO|ANNULLATO|INTREKKING|INGETROKKEN|ANNULLERET|TRÄKKS?\sTILLBAKA)
        \s*(?:[:\-–—/(](?=.*[a-zß-ÿ])|[.!]?\s*$)""",
    re.VERBOSE,
)
WORK = r"(?:story|item|report|article|dispatch|text|photo|picture|alert|version|headline)"
KILL_NOTE = re.compile(
    rf"""\b(?:mandatory\s+kill|please\s+kill|(?:kill|disregard|do\s+not\s+use|withdraws?)\s+(?:this|the|our)\s+(?:\w+\s+)?{WORK}
        |{WORK}\s+(?:is|has\s+been|was)\s+(?:withdrawn|killed|retracted|cancell?ed)
        |(?:meldung|bericht|text|bild)\s+(?:wird|ist|wurde)\s+(?:zurückgezogen|storniert)
        |(?:meldung|bericht|text|bild)\s+(?:bitte\s+)?nicht\s+(?:mehr\s+)?verwenden
        |ne\s+pas\s+utiliser|dépêche\s+(?:est\s+)?annulée|no\s+utilizar\s+esta)\b|^\W*(?:EDS\W+)?KILL\b""",
    re.VERBOSE | re.IGNORECASE,
)
MENDED = r"""(?:CORRECT(?:ED|ION|S|IONS)|CORRIG[EÉ]|CORRIGENDUM|RECTIFICATI(?:F|ON)|CORRECCI[OÓ]N|CORREZIONE
    |KORR(?:EKTUR)?|BERICHTIGUNG|RETTELSE|RETTING|RÄTTELSE|KORJAUS|CORRECTIE|RECTIFICATIE|CORREÇÃO)"""
CORRECTION_LINE = re.compile(rf"\W*(?:(?:\d+\w{{0,8}}|URGENT|ADVISORY|WRITETHRU)\W+)*{MENDED}\b", re.VERBOSE)
CORRECTION_HEAD = re.compile(rf"\W*{MENDED}\s*[:–—]", re.VERBOSE | re.IGNORECASE)
CORRECTION_WITHIN = re.compile(r"\((?:[^()]*,\s*)?CORRECTED(?:\s*,[^()]*)?\)|[-,]\s*CORRECTED\b")
CORRECTION_NOTE = re.compile(
    r"""(?:^|\W)(?:corrects\b|corrected\b|correcting\b|corrections?\s*[:)]|corrige\b|berichtigt\b|berichtigung\b|korrigiert\b
        |rectifies\b|rettelse\b|retting\b|rättelse\b|korjaus\b|corregid[oa]\b)""",
    re.VERBOSE | re.IGNORECASE,
)
# An embargo on the text, not one on oil or arms.
EMBARGO_NOTE = re.compile(
    r"""\bembargoed\b|^\W*(?:eds\W+)?(?:strictly\s+)?embargo\b|\b(?:under|strict|press|news|sous|bajo)\s+embargo\b
        |\bembargo\s*(?::|until|till|jusqu|bis\b|hasta|for\s+release)|\bsperrfrist\b
        |not\s+for\s+(?:public\s+)?(?:release|publication)\s+(?:before|until)""",
    re.VERBOSE | re.IGNORECASE,
)
EMBARGO_OVER = re.compile(
    r"""(?:lifted|aufgehoben|abgelaufen|levée?|expired|no|keine?|sans|ohne)\W+(?:\w+\W+)?(?:embargo|sperrfrist)
        |(?:embargo|sperrfrist)\w*\W+(?:\w+\W+){0,2}(?:lifted|aufgehoben|abgelaufen|levée?|expired|over|none)""",
    re.VERBOSE | re.IGNORECASE,
)
# Signs stand at the head; a pattern never runs over a whole text that somebody put into the wrong field.
LOOKED_AT = 2000


def state(word: str) -> PubStatus:
    """A status word of any format; one that nobody knows withholds, since it may mean an embargo."""
    folded = re.sub(r"[\W_]+", "", word.rpartition(":")[2].casefold())
    return STATES.get(folded, "withheld")


def settled(status: PubStatus, *, lines: tuple[str, ...], notes: tuple[str, ...]) -> PubStatus:
    """The status after a look at headline, slug and take key (``lines``) and the notes to editors.

    A kill that calls itself usable is still a kill; withholding is never lifted by a text.
    """
    if status in {"canceled", "killed"}:
        return status
    heads = [line[:LOOKED_AT] for line in lines]
    killed = any(KILL_LINE.match(line) or WITHDRAWN_LINE.match(line) for line in heads)
    if killed or any(KILL_NOTE.search(note[:LOOKED_AT]) for note in notes):
        return "killed"
    return status


def is_correction(*, lines: tuple[str, ...], notes: tuple[str, ...]) -> bool:
    """Whether a headline, slug or take key is marked as a correction, or one of the notes says so."""
    lines = tuple(line[:LOOKED_AT] for line in lines)
    notes = tuple(note[:LOOKED_AT] for note in notes)
    marked = (CORRECTION_LINE.match, CORRECTION_HEAD.match, CORRECTION_WITHIN.search)
    return any(mark(line) for line in lines for mark in marked) or any(
        CORRECTION_LINE.match(note) or CORRECTION_NOTE.search(note) for note in notes
    )


def speaks_of_embargo(*notes: str) -> bool:
    """Whether a note sets an embargo in words; one that says it is over does not."""
    heads = [note[:LOOKED_AT] for note in notes]
    return any(EMBARGO_NOTE.search(note) and not EMBARGO_OVER.search(note) for note in heads)
