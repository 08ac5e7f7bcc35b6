"""Who takes letters out of the house: one small interface, and the list of those that implement it."""

from pathlib import Path

from broadsheet.newsletter.carriers.folder import FolderCarrier
from broadsheet.newsletter.carriers.kinds import Carrier
from broadsheet.newsletter.carriers.smtp import SmtpCarrier


def carrier_of(*, mail_url: str, outbox: Path, sender: str) -> Carrier:
    """The carrier that the settings name: SMTP, or the outbox folder while none is set."""
    return SmtpCarrier(mail_url, sender) if mail_url else FolderCarrier(outbox)
