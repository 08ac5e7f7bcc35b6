"""What every journey needs: patience, pages read from outside, the sum, mail, a file for the wire."""

import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from html import unescape
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from playwright.sync_api import Page

from support.paper import RunningPaper
from support.source import PACKAGE

Value = TypeVar("Value")

SAMPLE = PACKAGE / "sample"
HARBOUR = "Harbour lost to sand in 1893 takes its first ship"
NUMBERS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
]  # fmt: skip
LINK = re.compile(r"""(?:href|src)=["']([^"']+)["']|<loc>([^<]+)</loc>|<link>(http[^<]+)<""")
# A crawler of public pages has no business here: editors' screens, forms, files.
ELSEWHERE = ("/desk/", "/account/", "/static/", "/media/", "/comment/", "/vote/")


def patience() -> float:
    """How much longer things take here than on a machine that does nothing else; 1 on a quiet one."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def until(ask: Callable[[], Value], *, within: float, what: str) -> Value:
    """Ask again until the answer is true: within so many seconds on a quiet machine. Returns that answer."""
    began = time.monotonic()
    while True:
        answer = ask()
        if answer:
            return answer
        assert time.monotonic() - began < within * patience(), f"{what}: not within {within} s"
        time.sleep(0.05)


class NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


@dataclass(frozen=True)
class Said:
    """An answer of the paper to a program."""

    status: int
    headers: dict[str, str]
    text: str


def ask(
    url: str, *, data: bytes | None = None, method: str | None = None, headers: dict[str, str] | None = None
) -> Said:
    """One request, as a program without cookies or an Origin sends it; redirections are not followed."""
    request = Request(url, data=data, method=method, headers=headers or {})
    try:
        with build_opener(NoRedirects).open(request, timeout=30) as answer:
            return Said(answer.status, dict(answer.headers), answer.read().decode(errors="replace"))
    except HTTPError as answer:
        return Said(answer.code, dict(answer.headers), answer.read().decode(errors="replace"))


def crawl(url: str) -> dict[str, str]:
    """Every public page, feed and sitemap of the paper that links lead to, by path, with its text."""
    host = urlsplit(url).netloc
    found: dict[str, str] = {}
    waiting = ["/", "/sitemap.xml", "/sitemap-news.xml", "/robots.txt", "/search/", "/newsletter/editions/"]
    for path in waiting:
        answer = ask(url + path)
        if answer.status != 200:
            continue
        found[path] = unescape(answer.text)
        for named in LINK.findall(answer.text):
            there = urlsplit(urldefrag(urljoin(url + path, unescape("".join(named)))).url)
            address = there.path + (f"?{there.query}" if there.query else "")
            if there.netloc == host and address not in waiting and not there.path.startswith(ELSEWHERE):
                waiting.append(address)
    return found


def where(url: str, words: str) -> list[str]:
    """The addresses of the paper at which ``words`` can be read."""
    return sorted(path for path, text in crawl(url).items() if words in text)


def answer_sum(page: Page, *, wrongly: bool = False) -> str:
    """Do the sum on the page, in figures or in words; returns the question."""
    label = page.locator(".check__sum label").inner_text()
    first, second = re.split(r"\s*(?:\+|plus)\s*", label.removesuffix("=").strip())
    numbers = [int(word) if word.isdecimal() else NUMBERS.index(word) for word in (first, second)]
    page.locator(".check__sum input").fill(str(sum(numbers) + wrongly))
    return label


def mails(outbox: Path, *, to: str = "", kind: str = "") -> list[EmailMessage]:
    """The messages in the outbox, the oldest first."""
    parser = BytesParser(policy=policy.default)
    read = [parser.parsebytes(path.read_bytes()) for path in sorted(outbox.glob(f"*-{kind}*.eml"))]
    return [mail for mail in read if to in str(mail["To"])]


def plain_text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None, "the message has no plain text"
    return part.get_content()


def drop(folder: Path, name: str, text: str | bytes) -> None:
    """Put a file into the inbox as a careful sender does: under another name first."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{name}.part"
    unfinished.write_bytes(text.encode() if isinstance(text, str) else text)
    unfinished.rename(folder / name)


def sample(name: str, changes: dict[str, str]) -> str:
    """A file of the sample folder with some words changed."""
    text = (SAMPLE / name).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def links_in(text: str, url: str) -> Iterator[str]:
    """Addresses of the running paper in a text."""
    return (link for link in re.findall(r"https?://[^\s<>\"]+", text) if link.startswith(url))


def signed_in(page: Page, paper: RunningPaper, role: str) -> None:
    """Sign in through the form."""
    user, password = paper.accounts[role]
    page.goto(f"{paper.url}/account/login/?next=/desk/")
    page.get_by_label("Email").fill(user)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")


def fresh_story(paper: RunningPaper, headline: str) -> str:
    """Have a trusted agency send a story of its own; returns its address once readers see it."""
    text = sample("harbour.xml", {"COR-LINDHAVEN": f"COR-{secrets.token_hex(3)}", HARBOUR: headline})
    drop(paper.inbox, f"{secrets.token_hex(3)}.xml", text)

    def shown() -> str:
        found = re.search(rf'href="([^"]+)">{re.escape(headline)}<', ask(f"{paper.url}/world/").text)
        return paper.url + found[1] if found else ""

    return until(shown, within=5, what="the story in its section")
