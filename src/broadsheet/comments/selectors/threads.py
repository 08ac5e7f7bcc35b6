"""Threads as readers see them: the newest conversation first, the replies in it in the order they came."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from broadsheet.comments.models import Comment, CommentQuerySet
from broadsheet.comments.rules import LEVELS_ON_SCREEN, body_html
from broadsheet.edge.recording import note
from broadsheet.web.selectors import paper, paper_date

THREADS_A_PAGE = 20
REPLIES_SHOWN = 15
REPLIES_A_PAGE = 100


@dataclass
class CommentView:
    """One comment with the replies below it; ``to`` names whom it answers where its place does not."""

    id: int
    author: str
    posted_iso: str
    posted_text: str
    body_html: SafeString
    reply_url: str = ""
    to: str = ""
    more_url: str = ""
    more_count: int = 0
    replies: list["CommentView"] = field(default_factory=list)


@dataclass(frozen=True)
class ThreadPage:
    """One page of threads or of one thread's replies."""

    number: int
    comments: list[CommentView]
    newer_url: str = ""
    older_url: str = ""


def threads(story_id: int) -> CommentQuerySet:
    """The comments that begin conversations, newest first; a removed one stays while replies stand."""
    answers = Comment.objects.shown().filter(thread=OuterRef("pk"))
    begun = Comment.objects.filter(
        Q(state=Comment.State.SHOWN) | Exists(answers), story=story_id, parent=None
    )
    return begun.order_by("-written_at", "-pk")


def thread_page(story_id: int, *, number: int = 1, may_reply: bool) -> ThreadPage:
    """The ``number``-th page of threads under a story; one query whatever the number of comments."""
    note(f"story:{story_id}:comments")
    start = (number - 1) * THREADS_A_PAGE
    wanted = threads(story_id).values("pk")[start : start + THREADS_A_PAGE + 1]
    rows = list(
        Comment.objects.filter(Q(thread__in=wanted) | Q(pk__in=wanted))
        .filter(Q(state=Comment.State.SHOWN) | Q(parent=None))
        .annotate(
            place=Window(
                RowNumber(), partition_by=[Coalesce("thread_id", "id")], order_by=["written_at", "id"]
            ),
            in_thread=Window(Count("id"), partition_by=[Coalesce("thread_id", "id")]),
        )
        .filter(place__lte=REPLIES_SHOWN + 1)
        .order_by("written_at", "id")
    )
    trees = as_trees(rows, may_reply=may_reply)[::-1]
    shown, has_more = trees[:THREADS_A_PAGE], len(trees) > THREADS_A_PAGE
    return ThreadPage(number, shown, _newer(number), _older(number, has_more))


def whole_thread(begun: Comment, *, number: int = 1, may_reply: bool) -> ThreadPage:
    """One conversation with every reply, a page of them at a time."""
    note(f"story:{begun.story_id}:comments")
    start = (number - 1) * REPLIES_A_PAGE
    replies = Comment.objects.shown().filter(thread=begun).order_by("written_at", "pk")
    rows = list(replies[start : start + REPLIES_A_PAGE + 1])
    trees = as_trees([begun, *rows[:REPLIES_A_PAGE]], may_reply=may_reply)
    return ThreadPage(number, trees, _newer(number), _older(number, len(rows) > REPLIES_A_PAGE))


def permalink(comment: Comment, story_url: str) -> str:
    """Where a shown comment stands: on the story's page, on one of older threads, or down in its own."""
    begun = comment.thread or comment
    if comment.thread is not None:
        before = Comment.objects.shown().filter(thread=begun, written_at__lt=comment.written_at).count()
        if before >= REPLIES_SHOWN - 1:
            page = f"?page={before // REPLIES_A_PAGE + 1}" if before >= REPLIES_A_PAGE else ""
            return f"{reverse('comments:thread', args=[begun.pk])}{page}#comment-{comment.pk}"
    newer = Q(written_at__gt=begun.written_at) | Q(written_at=begun.written_at, pk__gt=begun.pk)
    page_number = threads(comment.story_id).filter(newer).count() // THREADS_A_PAGE + 1
    if page_number == 1:
        return f"{story_url}#comment-{comment.pk}"
    return f"{reverse('comments:all', args=[comment.story_id])}?page={page_number}#comment-{comment.pk}"


def as_trees(rows: Iterable[Comment], *, may_reply: bool) -> list[CommentView]:
    """Views of the rows (oldest first), replies under what they answer, two levels deep at most.

    A reply further down stands on the second level and says whom it answers; one whose parent is gone stands
    under its thread's first comment.
    """
    views: dict[int, CommentView] = {}
    levels: dict[int, int] = {}
    holders: dict[int, CommentView] = {}
    trees: list[CommentView] = []
    form = f"{paper().date_form}, H:i"
    for row in rows:
        view = _view(row, form, may_reply=may_reply)
        views[row.pk] = view
        above = row.parent_id if row.parent_id in views else row.thread_id
        if above is None or above not in views:
            levels[row.pk] = 0
            trees.append(view)
            continue
        levels[row.pk] = min(levels[above] + 1, LEVELS_ON_SCREEN)
        if levels[above] == LEVELS_ON_SCREEN:
            holders[row.pk] = holders[above]
            view.to = views[above].author
        else:
            holders[row.pk] = views[above]
        holders[row.pk].replies.append(view)
    return trees


def _view(row: Comment, form: str, *, may_reply: bool) -> CommentView:
    if row.state != Comment.State.SHOWN:
        gone = format_html("<p>{}</p>", gettext("This comment was removed."))
        return CommentView(row.pk, "–", _iso(row), paper_date(row.written_at, form), gone)
    hidden = getattr(row, "in_thread", 0) - 1 - REPLIES_SHOWN
    return CommentView(
        id=row.pk,
        author=row.author_name,
        posted_iso=_iso(row),
        posted_text=paper_date(row.written_at, form),
        body_html=mark_safe(body_html(row.body)),  # noqa: S308
        reply_url=f"{reverse('comments:new', args=[row.story_id])}?reply={row.pk}" if may_reply else "",
        more_url=reverse("comments:thread", args=[row.pk]) if row.parent_id is None and hidden > 0 else "",
        more_count=max(hidden, 0),
    )


def _iso(row: Comment) -> str:
    return row.written_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _newer(number: int) -> str:
    return "" if number == 1 else f"?page={number - 1}"


def _older(number: int, has_more: bool) -> str:  # noqa: FBT001
    return f"?page={number + 1}" if has_more else ""
