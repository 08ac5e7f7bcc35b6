"""Kill, correct, embargo: the verbs that change what readers may see of a printed story."""

from datetime import datetime

from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log

from broadsheet.people.models import Person
from broadsheet.stories.errors import Embargoed, Killed, NeverPrinted, NotReady
from broadsheet.stories.models import Notice, Story
from broadsheet.stories.services.printing import reprint


def _locked(story: Story) -> Story:
    return Story.objects.select_for_update(of=("self",)).get(pk=story.pk)


@transaction.atomic
def kill(*, story: Story, reason: str, by: Person | None, now: datetime) -> Notice:
    """Take a printed story out of the paper for good; its address says so from now on.

    Raises NeverPrinted for a draft and Killed for a story that is down already.
    """
    row = _locked(story)
    if row.killed_at is not None:
        raise Killed("This story is already withdrawn.", story=row.pk)
    if row.published_at is None:
        raise NeverPrinted("This story was never published; spike the draft instead.", story=row.pk)
    Story.objects.filter(pk=row.pk).update(killed_at=now)
    row.refresh_from_db()
    row.revisions.update(approved_go_live_at=None)
    if row.live:
        UnpublishAction(row, user=by).execute(skip_permission_checks=True)  # killing is a right of its own
    notice = Notice.objects.create(story=row, kind=Notice.Kind.KILL, text=reason.strip(), by=by, at=now)
    log(instance=row, action="broadsheet.kill", user=by, data={"reason": reason})
    reprint(story_id=row.pk, now=now)
    return notice


@transaction.atomic
def spike(*, story: Story, reason: str, by: Person | None, now: datetime) -> None:
    """Throw away a draft that readers never saw: nothing publishes it any more, and its address stays unknown.

    Raises NotReady for a story that was printed: that one is killed.
    """
    row = _locked(story)
    if row.published_at is not None:
        raise NotReady("Readers have seen this story; kill it instead.", story=row.pk)
    Story.objects.filter(pk=row.pk, killed_at=None).update(killed_at=now)
    row.revisions.update(approved_go_live_at=None)
    log(instance=row, action="broadsheet.kill", user=by, data={"reason": reason, "is_draft": True})


@transaction.atomic
def correct(
    *, story: Story, text: str, by: Person | None, now: datetime, kind: str = Notice.Kind.CORRECTION
) -> Notice:
    """Print a correction note under the story and move "last updated"."""
    row = _locked(story)
    if row.published_at is None or row.published_at > now:
        raise NeverPrinted("Readers have not seen this story yet; change the draft instead.", story=row.pk)
    if row.killed_at is not None:
        raise Killed("This story is withdrawn.", story=row.pk)
    if not text.strip():
        raise NotReady("Say in a sentence what was wrong and what is right.")
    notice = Notice.objects.create(story=row, kind=kind, text=text.strip(), by=by, at=now)
    Story.objects.filter(pk=row.pk).update(updated_at=now)
    log(instance=row, action="broadsheet.correct", user=by, data={"text": text, "kind": str(kind)})
    reprint(story_id=row.pk, now=now)
    return notice


@transaction.atomic
def set_embargo(*, story: Story, until: datetime | None, by: Person | None, now: datetime) -> None:
    """Hold the story back until ``until`` whatever anyone publishes; None lifts the embargo.

    Moving it later, or setting one, is open to every editor; making it earlier or lifting it needs the right
    ``stories.lift_embargo`` (``by`` None is the wire or the clock, which may only set or move it later).
    """
    row = _locked(story)
    held = row.embargo_until if row.embargo_until and row.embargo_until > now else None
    eases = held is not None and (until is None or until < held)
    if eases and (by is None or not by.has_perm("stories.lift_embargo")):
        raise Embargoed("Lifting an embargo early needs the right to do so.", story=row.pk)
    dates: dict[str, datetime | None] = {"embargo_until": until}
    if row.published_at is not None and (row.published_at > now or (until and row.published_at < until)):
        dates["published_at"] = dates["updated_at"] = max(now, until) if until else now
    Story.objects.filter(pk=row.pk).update(**dates)
    log(
        instance=row,
        action="broadsheet.embargo",
        user=by,
        data={"until": until.isoformat() if until else None},
    )
    reprint(story_id=row.pk, now=now)


@transaction.atomic
def limit_rights(*, story: Story, until: datetime | None, by: Person | None, now: datetime) -> None:
    """Let the story stand in the paper until ``until`` (usage rights of the source); None is for good."""
    row = _locked(story)
    Story.objects.filter(pk=row.pk).update(rights_until=until)
    log(
        instance=row,
        action="broadsheet.rights",
        user=by,
        data={"until": until.isoformat() if until else None},
    )
    reprint(story_id=row.pk, now=now)
