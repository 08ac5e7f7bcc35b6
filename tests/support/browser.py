"""Debian's Chromium, driven by Playwright, and axe's verdict on what it shows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",  # root has no other way, and the pages are our own
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts (one a reader); an uncaught script error in any of them fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def heard(error: str) -> None:
        # Chromium's own report, no script's: a page that fades into the next leads to one that does not.
        if "ViewTransition" not in error:
            errors.append(error)

    def open_one(
        *, javascript: bool = True, viewport: dict[str, int] | None = None, **more: Any
    ) -> BrowserContext:
        context = browser.new_context(java_script_enabled=javascript, viewport=viewport or DESK, **more)
        context.set_default_timeout(10_000)
        context.on("weberror", lambda fault: heard(str(fault.error)))
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A fresh reader's page, with JavaScript."""
    return open_context().new_page()


@pytest.fixture
def plain_page(open_context: Callable[..., BrowserContext]) -> Page:
    """A fresh reader's page, without JavaScript."""
    return open_context(javascript=False).new_page()


def accessibility_findings(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands, one line a rule and place.

    A second context without the content policy looks at the same address with the same cookies, so that
    the policy itself stays in force in the journey.
    """
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(
        storage_state=page.context.storage_state(), viewport=page.viewport_size, bypass_csp=True
    )
    try:
        twin = context.new_page()
        twin.goto(page.url)
        twin.add_script_tag(path=AXE)
        outcome = twin.evaluate("axe.run()")
    finally:
        context.close()
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:200]}: {node['failureSummary']}"
        for rule in outcome["violations"]
        for node in rule["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    assert accessibility_findings(page) == []
