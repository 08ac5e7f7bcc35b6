"""Verbs that write comments: write, show, hold, remove. Each keeps the story's count and tells the pages."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from wagtail.log_actions import log

from broadsheet.comments.errors import Closed, Refused
from broadsheet.comments.models import Comment
from broadsheet.comments.phases import Draft, Fate, Reason, judge
from broadsheet.comments.rules import cleaned, fingerprint
from broadsheet.comments.selectors.facts import facts_for
from broadsheet.edge.services import mark_stale
from broadsheet.kit.text import N_, plain_line
from broadsheet.people.models import Person
from broadsheet.people.readers import Reader
from broadsheet.stories.models import Story
from broadsheet.stories.services.counts import shift_comment_count

State = Comment.State


@dataclass(frozen=True)
class Words:
    """What a reader typed into the form."""

    name: str
    text: str


@transaction.atomic
def write(
    *, story: Story, reader: Reader, words: Words, now: datetime, parent: Comment | None = None
) -> Comment:
    """Take a comment in and say by its state whether it is shown or held.

    Raises Refused with the reason when it is not taken at all, Closed when the story takes none or ``parent``
    is no longer shown. The story is public: the door has seen to it.
    """
    if not story.comments_open:
        raise Closed(N_("Comments on this story are closed."), story=story.pk)
    if parent is not None and (parent.state != State.SHOWN or parent.story_id != story.pk):
        raise Closed(N_("The comment that you answer is no longer there."), parent=parent.pk)
    draft = Draft(plain_line(words.name), cleaned(words.text))
    ruling = judge(draft, facts_for(story_id=story.pk, reader=reader, text=draft.text, now=now))
    if ruling.fate is Fate.REFUSE:
        raise Refused(_in_words(ruling.reasons), story=story.pk)
    comment = Comment.objects.create(
        story=story,
        parent=parent,
        thread_id=(parent.thread_id or parent.pk) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        author_name=draft.name,
        person=reader.person,
        writer_key=reader.key,
        network=reader.network,
        body=draft.text,
        fingerprint=fingerprint(draft.text),
        state=State.SHOWN if ruling.fate is Fate.SHOW else State.HELD,
        reason=_in_words(ruling.reasons)[:400],
        written_at=now,
    )
    if comment.state == State.SHOWN:
        _tell_pages(comment, by=1)
    return comment


@transaction.atomic
def show(*, comment: Comment, by: Person, now: datetime) -> Comment:
    """Let readers see it."""
    return _decide(comment, State.SHOWN, by=by, now=now, reason="")


@transaction.atomic
def hold(*, comment: Comment, by: Person, now: datetime, reason: str = "") -> Comment:
    """Put it back into the queue, out of readers' sight."""
    return _decide(comment, State.HELD, by=by, now=now, reason=reason or gettext("Held by a moderator"))


@transaction.atomic
def remove(*, comment: Comment, by: Person, now: datetime, reason: str = "") -> Comment:
    """Take a shown comment down for good, or refuse one that was held."""
    was_shown = Comment.objects.select_for_update().get(pk=comment.pk).state in {State.SHOWN, State.REMOVED}
    state = State.REMOVED if was_shown else State.REFUSED
    return _decide(comment, state, by=by, now=now, reason=reason or gettext("Against the rules of the house"))


def _decide(comment: Comment, state: Comment.State, *, by: Person, now: datetime, reason: str) -> Comment:
    """Bring a comment into ``state``, once: the row's lock makes two moderators take turns."""
    row = Comment.objects.select_for_update().get(pk=comment.pk)
    before = row.state
    if before == state:
        return row
    row.state, row.reason, row.decided_by, row.decided_at = state, reason[:400], by, now
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    verb = {State.SHOWN: "show", State.HELD: "hold"}.get(state, "remove")
    data = {"from": before, "to": str(state), "reason": reason, "story": row.story_id}
    log(instance=row, action=f"broadsheet.comment.{verb}", user=by, data=data)
    shift = int(state == State.SHOWN) - int(before == State.SHOWN)
    if shift:
        _tell_pages(row, by=shift)
    return row


def _tell_pages(comment: Comment, *, by: int) -> None:
    shift_comment_count(story_id=comment.story_id, by=by)
    mark_stale(f"story:{comment.story_id}:comments")


def _in_words(reasons: tuple[Reason, ...]) -> str:
    return "; ".join(gettext(reason.sentence) % reason.facts for reason in reasons)
