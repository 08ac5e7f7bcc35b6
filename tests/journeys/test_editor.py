"""An editor changes, schedules, holds, corrects and withdraws stories, and works the wire."""

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from journeys.walking import ask, fresh_story, signed_in, until
from support.paper import RunningPaper

pytestmark = pytest.mark.journey


def seconds_from_now(seconds: float) -> datetime:
    """A whole second that lies so far ahead."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).replace(microsecond=0)


def wait_for(moment: datetime, *, less: float = 0.0) -> None:
    time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds() - less))


def menu_entry(page: Page, name: str) -> Locator:
    """An entry of the story form's menu, opened."""
    page.get_by_role("button", name="More actions").last.click()
    entry = page.locator(".w-dropdown__content").get_by_text(name, exact=True)
    expect(entry).to_be_visible()
    return entry


def open_in_desk(page: Page, paper: RunningPaper, headline: str) -> None:
    """From the desk's front to the story's form."""
    page.goto(paper.desk)
    page.get_by_role("button", name="Story desk").click()
    page.get_by_role("link", name="Stories", exact=True).click()
    page.locator("#id_q").fill(headline)
    page.get_by_role("link", name=headline).first.click()
    expect(page.get_by_role("textbox", name="Headline")).to_have_value(headline)


def test_an_editors_day(live_paper: RunningPaper, open_context: Callable[..., BrowserContext]) -> None:
    headline = f"Quay {secrets.token_hex(3)} gets its crane back"
    story = fresh_story(live_paper, headline)
    page = open_context().new_page()
    signed_in(page, live_paper.url, live_paper.accounts["editor"])
    open_in_desk(page, live_paper, headline)
    form = page.url

    mended = headline.replace("crane", "old crane")
    page.get_by_role("textbox", name="Headline").fill(mended)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title=Preview]")
    expect(preview.get_by_role("heading", level=1)).to_have_text(mended)
    assert mended not in ask(story).text
    menu_entry(page, "Publish").click()
    until(lambda: mended in ask(story).text, within=10, what="the published change")
    expect(page.get_by_text("published", exact=False).first).to_be_visible()

    page.goto(form)
    scheduled = mended.replace("old crane", "crane by night")
    page.get_by_role("textbox", name="Headline").fill(scheduled)
    moment = seconds_from_now(20)
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    page.get_by_label("Go live date/time").fill(f"{moment:%Y-%m-%d %H:%M:%S}")
    page.get_by_role("button", name="Save schedule").click()
    page.wait_for_load_state()
    page.screenshot(path="/tmp/shots/e1.png")
