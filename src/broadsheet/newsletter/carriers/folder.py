"""The outbox folder as a carrier: nothing leaves the house, and a crash leaves no doubt."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from broadsheet.newsletter.carriers.kinds import Outcome, Outgoing, Verdict
from broadsheet.web.mail import outbox_name, write_to_outbox

KIND = "edition"


class FolderCarrier:
    """One file a message. Its name follows from the message alone, so a second writing is the same file."""

    name = "folder"
    window = 50

    def __init__(self, outbox: Path) -> None:
        self._outbox = outbox

    def submit(self, messages: Sequence[Outgoing]) -> list[Outcome]:
        """Write each message and rename it into place; a full disk defers it."""
        return [self._write(message) for message in messages]

    def _write(self, message: Outgoing) -> Outcome:
        try:
            path = write_to_outbox(
                self._outbox, message.raw, kind=KIND, ident=ident(message.message_id), at=message.moment
            )
        except OSError as fault:
            return Outcome(message.message_id, Verdict.DEFERRED, str(fault)[:200])
        return Outcome(message.message_id, Verdict.SUBMITTED, path.name)

    def was_submitted(self, message_id: str, moment: datetime) -> bool | None:
        """Whether the file is there: the rename is one step, so it is the whole message or nothing."""
        return (self._outbox / outbox_name(kind=KIND, ident=ident(message_id), at=moment)).exists()

    def close(self) -> None:
        """Nothing stays open."""


def ident(message_id: str) -> str:
    """The part of a Message-ID that names a file."""
    return message_id.strip("<>").rpartition("@")[0]
