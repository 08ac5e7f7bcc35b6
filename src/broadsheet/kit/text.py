"""Text helpers with no framework: N_ marks a sentence for translation where no translation may run."""

import re
import unicodedata

DIRECTION_MARKS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
CONTROLS = {code: None for code in range(32) if chr(code) not in "\n\t"} | {0x7F: None}


def N_(text: str) -> str:  # noqa: N802
    """Mark ``text`` for translation; the door that shows it translates."""
    return text


def plain_line(text: str) -> str:
    """One line of typed text: NFC, no control or direction-override characters, white space folded."""
    cleaned = unicodedata.normalize("NFC", text).translate(CONTROLS | DIRECTION_MARKS)
    return re.sub(r"\s+", " ", cleaned).strip()


def plain_text(text: str) -> str:
    """Several lines of typed text: as ``plain_line``, but paragraphs are kept."""
    cleaned = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(CONTROLS | DIRECTION_MARKS)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in cleaned.split("\n"))).strip()


def fingerprint_words(text: str) -> str:
    """``text`` reduced to what a reader would call its words: markup, case of space and quote shapes gone."""
    bare = re.sub(r"<[^>]+>", " ", text)
    folded = unicodedata.normalize("NFKC", bare).translate(str.maketrans("“”„«»‘’‚–—", '"""""\'\'\'--'))
    return " ".join(folded.split())
