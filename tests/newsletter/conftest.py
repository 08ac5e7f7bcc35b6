"""What the newsletter's tests ask for: an outbox of their own, and a morning with something to say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

OUR_MAIL = "broadsheet.web.mail.PaperMailBackend"


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    """The folder that mail goes to, through the paper's own backend."""
    settings.EMAIL_BACKEND = OUR_MAIL
    settings.OUTBOX = tmp_path / "outbox"
    settings.OUTBOX.mkdir()
    return settings.OUTBOX


@pytest.fixture
def mails(outbox: Path) -> Callable[[], list[EmailMessage]]:
    """Every message in the outbox, in the order of their names."""

    def read() -> list[EmailMessage]:
        files = sorted(outbox.glob("*.eml"))
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]

    return read


@dataclass
class Morning:
    """Three stories and a blog post, and the edition made of them."""

    mailing: Any
    stories: list[Any]
    post: Any


@pytest.fixture
def morning(db: None, outbox: Path, noon: datetime) -> Morning:
    from broadsheet.newsletter import services
    from factories.newsletter import DAY, a_blog, a_section, a_story, daily

    section, blog = a_section(), a_blog()
    names = ["Ferry runs again", "Marker sentence of the day", "Rain until Sunday"]
    stories = [
        a_story(section, name, at=noon.replace(hour=3 + hour), standfirst=f"Standfirst of {name}.")
        for hour, name in enumerate(names)
    ]
    post = a_story(blog, "What the tide leaves", at=noon.replace(hour=2))
    mailing = services.make_up(mailing_list=daily(), day=DAY, now=noon)
    assert mailing is not None
    return Morning(mailing, stories, post)
