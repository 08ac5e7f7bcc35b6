"""The public outputs of this room."""

from collections.abc import Iterator

from django.urls import reverse

from broadsheet.votes.models import Tally
from broadsheet.web.outputs import register_output


def register() -> None:
    """Add the reader's own vote to the paper's list; it names the story."""
    register_output(
        "vote", routes=["votes:cast", "votes:withdraw", "votes:mine"], addresses=_mine, is_stored=False
    )


def _mine() -> Iterator[str]:
    for story_id in Tally.objects.order_by("pk").values_list("pk", flat=True):
        yield reverse("votes:mine", args=[story_id])
