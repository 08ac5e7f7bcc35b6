"""Pure decisions about votes."""

from broadsheet.people.rules import Limit

UP = 1
VALUES = {"up": frozenset({UP})}  # what each of the paper's kinds of vote may count
GUESTS_OF_ONE_NETWORK = Limit("vote", most=120, seconds=600)


def change(before: int | None, after: int | None) -> tuple[int, int]:
    """By how much the number of votes and their sum move when a vote goes from ``before`` to ``after``."""
    return int(after is not None) - int(before is not None), (after or 0) - (before or 0)
