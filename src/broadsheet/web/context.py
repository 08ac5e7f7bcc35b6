"""What every template knows: the paper."""

from django.http import HttpRequest

from broadsheet.web.selectors import paper


def paper_context(request: HttpRequest) -> dict[str, object]:
    """``paper`` for public pages; nothing on the desk, which has its own look."""
    if request.path.startswith("/desk/"):
        return {}
    return {"paper": paper()}
