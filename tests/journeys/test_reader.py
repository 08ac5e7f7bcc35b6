"""A reader meets a story, votes, comments, gets the morning letter; then the agency withdraws the story."""

import re
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from journeys.walking import (
    HARBOUR,
    SAMPLE,
    answer_sum,
    ask,
    crawl,
    drop,
    fresh_story,
    links_in,
    mails,
    plain_text,
    sample,
    until,
    where,
)  # fmt: skip
from support.paper import RunningPaper

pytestmark = pytest.mark.journey


@dataclass
class Wire:
    """The sample story's three files, each as the agency sends it."""

    inbox: Path
    headline: str
    changes: dict[str, str]

    def send(self, name: str) -> None:
        """Copy a file of the sample into the inbox, with other words where this is not the sample itself."""
        if self.changes:
            drop(self.inbox, f"{self.headline[:8]}-{name}", sample(name, self.changes))
        else:
            shutil.copy(SAMPLE / name, self.inbox)


def the_wire(paper: RunningPaper, *, is_sample: bool) -> Wire:
    """The sample as the README says, or the same story under another guid and headline."""
    if is_sample:
        return Wire(paper.inbox, HARBOUR, {})
    name = secrets.token_hex(3)
    other = HARBOUR.replace("1893", f"the year {name}")
    return Wire(
        paper.inbox, other, {"COR-LINDHAVEN": f"COR-{name}", "Harbour lost to sand in 1893": other[:-21]}
    )


@dataclass
class Road:
    """One walk: the paper, its command line, the wire, two readers, the address of one of them, the story."""

    paper: RunningPaper
    broadsheet: Callable[..., str]
    wire: Wire
    page: Page
    other: Page
    address: str
    story: str = ""


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_road(
    live_paper: RunningPaper,
    open_context: Callable[..., BrowserContext],
    broadsheet: Callable[..., str],
    javascript: bool,
) -> None:
    road = Road(
        live_paper,
        broadsheet,
        the_wire(live_paper, is_sample=javascript),
        page=open_context(javascript=javascript).new_page(),
        other=open_context(javascript=javascript).new_page(),
        address=f"new.reader.{secrets.token_hex(3)}@example.org",
    )
    keep_clear_of_the_hour()

    a_story_arrives(road)
    (votes_with_script if javascript else votes_without_script)(road)
    a_comment_is_written(road)
    a_reader_subscribes(road)
    one_letter_comes(road)
    the_story_moves_on(road)
    the_story_is_killed(road)


def keep_clear_of_the_hour() -> None:
    """The demonstration makes its letter by itself at the full hour; wait for that, don't run into it."""
    left = 3600 - time.time() % 3600
    if left < 60:
        time.sleep(left + 5)


def a_story_arrives(road: Road) -> None:
    """The story stands in its section, on the front, in the feed and in search within two seconds."""
    page, wire, url = road.page, road.wire, road.paper.url
    wire.send("harbour.xml")
    places = ["/world/", "/", "/feed/", "/search/?q=first+ship"]
    until(lambda: all(wire.headline in ask(url + place).text for place in places), within=2, what="the story")
    page.goto(url)
    page.get_by_role("link", name=wire.headline).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(wire.headline)
    expect(page.get_by_role("navigation", name="You are here")).to_contain_text("World")
    expect(page.locator(".byline")).to_contain_text("By Cormorant - ")
    expect(page.locator(".prose")).to_contain_text("LINDHAVEN, Skerland —")
    published, updated = stamps(page)
    assert published == updated
    road.story = page.url


def stamps(page: Page) -> list[str]:
    """When the story on the page says it came out and was updated, as machines read it."""
    return [time.get_attribute("datetime") or "" for time in page.locator(".byline time").all()]


def votes_with_script(road: Road) -> None:
    """One vote a reader, in place, which may be taken back; others see the number alone."""
    vote = road.page.locator("#vote")
    expect(vote).to_contain_text("No one has voted yet")
    vote.get_by_role("button").click()
    expect(vote).to_contain_text("Only you voted")
    expect(vote.get_by_role("button", pressed=True)).to_be_focused()
    vote.get_by_role("button").click()
    expect(vote).to_contain_text("No one has voted yet")
    vote.get_by_role("button").click()
    expect(vote).to_contain_text("Only you voted")
    road.page.goto(road.story)
    expect(vote).to_contain_text("Only you voted")
    road.other.goto(road.story)
    theirs = road.other.locator("#vote")
    expect(theirs).to_contain_text("1 user has voted")
    theirs.get_by_role("button").click()
    expect(theirs).to_contain_text("2 users have voted, including you")


def votes_without_script(road: Road) -> None:
    """The same; what concerns the reader alone stands on a page of its own."""
    page, other = road.page, road.other
    vote = page.locator("#vote")
    expect(vote).to_contain_text("No one has voted yet")
    for _ in range(2):
        vote.get_by_role("button").click()
        expect(vote).to_contain_text("1 user has voted")
    vote.get_by_role("link", name="Your vote").click()
    expect(page.locator("main")).to_contain_text("Only you voted")
    page.get_by_role("button", name="Take my vote back").click()
    expect(vote).to_contain_text("No one has voted yet")
    vote.get_by_role("button").click()
    expect(vote).to_contain_text("1 user has voted")
    other.goto(road.story)
    other.locator("#vote").get_by_role("button").click()
    other.get_by_role("link", name="Your vote").click()
    expect(other.locator("main")).to_contain_text("2 users have voted, including you")


def a_comment_is_written(road: Road) -> None:
    """A wrong sum keeps every letter and asks something else; a right one shows the comment, and a reply."""
    page, other = road.page, road.other
    year = secrets.randbelow(90) + 1920  # the very same words from two readers are held for a moderator
    text = (
        f"We dried nets on that quay in {year}, all of us.\n\n> not ask for drawings\n\nNobody ever does. ⚓"
    )
    page.goto(road.story)
    assert page.locator(".check").count() == 0, "a page for all readers holds a question"
    page.get_by_role("link", name="Add new comment").click()
    expect(page.locator(".check")).to_contain_text("to tell people from programs and keep spam out")
    page.get_by_role("textbox", name="Name").fill("Net Mender")
    page.get_by_role("textbox", name="Comment").fill(text)
    question = answer_sum(page, wrongly=True)
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the sum")
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Net Mender")
    expect(page.get_by_role("textbox", name="Comment")).to_have_value(text)
    assert page.locator(".check__sum label").inner_text() != question
    answer_sum(page)
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is live")
    page.get_by_role("link", name="See it on the page").click()
    written = page.locator(".comment", has_text="Net Mender")
    expect(written.locator("blockquote")).to_have_text("not ask for drawings")
    other.goto(road.story)
    other.locator(".comment", has_text="Net Mender").get_by_role("link", name="Reply").click()
    expect(other.locator("main")).to_contain_text("We dried nets on that quay")
    other.get_by_role("textbox", name="Name").fill("Harbour Master’s Niece")
    other.get_by_role("textbox", name="Comment").fill("She still has the drawings.")
    answer_sum(other)
    other.get_by_role("button", name="Post comment").click()
    other.get_by_role("link", name="See it on the page").click()
    reply = other.locator(".comment .comment", has_text="She still has the drawings.")
    expect(reply).to_contain_text("Harbour Master’s Niece")


def a_reader_subscribes(road: Road) -> None:
    """From the block under the story, by the sum, to the mailed link and its button."""
    page, paper, address = road.page, road.paper, road.address
    page.goto(road.story)
    block = page.get_by_role("region", name="Get top stories and blog posts emailed to you each day")
    block.get_by_label("Email address").fill(address)
    block.get_by_role("button", name="Sign up").click()
    expect(page.get_by_label("Email address")).to_have_value(address)
    answer_sum(page, wrongly=True)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_label("Email address")).to_have_value(address)
    answer_sum(page)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")
    [mail] = until(lambda: mails(paper.outbox, to=address), within=5, what="the confirmation mail")
    [link] = [link for link in links_in(plain_text(mail), paper.url) if "/confirm/" in link]
    page.goto(link)
    page.get_by_role("button", name="Yes, I want it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are on the list")


def one_letter_comes(road: Road) -> None:
    """An edition is made by hand; exactly one copy goes to the new reader, who then leaves with one click."""
    paper, headline = road.paper, road.wire.headline
    before = len(mails(paper.outbox, to=road.address))
    made = an_edition(road.broadsheet)
    assert headline in made
    [letter] = mails(paper.outbox, to=road.address)[before:]
    assert headline in plain_text(letter)
    html = letter.get_body(("html",))
    assert html is not None
    assert headline in html.get_content()
    assert road.story in list(links_in(plain_text(letter), paper.url))
    road.page.goto(road.story)
    expect(road.page.get_by_role("heading", level=1)).to_have_text(headline)
    one_click = str(letter["List-Unsubscribe"]).split(">")[0].strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    left = ask(one_click, data=b"List-Unsubscribe=One-Click")
    assert (left.status, "You have left the list" in left.text) == (200, True)


def an_edition(broadsheet: Callable[..., str]) -> str:
    """Make, freeze and submit the edition of a day that has none yet; returns what making it up said."""
    known = [
        date.fromisoformat(day)
        for day in re.findall(r"\d{4}-\d{2}-\d{2}", broadsheet("newsletter", "status"))
    ]
    day = str(max([*known, datetime.now(UTC).date() + timedelta(days=1)]) + timedelta(days=1))
    said = broadsheet("newsletter", "make-up", "--date", day)
    broadsheet("newsletter", "freeze", "--date", day)
    assert " done," in broadsheet("newsletter", "submit", "--date", day)
    return said


def the_story_moves_on(road: Road) -> None:
    """A new version changes the page and its "last updated"; a file that came before changes nothing."""
    page, wire = road.page, road.wire
    time.sleep(1)  # a change within the second of the publication has no later "last updated" to print
    wire.send("harbour-update.xml")
    until(lambda: "5.6 metres over the bar" in ask(road.story).text, within=2, what="the new version")
    page.goto(road.story)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{wire.headline}, and expects four more")
    expect(page.locator(".byline")).to_contain_text("Last updated at")
    published, updated = stamps(page)
    assert published < updated
    expect(page.locator(".comment", has_text="Net Mender")).to_be_visible()


def the_story_is_killed(road: Road) -> None:
    """After the kill the address says 410, and no page, feed, map or new letter has a word of it."""
    page, paper, headline = road.page, road.paper, road.wire.headline
    stood = where(paper.url, headline)
    path = urlsplit(road.story).path
    missing = {"/", "/world/", "/feed/", "/world/feed/", "/sitemap-news.xml", path} - set(stood)
    assert missing == set()
    assert [known for known in stood if known.startswith("/by/")]
    assert [known for known in stood if known.startswith("/archive/")]
    number = ask(road.story).text.partition('data-vote="/vote/')[2].partition("/")[0]
    beside = [f"/comment/{number}/new/", f"/comment/{number}/all/", f"/vote/{number}/mine/"]
    assert [ask(paper.url + place).status for place in beside] == [200, 200, 200]
    road.wire.send("harbour-kill.xml")
    until(lambda: ask(road.story).status == 410, within=2, what="410")
    page.goto(road.story)
    expect(page.locator("main")).not_to_contain_text("Harbour")
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert [ask(paper.url + place).status for place in beside] == [404, 404, 404]
    left = crawl(paper.url)
    assert len(left) > 40
    assert [known for known, text in left.items() if headline in text or path in text] == []
    for known in (*stood, "/search/?q=first+ship", "/search/?q=harbour"):
        assert headline not in ask(paper.url + known).text, known
    fresh_story(paper, "Ferries run again")
    before = len(list(paper.outbox.glob("*.eml")))
    made = an_edition(road.broadsheet)
    assert ("Ferries run again" in made, headline in made) == (True, False)
    letters = mails(paper.outbox)[before:]
    assert letters
    assert [mail["To"] for mail in letters if headline in plain_text(mail)] == []
