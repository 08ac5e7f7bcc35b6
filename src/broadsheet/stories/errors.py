"""Refusals of the stories room."""

from broadsheet.kit.errors import BroadsheetError


class NeverPrinted(BroadsheetError):  # noqa: N818
    """A story that readers never saw cannot be killed or corrected in public."""

    code = "stories.never_printed"


class Killed(BroadsheetError):  # noqa: N818
    """A killed story stays down."""

    code = "stories.killed"
    status = 410


class Embargoed(BroadsheetError):  # noqa: N818
    """Only the right to lift an embargo moves one forward."""

    code = "stories.embargoed"
    status = 403


class NotReady(BroadsheetError):  # noqa: N818
    """Something that must be there before publication is missing; the sentence says what."""

    code = "stories.not_ready"
