"""House style's refusals."""

from broadsheet.kit.errors import BroadsheetError


class BadRules(BroadsheetError):  # noqa: N818  (the house names refusals as news)
    """A rule file that cannot be used. ``line`` counts from 1, or is None where no line is to blame."""

    code = "style.bad_rules"
    status = 422

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message, line=line)
        self.line = line
