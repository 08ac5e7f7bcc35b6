"""Doors: voting, with script a fragment comes back, without it the story."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from broadsheet.people.readers import Reader, reader_of, remember
from broadsheet.people.services import take_allowance
from broadsheet.stories.models import Story
from broadsheet.stories.selectors.cards import address
from broadsheet.votes import services
from broadsheet.votes.rules import GUESTS_OF_ONE_NETWORK, UP
from broadsheet.votes.selectors import count_of, has_voted, vote_view
from broadsheet.web.selectors import paper


@csrf_exempt  # SameOriginMiddleware stands guard: shared pages can carry no token
@require_POST
def cast(request: HttpRequest, story_id: int) -> HttpResponse:
    """Vote for a story."""

    def act(story: Story, reader: Reader) -> None:
        services.cast_vote(story=story, reader=reader, value=UP, kind=paper().vote_kind, now=timezone.now())

    return _acted(request, story_id, act, acts=True)


@csrf_exempt
@require_POST
def withdraw(request: HttpRequest, story_id: int) -> HttpResponse:
    """Take the vote back."""

    def act(story: Story, reader: Reader) -> None:
        services.withdraw_vote(story=story, reader=reader)

    return _acted(request, story_id, act, acts=False)


@require_safe
@never_cache
def mine(request: HttpRequest, story_id: int) -> HttpResponse:
    """The vote with the reader's own part in it: a fragment for script, a page of its own without."""
    story = get_object_or_404(Story.objects.public(timezone.now()), pk=story_id)
    view = vote_view(story.pk, count_of(story.pk), is_mine=has_voted(story.pk, reader_of(request)))
    if request.headers.get("X-Fragment"):
        return render(request, "web/components/vote.html", {"vote": view})
    return render(request, "votes/mine.html", {"vote": view, "story": story, "story_url": address(story)})


def _acted(
    request: HttpRequest, story_id: int, act: Callable[[Story, Reader], None], *, acts: bool
) -> HttpResponse:
    now = timezone.now()
    story = get_object_or_404(Story.objects.public(now), pk=story_id)
    reader = reader_of(request, acts=acts)
    take_allowance(limit=GUESTS_OF_ONE_NETWORK, key=reader.network, now=now)
    act(story, reader)
    if request.headers.get("X-Fragment"):
        view = vote_view(story.pk, count_of(story.pk), is_mine=has_voted(story.pk, reader))
        answer = render(request, "web/components/vote.html", {"vote": view})
    else:
        answer = HttpResponseRedirect(f"{address(story)}#vote", status=303)
    answer["Cache-Control"] = "no-store"
    return remember(answer, reader) if acts else answer
