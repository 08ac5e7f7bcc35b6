"""The command line's verbs: each does one thing to an edition and says in lines what came of it."""

from datetime import date, datetime

from broadsheet.kit.text import N_
from broadsheet.newsletter.errors import EditionLocked, NoSuchEdition
from broadsheet.newsletter.models import Mailing, MailingList
from broadsheet.newsletter.selectors.editions import already_left, tally
from broadsheet.newsletter.services.editions import freeze_audience, make_up
from broadsheet.newsletter.services.submitting import submit
from broadsheet.web.selectors import paper

LIST = "daily"


def today(now: datetime) -> date:
    """The day it is in the paper's zone: the edition meant when none is named."""
    return now.astimezone(paper().zone).date()


def the_list(slug: str = LIST) -> MailingList:
    """A list by its slug; NoSuchEdition if the paper has none of that name."""
    found = MailingList.objects.filter(slug=slug).first()
    if found is None:
        raise NoSuchEdition(N_("There is no list of that name."), list=slug)
    return found


def the_edition(day: date, slug: str = LIST) -> Mailing:
    """The edition of a day; NoSuchEdition if it was not made."""
    rows = Mailing.objects.select_related("mailing_list").filter(
        mailing_list__slug=slug, edition_date=day, number=1
    )
    mailing = rows.first()
    if mailing is None:
        raise NoSuchEdition(N_("No edition of that day has been made."), day=str(day))
    return mailing


def make_up_lines(*, day: date, now: datetime, slug: str = LIST) -> list[str]:
    """Make the edition of ``day``: its stories, one a line."""
    mailing = make_up(mailing_list=the_list(slug), day=day, now=now)
    if mailing is None:
        return [f"{slug} {day}: nothing new to say, so there is no edition"]
    items = mailing.items.select_related("story").order_by("position")
    return [
        f"{mailing}: made up, {len(items)} stories",
        *(f"{item.kind}\t{item.story.headline}" for item in items),
    ]


def freeze_lines(*, day: date, now: datetime, slug: str = LIST) -> list[str]:
    """Freeze the audience of the edition of ``day``."""
    mailing = freeze_audience(mailing=the_edition(day, slug), now=now)
    if mailing.state == Mailing.State.CANCELLED:
        return [f"{mailing}: cancelled. {mailing.outcome}"]
    return [f"{mailing}: audience frozen, {mailing.audience} recipients"]


def submit_lines(*, day: date, now: datetime, slug: str = LIST) -> list[str]:
    """Hand the frozen edition of ``day`` to the carrier until nothing waits."""
    mailing = the_edition(day, slug)
    if mailing.state not in {*Mailing.OPEN, Mailing.State.DONE}:
        raise EditionLocked(
            N_("Freeze the audience of this edition first."), mailing=mailing.pk, state=mailing.state
        )
    taken = submit(mailing=mailing, now=now)
    mailing.refresh_from_db()
    return [f"{mailing}: {taken} submitted in this run", *_state_lines(mailing)]


def status_lines(*, day: date | None = None, slug: str = LIST, last: int = 10) -> list[str]:
    """The latest editions (or that of ``day``), their recipients by state, and withdrawn stories in them."""
    rows = Mailing.objects.select_related("mailing_list").filter(mailing_list__slug=slug)
    chosen = rows.filter(edition_date=day) if day else rows.order_by("-edition_date")[:last]
    return [line for mailing in chosen for line in _state_lines(mailing)] or [f"{slug}: no edition yet"]


def _state_lines(mailing: Mailing) -> list[str]:
    numbers = " ".join(f"{state}={number}" for state, number in tally(mailing).items() if number)
    lines = [
        f"{mailing}: {mailing.get_state_display().lower()}, audience {mailing.audience}: {numbers or '-'}"
    ]
    if mailing.outcome:
        lines.append(f"{mailing}: {mailing.outcome}")
    for item in mailing.items.select_related("story").exclude(story__killed_at=None).order_by("position"):
        reached = sum(one.recipients for one in already_left(item.story) if one.label == mailing.label)
        lines.append(f"{mailing}: withdrawn: {item.story.headline} ({reached} recipients may have it)")
    doubtful = mailing.recipients.filter(state="in_doubt").order_by("pk").values_list("address", flat=True)
    return [*lines, *(f"{mailing}: in doubt: {address}" for address in doubtful)]
