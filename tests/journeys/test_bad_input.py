"""Whoever types or sends what was not meant: nothing runs, nothing is lost, and a sentence says what is wrong."""

import secrets
from collections.abc import Callable
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from journeys.walking import HARBOUR, answer_sum, ask, drop, fresh_story, sample, until
from support.paper import RunningPaper

pytestmark = pytest.mark.journey

SCRIPT = """"><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>'"""
MIXED = "\u202eevil\u202c 👩🏽‍🚒🏴󠁧󠁢󠁳󠁣󠁴󠁿 \u200fمرحبا\u200e " + "w" * 300


def comment_form(page: Page, story: str, name: str, text: str) -> None:
    """Fill the form and leave its button alone."""
    page.goto(story)
    page.get_by_role("link", name="Add new comment").click()
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="Comment").fill(text)
    answer_sum(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_what_readers_type(
    live_paper: RunningPaper, open_context: Callable[..., BrowserContext], javascript: bool
) -> None:
    mark = secrets.token_hex(3)
    story = fresh_story(live_paper, f"Heron {mark} takes the bus")
    page = open_context(javascript=javascript, viewport={"width": 320, "height": 640}).new_page()
    name = page.get_by_role("textbox", name="Name")
    text = page.get_by_role("textbox", name="Comment")
    button = page.get_by_role("button", name="Post comment")

    comment_form(page, story, SCRIPT[:60], "x" * 100_000)
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("4000")
    expect(name).to_have_value(SCRIPT[:60])
    assert len(text.input_value()) == 100_000
    text.fill(f"{SCRIPT} {mark}")
    button.click()
    page.wait_for_url("**/comment/receipt/**")
    page.goto(story)
    expect(page.locator(".comment")).to_contain_text(f"{SCRIPT} {mark}")
    assert page.locator(".comment :is(script, img, svg)").count() == 0

    comment_form(page, story, SCRIPT[:60], f"{SCRIPT} {mark}")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("You have posted this already")
    expect(text).to_have_value(f"{SCRIPT} {mark}")

    other = open_context(javascript=javascript, viewport={"width": 320, "height": 640}).new_page()
    comment_form(other, story, "\u202eGnirts 🎣", f"{MIXED} {mark}")
    other.get_by_role("button", name="Post comment").click()
    other.wait_for_url("**/comment/receipt/**")
    other.goto(story)
    expect(other.locator(".comment", has_text="👩🏽‍🚒")).to_contain_text("مرحبا")
    assert other.evaluate("document.documentElement.scrollWidth") == 320

    page.goto(f"{live_paper.url}/search/?q={quote(SCRIPT)}")
    expect(page.get_by_role("searchbox")).to_have_value(SCRIPT)
    page.goto(f"{live_paper.url}/newsletter/")
    box = page.get_by_role("textbox", name="Email")
    page.locator("form.form").evaluate("form => form.noValidate = true")
    box.fill("<script>alert(4)</script>@example.org")
    answer_sum(page)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_contain_text("address")
    expect(box).to_have_value("<script>alert(4)</script>@example.org")


def test_what_an_agency_sends(live_paper: RunningPaper, open_context: Callable[..., BrowserContext]) -> None:
    """Script in a headline is read as letters; script in the body is left out; slugs at one moment differ."""
    mark = secrets.token_hex(3)
    headline = f"Owl {mark} {SCRIPT}"
    changes = {
        "COR-LINDHAVEN": mark,
        HARBOUR: escape(headline),
        "<p>Hydrographers": "<p onclick='alert(5)'><script>alert(6)</script>"
        "<a href='javascript:alert(7)'>x</a>Hydrographers",
    }
    drop(live_paper.inbox, f"{mark}.xml", sample("harbour.xml", changes))
    drop(live_paper.inbox, f"{mark}-2.xml", sample("harbour.xml", changes | {"COR-LINDHAVEN": f"{mark}-2"}))
    page = open_context().new_page()

    def both() -> bool:
        page.goto(f"{live_paper.url}/world/")
        return page.get_by_role("link", name=headline).count() == 2

    until(both, within=3, what="both stories")
    addresses = [link.get_attribute("href") for link in page.get_by_role("link", name=headline).all()]
    assert len(set(addresses)) == 2
    for address in addresses:
        page.goto(f"{live_paper.url}{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text(headline)
        expect(page.locator(".prose")).to_contain_text("Hydrographers")
        assert page.locator(".prose :is(script, [onclick], a[href^='javascript'])").count() == 0
        page.locator(".prose p", has_text="Hydrographers").click()
    page.goto(f"{live_paper.url}/search/?q=Owl+{mark}")
    expect(page.get_by_role("link", name=headline)).to_have_count(2)


def test_what_programs_send(live_paper: RunningPaper) -> None:
    """Writes from elsewhere are refused in a sentence; addresses that take posts alone say so to a GET."""
    story = fresh_story(live_paper, f"Otter {secrets.token_hex(3)} opens a lock")
    number = ask(story).text.partition('action="/vote/')[2].partition("/")[0]
    doors = [
        f"/vote/{number}/",
        f"/vote/{number}/withdraw/",
        f"/comment/{number}/new/",
        "/newsletter/subscribe/",
    ]
    posted = urlencode({"name": "A", "text": "B", "email": "a@example.org"}).encode()
    for door in doors:
        for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
            said = ask(live_paper.url + door, data=posted, headers=headers)
            assert said.status == 403, (door, headers)
            assert "can only be sent from the paper’s own pages" in said.text.replace("'", "’").replace(
                "&#x27;", "’"
            )
    assert "No one has voted yet" in ask(story).text
    for door in doors[:2] + doors[3:]:
        assert ask(live_paper.url + door).status == 405, door
    refused = {
        "/search/?page=" + "9" * 5000: 404,
        "/search/?q=%00": 404,
        "/world/?page=0": 404,
        "/newsletter/confirm/made-up/": 404,
        "/comment/receipt/made-up/": 404,
        f"/comment/{number}/new/?reply=99999999999999999999": 404,
        "/desk/": 302,
    }
    assert {path: ask(live_paper.url + path).status for path in refused} == refused
