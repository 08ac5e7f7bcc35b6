"""The paper's mail backend: whole files, right bytes, nothing of the house in them."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives

from broadsheet.web.mail import KIND_HEADER, kind_of_template, mail_server, outbox_name, write_to_outbox

MOMENT = datetime(2026, 3, 20, 12, 0, 0, 123, tzinfo=UTC)


@pytest.fixture
def outbox(settings, tmp_path):
    settings.EMAIL_BACKEND = "broadsheet.web.mail.PaperMailBackend"
    settings.OUTBOX = tmp_path / "outbox"
    return settings.OUTBOX


def test_a_message_is_one_file_named_by_time_kind_and_id(outbox):
    EmailMessage("Hello", "Text", to=["ann@x.example"], headers={KIND_HEADER: "sign-in-code"}).send()

    (path,) = outbox.iterdir()
    assert re.fullmatch(r"\d{8}T\d{12}Z-sign-in-code-[0-9a-f]{12}\.eml", path.name)
    assert path.stat().st_mode & 0o777 == 0o600


def test_its_bytes_are_rfc_5322_and_say_nothing_of_the_house(outbox):
    message = EmailMultiAlternatives(
        "Grüße – " + "sehr lang" * 14, "Zoë\nعودة\n.dot\n",
        from_email="Die Zeitung <desk@x.example>", to=["ann@x.example"],
        headers={KIND_HEADER: "confirmation"},
    )  # fmt: skip
    message.attach_alternative("<p>Zoë</p>", "text/html")
    message.send()

    raw = next(outbox.iterdir()).read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert KIND_HEADER.encode() not in raw
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    read = message_from_bytes(raw, policy=policy.default)
    assert (read["Subject"], read["To"], read["From"]) == (
        "Grüße – " + "sehr lang" * 14, "ann@x.example", "Die Zeitung <desk@x.example>",
    )  # fmt: skip
    assert read.get_body(("plain",)).get_content().replace("\r\n", "\n") == "Zoë\nعودة\n.dot\n"
    assert read["Date"]
    assert read["Message-ID"]
    assert message.extra_headers == {KIND_HEADER: "confirmation"}


def test_a_file_is_never_seen_half_written(tmp_path):
    write_to_outbox(tmp_path, b"whole\r\n", kind="edition", ident="one", at=MOMENT)
    write_to_outbox(tmp_path, b"again\r\n", kind="edition", ident="one", at=MOMENT)

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("20260320T120000000123Z-edition-one.eml", b"again\r\n")
    ]


@pytest.mark.parametrize("ident", ["../../etc/passwd", "a/b", "..", ".hidden", "x\0y", "ä"])
def test_no_id_leaves_the_folder_or_hides(tmp_path, ident):
    path = write_to_outbox(tmp_path, b"", kind="../up", ident=ident, at=MOMENT)

    assert path.parent == tmp_path
    assert path.resolve() == Path(tmp_path).resolve() / path.name
    assert path.name.startswith("20260320T120000000123Z-up-")


def test_a_name_is_made_up_when_none_is_given():
    assert outbox_name(kind="message") != outbox_name(kind="message")


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("account/email/login_code", "sign-in-code"),
        ("account/email/email_confirmation_signup", "email-confirmation-sign-up"),
        ("account/email/password_reset_key", "password-reset-key"),
        ("mfa/email/totp_activated", "totp-activated"),
    ],
)
def test_a_templates_name_says_the_kind(prefix, kind):
    assert kind_of_template(prefix) == kind


@pytest.mark.django_db
def test_a_sign_in_code_says_what_it_is(outbox, rf):
    from allauth.account.adapter import get_adapter
    from allauth.core import context

    with context.request_context(rf.get("/")):
        get_adapter().send_mail("account/email/login_code", "ann@x.example", {"code": "ABC"})

    (path,) = outbox.iterdir()
    assert "-sign-in-code-" in path.name
    assert KIND_HEADER.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://localhost:2525", ("localhost", 2525, "", "", False, False)),
        ("smtp://me:p%40ss@mail.example", ("mail.example", 587, "me", "p@ss", False, True)),
        ("smtps://me:pass@mail.example", ("mail.example", 465, "me", "pass", True, False)),
    ],
)
def test_a_password_is_never_spoken_in_the_open(url, wanted):
    server = mail_server(url)

    assert (
        server.host,
        server.port,
        server.user,
        server.password,
        server.is_tls,
        server.starts_tls,
    ) == wanted
