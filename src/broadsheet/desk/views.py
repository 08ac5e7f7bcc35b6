"""The wire desk's screens: the list of takes, one take, the refused files."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from broadsheet.desk import services
from broadsheet.desk.forms import TakesForm
from broadsheet.desk.selectors import reading, takes
from broadsheet.kit.errors import BroadsheetError
from broadsheet.people.models import Person
from broadsheet.web.selectors import paper
from broadsheet.wire.models import Message, Refused, Take
from broadsheet.wire.selectors import still_refused
from broadsheet.wire.services import spike as spike_take

LOOK, ACT = "wire.view_take", "wire.change_take"
A_PAGE = 50
STORY_FORM = "wagtailsnippets_stories_story:edit"


@require_safe
@permission_required(LOOK)
def wire(request: HttpRequest) -> HttpResponse:
    """The takes, the latest first."""
    form = TakesForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = takes(words=asked.get("q", ""), feed=asked.get("feed"), outcome=asked.get("outcome", ""))
    return _page(request, "desk/takes.html", "Wire", {"form": form, "page": _page_of(found, request)})


@require_safe
@permission_required(LOOK)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """The reading pane: one version with its text, its pictures and the other versions."""
    found = get_object_or_404(Take.objects.select_related("feed", "decision__story", "decision__rule"), pk=pk)
    return _page(request, "desk/take.html", str(found), {"reading": reading(found)})


@require_safe
@permission_required(LOOK)
def original(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001
    """The bytes exactly as they came, as a plain text to keep; no browser runs what is in them."""
    message = get_object_or_404(Message, pk=pk)
    headers = {"Content-Disposition": f'attachment; filename="message-{message.pk}.txt"'}
    return HttpResponse(bytes(message.raw), content_type="text/plain", headers=headers)


@require_POST
@permission_required(ACT)
def open_as_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of the take, or go to the story that follows its item already."""
    found = get_object_or_404(Take.objects.select_related("feed"), pk=pk)
    try:
        story = services.open_take(take=found, by=_person(request), now=timezone.now())
    except BroadsheetError as refusal:
        messages.error(request, refusal.message)
        return redirect("desk_take", pk=pk)
    return redirect(reverse(STORY_FORM, args=[story.pk]))


@require_POST
@permission_required(ACT)
def spike(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a take away."""
    found = get_object_or_404(Take, pk=pk)
    spike_take(take=found, by=_person(request), now=timezone.now())
    messages.success(request, f"Spiked: {found}")
    return redirect("desk_wire")


@require_safe
@permission_required(LOOK)
def refused(request: HttpRequest) -> HttpResponse:
    """Files nobody could read yet, each with its sentence."""
    return _page(request, "desk/refused.html", "Refused files", {"rows": still_refused()})


@require_POST
@permission_required(ACT)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one refused file again."""
    get_object_or_404(Refused, pk=pk)
    for line in services.retry_refused(now=timezone.now(), refused_id=pk):
        messages.info(request, line.replace("\t", ": "))
    return redirect("desk_refused")


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def _page_of(found: QuerySet[Take], request: HttpRequest) -> object:
    return Paginator(found, A_PAGE).get_page(request.GET.get("p"))


def _page(request: HttpRequest, template: str, title: str, context: dict[str, object]) -> HttpResponse:
    crumbs = [{"url": "/desk/", "label": "Home"}, {"url": reverse("desk_wire"), "label": "Wire"}]
    if title != "Wire":
        crumbs.append({"url": "", "label": title})
    frame = {
        "breadcrumbs_items": crumbs, "header_title": title, "header_icon": "download", "zone": paper().zone,
        "may_act": request.user.has_perm(ACT),
    }  # fmt: skip
    return render(request, template, frame | context)
