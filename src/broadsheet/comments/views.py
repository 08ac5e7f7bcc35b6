"""Doors for readers: the form, the receipt, the threads."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from broadsheet.comments import services
from broadsheet.comments.forms import CommentForm
from broadsheet.comments.models import Comment
from broadsheet.comments.rules import FROM_ONE_NETWORK
from broadsheet.comments.selectors.receipts import receipt_for
from broadsheet.comments.selectors.threads import as_trees, permalink, thread_page, whole_thread
from broadsheet.kit.errors import BroadsheetError
from broadsheet.people.readers import reader_of, remember
from broadsheet.people.services import take_allowance
from broadsheet.stories.models import Story
from broadsheet.stories.selectors.cards import address

RECEIPT = "broadsheet.comments.receipt"


@csrf_exempt  # SameOriginMiddleware stands guard, as for every public form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, story_id: int) -> HttpResponse:
    """The form, as a page or as a fragment to unfold in one; posting leads to the receipt."""
    now = timezone.now()
    story = _public(story_id)
    parent = _answered(request, story)
    initial = {"name": getattr(request.user, "pen_name", "")}
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        request=request, purpose=f"comment:{story.pk}", now=now, initial=initial,
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        posted, status = _posted(request, form, story, parent)
        if posted is not None:
            return posted
    context = {
        "form": form,
        "story": story,
        "story_url": address(story),
        "parent": as_trees([parent], may_reply=False)[0] if parent else None,
        "action": request.get_full_path(),
    }
    is_in_place = request.headers.get("X-Fragment") and story.comments_open
    return render(
        request, "comments/_form.html" if is_in_place else "comments/new.html", context, status=status
    )


def _posted(
    request: HttpRequest, form: CommentForm, story: Story, parent: Comment | None
) -> tuple[HttpResponse | None, int]:
    """The way on after a good comment; else None and the status for the form, which keeps what was typed."""
    reader = reader_of(request, acts=True)
    try:
        is_valid = form.is_valid()
        take_allowance(limit=FROM_ONE_NETWORK, key=reader.network, now=form.now)
        if not is_valid:
            return None, 422
        words = services.Words(form.cleaned_data["name"], form.cleaned_data["text"])
        comment = services.write(story=story, reader=reader, words=words, parent=parent, now=form.now)
    except BroadsheetError as refusal:
        form.add_error(None, gettext(refusal.message))
        form.ask_again()
        return None, refusal.status
    there = reverse("comments:receipt", args=[signing.dumps(comment.pk, salt=RECEIPT)])
    return remember(HttpResponseRedirect(there, status=303), reader), 303


@require_safe
@never_cache
def receipt(request: HttpRequest, signed: str) -> HttpResponse:
    """Says plainly whether a comment is live, held or refused; its writer may come back to look."""
    try:
        comment_id = signing.loads(signed, salt=RECEIPT)
    except signing.BadSignature:
        raise Http404 from None
    comment = get_object_or_404(Comment.objects.select_related("story"), pk=comment_id)
    story = _public(comment.story_id)
    return render(request, "web/message.html", {"message": receipt_for(comment, address(story))})


@require_safe
def every(request: HttpRequest, story_id: int) -> HttpResponse:
    """All comments on a story, a page of threads at a time."""
    story = _public(story_id)
    page = thread_page(story.pk, number=_page_number(request), may_reply=story.comments_open)
    return _threads(request, story, page)


@require_safe
def thread(request: HttpRequest, comment_id: int) -> HttpResponse:
    """One conversation with every reply."""
    begun = get_object_or_404(Comment, pk=comment_id, parent=None)
    story = _public(begun.story_id)
    page = whole_thread(begun, number=_page_number(request), may_reply=story.comments_open)
    return _threads(request, story, page)


@require_safe
@never_cache
def to(request: HttpRequest, comment_id: int) -> HttpResponse:  # noqa: ARG001
    """A comment's lasting address; leads to where it stands now."""
    comment = get_object_or_404(Comment.objects.shown().select_related("thread"), pk=comment_id)
    return HttpResponseRedirect(permalink(comment, address(_public(comment.story_id))))


def _threads(request: HttpRequest, story: Story, page: object) -> HttpResponse:
    if not getattr(page, "comments", None):
        raise Http404
    add_url = reverse("comments:new", args=[story.pk]) if story.comments_open else ""
    context = {"story": story, "story_url": address(story), "page": page, "add_url": add_url}
    return render(request, "comments/all.html", context)


def _public(story_id: int) -> Story:
    return get_object_or_404(Story.objects.public(timezone.now()), pk=story_id)


def _answered(request: HttpRequest, story: Story) -> Comment | None:
    """The comment that ``?reply=ID`` names; 404 unless readers see it under this story."""
    raw = request.GET.get("reply", "")
    if not raw:
        return None
    if not raw.isascii() or not raw.isdigit() or len(raw) > 18:
        raise Http404
    return get_object_or_404(Comment.objects.shown(), pk=int(raw), story=story)


def _page_number(request: HttpRequest) -> int:
    raw = request.GET.get("page", "1")
    if not raw.isascii() or not raw.isdigit() or not 1 <= int(raw[:9]) <= 100_000:
        raise Http404
    return int(raw)
