"""HTML as it is read: text nodes joined across inline elements, code and attributes left out."""

import re
from html import unescape

from broadsheet.style.engine.reading import Reading, paragraphs

BLOCK_NAMES = """address article aside blockquote body button caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p
    section select summary table tbody td tfoot th thead title tr ul"""
BLOCKS = frozenset(BLOCK_NAMES.split())
# Inside these a blank line is white space; elsewhere it parts paragraphs as in plain text.
LEAF_NAMES = "caption dd dt figcaption h1 h2 h3 h4 h5 h6 li p summary td th title"
LEAVES = frozenset(LEAF_NAMES.split())
SKIPPED = (
    "script|style|code|pre|kbd|samp|var|tt|textarea|template|svg|math|address|iframe|object|noscript|xmp"
)
SKIPPED_BLOCKS = frozenset({"pre", "address", "textarea", "iframe", "object", "xmp"})
TOKEN = re.compile(
    rf"""(?P<hidden><!--.*?(?:-->|\Z)|<[!?][^>]*>|<(?P<skipped>{SKIPPED})\b(?:"[^"]*"|'[^']*'|[^'">])*>.*?"""
    r"""(?:</(?P=skipped)\s*>|\Z))"""
    r"""|<(?P<end>/?)(?P<name>[a-z][^\s>/]*)(?:"[^"]*"|'[^']*'|[^'">])*>"""
    r"""|(?P<entity>&(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
NOT_READ = "\ufffc"
BREAK = "\n\n"


class Reader:
    """Walks the source once and gathers what is read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.letters: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.spoken: list[tuple[int, int]] = []
        self.open: list[tuple[str, int]] = []
        self.leaf = False

    def read(self) -> Reading:
        at = 0
        for token in TOKEN.finditer(self.source):
            self.take(at, token.start())
            at = token.end()
            if token["entity"]:
                self.put(unescape(token["entity"]), token.start(), at)
            elif token["hidden"]:
                self.hide(token)
            else:
                self.tag(token["name"].lower(), bool(token["end"]), token.start())
        self.take(at, len(self.source))
        text = "".join(self.letters)
        return Reading(self.source, text, self.places, self.spoken, paragraphs(text))

    def take(self, start: int, end: int) -> None:
        """A text node; inside a paragraph's element every white space is one kind of space."""
        text = self.source[start:end]
        self.letters += re.sub(r"[\n\r\t]", " ", text) if self.leaf else text
        self.places += zip(range(start, end), range(start + 1, end + 1), strict=True)

    def put(self, letters: str, start: int, end: int) -> None:
        """Characters that stand for source[start:end]."""
        self.letters += letters
        self.places += [(start, end)] * len(letters)

    def hide(self, token: re.Match[str]) -> None:
        name = (token["skipped"] or "").lower()
        if name in SKIPPED_BLOCKS:
            self.put(BREAK, token.start(), token.start())
        elif name not in {"", "script", "style", "template"}:
            self.put(NOT_READ, token.start(), token.end())

    def tag(self, name: str, end: bool, at: int) -> None:  # noqa: FBT001  (what the tag is)
        if name == "br":
            self.put("\n", at, at)
        elif name == "img":
            self.put(NOT_READ, at, at)
        elif name in {"sup", "sub"}:
            self.put("\u200b", at, at)
        elif name in BLOCKS:
            self.put(BREAK, at, at)
            self.leaf = name in LEAVES and not end
        if name in {"q", "blockquote", "cite"}:
            self.quotation(name, end)

    def quotation(self, name: str, end: bool) -> None:  # noqa: FBT001
        """Quotations of the markup's own; who is cited inside one is no part of it."""
        here = len(self.letters)
        if not end:
            if name == "cite" and self.open:
                self.spoken.append((self.open[-1][1], here))
            self.open.append((name, here))
            return
        while self.open:
            opened, start = self.open.pop()
            if opened != "cite":
                self.spoken.append((start, here))
            elif self.open:
                self.open[-1] = (self.open[-1][0], here)
            if opened == name:
                return


def hypertext(source: str) -> Reading:
    """HTML as it is read; any input is taken."""
    return Reader(source).read()
