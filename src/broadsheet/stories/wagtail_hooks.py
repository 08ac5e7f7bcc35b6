"""Where Wagtail asks the stories room: who serves its pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from broadsheet.stories.views import serve_tree_page


@hooks.register("before_serve_page")
def serve(page: Page, request: HttpRequest, _args: list[Any], _kwargs: dict[str, Any]) -> HttpResponse | None:
    """Topics, sections and blogs are rendered by our views."""
    return serve_tree_page(page, request)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """The acts of the paper that the log knows beside Wagtail's own."""
    actions.register_action("broadsheet.kill", "Kill", "Withdrawn from the paper")
    actions.register_action("broadsheet.correct", "Correct", "Correction printed")
    actions.register_action("broadsheet.embargo", "Embargo", "Embargo changed")
    actions.register_action("broadsheet.rights", "Rights", "Usage rights changed")
