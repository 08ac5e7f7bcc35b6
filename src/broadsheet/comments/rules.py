"""Pure decisions about comments: cleaning, likeness, links, and text made into safe HTML."""

import hashlib
import html
import re
import unicodedata

from broadsheet.kit.html import clean_reader_html
from broadsheet.kit.text import CONTROLS
from broadsheet.people.rules import Limit

MAX_LENGTH = 4000
MAX_NAME = 60
LEVELS_ON_SCREEN = 2
FROM_ONE_NETWORK = Limit("comment", most=30, seconds=600)

LINK = re.compile(r"https?://[^\s<>\"'\u200b]+", re.IGNORECASE)
BARE_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
CLOSERS = {")": "(", "]": "[", "}": "{"}


def cleaned(text: str) -> str:
    """Typed text as it is kept: NFC, one kind of line end, no control characters.

    Emoji and direction marks stay as typed: a comment is printed in a block of its own, so that no mark
    reaches beyond it.
    """
    one_end = text.replace("\r\n", "\n").replace("\r", "\n")
    bare = unicodedata.normalize("NFC", one_end).translate(CONTROLS)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in bare.split("\n"))).strip()


def fingerprint(text: str) -> str:
    """A digest that stays the same when only case, space, punctuation or look-alike forms change."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return hashlib.sha256("".join(c for c in folded if c.isalnum()).encode()).hexdigest()


def is_blank(text: str) -> bool:
    """Whether there is nothing to see: only space and invisible characters."""
    return all(c.isspace() or unicodedata.category(c) in {"Cf", "Cc", "Zs", "Mn"} for c in text)


def link_count(text: str) -> int:
    """How many addresses of other sites the text holds."""
    return len(BARE_LINK.findall(text))


def has_piled_marks(text: str) -> bool:
    """Whether signs are stacked so high that they cover other lines; no script stacks more than four."""
    run = 0
    for char in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if run > 4:
            return True
    return False


def words_found(text: str, words: list[str]) -> list[str]:
    """Those of ``words`` that stand in the text as whole words, whatever their case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [
        word
        for word in words
        if re.search(rf"(?<!\w){re.escape(unicodedata.normalize('NFKC', word).casefold())}(?!\w)", folded)
    ]


def body_html(text: str) -> str:
    """A comment as HTML: paragraphs, ``>`` quotations and links; all else shows as it was typed."""
    paragraphs = [_paragraph(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return clean_reader_html("".join(paragraphs))


def _paragraph(part: str) -> str:
    """One paragraph; the lines in it that begin with ``>`` become a quotation."""
    made, lines, is_quote = "", part.split("\n"), False
    run: list[str] = []
    for line in [*lines, None]:
        quoted = line is not None and line.startswith(">")
        if run and (line is None or quoted != is_quote):
            inner = f"<p>{'<br>'.join(run)}</p>"
            made += f"<blockquote>{inner}</blockquote>" if is_quote else inner
            run = []
        if line is not None:
            is_quote = quoted
            run.append(_linked(line.lstrip("> ") if quoted else line))
    return made


def _linked(line: str) -> str:
    """A line with its http and https addresses as links, everything escaped."""
    made, last = "", 0
    for match in LINK.finditer(line):
        address = _trimmed(match[0])
        end = match.start() + len(address)
        made += html.escape(line[last : match.start()])
        made += f'<a href="{html.escape(address)}">{html.escape(address)}</a>'
        last = end
    return made + html.escape(line[last:])


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it; brackets that it opens itself stay."""
    while address:
        last = address[-1]
        is_loose = last in CLOSERS and address.count(last) > address.count(CLOSERS[last])
        if last not in ".,;:!?…" and not is_loose:
            break
        address = address[:-1]
    return address
