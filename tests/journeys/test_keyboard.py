"""A reader without a mouse, with a small screen, with large letters."""

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from journeys.walking import answer_sum, fresh_story
from support.paper import RunningPaper

pytestmark = pytest.mark.journey

FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const shown = box.width && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [at.outerHTML.slice(0, 120), Boolean(ring && shown)];
}"""
NARROW = [
    "/", "/world/", "/low-water/", "/by/cormorant/", "/the-ferries/", "/archive/", "/search/?q=ferry", "/newsletter/",
    "/account/login/", "/account/signup/", "/no-such-page/",
]  # fmt: skip


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until the element is reached; every stop on the way must be seen to be one."""
    for _ in range(80):
        page.keyboard.press("Tab")
        where, is_seen = page.evaluate(FOCUS)
        assert is_seen, f"no visible focus on {where}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by the tabulator on {page.url}")


def test_by_keyboard_alone(live_paper: RunningPaper, open_context: Callable[..., BrowserContext]) -> None:
    story = fresh_story(live_paper, f"Kite {secrets.token_hex(3)} lands on the mole")
    page = open_context().new_page()
    page.goto(story)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    tab_to(page, "#vote button")
    page.keyboard.press("Space")
    expect(page.locator("#vote")).to_contain_text("Only you voted")
    expect(page.locator("#vote button")).to_be_focused()

    tab_to(page, "#comments > a.button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Name")).to_be_focused()
    page.keyboard.type("Keys")
    tab_to(page, "textarea")
    page.keyboard.type("No mouse was used.")
    tab_to(page, ".check input")
    answer_sum(page, wrongly=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    tab_to(page, ".errors a")
    page.keyboard.press("Enter")
    expect(page.locator(".check input[type=text]")).to_be_focused()
    answer_sum(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is live")

    page.goto(story)
    tab_to(page, ".signup input")
    page.keyboard.type(f"keys.{secrets.token_hex(3)}@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/newsletter/subscribe/")
    tab_to(page, ".check input[type=text]")
    answer_sum(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")
    tab_to(page, ".bar a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("World")


def test_no_page_is_wider_than_its_window(
    live_paper: RunningPaper, open_context: Callable[..., BrowserContext]
) -> None:
    """At 320 pixels, and with letters twice as large at 640."""
    story = fresh_story(live_paper, f"Moorhen{'e' * 40} {secrets.token_hex(3)} nests on a raft")
    small = open_context(viewport={"width": 320, "height": 640}).new_page()
    large = open_context(viewport={"width": 640, "height": 900}, bypass_csp=True).new_page()
    wide: list[str] = []
    for path in [*NARROW, story.removeprefix(live_paper.url)]:
        small.goto(live_paper.url + path)
        large.goto(live_paper.url + path)
        large.add_style_tag(content="html { font-size: 200% !important; }")
        for page, most in ((small, 320), (large, 640)):
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > most:
                wide.append(f"{path}: {width} > {most}")
    assert wide == []
