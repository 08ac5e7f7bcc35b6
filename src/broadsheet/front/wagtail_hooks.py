"""Where Wagtail asks the front: who serves its pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from broadsheet.front.views import serve_tree_page


@hooks.register("before_serve_page")
def serve(page: Page, request: HttpRequest, _args: list[Any], _kwargs: dict[str, Any]) -> HttpResponse | None:
    """The front and the standing pages are rendered by our views."""
    return serve_tree_page(page, request)
