"""Refusals of this room."""

from broadsheet.kit.errors import BroadsheetError


class TooOften(BroadsheetError):  # noqa: N818
    """More of the same from one place than a person sends."""

    code = "people.too_often"
    status = 429
