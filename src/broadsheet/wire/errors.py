"""The wire's refusals."""

from broadsheet.kit.errors import BroadsheetError


class Unreadable(BroadsheetError):  # noqa: N818  (the house names refusals as news)
    """The bytes are no message the wire can read.

    Facts: ``line`` (from 1) or ``byte`` (from 0) where known, else None.
    """

    code = "wire.unreadable"
    status = 422

    def __init__(self, message: str, *, line: int | None = None, byte: int | None = None) -> None:
        super().__init__(message, line=line, byte=byte)
        self.line = line
        self.byte = byte
