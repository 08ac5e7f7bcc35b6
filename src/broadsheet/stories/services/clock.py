"""What falls due by the clock; called several times a second by the worker, cheap when nothing is due."""

import logging
from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from broadsheet.edge.services import mark_stale
from broadsheet.stories.models import Story
from broadsheet.stories.services.printing import reprint

log = logging.getLogger("broadsheet.stories")


def carry_out_due(*, now: datetime) -> int:
    """Publish what is scheduled, announce what an embargo held, take back what has run out.

    Returns how many stories changed. What was missed while the machine was off is done in order of its time.
    """
    return publish_scheduled(now=now) + unpublish_expired(now=now) + announce_and_retract(now=now)


def publish_scheduled(*, now: datetime) -> int:
    """Publish every revision of a story whose hour has come, oldest first, each in its own transaction."""
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    done = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            revision = (
                Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=now).first()
            )
            if revision is None:
                continue
            subject = revision.content_object
            if isinstance(subject, Story) and subject.killed_at is not None:
                Revision.objects.filter(pk=pk).update(approved_go_live_at=None)
                log.warning("stories.schedule.killed", extra={"story": subject.pk})
                continue
            revision.publish(log_action="wagtail.publish", skip_permission_checks=True)
            done += 1
    return done


def unpublish_expired(*, now: datetime) -> int:
    """Take down every story whose own end has come."""
    done = 0
    for story in Story.objects.filter(live=True, expire_at__lte=now).order_by("expire_at"):
        with transaction.atomic():
            story.unpublish(set_expired=True)
        done += 1
    return done


def announce_and_retract(*, now: datetime) -> int:
    """Bring the outputs up to stories that time alone has made public or withdrawn."""
    due = [
        *Story.objects.unannounced(now).order_by("published_at").values_list("pk", flat=True),
        *Story.objects.run_out(now).values_list("pk", flat=True),
    ]
    for pk in due:
        reprint(story_id=pk, now=now)
    return len(due)


def turn_the_day() -> None:
    """At the paper's midnight: pages that print today's date are stale."""
    with transaction.atomic():
        mark_stale("day")
