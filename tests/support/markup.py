"""The Nu HTML checker's verdict on pages: one Java process for a whole session."""

import json
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from support.paper import free_port

JAR = Path(__file__).resolve().parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
START_WITHIN = 60.0
# The checker's style-sheet part does not know newer valid properties; its HTML part is the judge here.
ABOUT_STYLE = re.compile(r"^CSS:")


@dataclass(frozen=True)
class MarkupChecker:
    """Asks the running checker."""

    address: str

    def findings(self, html: str | bytes) -> list[str]:
        """Every error and warning about the document, as "line: message"."""
        document = html.encode() if isinstance(html, str) else html
        request = Request(self.address, data=document, headers={"Content-Type": "text/html; charset=utf-8"})
        with urlopen(request, timeout=60) as answer:
            messages = json.load(answer)["messages"]
        return [
            f"{message.get('lastLine', '?')}: {message['message']}"
            for message in messages
            if (message["type"] == "error" or message.get("subType") == "warning")
            and not ABOUT_STYLE.match(message["message"])
        ]

    def assert_valid(self, html: str | bytes) -> None:
        assert self.findings(html) == []


@pytest.fixture(scope="session")
def markup() -> Iterator[MarkupChecker]:
    port = free_port()
    server = subprocess.Popen(
        [
            "java", "-Xss1m", "-Xmx384m", "-Dnu.validator.servlet.bind-address=127.0.0.1",
            "-cp", str(JAR), "nu.validator.servlet.Main", str(port),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    checker = MarkupChecker(f"http://127.0.0.1:{port}/?out=json")
    deadline = time.monotonic() + START_WITHIN
    try:
        while True:
            try:
                checker.findings("<!doctype html><html lang=en><title>A</title>")
                break
            except (URLError, ConnectionError):
                assert server.poll() is None, "the Nu HTML checker did not start"
                assert time.monotonic() < deadline, "the Nu HTML checker did not answer"
                time.sleep(0.2)
        yield checker
    finally:
        server.terminate()
        server.wait()
