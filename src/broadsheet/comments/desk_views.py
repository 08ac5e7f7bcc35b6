"""The moderators' doors: the queue, and one act on one comment."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.utils import get_valid_next_url_from_request

from broadsheet.comments import services
from broadsheet.comments.models import Comment
from broadsheet.comments.selectors import queue as asking
from broadsheet.kit.text import plain_line
from broadsheet.people.models import Person

RIGHT = "comments.change_comment"
DONE = {
    Comment.State.SHOWN: "Shown.", Comment.State.HELD: "Held.", Comment.State.REFUSED: "Refused.",
    Comment.State.REMOVED: "Removed.",
}  # fmt: skip


@require_safe
@permission_required(RIGHT)
def queue(request: HttpRequest) -> HttpResponse:
    """The comments in one state, those that wait unless another is asked for."""
    state = request.GET.get("state", Comment.State.HELD)
    if state not in Comment.State.values:
        raise Http404
    page, rows = asking.queue(state, number=request.GET.get("p"), now=timezone.now())
    counts = asking.counts()
    tabs = [(name.value, str(name.label), counts.get(name.value, 0)) for name in asking.STATES]
    tabs.sort(key=lambda tab: tab[0] != Comment.State.HELD)
    context = {
        "breadcrumbs_items": [{"url": "/desk/", "label": "Home"}, {"url": "", "label": "Comments"}],
        "header_title": "Comments", "header_icon": "comment", "tabs": tabs, "state": state, "page": page,
        "rows": rows,
    }  # fmt: skip
    return render(request, "comments/desk/queue.html", context)


@require_POST
@permission_required(RIGHT)
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Show, hold or remove one comment; script gets its new row, others the queue again."""
    comment = get_object_or_404(Comment, pk=pk)
    now = timezone.now()
    reason = plain_line(request.POST.get("reason", ""))[:400]
    decided = _decide(comment, verb, by=request.user, now=now, reason=reason)
    if request.headers.get("X-Fragment"):
        return render(request, "comments/desk/_row.html", {"row": asking.rows_of([decided], now)[0]})
    messages.success(request, f"{DONE[Comment.State(decided.state)]} {decided}")
    return redirect(get_valid_next_url_from_request(request) or "comments_desk")


def _decide(comment: Comment, verb: str, *, by: object, now: datetime, reason: str) -> Comment:
    assert isinstance(by, Person)  # noqa: S101 - the decorator let nobody else in
    match verb:
        case "show":
            return services.show(comment=comment, by=by, now=now)
        case "hold":
            return services.hold(comment=comment, by=by, now=now, reason=reason)
        case "remove":
            return services.remove(comment=comment, by=by, now=now, reason=reason)
    raise Http404
