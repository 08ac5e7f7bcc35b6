"""Refusals of this room."""

from broadsheet.kit.errors import BroadsheetError


class Refused(BroadsheetError):  # noqa: N818
    """A comment that is not taken; the sentence says why."""

    code = "comments.refused"


class Closed(BroadsheetError):  # noqa: N818
    """The story takes no comments, or the comment answered is gone."""

    code = "comments.closed"
    status = 409
