"""How a tally moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.votes.rules import change


@pytest.mark.parametrize(
    ("before", "after", "shift"),
    [
        (None, 1, (1, 1)),
        (1, 1, (0, 0)),
        (1, -1, (0, -2)),
        (1, None, (-1, -1)),
        (None, None, (0, 0)),
        (None, 5, (1, 5)),
    ],
)
def test_a_tally_moves_by_what_changed(before, after, shift):
    assert change(before, after) == shift


@given(st.lists(st.tuples(st.integers(0, 4), st.none() | st.integers(-1, 5).filter(bool))))
def test_any_sequence_of_changes_comes_to_a_recount(acts):
    votes: dict[int, int | None] = {}
    count = total = 0
    for voter, value in acts:
        shift = change(votes.get(voter), value)
        votes[voter] = value
        count, total = count + shift[0], total + shift[1]
    cast = [value for value in votes.values() if value is not None]
    assert (count, total) == (len(cast), sum(cast))
