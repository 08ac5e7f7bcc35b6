"""The bytes of a letter, read back by Python's own mail parser."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.newsletter.formats.message import LEAVE, PREFERENCES, Letterhead, blueprint

LEAVE_LINK = "http://127.0.0.1:9380/newsletter/unsubscribe/" + "a1b2" * 20 + "/?x=1=2"
PREFERENCES_LINK = "http://127.0.0.1:9380/newsletter/preferences/" + "c3" * 40 + "/"
HEAD = Letterhead(
    sender_name="Der Märkische “Bote”, Zeitung",
    sender_address="desk@paper.example",
    subject="مرحبا – Zoë’s very long headline that has to be folded somewhere, as no line may be that long",
    date=datetime(2026, 3, 20, 7, 0, tzinfo=UTC),
    list_id="daily.paper.example",
)


def filled(text: str, html: str) -> bytes:
    return blueprint(HEAD, text=text, html=html).fill(
        address="ann@reader.example",
        message_id="<m1@paper.example>",
        leave=LEAVE_LINK,
        preferences=PREFERENCES_LINK,
    )


def test_the_header_is_what_mail_programs_ask_for():
    raw = filled("Hello\n", "<p>Hello</p>\n")
    made = message_from_bytes(raw, policy=policy.default)

    assert made.defects == []
    assert made["From"].addresses[0].display_name == HEAD.sender_name
    assert made["From"].addresses[0].addr_spec == "desk@paper.example"
    assert [made[name] for name in ("To", "Subject", "Message-ID", "List-ID", "List-Unsubscribe-Post")] == [
        "ann@reader.example", HEAD.subject, "<m1@paper.example>", "<daily.paper.example>",
        "List-Unsubscribe=One-Click",
    ]  # fmt: skip
    assert made["List-Unsubscribe"] == f"<{LEAVE_LINK}>"
    assert parsedate_to_datetime(made["Date"]) == HEAD.date
    assert [part.get_content_type() for part in made.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in made.iter_parts()] == ["utf-8", "utf-8"]
    assert [made.get_all(name) and len(made.get_all(name)) for name in ("Date", "From", "To", "Subject")] == [
        1,
        1,
        1,
        1,
    ]


def test_every_line_is_ascii_ends_in_crlf_and_is_short():
    raw = filled(f"Zoë مرحبا {LEAVE}\n" * 50, f"<p>{'é' * 3000} {PREFERENCES}</p>")
    body = raw.partition(b"\r\n\r\n")[2]

    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in body.split(b"\r\n")) <= 76
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=400)


@given(LINES, LINES, LINES)
def test_what_is_read_is_what_was_written_with_the_links_in_their_places(
    before: str, between: str, after: str
):
    text = f"{before}{LEAVE}{between}{PREFERENCES}{after}\n"
    made = message_from_bytes(filled(text, f"<p>{text}</p>\n"), policy=policy.default)
    wanted = text.replace(LEAVE, LEAVE_LINK).replace(PREFERENCES, PREFERENCES_LINK)

    plain, html = (part.get_payload(decode=True).decode().replace("\r\n", "\n") for part in made.iter_parts())
    assert (plain, html) == (wanted, f"<p>{wanted}</p>\n")


@pytest.mark.parametrize("broken", ["ann@x.example\r\nBcc: eve@x.example", "ann@x.example\nX: y"])
def test_a_line_break_in_an_address_breaks_no_header(broken: str):
    plan = blueprint(HEAD, text="t", html="h")

    with pytest.raises(ValueError, match="line break"):
        plan.fill(address=broken, message_id="<m@x>", leave="l", preferences="p")


def test_a_subject_with_a_line_break_is_refused_before_it_is_encoded():
    head = Letterhead(
        "Paper", "desk@paper.example", "One\r\nBcc: eve@x.example", HEAD.date, "daily.paper.example"
    )

    with pytest.raises(ValueError, match="linefeed"):
        blueprint(head, text="t", html="h")
