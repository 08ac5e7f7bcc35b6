"""Journeys are walked on the running demonstration paper; what a page does unseen is listened to."""

import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog

from support.paper import BROADSHEET, RunningPaper, plain_environment


@pytest.fixture
def open_context(open_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., BrowserContext]]:
    """Contexts in which no page may open a dialog, or complain of a script or of the content policy."""
    noises: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # A page that answers 4xx by design is written to the console as a failed resource.
        if message.type == "error" and "Failed to load resource" not in message.text:
            noises.append(f"{message.text} ({message.location.get('url')})")

    def shown(dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            noises.append(f"dialog: {dialog.message}")
        dialog.accept()

    def open_one(**wishes: object) -> BrowserContext:
        context = open_context(**wishes)
        context.on("console", heard)
        context.on("dialog", shown)
        return context

    yield open_one
    assert noises == []


@pytest.fixture
def broadsheet(live_paper: RunningPaper) -> Callable[..., str]:
    """The command line, speaking to the running paper; returns what it printed."""

    def run(*words: str) -> str:
        done = subprocess.run(
            [str(BROADSHEET), *words],
            env=plain_environment() | {"BROADSHEET_ENV_FILE": str(live_paper.state / "paper.env")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
