"""Printing in the background of a commit; safe to run twice."""

import logging
from collections.abc import Iterable

from wagtail.images.models import SourceImageIOError

from broadsheet.kit.errors import BroadsheetError
from broadsheet.pictures.models import Picture, stale_renditions
from broadsheet.pictures.rules import RELEASED_SHAPES

log = logging.getLogger("broadsheet.pictures")


def print_pictures(picture_ids: Iterable[int]) -> int:
    """Make what pages will ask for of each picture, drop what an edit made stale; returns how many were made.

    A picture whose original is gone is logged and passed over: the publication that waits behind it goes on.
    """
    made = 0
    for picture in Picture.objects.filter(pk__in=list(picture_ids)).order_by("pk"):
        stale_renditions(picture).delete()
        try:
            made += picture.print_missing(RELEASED_SHAPES)
        except (SourceImageIOError, BroadsheetError):
            log.exception("pictures.print.failed", extra={"picture": picture.pk})
    return made
