"""What the desk's own clock brings: an update that was under embargo."""

from datetime import datetime

from django.db import transaction

from broadsheet.desk.models import Decision, Follow
from broadsheet.desk.rules import Verdict, next_verdict
from broadsheet.desk.selectors import news_of, routing_of, rule_for, section_at, standing_of
from broadsheet.desk.services.taking_in import update
from broadsheet.wire.services import lock_feed


def carry_out_due(*, now: datetime) -> int:
    """Take over every waiting update whose embargo has ended, unless the paper has changed its story."""
    due = Follow.objects.filter(waiting_until__lte=now).order_by("waiting_until")
    return sum(_carry_out(pk, now) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _carry_out(follow_id: int, now: datetime) -> bool:
    feed = Follow.objects.select_related("feed").get(pk=follow_id).feed
    lock_feed(feed)
    follow = Follow.objects.select_related("story", "waiting", "applied").get(pk=follow_id)
    take = follow.waiting
    if take is None or follow.waiting_until is None or follow.waiting_until > now:
        return False
    rule = rule_for(feed)
    routing = routing_of(feed, rule, section_at(rule.section_path) if rule else None)
    verdict, why = next_verdict(news_of(take, now), routing, standing_of(follow, now))
    if verdict is Verdict.UPDATE:
        outcome, _ = update(follow, take, now)
    else:
        outcome = Decision.Outcome.WAITING
        Follow.objects.filter(pk=follow_id).update(waiting_until=None)
    Decision.objects.filter(take=take).update(outcome=outcome, sentence=why)
    return True
