"""Questions on their way to a reader and back: signed, for one form, for fifteen minutes, good once."""

import random
import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction

from broadsheet.people.check.sums import Sum, draw
from broadsheet.people.models import SpentAnswer

SALT = "broadsheet.check"
GOOD_FOR = timedelta(minutes=15)

_chance = random.SystemRandom()
_last: dict[str, Sum] = {}
_guard = threading.Lock()


@dataclass(frozen=True)
class Challenge:
    """A question for the form named ``purpose``, asked at ``asked_at``."""

    purpose: str
    question: Sum
    nonce: str
    asked_at: datetime

    def token(self) -> str:
        """What the form carries. It hides nothing (the page says the question): it cannot be made up."""
        question = (self.question.first, self.question.second, int(self.question.in_words))
        return signing.dumps([self.purpose, *question, self.nonce, int(self.asked_at.timestamp())], salt=SALT)

    def is_over(self, now: datetime) -> bool:
        """Whether its fifteen minutes have passed."""
        return now >= self.asked_at + GOOD_FOR


def ask(*, purpose: str, now: datetime, before: "Challenge | None" = None) -> Challenge:
    """A new question; never the wording of the one before, neither this form's nor this process's."""
    with _guard:
        last = before.question if before else _last.get(purpose)
        question = draw(_chance, last, is_again=before is not None)
        _last.clear()
        _last[purpose] = question
    return Challenge(purpose, question, secrets.token_urlsafe(12), now)


def read(token: str, *, purpose: str) -> Challenge | None:
    """The question that ``token`` stands for; None for a made-up one or another form's."""
    try:
        said, first, second, in_words, nonce, asked_at = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if said != purpose:
        return None
    return Challenge(
        purpose, Sum(first, second, bool(in_words)), nonce, datetime.fromtimestamp(asked_at, UTC)
    )


def is_spent(challenge: Challenge) -> bool:
    """Whether its answer has been used, in any process."""
    return SpentAnswer.objects.filter(nonce=challenge.nonce).exists()


def spend(challenge: Challenge, *, now: datetime) -> bool:
    """Use the answer up; True to exactly one caller, whatever the number of processes."""
    try:
        with transaction.atomic():
            SpentAnswer.objects.filter(until__lte=now).delete()
            SpentAnswer.objects.create(nonce=challenge.nonce, until=challenge.asked_at + GOOD_FOR)
    except IntegrityError:
        return False
    return True
