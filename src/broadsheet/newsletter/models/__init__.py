"""The tables of the newsletter room."""

from broadsheet.newsletter.models.mailings import Mailing, MailingItem
from broadsheet.newsletter.models.recipients import Batch, Recipient
from broadsheet.newsletter.models.subscriptions import (
    ConfirmationMail,
    MailingList,
    Subscription,
    Suppression,
)

__all__ = [
    "Batch",
    "ConfirmationMail",
    "Mailing",
    "MailingItem",
    "MailingList",
    "Recipient",
    "Subscription",
    "Suppression",
]
