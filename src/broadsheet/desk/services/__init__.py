"""Verbs of the desk: wire copy becomes stories, follows its agency's versions, and goes when it is killed."""

from broadsheet.desk.services.due import carry_out_due
from broadsheet.desk.services.files import retry_refused, take_in_file
from broadsheet.desk.services.inbox import Inbox
from broadsheet.desk.services.opening import open_take
from broadsheet.desk.services.routing import route
from broadsheet.desk.services.taking_in import Result, take_in

__all__ = [
    "Inbox",
    "Result",
    "carry_out_due",
    "open_take",
    "retry_refused",
    "route",
    "take_in",
    "take_in_file",
]
