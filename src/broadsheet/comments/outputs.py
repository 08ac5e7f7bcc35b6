"""The public outputs of this room."""

from collections.abc import Iterator

from django.urls import reverse

from broadsheet.comments.models import Comment
from broadsheet.web.outputs import register_output

ROUTES = ["comments:new", "comments:all", "comments:thread", "comments:to", "comments:receipt"]


def register() -> None:
    """Add the pages of threads and the form page, which names the story, to the paper's list."""
    register_output("comments", routes=ROUTES, addresses=_addresses, is_stored=False)


def _addresses() -> Iterator[str]:
    for story_id in Comment.objects.order_by("story").values_list("story", flat=True).distinct():
        yield reverse("comments:new", args=[story_id])
        yield reverse("comments:all", args=[story_id])
    for pk in Comment.objects.filter(parent=None).order_by("pk").values_list("pk", flat=True):
        yield reverse("comments:thread", args=[pk])
