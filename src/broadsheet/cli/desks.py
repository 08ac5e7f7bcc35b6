"""story, newsletter: an editor's verbs from the command line."""

from datetime import date, datetime

import click

from broadsheet.cli.setup import start_django
from broadsheet.kit.errors import BroadsheetError


@click.group()
def story() -> None:
    """Printed stories."""


@story.command("kill")
@click.argument("slug")
@click.option("--reason", required=True, help="Why; kept in the log.")
def kill(slug: str, reason: str) -> None:
    """Withdraw the story with this SLUG from every output."""
    start_django()
    from django.utils import timezone

    from broadsheet.stories.services.withdrawing import kill as kill_story

    _for_story(
        slug, lambda found: kill_story(story=found, reason=reason, by=None, now=timezone.now()), "withdrawn"
    )


@story.command("correct")
@click.argument("slug")
@click.option("--text", required=True, help="What was wrong and what is right.")
def correct(slug: str, text: str) -> None:
    """Print a correction note under the story with this SLUG."""
    start_django()
    from django.utils import timezone

    from broadsheet.stories.services.withdrawing import correct as correct_story

    _for_story(
        slug, lambda found: correct_story(story=found, text=text, by=None, now=timezone.now()), "corrected"
    )


def _for_story(slug: str, act: object, done: str) -> None:
    from broadsheet.stories.models import Story

    found = list(Story.objects.filter(slug=slug)[:2])
    if len(found) != 1:
        raise click.ClickException(
            f"{'No story' if not found else 'More than one story'} has the slug {slug!r}."
        )
    try:
        act(found[0])  # type: ignore[operator]
    except BroadsheetError as refusal:
        raise click.ClickException(refusal.message) from refusal
    click.echo(f"{slug} {done}")


@click.group()
def newsletter() -> None:
    """The morning letter."""


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


DAY = click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The edition's day; default: today."
)


@newsletter.command("make-up")
@DAY
def make_up(day: datetime | None) -> None:
    """Make the edition of a day up from top stories and new blog posts."""
    _letter("make_up_lines", _day(day))


@newsletter.command("freeze")
@DAY
def freeze(day: datetime | None) -> None:
    """Write down who gets the edition."""
    _letter("freeze_lines", _day(day))


@newsletter.command("submit")
@DAY
def submit(day: datetime | None) -> None:
    """Hand the edition over to the carrier, each recipient once."""
    _letter("submit_lines", _day(day))


@newsletter.command("status")
@DAY
def status(day: datetime | None) -> None:
    """Say how many recipients stand where."""
    _letter("status_lines", _day(day))


def _letter(verb: str, day: date | None) -> None:
    start_django()
    from django.utils import timezone

    from broadsheet.newsletter.services import by_hand

    now = timezone.now()
    try:
        if verb == "status_lines":
            lines = by_hand.status_lines(day=day)
        else:
            lines = getattr(by_hand, verb)(day=day or by_hand.today(now), now=now)
        for line in lines:
            click.echo(line)
    except BroadsheetError as refusal:
        raise click.ClickException(refusal.message) from refusal


COMMANDS = [story, newsletter]
