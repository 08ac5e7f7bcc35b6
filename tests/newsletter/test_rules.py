"""Addresses, hours and limits, without a database."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.newsletter.rules import due_at, may_mail, message_id, normal_address, retry_at

NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ann@paper.example", "ann@paper.example"),
        ("  Ann.Bell+news@Paper.EXAMPLE ", "Ann.Bell+news@paper.example"),
        ("ann@münchen.example", "ann@xn--mnchen-3ya.example"),
        ("o'brien@paper.example", "o'brien@paper.example"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str):
    assert normal_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "ann", "@paper.example", "ann@", "ann@paper.example\r\nBcc: b@x.example", "a b@paper.example",
     "ann@..",
     "<ann@paper.example>", "ann,bob@paper.example", "änn@paper.example", f"{'a' * 250}@paper.example",
     "=1+1@paper.example", "-oQ/tmp@paper.example"],
)  # fmt: skip
def test_what_no_server_could_take_is_refused(typed: str):
    with pytest.raises(ValueError, match="not a"):
        normal_address(typed)


@given(st.text(max_size=300))
def test_a_kept_address_can_break_no_header(typed: str):
    try:
        kept = normal_address(typed)
    except ValueError:
        return
    assert kept.isascii()
    assert kept.isprintable()
    assert not set(kept) & set(' <>()[],;:\\"')
    assert normal_address(kept) == kept


@pytest.mark.parametrize(
    ("minutes_ago", "allowed", "allowed_relaxed"),
    [
        ([], True, True),
        ([59], False, True),
        ([60], True, True),
        ([61, 200], True, True),
        ([61, 200, 400], False, True),
        ([61, 200, 1441], True, True),
        ([1] * 19, False, True),
        ([1] * 20, False, False),
    ],
)
def test_one_mail_an_hour_and_three_a_day(minutes_ago: list[int], allowed: bool, allowed_relaxed: bool):
    earlier = [NOON - timedelta(minutes=n) for n in minutes_ago]

    assert may_mail(earlier, NOON, is_relaxed=False) is allowed
    assert may_mail(earlier, NOON, is_relaxed=True) is allowed_relaxed


@given(st.lists(st.integers(0, 3 * 24 * 60), max_size=60))
def test_nobody_gets_more_than_three_a_day_however_often_the_form_is_sent(minutes: list[int]):
    mailed: list[datetime] = []
    for moment in sorted(NOON + timedelta(minutes=n) for n in minutes):
        if may_mail(mailed, moment, is_relaxed=False):
            mailed.append(moment)

    for moment in mailed:
        day = [one for one in mailed if moment - timedelta(days=1) < one <= moment]
        hour = [one for one in mailed if moment - timedelta(hours=1) < one <= moment]
        assert (len(day) <= 3, len(hour) == 1) == (True, True)


def test_the_hour_is_the_papers_own_in_summer_and_winter():
    lisbon = ZoneInfo("Europe/Lisbon")

    assert due_at(date(2026, 1, 20), 7, lisbon) == datetime(2026, 1, 20, 7, 0, tzinfo=UTC)
    assert due_at(date(2026, 7, 20), 7, lisbon) == datetime(2026, 7, 20, 6, 0, tzinfo=UTC)


def test_an_hour_that_the_clock_skips_is_still_one_moment_of_that_day():
    assert due_at(date(2026, 3, 29), 2, ZoneInfo("Europe/Berlin")) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_message_id_is_stable_and_does_not_tell_the_address():
    one = message_id(secret="s", mailing="daily.2026-03-20.1", address="Ann@x.example", host="paper.example")
    same = message_id(secret="s", mailing="daily.2026-03-20.1", address="ann@x.example", host="paper.example")
    other = message_id(
        secret="t", mailing="daily.2026-03-20.1", address="ann@x.example", host="paper.example"
    )

    assert one == same
    assert one != other
    assert one.startswith("<daily.2026-03-20.1.")
    assert "ann" not in one.lower()


def test_a_deferred_message_waits_longer_each_time():
    assert [retry_at(n, NOON) - NOON for n in (1, 2, 3, 4, 9)] == [
        timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=45), timedelta(hours=2),
        timedelta(hours=2),
    ]  # fmt: skip
