"""Votes: one a reader, changeable, removable, exact under load."""

import threading

import pytest
from django.db import connection, transaction

from broadsheet.edge.models import Mark
from broadsheet.votes import services
from broadsheet.votes.errors import NotAVote
from broadsheet.votes.models import Tally, Vote
from factories.readers import a_guest, a_person, an_account
from support.newsroom import small_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(noon):
    return small_paper().story(noon)


def cast(story, reader, now, value=1):
    return services.cast_vote(story=story, reader=reader, value=value, kind="up", now=now)


def counted(story):
    tally = Tally.objects.get(story=story)
    values = list(Vote.objects.filter(story=story).values_list("value", flat=True))
    assert (tally.count, tally.total) == (len(values), sum(values))
    return tally.count


def test_a_reader_counts_once(story, noon):
    reader = a_guest()

    assert [cast(story, reader, noon), cast(story, reader, noon)] == [1, 1]
    assert counted(story) == 1


def test_two_readers_count_twice(story, noon):
    assert [cast(story, a_guest(), noon), cast(story, a_guest(), noon)] == [1, 2]
    assert counted(story) == 2


def test_a_vote_can_be_taken_back_once(story, noon):
    reader = a_guest()
    cast(story, a_guest(), noon)
    cast(story, reader, noon)

    left = [services.withdraw_vote(story=story, reader=reader) for _ in range(2)]

    assert left == [1, 1]
    assert counted(story) == 1


def test_votes_of_one_story_are_not_anothers(noon):
    paper = small_paper()
    first, second = paper.story(noon), paper.story(noon)
    reader = a_guest()
    cast(first, reader, noon)

    assert cast(second, reader, noon) == 1
    assert services.withdraw_vote(story=second, reader=reader) == 0
    assert counted(first) == 1


@pytest.mark.parametrize("value", [0, -1, 2, 5])
def test_a_value_that_the_kind_does_not_know_is_no_vote(story, noon, value):
    with pytest.raises(NotAVote):
        cast(story, a_guest(), noon, value)

    assert not Vote.objects.exists()


def test_an_account_counts_once_whatever_the_browser(story, noon):
    person = a_person()

    cast(story, an_account(person, guest="at-home"), noon)
    cast(story, an_account(person, guest="at-work"), noon)

    assert counted(story) == 1


def test_a_guests_vote_becomes_the_accounts(story, noon):
    cast(story, a_guest("home"), noon)
    person = a_person()

    assert cast(story, an_account(person, guest="home"), noon) == 1
    assert [vote.voter_key for vote in Vote.objects.all()] == [f"person:{person.pk}"]
    assert counted(story) == 1


def test_the_same_person_voting_twice_before_signing_in_here_counts_once_after(story, noon):
    person = a_person()
    cast(story, an_account(person), noon)
    cast(story, a_guest("phone"), noon)
    assert counted(story) == 2

    cast(story, an_account(person, guest="phone"), noon)

    assert counted(story) == 1


def test_a_recount_mends_a_tally_that_something_else_has_broken(story, noon):
    for _ in range(3):
        cast(story, a_guest(), noon)
    Tally.objects.filter(story=story).update(count=17, total=-4)

    assert services.recount(story=story) == 3
    assert counted(story) == 3


def test_only_a_vote_that_changes_something_makes_pages_stale(story, noon):
    reader = a_guest()
    Mark.objects.all().delete()
    marks = []
    for _ in range(2):
        with transaction.atomic():
            cast(story, reader, noon)
            marks.append(sorted(tag for mark in Mark.objects.all() for tag in mark.tags))
            Mark.objects.all().delete()

    assert marks == [[f"story:{story.pk}:votes"], []]


@pytest.mark.django_db(transaction=True)
def test_two_hundred_readers_at_once_lose_nothing_and_double_nothing(noon):
    """Twenty connections; every reader votes twice, and every fifth takes it back."""
    story = small_paper().story(noon)
    readers = [a_guest(f"reader-{number}") for number in range(200)]
    errors = []
    start = threading.Barrier(20)

    def vote(mine):
        try:
            start.wait(30)
            for reader in mine:
                cast(story, reader, noon)
                cast(story, reader, noon)
                if int(reader.guest.partition("-")[2]) % 5 == 0:
                    services.withdraw_vote(story=story, reader=reader)
        except Exception as fault:  # noqa: BLE001
            errors.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=vote, args=(readers[number::20],)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert errors == []
    assert counted(story) == 160


@pytest.mark.django_db(transaction=True)
def test_one_reader_voting_from_many_connections_at_once_counts_once(noon):
    story = small_paper().story(noon)
    start = threading.Barrier(8)
    counts = []

    def vote():
        try:
            start.wait(30)
            counts.append(cast(story, a_guest("impatient"), noon))
        finally:
            connection.close()

    threads = [threading.Thread(target=vote) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert counts == [1] * 8
    assert counted(story) == 1
