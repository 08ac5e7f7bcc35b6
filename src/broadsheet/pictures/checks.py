"""Start-up checks: settings without which a picture could be printed without its credit, or a bomb opened."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

FORM = "broadsheet.pictures.forms.PictureForm"


@register()
def pictures_settings(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Wagtail must use our image model and our upload form."""
    found: list[CheckMessage] = []
    if getattr(settings, "WAGTAILIMAGES_IMAGE_MODEL", "") != "pictures.Picture":
        found.append(Error("WAGTAILIMAGES_IMAGE_MODEL must be pictures.Picture.", id="pictures.E001"))
    if getattr(settings, "WAGTAILIMAGES_IMAGE_FORM_BASE", "") != FORM:
        found.append(Error(f"WAGTAILIMAGES_IMAGE_FORM_BASE must be {FORM}.", id="pictures.E002"))
    return found
