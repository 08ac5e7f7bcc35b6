"""What this room puts into lower rooms' pages."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from broadsheet.edge.recording import note
from broadsheet.votes.selectors import count_of, vote_view


def story_vote(request: HttpRequest, subject: object) -> SafeString:
    """The vote under a story, the same for every reader; one query."""
    story_id: int = getattr(subject, "pk", 0)
    note(f"story:{story_id}:votes")
    return render_to_string("votes/_vote.html", {"vote": vote_view(story_id, count_of(story_id))}, request)
