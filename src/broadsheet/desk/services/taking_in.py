"""A message from the wire: kept, filed and acted on in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from broadsheet.desk.models import Decision, Follow, Rule
from broadsheet.desk.rules import Verdict, first_verdict, next_verdict
from broadsheet.desk.selectors import (
    embargo_of,
    follows_of,
    news_of,
    routing_of,
    rule_for,
    section_at,
    standing_of,
)
from broadsheet.desk.services.opening import apply_take, open_take
from broadsheet.desk.services.pictures import keep_pictures
from broadsheet.stories.models import Story
from broadsheet.stories.services import drafts, withdrawing
from broadsheet.wire.formats import Reading, read
from broadsheet.wire.formats.item import WireItem
from broadsheet.wire.models import Take
from broadsheet.wire.services import Filed, feed_named, file_take, keep_message, lock_feed

Outcome = Decision.Outcome


@dataclass(frozen=True)
class Result:
    """What became of one item; ``outcome`` is a Decision.Outcome, or "twice" for what had come before."""

    outcome: str
    story: Story | None = None

    @property
    def line(self) -> str:
        """Such as "published world/ferry-runs-aground"."""
        where = f" {self.story.get_absolute_url().strip('/')}" if self.story else ""
        return f"{self.outcome}{where}"


def take_in(
    *, raw: bytes, name: str, feed: str, whence: str, now: datetime, found: Mapping[str, bytes] | None = None
) -> list[Result]:
    """Read a message of the feed with this slug, keep it, file its items and act on each, all or nothing.

    ``found`` holds the bytes of pictures that lie beside the message, by the name the message gives them.
    Raises Unreadable, having written nothing.
    """
    return take_in_reading(
        reading=read(raw), raw=raw, name=name, feed=feed, whence=whence, now=now, found=found or {}
    )


@transaction.atomic
def take_in_reading(
    *,
    reading: Reading,
    raw: bytes,
    name: str,
    feed: str,
    whence: str,
    now: datetime,
    found: Mapping[str, bytes],
) -> list[Result]:
    """As ``take_in``, for a message that has been read. One message of a feed at a time is filed."""
    sender = lock_feed(feed_named(feed, now))
    message, is_new = keep_message(feed=sender, raw=raw, reading=reading, name=name, whence=whence, now=now)
    if not is_new:
        return [Result("twice")]
    filed = [
        (file_take(message=message, item=item, position=position, now=now), item)
        for position, item in enumerate(reading.items)
    ]
    # Pictures first: a text of the same message may show them.
    filed.sort(key=lambda pair: pair[1].type != "picture")
    return [decide(filed=one, item=item, found=found, now=now) for one, item in filed]


def decide(*, filed: Filed, item: WireItem, found: Mapping[str, bytes], now: datetime) -> Result:
    """Act on a take that has just been filed, and write down what was done and why."""
    take = filed.take
    if not filed.is_new:
        return Result("twice")
    faults = keep_pictures(take=take, item=item, found=found, now=now) if item.pubstatus == "usable" else []
    rule = rule_for(take.feed)
    follows = list(follows_of(take.feed, take.guid))
    results = [_next(follow, take, rule, now) for follow in follows] or [_first(take, rule, now)]
    outcome, _, story = results[0]
    sentence = " ".join(filter(None, [*dict.fromkeys(said for _, said, _ in results), *faults]))
    Decision.objects.create(take=take, outcome=outcome, sentence=sentence, rule=rule, story=story, at=now)
    return Result(outcome, story)


Act = tuple[Outcome, str, Story | None]


def _first(take: Take, rule: Rule | None, now: datetime) -> Act:
    """Act on a take whose item no story follows."""
    section = section_at(rule.section_path) if rule else None
    verdict, why = first_verdict(news_of(take, now), routing_of(take.feed, rule, section))
    match verdict:
        case Verdict.KILL:
            return Outcome.KILLED, "No story here was made from this item.", None
        case Verdict.HOLD:
            return Outcome.HELD, why, None
        case Verdict.SPIKE:
            Take.objects.filter(pk=take.pk).update(spiked_at=now)
            return Outcome.SPIKED, why, None
        case Verdict.OPEN:
            story = open_take(take=take, by=None, now=now, section=section)
            story = drafts.publish(story=story, by=None)
            return (Outcome.EMBARGOED if why else Outcome.PUBLISHED), why, story
    return Outcome.FILED, why, None


def _next(follow: Follow, take: Take, rule: Rule | None, now: datetime) -> Act:
    """Act on a take whose item a story follows."""
    section = section_at(rule.section_path) if rule else None
    verdict, why = next_verdict(
        news_of(take, now), routing_of(take.feed, rule, section), standing_of(follow, now)
    )
    if verdict is Verdict.FILE:
        return Outcome.FILED, why, None
    outcome, said = ACTS[verdict](follow, take, now)
    return outcome, why or said, follow.story


def _kill(follow: Follow, take: Take, now: datetime) -> tuple[Outcome, str]:
    """Take the story down for good: a printed one in public, a draft in silence."""
    story = follow.story
    reason = take.ednote or "The agency has withdrawn it."
    Follow.objects.filter(pk=follow.pk).update(waiting=None, waiting_until=None)
    if story.killed_at is not None:
        return Outcome.KILLED, "The story was withdrawn already."
    if story.published_at is None:
        withdrawing.spike(story=story, reason=reason, by=None, now=now)
        return Outcome.KILLED, "The story was a draft and is spiked."
    withdrawing.kill(story=story, reason=reason, by=None, now=now)
    return Outcome.KILLED, "The story is withdrawn."


def _withhold(follow: Follow, _take: Take, now: datetime) -> tuple[Outcome, str]:
    """Take the story off the page until a version may be used again."""
    if not follow.story.live:
        return Outcome.HELD, ""
    follow.story.unpublish()
    Follow.objects.filter(pk=follow.pk).update(withheld_at=now)
    return Outcome.WITHHELD, ""


def _wait(follow: Follow, take: Take, _now: datetime) -> tuple[Outcome, str]:
    Follow.objects.filter(pk=follow.pk).update(waiting=take, waiting_until=None)
    return Outcome.WAITING, ""


def _wait_for_embargo(follow: Follow, take: Take, now: datetime) -> tuple[Outcome, str]:
    Follow.objects.filter(pk=follow.pk).update(waiting=take, waiting_until=embargo_of(take, now))
    return Outcome.EMBARGOED, ""


def update(follow: Follow, take: Take, now: datetime) -> tuple[Outcome, str]:
    """Put the take's words into the story; into print too, if it was there. A correction says so in print."""
    apply_take(follow=follow, take=take, by=None, now=now)
    if follow.story.live or follow.withheld_at:
        follow.story = drafts.publish(story=follow.story, by=None)
        Follow.objects.filter(pk=follow.pk).update(withheld_at=None)
    if take.is_correction and Story.objects.public(now).filter(pk=follow.story_id).exists():
        text = take.ednote or "The agency has corrected this story."
        withdrawing.correct(story=follow.story, text=text, by=None, now=now)
        return Outcome.CORRECTED, ""
    return Outcome.UPDATED, ""


ACTS: Mapping[Verdict, Callable[[Follow, Take, datetime], tuple[Outcome, str]]] = {
    Verdict.KILL: _kill,
    Verdict.WITHHOLD: _withhold,
    Verdict.WAIT: _wait,
    Verdict.WAIT_FOR_EMBARGO: _wait_for_embargo,
    Verdict.UPDATE: update,
}
