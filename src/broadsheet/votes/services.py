"""Verbs that write votes. The tally's row is the lock: one story's votes are written one after another."""

from datetime import datetime

from django.db import transaction

from broadsheet.edge.services import mark_stale
from broadsheet.kit.text import N_
from broadsheet.people.readers import Reader
from broadsheet.stories.models import Story
from broadsheet.votes.errors import NotAVote
from broadsheet.votes.models import Tally, Vote
from broadsheet.votes.rules import VALUES, change


@transaction.atomic
def cast_vote(*, story: Story, reader: Reader, value: int, kind: str, now: datetime) -> int:
    """Make ``value`` the reader's one vote on the story; returns how many have voted.

    ``kind`` is the paper's kind of vote; NotAVote for a value that it does not know. What the same browser
    voted as a guest becomes the account's vote.
    """
    if value not in VALUES[kind]:
        raise NotAVote(N_("There is no such vote."), value=value, kind=kind)
    tally = _locked(story)
    vote = _take_over(tally=tally, reader=reader)
    shift = change(vote.value if vote else None, value)
    if vote is None:
        Vote.objects.create(
            story=story, voter_key=reader.key, value=value, network=reader.network, cast_at=now
        )
    elif vote.value != value:
        Vote.objects.filter(pk=vote.pk).update(value=value, cast_at=now)
    return _move(tally, shift)


@transaction.atomic
def withdraw_vote(*, story: Story, reader: Reader) -> int:
    """Take the reader's vote on the story back, if there is one; returns how many votes are left."""
    tally = _locked(story)
    vote = _take_over(tally=tally, reader=reader)
    if vote is None:
        return tally.count
    vote.delete()
    return _move(tally, change(vote.value, None))


@transaction.atomic
def recount(*, story: Story) -> int:
    """Set the tally to what the vote rows say; returns how many have voted."""
    tally = _locked(story)
    values = list(Vote.objects.filter(story=story).values_list("value", flat=True))
    return _move(tally, (len(values) - tally.count, sum(values) - tally.total))


def _locked(story: Story) -> Tally:
    Tally.objects.get_or_create(story=story)
    return Tally.objects.select_for_update().get(story=story)


def _take_over(*, tally: Tally, reader: Reader) -> Vote | None:
    """The reader's vote; of an account's and its browser's one stays. The caller holds the tally."""
    keys = {key for key in (reader.key, reader.guest_key) if key}
    mine = sorted(
        Vote.objects.filter(story_id=tally.story_id, voter_key__in=keys),
        key=lambda vote: vote.voter_key != reader.key,
    )
    for spare in mine[1:]:
        spare.delete()
        _move(tally, change(spare.value, None))
    if mine and mine[0].voter_key != reader.key:
        mine[0].voter_key = reader.key
        mine[0].save(update_fields=["voter_key"])
    return mine[0] if mine else None


def _move(tally: Tally, shift: tuple[int, int]) -> int:
    """Change the tally by ``shift`` and tell the pages; the caller holds its lock."""
    if shift != (0, 0):
        tally.count += shift[0]
        tally.total += shift[1]
        tally.save(update_fields=["count", "total"])
        mark_stale(f"story:{tally.story_id}:votes")
    return tally.count
