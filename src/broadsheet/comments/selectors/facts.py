"""What moderation must know about a writer before a comment is judged."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from broadsheet.comments.models import Comment, CommentSettings
from broadsheet.comments.phases import Facts
from broadsheet.comments.rules import fingerprint
from broadsheet.people.readers import Reader

DAY = timedelta(days=1)
TEN_MINUTES = timedelta(minutes=10)
MOST_IN_TEN_MINUTES = 6


def facts_for(*, story_id: int, reader: Reader, text: str, now: datetime) -> Facts:
    """Count what the phases ask about; five short queries, each on an index."""
    paper = CommentSettings.load()
    mine = Comment.objects.filter(writer_key=reader.key)
    same = Comment.objects.filter(fingerprint=fingerprint(text), written_at__gt=now - DAY)
    return Facts(
        is_staff=reader.person is not None and reader.person.has_perm("comments.change_comment"),
        is_read_first=paper.is_read_first,
        shown_before=mine.shown().count(),
        same_by_writer=same.filter(story=story_id, writer_key=reader.key).count(),
        same_by_others=same.exclude(writer_key=reader.key).count(),
        in_ten_minutes=mine.filter(~Q(state=Comment.State.REMOVED), written_at__gt=now - TEN_MINUTES).count(),
        most_in_ten_minutes=None if settings.LIMITS == "relaxed" else MOST_IN_TEN_MINUTES,
        held_words=[word for line in paper.held_words.splitlines() if (word := line.strip())],
    )
