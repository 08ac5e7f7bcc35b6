"""Verbs of the newsletter room."""

from broadsheet.newsletter.services.clock import carry_out_due
from broadsheet.newsletter.services.editions import (
    cancel,
    freeze_audience,
    hold,
    make_up,
    release,
    submit_now,
)
from broadsheet.newsletter.services.submitting import settle_doubt, submit
from broadsheet.newsletter.services.subscribing import confirm, leave, rejoin, subscribe

__all__ = [
    "cancel",
    "carry_out_due",
    "confirm",
    "freeze_audience",
    "hold",
    "leave",
    "make_up",
    "rejoin",
    "release",
    "settle_doubt",
    "submit",
    "submit_now",
    "subscribe",
]
