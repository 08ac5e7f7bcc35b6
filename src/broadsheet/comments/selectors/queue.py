"""The moderators' queue: what waits, why, in what context, and what its writer has done before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.safestring import SafeString, mark_safe

from broadsheet.comments.models import Comment
from broadsheet.comments.rules import body_html
from broadsheet.stories.selectors.cards import address
from broadsheet.stories.selectors.places import one_reading

ROWS = 50
STATES = [*Comment.State]


@dataclass(frozen=True)
class QueueRow:
    """One comment as a moderator sees it. ``before`` counts the writer's other comments by state."""

    comment: Comment
    body: SafeString
    parent_body: SafeString
    story_url: str
    before: list[tuple[str, int]]
    waited_minutes: int


def queue(state: str, *, number: str | None, now: datetime) -> tuple[Page[Comment], list[QueueRow]]:
    """A page of comments in ``state`` with its rows; what waits comes oldest first, the rest newest first."""
    comments = Comment.objects.filter(state=state).select_related("story", "parent", "decided_by")
    ordered = (
        comments.order_by("written_at", "pk") if state == Comment.State.HELD else comments.order_by("-pk")
    )
    page = Paginator(ordered, ROWS).get_page(number)
    return page, rows_of(page.object_list, now)


def rows_of(comments: Iterable[Comment], now: datetime) -> list[QueueRow]:
    """Rows for comments; one query for all their writers' histories."""
    found = list(comments)
    histories = _histories({comment.writer_key for comment in found})
    with one_reading():
        return [
            QueueRow(
                comment=comment,
                body=mark_safe(body_html(comment.body)),  # noqa: S308
                parent_body=mark_safe(body_html(comment.parent.body if comment.parent else "")),  # noqa: S308
                story_url=address(comment.story),
                before=_other_than(comment, histories),
                waited_minutes=max(0, int((now - comment.written_at).total_seconds() // 60)),
            )
            for comment in found
        ]


def counts() -> dict[str, int]:
    """How many comments are in each state."""
    return dict(Comment.objects.order_by().values_list("state").annotate(Count("pk")))


def _histories(keys: set[str]) -> Counter[tuple[str, str]]:
    found = Comment.objects.filter(writer_key__in=keys).order_by().values_list("writer_key", "state")
    return Counter({(key, state): number for key, state, number in found.annotate(number=Count("pk"))})


def _other_than(comment: Comment, histories: Counter[tuple[str, str]]) -> list[tuple[str, int]]:
    found = {state: histories[comment.writer_key, state.value] for state in STATES}
    found[Comment.State(comment.state)] -= 1
    return [(str(state.label).lower(), number) for state, number in found.items() if number]
