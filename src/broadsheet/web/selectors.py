"""Questions that every page asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.utils import dateformat, translation

from broadsheet.edge.recording import note
from broadsheet.web.models import PaperSettings

_asked: ContextVar[PaperSettings | None] = ContextVar("broadsheet_paper", default=None)


def paper() -> PaperSettings:
    """The paper's settings, noted as read by the page being rendered."""
    note("site")
    return _asked.get() or PaperSettings.load()


@contextmanager
def one_paper() -> Iterator[PaperSettings]:
    """Read the settings once for everything that runs inside, such as one request."""
    token = _asked.set(PaperSettings.load())
    try:
        yield paper()
    finally:
        _asked.reset(token)


def paper_date(moment: datetime, form: str | None = None) -> str:
    """``moment`` as the paper prints dates: its zone, its form, its language."""
    asked = paper()
    with translation.override(asked.language):
        return dateformat.format(moment.astimezone(asked.zone), form or asked.date_form)


def absolute(path: str) -> str:
    """The full address of ``path`` on the public site."""
    return f"{settings.BROADSHEET_BASE_URL}{path}"
