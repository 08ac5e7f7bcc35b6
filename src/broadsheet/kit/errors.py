"""The one kind of exception that means "refused", not "broken"."""


class BroadsheetError(Exception):
    """An expected refusal. Its message may be shown to the person who asked.

    ``code`` is stable and machine-readable, ``status`` is the HTTP status a door answers with, and the
    keyword facts are for the log, never for the page. Building one has no side effect.
    """

    code = "refused"
    status = 400

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts
