"""The decorator by which a view says: this page is the same for every reader."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from broadsheet.edge.recording import note_printed

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def printed(view: View[P]) -> View[P]:
    """Let the front keep what ``view`` answers. The view notes what it reads and sets no cookie."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        note_printed()
        return view(request, *args, **kwargs)

    return wrapper
