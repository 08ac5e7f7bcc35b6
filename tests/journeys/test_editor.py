"""An editor changes, schedules, holds, corrects and withdraws stories, and works the wire."""

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from journeys.walking import HARBOUR, ask, drop, fresh_story, patience, sample, signed_in, until
from support.paper import RunningPaper

pytestmark = pytest.mark.journey
ZONE = ZoneInfo("Europe/Lisbon")  # the demonstration paper's
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><nitf><body><body.content><p>&c;</p></body.content></body></nitf>'
)


def seconds_from_now(seconds: float) -> datetime:
    """A whole second that lies so far ahead; further on a busy machine."""
    return (datetime.now(UTC) + timedelta(seconds=seconds * patience())).replace(microsecond=0)


def out_at(moment: datetime, is_out: Callable[[], bool], *, within: float) -> None:
    """Nothing is to be seen until ``moment``, and all of it soon after."""
    while datetime.now(UTC) < moment - timedelta(seconds=0.3):
        seen_at = datetime.now(UTC)
        assert not is_out() or datetime.now(UTC) >= moment, f"out before its time, at {seen_at}"
        time.sleep(0.2)
    time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))
    until(is_out, within=within, what="the story at its time")


def choose(page: Page, name: str) -> None:
    """Press an entry of the story form's menu."""
    page.get_by_role("button", name="More actions").last.click()
    page.locator(".w-dropdown__content:visible").get_by_text(name, exact=True).click()


def headline_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Headline")


def open_in_desk(page: Page, paper: RunningPaper, headline: str) -> None:
    """From the desk's front to the story's form."""
    page.goto(paper.desk)
    page.get_by_role("button", name="Story desk").click()
    page.get_by_role("link", name="Stories", exact=True).click()
    page.locator("#id_q").fill(headline)
    page.get_by_role("link", name=headline).first.click()
    expect(headline_of(page)).to_have_value(headline)


def test_an_editors_day(live_paper: RunningPaper, open_context: Callable[..., BrowserContext]) -> None:
    """Edit, preview, publish; schedule to the second; print a correction; withdraw."""
    headline = f"Quay {secrets.token_hex(3)} gets its crane back"
    story = fresh_story(live_paper, headline)
    page = open_context().new_page()
    signed_in(page, live_paper, "editor")
    open_in_desk(page, live_paper, headline)
    form = page.url

    mended = headline.replace("crane", "old crane")
    headline_of(page).fill(mended)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(mended)
    assert mended not in ask(story).text
    choose(page, "Publish")
    until(lambda: mended in ask(story).text, within=5, what="the published change")
    expect(page.locator(".messages")).to_contain_text("published")

    page.goto(form)
    scheduled = mended.replace("old crane", "crane by night")
    headline_of(page).fill(scheduled)
    moment = seconds_from_now(10)
    schedule(page, moment)
    out_at(moment, lambda: scheduled in ask(story).text, within=2)

    page.goto(form)
    choose(page, "Correct…")
    page.get_by_label("Note to readers").fill("The crane is from 1911. We wrote 1901.")
    page.get_by_role("button", name="Print the note").click()
    reader = open_context(javascript=False).new_page()
    reader.goto(story)
    expect(reader.locator(".story__foot")).to_contain_text("The crane is from 1911. We wrote 1901.")

    choose(page, "Kill…")
    page.get_by_label("Reason").fill("The crane does not exist.")
    page.get_by_role("button", name="Withdraw this story").click()
    expect(page.locator(".messages")).to_contain_text("Withdrawn")
    assert ask(story).status == 410
    reader.goto(story)
    expect(reader.locator("main")).to_contain_text("This story has been withdrawn")
    expect(reader.locator("main")).not_to_contain_text("crane")
    assert scheduled not in ask(f"{live_paper.url}/world/").text


def schedule(page: Page, moment: datetime) -> None:
    """Publish what the form holds at ``moment``, as the desk writes times, to the second."""
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    page.get_by_label("Go live date/time").fill(f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M:%S}")
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    page.get_by_role("heading", name="Set publishing schedule").click()
    expect(calendar).to_have_count(0)
    page.get_by_role("button", name="Save schedule").click()
    page.wait_for_load_state()
    choose(page, "Schedule to publish")
    expect(page.locator(".messages")).to_contain_text("scheduled")


def test_the_wire_desk(live_paper: RunningPaper, open_context: Callable[..., BrowserContext]) -> None:
    """An unknown feed's take waits for an editor, who opens, embargoes and publishes it; rubbish is refused."""
    page = open_context().new_page()
    signed_in(page, live_paper, "editor")
    feed = f"post-{secrets.token_hex(3)}"
    headline = f"Lighthouse {feed} is lit again"
    folder = live_paper.inbox / feed
    drop(folder, "a.xml", sample("harbour.xml", {"COR-LINDHAVEN": feed, HARBOUR: headline}))
    drop(folder, "rubbish.txt", b"\x00\xff no agency wrote this \x00" * 20)
    drop(folder, "bomb.xml", BOMB)

    def listed() -> bool:
        page.goto(f"{live_paper.desk}wire/?q=Lighthouse+{feed}")
        return page.get_by_role("link", name=headline).count() > 0

    until(listed, within=3, what="the take on the desk")
    assert headline not in ask(live_paper.url).text
    page.get_by_role("button", name="Open as story").click()
    expect(headline_of(page)).to_have_value(headline)
    form = page.url
    choose(page, "Embargo…")
    moment = seconds_from_now(12)
    local = moment.astimezone(ZONE)
    page.locator("input[type=date]").fill(f"{local:%Y-%m-%d}")
    page.locator("input[type=time]").fill(f"{local:%H:%M:%S}")
    page.get_by_role("button", name="Set the embargo").click()
    expect(page.locator(".messages")).to_contain_text("Held until")
    page.goto(form)
    choose(page, "Publish")
    expect(page.locator(".messages").first).to_be_visible()
    readers = [f"{live_paper.url}{path}" for path in ("/", "/world/", "/feed/", "/search/?q=Lighthouse")]
    for address in readers[1:]:
        assert headline not in ask(address).text, address
    out_at(moment, lambda: headline in ask(readers[0]).text, within=1)
    until(lambda: all(headline in ask(one).text for one in readers), within=1, what="the story in every list")

    page.goto(f"{live_paper.desk}wire/refused/")
    for name in ("rubbish.txt", "bomb.xml"):
        row = page.get_by_role("row").filter(has_text=feed).filter(has_text=name)
        expect(row).to_have_count(1)
        sentence = row.get_by_role("cell").nth(3).inner_text()
        assert len(sentence.split()) > 3, sentence
    assert {path.name for path in (folder / "refused").iterdir()} >= {"rubbish.txt", "bomb.xml"}
