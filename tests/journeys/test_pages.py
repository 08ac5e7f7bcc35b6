"""Every kind of page is right for people with other senses and other machines: axe and the Nu checker find nothing."""

import re
import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from journeys.walking import answer_sum, ask, fresh_story, signed_in, until
from support.browser import AXE
from support.markup import MarkupChecker
from support.paper import RunningPaper

pytestmark = pytest.mark.journey

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "front": "/",
    "section": "/world/",
    "story": "/world/middle-east/families-walk-home-across-the-line-at-tell-zarrin/",
    "blog": "/low-water/",
    "author": "/by/cormorant/",
    "topic": "/the-ferries/",
    "archive": "/archive/",
    "search": "/search/",
    "found": "/search/?q=ferry",
    "not found by search": "/search/?q=xyzzy",
    "newsletter": "/newsletter/",
    "letters": "/newsletter/editions/",
    "sign-in": "/account/login/",
    "sign-in code": "/account/login/code/",
    "sign-up": "/account/signup/",
    "not found": "/world/there-is-no-such-story/",
}


def findings(page: Page, *, inside: str = "html", outside: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong in a part of the page as it stands, a line a place."""
    page.add_script_tag(path=AXE)
    outcome = page.evaluate(
        "([inside, outside, rules]) => axe.run({include: [inside], exclude: outside}, {runOnly: rules})",
        [inside, list(outside), RULES],
    )
    return [
        f"{page.url} {rule['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for rule in outcome["violations"]
        for node in rule["nodes"]
    ]


def missing_pictures(page: Page) -> list[str]:
    """The desk's signs that name a drawing that is not there."""
    page.locator("#icon-site").wait_for(state="attached")
    named = page.locator("svg use").evaluate_all("uses => uses.map(use => use.getAttribute('href'))")
    return [
        f"{page.url} has no drawing {name}" for name in sorted(set(named)) if not page.locator(name).count()
    ]


def test_public_pages(
    live_paper: RunningPaper,
    open_context: Callable[..., BrowserContext],
    markup: MarkupChecker,
    broadsheet: Callable[..., str],
) -> None:
    page = open_context(bypass_csp=True).new_page()
    wrong: list[str] = []

    def look(answer: Response | None, status: int = 200) -> None:
        assert answer is not None
        assert answer.status == status, answer.url
        wrong.extend(f"{answer.url} {finding}" for finding in markup.findings(answer.body()))
        wrong.extend(findings(page))

    for kind, path in PAGES.items():
        look(page.goto(live_paper.url + path), 404 if kind == "not found" else 200)

    page.goto(live_paper.url)
    arabic = page.locator("article.card[lang=ar] a").first.get_attribute("href")
    look(page.goto(f"{live_paper.url}{arabic}"))
    expect(page.locator("article.story")).to_have_attribute("dir", "rtl")

    story = fresh_story(live_paper, f"Gull {secrets.token_hex(3)} wins a race")
    page.goto(story)
    page.goto(f"{live_paper.url}{page.get_by_role('link', name='Add new comment').get_attribute('href')}")
    page.get_by_role("textbox", name="Name").fill("A")
    answer_sum(page, wrongly=True)
    page.locator("form.form").evaluate("form => form.noValidate = true")
    with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
        page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(posted.value, 422)

    broadsheet("story", "kill", story.rstrip("/").rpartition("/")[2], "--reason", "A journey's end")
    until(lambda: ask(story).status == 410, within=2, what="410")
    look(page.goto(story), 410)
    assert wrong == []


def test_the_desks_own_screens(live_paper: RunningPaper, open_context: Callable[..., BrowserContext]) -> None:
    """Our parts of the admin; the frame and the fields around them are Wagtail's."""
    wrong: list[str] = []
    for role, paths in {
        "moderator": ["comments/", "comments/?state=shown"],
        "editor": ["wire/", "wire/refused/", "snippets/stories/story/"],
    }.items():
        page = open_context(bypass_csp=True).new_page()
        signed_in(page, live_paper, role)
        for path in paths:
            page.goto(f"{live_paper.desk}{path}")
            wrong += findings(page, inside="main")
            wrong += missing_pictures(page)
    page.goto(f"{live_paper.desk}wire/")
    page.locator("td.title a").first.click()
    page.wait_for_url(re.compile(r"/wire/\d+/$"))
    wrong += findings(page, inside="main")
    page.goto(f"{live_paper.desk}snippets/stories/story/")
    page.locator("td.title a").first.click()
    expect(page.get_by_role("textbox", name="Headline")).to_be_visible()
    wrong += findings(page, inside="main", outside=(".Draftail-Editor",))
    form = page.url.rstrip("/").rpartition("/")[2]
    for act in ("embargo", "correct", "kill"):
        page.goto(f"{live_paper.desk}stories/{form}/{act}/")
        wrong += findings(page, inside="main")
    assert wrong == []
