"""A moderator works the queue by keyboard, and readers see what was decided."""

import re
import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from journeys.walking import answer_sum, fresh_story, mails, plain_text, signed_in, until
from support.paper import RunningPaper

pytestmark = pytest.mark.journey


def post(page: Page, story: str, *, name: str, text: str) -> str:
    """Write a comment as a new guest; returns the address of its receipt."""
    page.goto(story)
    page.get_by_role("link", name="Add new comment").click()
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="Comment").fill(text)
    answer_sum(page)
    page.get_by_role("button", name="Post comment").click()
    page.wait_for_url("**/comment/receipt/**")
    return page.url


def test_signing_in_by_a_code(live_paper: RunningPaper, open_context: Callable[..., BrowserContext]) -> None:
    """The code that the mail brings opens the desk; without script as well."""
    user, _ = live_paper.accounts["moderator"]
    before = len(mails(live_paper.outbox, to=user))
    page = open_context(javascript=False).new_page()
    page.goto(f"{live_paper.url}/account/login/?next=/desk/")
    page.get_by_role("link", name="Send me a code").click()
    page.get_by_label("Email").fill(user)
    page.get_by_role("button", name="Send the code").click()
    [mail] = until(
        lambda: mails(live_paper.outbox, to=user)[before:], within=5, what="the mail with the code"
    )
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", plain_text(mail), re.MULTILINE)
    assert code is not None
    page.get_by_label("Code").fill(code[1])
    page.get_by_role("button", name="Confirm").click()
    page.goto(live_paper.desk)
    expect(page.get_by_text("The moderator").first).to_be_visible()


def test_the_queue(live_paper: RunningPaper, open_context: Callable[..., BrowserContext]) -> None:
    mark = secrets.token_hex(3)
    story = fresh_story(live_paper, f"Buoy {mark} has moved")
    good = open_context(javascript=False).new_page()
    bad = open_context(javascript=False).new_page()
    kept = post(
        good, story, name=f"Pilot {mark}", text=f"See http://charts.example/{mark} for where it lies."
    )
    expect(good.get_by_role("heading", level=1)).to_have_text("Your comment is held")
    post(bad, story, name=f"Trader {mark}", text=f"Buy buoys {mark} www.buoys.example cheap")
    expect(bad.get_by_role("heading", level=1)).to_have_text("Your comment is held")
    reader = open_context().new_page()
    reader.goto(story)
    expect(reader.locator(".comment")).to_have_count(0)

    desk = open_context().new_page()
    signed_in(desk, live_paper, "moderator")
    desk.get_by_role("link", name="Comments").click()
    rows = desk.locator("[data-comment]")
    expect(rows.filter(has_text=mark)).to_have_count(2)
    places = {text: number for number, text in enumerate(rows.all_inner_texts()) if mark in text}
    (pilots, first), (traders, second) = sorted(places.items(), key=lambda pair: pair[1])
    assert (f"Pilot {mark}" in pilots, f"Trader {mark}" in traders) == (True, True)
    for _ in range(first):
        desk.keyboard.press("j")
    expect(rows.nth(first)).to_be_focused()
    desk.keyboard.press("a")
    expect(rows.nth(first)).to_contain_text("Shown")
    expect(rows.nth(second)).to_be_focused()
    rows.nth(second).get_by_label("Reason, for the writer").fill("Advertising")
    rows.nth(second).get_by_label("Reason, for the writer").press("Escape")
    rows.nth(second).focus()
    desk.keyboard.press("r")
    expect(rows.nth(second)).to_contain_text("Refused")

    reader.goto(story)
    expect(reader.locator(".comment")).to_have_count(1)
    expect(reader.locator(".comment")).to_contain_text(f"Pilot {mark}")
    good.goto(kept)
    expect(good.get_by_role("heading", level=1)).to_have_text("Your comment is live")
    bad.reload()
    expect(bad.get_by_role("heading", level=1)).to_have_text("Your comment was refused")
    expect(bad.locator("main")).to_contain_text("Advertising")

    desk.goto(f"{live_paper.desk}comments/?state=shown")
    shown = desk.locator("[data-comment]", has_text=f"Pilot {mark}")
    shown.get_by_role("button", name="Remove").click()
    expect(shown).to_contain_text("Removed")
    reader.goto(story)
    expect(reader.locator(".comment")).to_have_count(0)
    desk.goto(live_paper.desk)
    for others in ("Wire", "Pages", "Images", "Documents", "Newsletter", "Settings"):
        assert desk.get_by_role("navigation").get_by_text(others, exact=True).count() == 0, others
