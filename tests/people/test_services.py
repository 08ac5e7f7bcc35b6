"""Allowances: so many in a window, counted in the database."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from broadsheet.people.errors import TooOften
from broadsheet.people.models import Allowance
from broadsheet.people.rules import Limit
from broadsheet.people.services import take_allowance

pytestmark = pytest.mark.django_db
TWO = Limit("two", most=2, seconds=60)


def taken(now, key="a", limit=TWO):
    try:
        take_allowance(limit=limit, key=key, now=now)
    except TooOften as refusal:
        return refusal.status
    return "yes"


def test_so_many_and_no_more_until_the_window_is_over(noon):
    assert [taken(noon + timedelta(seconds=s)) for s in (0, 10, 20, 59, 60, 61, 62)] == [
        "yes", "yes", 429, 429, "yes", "yes", 429,
    ]  # fmt: skip


def test_keys_and_names_are_counted_apart(noon):
    other = Limit("other", most=1, seconds=60)

    assert [taken(noon), taken(noon), taken(noon, "b"), taken(noon, limit=other), taken(noon)] == [
        "yes", "yes", "yes", "yes", 429,
    ]  # fmt: skip


def test_a_refused_try_counts_too_and_old_rows_go(noon):
    for _ in range(4):
        taken(noon)
    assert [row.taken for row in Allowance.objects.all()] == [4]

    taken(noon + timedelta(minutes=5), "b")

    assert [(row.key, row.taken) for row in Allowance.objects.all()] == [("b", 1)]


def test_relaxed_limits_count_nothing(noon, settings):
    settings.LIMITS = "relaxed"

    assert [taken(noon) for _ in range(5)] == ["yes"] * 5
    assert not Allowance.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_than_there_is(noon):
    ten = Limit("ten", most=10, seconds=60)
    start, answers = threading.Barrier(8), []

    def take():
        try:
            start.wait(30)
            answers.extend(taken(noon, limit=ten) for _ in range(5))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(answers) == 40
    assert answers.count("yes") <= 10
    assert Allowance.objects.get().taken == 40
