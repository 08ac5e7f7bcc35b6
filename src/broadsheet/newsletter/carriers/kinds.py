"""What a carrier is, and the words it answers in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """What a carrier can say about a message; the words of the recipients' ledger."""

    SUBMITTED = "submitted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True)
class Outgoing:
    """One message. ``moment`` is its mailing's, so that a message handed over twice is the same twice."""

    message_id: str
    address: str
    moment: datetime
    raw: bytes


@dataclass(frozen=True)
class Outcome:
    """A carrier's verdict on one message, with its words."""

    message_id: str
    verdict: Verdict
    reply: str = ""


class Carrier(Protocol):
    """Takes messages. ``window`` is how many may be under way at once: after a crash no more are in doubt."""

    name: str
    window: int

    def submit(self, messages: Sequence[Outgoing]) -> list[Outcome]:
        """Hand over at most ``window`` messages; one outcome each, in order. Never raises for a message."""
        ...

    def was_submitted(self, message_id: str, moment: datetime) -> bool | None:
        """Whether a message under way at a crash had been taken; None when nobody can tell."""
        ...

    def close(self) -> None:
        """End the connection, if there is one."""
        ...
