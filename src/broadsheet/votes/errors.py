"""Refusals of this room."""

from broadsheet.kit.errors import BroadsheetError


class NotAVote(BroadsheetError):  # noqa: N818
    """A value that the paper's kind of vote does not know."""

    code = "votes.not_a_vote"
