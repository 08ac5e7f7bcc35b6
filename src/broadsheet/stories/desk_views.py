"""The desk's own acts on a story: embargo, kill, correct. Each is a page with one form and one button."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.auth import require_admin_access

from broadsheet.kit.errors import BroadsheetError
from broadsheet.people.models import Person
from broadsheet.stories.adminforms import CorrectForm, EmbargoForm, KillForm
from broadsheet.stories.models import Story
from broadsheet.stories.services import withdrawing
from broadsheet.web.selectors import paper

EDIT = "wagtailsnippets_stories_story:edit"


@require_admin_access
def embargo(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a story back until a time, whatever anyone publishes; an empty time lifts it."""
    story = _story(request, pk, "stories.change_story")
    zone = paper().zone
    held = story.embargo_until.astimezone(zone).replace(tzinfo=None) if story.embargo_until else None
    form = EmbargoForm(request.POST or None, initial={"until": held})
    if request.method == "POST" and form.is_valid():
        chosen: datetime | None = form.cleaned_data["until"]
        until = chosen.replace(tzinfo=zone).astimezone(UTC) if chosen else None
        return _done(
            request, story, form, "Embargo",
            lambda: withdrawing.set_embargo(story=story, until=until, by=_who(request), now=timezone.now()),
            "The embargo is lifted." if until is None else f"Held until {chosen:%Y-%m-%d %H:%M:%S} ({zone.key}).",
        )  # fmt: skip
    return _page(request, story, form, "Embargo", "Set the embargo")


@require_admin_access
def kill(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a printed story for good."""
    story = _story(request, pk, "stories.kill_story")
    form = KillForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _done(
            request, story, form, "Kill",
            lambda: withdrawing.kill(
                story=story, reason=form.cleaned_data["reason"], by=_who(request), now=timezone.now()
            ),
            "Withdrawn. Its address answers with the paper's notice; every list, feed and page is rid of it.",
        )  # fmt: skip
    return _page(request, story, form, "Kill", "Withdraw this story")


@require_admin_access
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Print a correction note."""
    story = _story(request, pk, "stories.correct_story")
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _done(
            request, story, form, "Correct",
            lambda: withdrawing.correct(
                story=story, text=form.cleaned_data["text"], kind=form.cleaned_data["kind"], by=_who(request),
                now=timezone.now(),
            ),
            "The note is printed under the story.",
        )  # fmt: skip
    return _page(request, story, form, "Correct", "Print the note")


def _who(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _story(request: HttpRequest, pk: int, right: str) -> Story:
    if not request.user.has_perm(right):
        raise PermissionDenied
    return get_object_or_404(Story, pk=pk)


def _done(  # noqa: PLR0917
    request: HttpRequest, story: Story, form: forms.Form, title: str, act: Any, said: str
) -> HttpResponse:
    """Carry the act out; a refusal stands above the form and keeps what was typed."""
    try:
        act()
    except BroadsheetError as refusal:
        form.add_error(None, refusal.message)
        return _page(request, story, form, title, title)
    messages.success(request, said)
    return redirect(EDIT, story.pk)


def _page(request: HttpRequest, story: Story, form: forms.Form, title: str, button: str) -> HttpResponse:
    context = {
        "story": story,
        "form": form,
        "title": title,
        "button": button,
        "is_serious": title == "Kill",
        "back": reverse(EDIT, args=[story.pk]),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse("wagtailsnippets_stories_story:list"), "label": "Stories"},
            {"url": reverse(EDIT, args=[story.pk]), "label": story.headline},
            {"url": "", "label": title},
        ],
    }
    return render(request, "stories/desk/act.html", context)
