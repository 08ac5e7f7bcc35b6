"""A paper with sections, stories, a blog and subscribers, made through the services."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from broadsheet.front.services import found_paper
from broadsheet.newsletter.models import MailingList, Subscription
from broadsheet.stories.models import Author, Blog, Section, Story
from broadsheet.stories.services.drafts import Copy, open_story, publish

NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
DAY = date(2026, 3, 20)
serial = count(1)


def a_section(title: str = "World") -> Section:
    """A section of a paper that is founded if it was not."""
    front = found_paper(name="The Marran Courier")
    return front.add_child(instance=Section(title=title, slug=f"{title.lower()}-{next(serial)}"))


def a_blog(title: str = "Quayside") -> Blog:
    front = found_paper(name="The Marran Courier")
    author = Author.objects.create(name="Ada Bell", slug=f"ada-bell-{next(serial)}")
    return front.add_child(instance=Blog(title=title, slug=f"{title.lower()}-{next(serial)}", blogger=author))


def a_story(place: Section | Blog, headline: str, *, at: datetime = NOON, **copy: object) -> Story:
    """A public story, first and last changed at ``at``."""
    made = open_story(copy=Copy(headline=headline, **copy), place=place, by=None, now=at)
    story = publish(story=made, by=None)
    Story.objects.filter(pk=story.pk).update(published_at=at, updated_at=at)
    story.listings.update(published_at=at)
    story.refresh_from_db()
    return story


def daily() -> MailingList:
    return MailingList.objects.get(slug="daily")


def a_subscriber(
    address: str, *, state: str = "confirmed", since: datetime = NOON - timedelta(days=9)
) -> Subscription:
    """Someone on the daily list."""
    return Subscription.objects.create(
        mailing_list=daily(), address=address, state=state, asked_at=since,
        consent_at=since if state != "pending" else None, left_at=since if state == "left" else None,
    )  # fmt: skip


def subscribers(number: int) -> None:
    """Readers r0, r1 … at reader.example."""
    since = NOON - timedelta(days=9)
    Subscription.objects.bulk_create(
        Subscription(
            mailing_list=daily(),
            address=f"r{n}@reader.example",
            state="confirmed",
            asked_at=since,
            consent_at=since,
        )
        for n in range(number)
    )
