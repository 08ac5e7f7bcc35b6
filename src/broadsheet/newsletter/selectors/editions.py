"""Editions for readers and editors: the page of one, numbers by state, and what a withdrawn story was in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from broadsheet.edge.recording import note
from broadsheet.newsletter.models import Mailing, MailingItem, Recipient
from broadsheet.newsletter.selectors.letter import Entry, entries
from broadsheet.newsletter.selectors.links import edition_path
from broadsheet.stories.models import Story
from broadsheet.stories.selectors.lists import paper_date_of

LIST = "daily"
ON_A_PAGE = 60


@dataclass(frozen=True)
class EditionView:
    """An edition as its page shows it: whatever may be shown now, however the letter looked."""

    day: str
    url: str
    note: str
    top: list[Entry]
    posts: list[Entry]


@dataclass(frozen=True)
class EditionRow:
    """One edition in the archive."""

    day: str
    url: str


@dataclass(frozen=True)
class LeftMailing:
    """An edition that took a story out of the house, and to how many addresses."""

    label: str
    edition_date: date
    state: str
    recipients: int


def edition_view(day: date, now: datetime) -> EditionView | None:
    """The daily edition of ``day``; None if none went out. Its page reads its stories afresh each time."""
    mailing = _shown().filter(edition_date=day).order_by("number").first()
    if mailing is None:
        return None
    note(f"mailing:{mailing.pk}")
    note(*(f"story:{pk}" for pk in mailing.items.values_list("story", flat=True)))
    top, posts, is_whole = entries(mailing, now)
    return EditionView(paper_date_of(day), edition_path(day), mailing.note if is_whole else "", top, posts)


def editions() -> list[EditionRow]:
    """The editions of the daily list that went out, newest first."""
    note("mailings")
    days = _shown().order_by("-edition_date").values_list("edition_date", flat=True)[:ON_A_PAGE]
    return [EditionRow(paper_date_of(day), edition_path(day)) for day in days]


def _shown() -> QuerySet[Mailing]:
    return Mailing.objects.filter(mailing_list__slug=LIST, state__in=Mailing.SHOWN)


def tally(mailing: Mailing) -> dict[str, int]:
    """How many recipients stand in each state; every state is named, and the sum is the audience."""
    found = dict(mailing.recipients.values_list("state").annotate(number=Count("pk")).order_by())
    return {state.value: found.get(state.value, 0) for state in Recipient.State}


def already_left(story: Story) -> list[LeftMailing]:
    """Every edition in which ``story`` has left the house, with the number of addresses that may have it.

    Counted are recipients whose message may be out (submitted, under way or in doubt) and was made from a
    printing that held the story.
    """
    left = []
    items = MailingItem.objects.filter(story=story).select_related("mailing__mailing_list")
    for item in items.order_by("mailing__edition_date"):
        mailing = item.mailing
        reached = mailing.recipients.filter(state__in=Recipient.MAY_HAVE_IT)
        if item.last_rendering is not None:
            reached = reached.filter(batch__rendering__lte=item.last_rendering)
        if number := reached.count():
            left.append(LeftMailing(mailing.label, mailing.edition_date, mailing.state, number))
    return left
