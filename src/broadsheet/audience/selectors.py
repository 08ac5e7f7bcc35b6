"""What is read most, from the hourly counts."""

from datetime import datetime, timedelta

from django.db.models import Sum

from broadsheet.audience.models import Reading
from broadsheet.edge.recording import note
from broadsheet.stories.models import Story
from broadsheet.stories.selectors.cards import CARD_FIELDS, Card, cards

HOURS = 24
LENGTH = 5


def most_read(now: datetime, length: int = LENGTH) -> list[Card]:
    """The public stories that were read most in the last day, in the order the clock last set; one query."""
    note("most-read")
    rows = Story.objects.public(now).filter(ranked__position__lt=length).order_by("ranked__position")
    return cards(rows.only(*CARD_FIELDS), pictures=False)


def ranking(now: datetime, length: int = LENGTH) -> list[int]:
    """The keys of the most read stories, as the list shows them."""
    since = now - timedelta(hours=HOURS)
    rows = Reading.objects.filter(hour__gte=since, story__in=Story.objects.public(now)).values("story")
    return [row["story"] for row in rows.annotate(read=Sum("count")).order_by("-read", "-story")[:length]]
