"""Questions about votes."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from broadsheet.people.readers import Reader
from broadsheet.votes.models import Tally, Vote


@dataclass(frozen=True)
class VoteView:
    """The vote as a page or a fragment shows it."""

    action: str
    mine_url: str
    sentence: str
    pressed: bool


def count_of(story_id: int) -> int:
    """How many have voted; one query."""
    return Tally.objects.filter(story_id=story_id).values_list("count", flat=True).first() or 0


def has_voted(story_id: int, reader: Reader) -> bool:
    """Whether this reader has voted on the story."""
    keys = [key for key in (reader.key, reader.guest_key) if key]
    return bool(keys) and Vote.objects.filter(story_id=story_id, voter_key__in=keys).exists()


def vote_view(story_id: int, count: int, *, is_mine: bool = False) -> VoteView:
    """What to show. With ``is_mine`` it says so, and pressing the button again takes the vote back."""
    return VoteView(
        action=reverse("votes:withdraw" if is_mine else "votes:cast", args=[story_id]),
        mine_url=reverse("votes:mine", args=[story_id]),
        sentence=sentence(count, is_mine=is_mine),
        pressed=is_mine,
    )


def sentence(count: int, *, is_mine: bool) -> str:
    """How many have voted, in words of the paper's language."""
    if count == 0:
        return gettext("No one has voted yet")
    number = {"number": number_format(count, use_l10n=True, force_grouping=True)}
    if not is_mine:
        return ngettext("%(number)s user has voted", "%(number)s users have voted", count) % number
    if count == 1:
        return gettext("Only you voted")
    return ngettext(
        "%(number)s user has voted, including you", "%(number)s users have voted, including you", count
    ) % number  # fmt: skip
