"""Doors to stories and the lists they stand in. Each page is the same for every reader."""

from datetime import datetime

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from wagtail import views as wagtail_views
from wagtail.models import Page

from broadsheet.edge.printing import printed
from broadsheet.edge.recording import note, note_printed
from broadsheet.stories.models import Author, Blog, Section, Story, Topic
from broadsheet.stories.selectors import lists
from broadsheet.stories.selectors.addresses import former_address
from broadsheet.stories.selectors.cards import colour_of
from broadsheet.stories.selectors.places import Place, one_reading, place_at, place_of, places
from broadsheet.stories.selectors.story_page import breadcrumbs, story_view
from broadsheet.stories.selectors.structured import story_data
from broadsheet.web.selectors import absolute, paper


def address(request: HttpRequest, path: str) -> HttpResponse:
    """Whatever stands at a path: a story, a section, a blog, a page of the tree, or where it has moved."""
    with one_reading():
        before, _, slug = path.rstrip("/").rpartition("/")
        place = place_at(f"/{before}/") if slug else None
        if place is not None and path.endswith("/"):
            answer = _story_at(request, place, slug)
            if answer is not None:
                return answer
        here = place_at(f"/{path}") if path.endswith("/") else None
        if here is not None:
            return place_page(request, here)
        try:
            return wagtail_views.serve(request, path)  # type: ignore[no-any-return]
        except Http404:
            moved = former_address(f"/{path}", timezone.now())
            if moved is None:
                raise
            note_printed()
            return HttpResponsePermanentRedirect(moved)


def _story_at(request: HttpRequest, place: Place, slug: str) -> HttpResponse | None:
    """A public story's page; 410 with the paper's notice for a killed one, None for any other."""
    now = timezone.now()
    where = {"slug": slug, "blog_id" if place.is_blog else "section_id": place.pk}
    story = Story.objects.public(now).filter(**where).first()
    if story is not None:
        return story_page(request, story, now)
    killed = Story.objects.filter(**where, killed_at__gte=F("published_at")).only("pk").first()
    if killed is None:
        return None
    note_printed()
    note(f"story:{killed.pk}")
    response = render(request, "web/410.html", {"notice": ""}, status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


def story_page(request: HttpRequest, story: Story, now: datetime) -> HttpResponse:
    """One public story."""
    note_printed(f"story:{story.pk}")
    view = story_view(story, now)
    context = {"story": view, "subject": story, "structured_data": story_data(view)}
    context["og_image"] = absolute(view.picture.src) if view.picture else ""
    return render(request, "stories/story.html", context)


def place_page(request: HttpRequest, place: Place) -> HttpResponse:
    """A section front or a blog."""
    note_printed()
    now = timezone.now()
    number = _page_number(request)
    page = lists.page_of(place.tag, now, number=number, pictures=True)
    if number > 1 and not page.cards:
        raise Http404
    context = {
        "section": place,
        "breadcrumbs": breadcrumbs(place),
        "colour": colour_of(place),
        "lead": page.cards[0] if page.cards and number == 1 else None,
        "cards": page.cards[1:] if number == 1 else page.cards,
        "page": page,
    }
    if place.is_blog:
        context["author"] = lists.author_view(get_object_or_404(Author, pk=place.blogger_id))
    return render(request, "stories/blog.html" if place.is_blog else "stories/section.html", context)


@printed
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """An author's or agency's page."""
    row = get_object_or_404(Author, slug=slug)
    with one_reading():
        page = lists.page_of(f"author:{row.pk}", timezone.now(), number=_page_number(request))
        context = {"author": lists.author_view(row), "page": page, "cards": page.cards}
        return render(request, "stories/author.html", context)


def topic_page(request: HttpRequest, topic: Page) -> HttpResponse:
    """A topic: the story so far, in time order."""
    note_printed()
    page = lists.page_of(f"topic:{topic.pk}", timezone.now(), number=_page_number(request), oldest_first=True)
    note("topics")
    return render(
        request,
        "stories/topic.html",
        {"topic": topic.specific, "page": page, "cards": page.cards, "breadcrumbs": [lists.home()]},
    )


@printed
def archive(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One month of the paper, day by day."""
    if not 1 <= month <= 12 or not 1900 <= year <= 9998:
        raise Http404
    with one_reading():
        context = lists.month_view(year, month, timezone.now())
        if not context["groups"]:
            raise Http404
        return render(request, "stories/archive.html", context)


@printed
def archive_index(request: HttpRequest) -> HttpResponse:
    """Every month that has stories."""
    with one_reading():
        context = {"archive": lists.ListHead("", [lists.home()]), "days": lists.months()}
        return render(request, "stories/archive.html", context)


@printed
def colours(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The paper's accent and its sections' colours as a style sheet: editors choose them, not the code."""
    with one_reading():
        chosen = sorted({place.colour.lower() for place in places() if place.colour})
    rules = [f":root{{--brand:{paper().accent}}}", *(f".sec-{c[1:]}{{--own:{c}}}" for c in chosen)]
    return HttpResponse("\n".join(rules) + "\n", content_type="text/css; charset=utf-8")


def search(request: HttpRequest) -> HttpResponse:
    """Search, newest first; answered by the newsroom each time."""
    query = request.GET.get("q", "")[:200].strip()
    with one_reading():
        page = lists.search_page(query, timezone.now(), number=_page_number(request))
        context = {"query": query, "cards": page.cards, "page": page, "message": _nothing(query, page)}
        return render(request, "stories/search.html", context)


def _nothing(query: str, page: lists.ListPage) -> str:
    if not query or page.cards:
        return ""
    return gettext("Nothing found for “%(query)s”.") % {"query": query}


def _page_number(request: HttpRequest) -> int:
    raw = request.GET.get("page", "1")
    if not raw.isascii() or not raw.isdigit() or len(raw) > 5 or not 1 <= int(raw) <= 10_000:
        raise Http404
    return int(raw)


def serve_tree_page(page: Page, request: HttpRequest) -> HttpResponse | None:
    """Answer for the pages of the tree that belong to this room; None for others."""
    if isinstance(page.specific_class, type) and issubclass(page.specific_class, Topic):
        return topic_page(request, page)
    if issubclass(page.specific_class, (Section, Blog)):
        place = place_of(page.pk)
        return place_page(request, place) if place else None
    return None


def preview(request: HttpRequest, story: Story) -> HttpResponse:
    """The page as it would be printed from what is in the form now; only the desk sees it."""
    with one_reading():
        view = story_view(story, timezone.now(), is_preview=True)
        context = {"story": view, "subject": None, "structured_data": ""}
        return render(request, "stories/preview.html", context)
