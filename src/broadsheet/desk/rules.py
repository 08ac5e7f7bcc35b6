"""Pure decisions of the desk: what a take does, and how an agency's body becomes a story's blocks."""

import re
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from html.parser import HTMLParser
from typing import Literal


class Verdict(StrEnum):
    """What is to be done with a take."""

    FILE = "file"
    HOLD = "hold"
    SPIKE = "spike"
    OPEN = "open"
    UPDATE = "update"
    WAIT = "wait"
    WAIT_FOR_EMBARGO = "wait_for_embargo"
    KILL = "kill"
    WITHHOLD = "withhold"


@dataclass(frozen=True)
class News:
    """What matters of a take: its own facts and its place among its versions."""

    pubstatus: str
    is_text: bool
    has_headline: bool
    has_body: bool
    is_newest: bool
    is_killed: bool
    is_spiked: bool
    is_embargoed: bool


@dataclass(frozen=True)
class Standing:
    """The story that follows the item, as it stands now."""

    state: Literal["draft", "printed", "killed"]
    is_public: bool
    is_touched: bool


@dataclass(frozen=True)
class Routing:
    """What the desk's rule and the feed's trust say."""

    action: str
    has_section: bool
    is_trusted: bool


def first_verdict(news: News, routing: Routing) -> tuple[Verdict, str]:
    """What to do with a take whose item no story follows, and the sentence for the desk."""
    settled = settled_verdict(news)
    if settled is not None:
        return settled
    if news.pubstatus == "withheld":
        return Verdict.HOLD, "The agency withholds it."
    if routing.action == "spike":
        return Verdict.SPIKE, "A rule spikes it."
    reasons = (
        (news.is_spiked, "An earlier version was spiked."),
        (not news.has_headline, "It has no headline."),
        (routing.action != "publish", "It waits for an editor."),
        (not routing.is_trusted, "Its feed is not trusted to publish."),
        (not routing.has_section, "The section its rule names does not exist."),
    )
    for is_so, sentence in reasons:
        if is_so:
            return Verdict.HOLD, sentence
    return Verdict.OPEN, "Held until its embargo ends." if news.is_embargoed else ""


def next_verdict(news: News, routing: Routing, story: Standing) -> tuple[Verdict, str]:
    """What to do with a take whose item a story follows, and the sentence for the desk."""
    settled = settled_verdict(news)
    if settled is not None:
        return settled
    if story.state == "killed":
        return Verdict.FILE, "The story was withdrawn and stays so."
    if news.pubstatus == "withheld":
        return Verdict.WITHHOLD, "The agency withholds it."
    reasons = (
        (story.is_touched, "The paper has changed its text since."),
        (not routing.is_trusted, "Its feed is not trusted to publish."),
        (not news.has_body or not news.has_headline, "It has no text to replace the story's."),
    )
    for is_so, sentence in reasons:
        if is_so:
            return Verdict.WAIT, sentence
    if news.is_embargoed and story.is_public:
        return Verdict.WAIT_FOR_EMBARGO, "It replaces the story's text when its embargo ends."
    return Verdict.UPDATE, ""


def settled_verdict(news: News) -> tuple[Verdict, str] | None:
    """What no rule and no story can change.

    A kill acts whatever its place among the versions, and is final: nothing of its item is printed by itself
    afterwards. An older version never acts.
    """
    if news.pubstatus in {"killed", "canceled"}:
        return Verdict.KILL, ""
    if news.is_killed:
        return Verdict.FILE, "The agency has killed this item; the kill is final."
    if not news.is_newest:
        return Verdict.FILE, "A newer version came before it."
    if not news.is_text:
        return Verdict.FILE, "Not a text."
    return None


class Splitter(HTMLParser):
    """Parts clean HTML into tables and what stands between, in the marks that the editor's form knows."""

    RENAMED = {"strong": "b", "em": "i", "h4": "h3"}
    VOID = frozenset({"br"})
    KEPT = frozenset({"href", "colspan", "rowspan"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            if self.depth == 0:
                self.close_block("text")
            self.depth += 1
        kept = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs if name in self.KEPT)
        self.parts.append(f"<{self.named(tag)}{kept}{'/' if tag in self.VOID else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        self.parts.append(f"</{self.named(tag)}>")
        if tag == "table" and self.depth:
            self.depth -= 1
            if self.depth == 0:
                self.close_block("table")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))

    def named(self, tag: str) -> str:
        return tag if self.depth else self.RENAMED.get(tag, tag)

    def close_block(self, kind: str) -> None:
        html = "".join(self.parts).strip()
        self.parts = []
        if re.sub(r"<[^>]*>|\s", "", html):
            self.blocks.append((kind, html))


def blocks_of(body_html: str) -> list[tuple[str, str]]:
    """``("text", html)`` and ``("table", html)`` in order, from the clean HTML of a wire item."""
    splitter = Splitter()
    splitter.feed(body_html)
    splitter.close()
    splitter.close_block("table" if splitter.depth else "text")
    return splitter.blocks
