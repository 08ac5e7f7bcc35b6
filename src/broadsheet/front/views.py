"""Doors to the front page and the standing pages."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Page

from broadsheet.edge.recording import note, note_printed, note_until
from broadsheet.front.models import FrontPage, StandingPage
from broadsheet.front.selectors import layout
from broadsheet.stories.selectors.body import clean_rich_text
from broadsheet.stories.selectors.lists import home
from broadsheet.web.selectors import paper, paper_date


def front(request: HttpRequest) -> HttpResponse:
    """The front page; it prints today's date, so it is over at the paper's midnight."""
    note_printed()
    now = timezone.now()
    note("day")
    note_until(_midnight(now))
    return render(request, "front/front.html", {"today": paper_date(now, "l, j F Y"), **vars(layout(now))})


def _midnight(now: datetime) -> datetime:
    local = now.astimezone(paper().zone)
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def standing(request: HttpRequest, page: StandingPage) -> HttpResponse:
    """About, contact, privacy."""
    note_printed()
    note(f"page:{page.pk}")
    context = {"page": page, "breadcrumbs": [home()], "body": clean_rich_text(page.body)}
    return render(request, "front/standing.html", context)


def serve_tree_page(page: Page, request: HttpRequest) -> HttpResponse | None:
    """Answer for the pages of the tree that belong to this room."""
    if issubclass(page.specific_class, FrontPage):
        return front(request)
    if issubclass(page.specific_class, StandingPage):
        return standing(request, page.specific)
    return None
