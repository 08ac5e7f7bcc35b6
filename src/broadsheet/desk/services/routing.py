"""Which feed may print where."""

from datetime import datetime

from django.db import transaction

from broadsheet.desk.models import Rule
from broadsheet.wire.models import Feed
from broadsheet.wire.services import open_feed


@transaction.atomic
def route(*, slug: str, name: str, section_path: str, action: str, is_trusted: bool, now: datetime) -> Feed:
    """Make (or change) a feed together with the one rule for it."""
    feed = open_feed(slug=slug, name=name, is_trusted=is_trusted, now=now)
    Rule.objects.update_or_create(feed=feed, defaults={"section_path": section_path, "action": action})
    return feed
