"""Signs of life and death: whether a message is usable, withheld, cancelled, killed, a correction."""

import re

from broadsheet.wire.formats.item import PubStatus

STATES: dict[str, PubStatus] = {
    **dict.fromkeys(
        (
            "",
            "usable",
            "usuable",
            "published",
            "publishable",
            "released",
            "approved",
            "final",
            "normal",
            "corrected",
        ),
        "usable",
    ),
    **dict.fromkeys(
        ("canceled", "cancelled", "cancel", "deleted", "delete", "withdrawn", "retracted", "recalled"),
        "canceled",
    ),
    **dict.fromkeys(("kill", "killed", "mandatorykill"), "killed"),
}
KILL_LINE = re.compile(
    r"""\W*(?:(?:MANDATORY|STORY|BULLETIN|ADVISORY|PHOTO|URGENT)\W+)*
        (?:KILL(?:ED)?|WITHDRAWN?|WITHDRAWAL|RETRACT(?:ED|ION)?|CANCEL(?:L?ED|LATION)?|ANNULATION|ANNULÉE?|ANULACI[ÓO]N|ANULAD[AO]
        |ZURÜCKGEZOGEN|RÜCKRUF|STORNO|ANNULLAMENTO|ANNULLATO|INTREKKING|INGETROKKEN|TRÄKK\sTILLBAKA|DRAS\sTILLBAKA)
        (?:\s*(?:[:\-–—.,!/(]|$)|\s+[A-Z])""",
    re.VERBOSE,
)
KILL_NOTE = re.compile(
    r"""\b(?:mandatory\s+kill|(?:please\s+)?(?:kill|disregard|do\s+not\s+use)\s+(?:this|the|our|all|story|item|photo)
        |(?:story|item|report|article|dispatch)\s+(?:is|has\s+been|was)\s+(?:withdrawn|killed|retracted|cancell?ed)
        |(?:meldung|bericht|text|bild)\s+(?:wird|ist|wurde)\s+(?:zurückgezogen|storniert)
        |nicht\s+(?:mehr\s+)?verwenden|ne\s+pas\s+utiliser|dépêche\s+(?:est\s+)?annulée|no\s+utilizar\s+esta)\b""",
    re.VERBOSE | re.IGNORECASE,
)
CORRECTION_LINE = re.compile(
    r"""\W*(?:(?:\d+\w*|URGENT|ADVISORY|WRITETHRU)\W+)*
        (?:CORRECT(?:ED|ION|S|IONS)|CORRIG[EÉ]|CORRIGENDUM|RECTIFICATI(?:F|ON)|CORRECCI[OÓ]N|CORREZIONE|KORR(?:EKTUR|\.|-|\b)|BERICHTIGUNG
        |RETTELSE|RETTING|RÄTTELSE|KORJAUS|CORRECTIE|RECTIFICATIE|Correction|CORREÇÃO)\b""",
    re.VERBOSE,
)
CORRECTION_WITHIN = re.compile(r"\((?:[^()]*,\s*)?CORRECTED(?:\s*,[^()]*)?\)|[-,]\s*CORRECTED\b")
CORRECTION_NOTE = re.compile(
    r"""(?:^|\W)(?:corrects\b|corrected\b|correcting\b|corrections?\s*[:)]|corrige\b|berichtigt\b|berichtigung\b|korrigiert\b|rectifies\b
        |rettelse\b|retting\b|rättelse\b|korjaus\b|corregid[oa]\b)""",
    re.VERBOSE | re.IGNORECASE,
)
EMBARGO_NOTE = re.compile(
    r"embargo(?:ed|\b)|sperrfrist|sous\s+embargo|not\s+for\s+(?:release|publication)\s+(?:before|until)",
    re.IGNORECASE,
)
EMBARGO_OVER = re.compile(
    r"(?:lifted|aufgehoben|abgelaufen|levée?|expired|no|kein[e]?|sans|ohne)\W+(?:\w+\W+)?(?:embargo|sperrfrist)"
    r"|(?:embargo|sperrfrist)\w*\W+(?:\w+\W+){0,2}(?:lifted|aufgehoben|abgelaufen|levée?|expired|over|none)",
    re.IGNORECASE,
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
    killed = any(KILL_LINE.match(line[:LOOKED_AT]) for line in lines)
    if killed or any(KILL_NOTE.search(note[:LOOKED_AT]) for note in notes):
        return "killed"
    return status


def is_correction(*, lines: tuple[str, ...], notes: tuple[str, ...]) -> bool:
    """Whether a headline, slug or take key is marked as a correction, or one of the notes says so."""
    lines = tuple(line[:LOOKED_AT] for line in lines)
    notes = tuple(note[:LOOKED_AT] for note in notes)
    return any(CORRECTION_LINE.match(line) or CORRECTION_WITHIN.search(line) for line in lines) or any(
        CORRECTION_LINE.match(note) or CORRECTION_NOTE.search(note) for note in notes
    )


def speaks_of_embargo(*notes: str) -> bool:
    """Whether a note sets an embargo in words; one that says it is over does not."""
    heads = [note[:LOOKED_AT] for note in notes]
    return any(EMBARGO_NOTE.search(note) and not EMBARGO_OVER.search(note) for note in heads)
