"""Writing and deciding: states, counts, marks, log, and who may answer what."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from wagtail.models import ModelLogEntry

from broadsheet.comments import services
from broadsheet.comments.errors import Closed, Refused
from broadsheet.comments.models import Comment, CommentSettings
from broadsheet.edge.models import Mark
from broadsheet.stories.models import Story
from factories.comments import a_comment, a_held_comment
from factories.readers import a_guest, a_person, an_account
from support.newsroom import small_paper

pytestmark = pytest.mark.django_db
State = Comment.State


@pytest.fixture
def story(noon):
    return small_paper().story(noon)


@pytest.fixture
def moderator():
    return a_person(group="Moderators")


def counted(story):
    count = Story.objects.get(pk=story.pk).comment_count
    assert count == Comment.objects.shown().filter(story=story).count()
    return count


def marked():
    return {tag for mark in Mark.objects.all() for tag in mark.tags}


def test_a_plain_comment_is_live_and_counted(story, noon):
    Mark.objects.all().delete()

    comment = a_comment(story, noon, text="  The ferry\r\nwas late. \n\n\n\nAgain. ", name=" Ida\tB. ")

    assert (comment.state, comment.author_name, comment.body) == (
        State.SHOWN, "Ida B.", "The ferry\nwas late.\n\nAgain.",
    )  # fmt: skip
    assert counted(story) == 1
    assert marked() == {f"story:{story.pk}", f"story:{story.pk}:comments"}


def test_a_held_comment_is_not_counted_and_changes_no_page(story, noon):
    Mark.objects.all().delete()

    comment = a_held_comment(story, noon)

    assert comment.reason == "Links: 1; A first comment"
    assert (counted(story), marked()) == (0, set())


def test_the_same_text_twice_is_refused_and_the_first_stays(story, noon):
    reader = a_guest()
    a_comment(story, noon, text="Late again!", reader=reader)

    with pytest.raises(Refused, match="already"):
        a_comment(story, noon, text="late AGAIN", reader=reader)

    assert counted(story) == 1


def test_a_long_text_from_many_readers_is_a_campaign(story, noon):
    text = "Everybody should vote for the blue boat and for nothing else at all."
    states = [a_comment(story, noon, text=text).state for _ in range(3)]

    assert states == [State.SHOWN, State.HELD, State.HELD]


def test_the_papers_words_and_reading_first(story, noon):
    settings = CommentSettings.load()
    settings.held_words = "casino\n\n blue boat "
    settings.save()
    assert a_comment(story, noon, text="The Blue Boat sails.").reason == "It contains “blue boat”"

    settings.is_read_first = True
    settings.save()
    assert a_comment(story, noon).state == State.HELD


def test_a_flood_from_one_reader_is_stopped(story, noon):
    reader = a_guest()
    states = [a_comment(story, noon + timedelta(minutes=n), reader=reader).state for n in range(6)]

    with pytest.raises(Refused, match="6 comments in ten minutes"):
        a_comment(story, noon + timedelta(minutes=6), reader=reader)
    later = a_comment(story, noon + timedelta(minutes=17), reader=reader)

    assert (states, later.state) == ([State.SHOWN] * 6, State.SHOWN)


def test_moderators_are_not_moderated(story, noon, moderator):
    comment = a_comment(story, noon, text="See https://example.org", reader=an_account(moderator))

    assert (comment.state, comment.person) == (State.SHOWN, moderator)


def test_a_reply_belongs_to_its_thread_however_deep(story, noon):
    chain = [a_comment(story, noon)]
    for _ in range(4):
        chain.append(a_comment(story, noon, parent=chain[-1]))

    assert [(c.depth, c.thread_id, c.parent_id) for c in chain] == [
        (0, None, None), *((n, chain[0].pk, chain[n - 1].pk) for n in range(1, 5)),
    ]  # fmt: skip


def test_what_cannot_be_answered(noon):
    paper = small_paper()
    story, other, closed = paper.story(noon), paper.story(noon), paper.story(noon, comments_open=False)
    held, elsewhere = a_held_comment(story, noon), a_comment(other, noon)

    for wrong in (held, elsewhere):
        with pytest.raises(Closed, match="no longer there"):
            a_comment(story, noon, parent=wrong)
    with pytest.raises(Closed, match="closed"):
        a_comment(closed, noon)

    assert [counted(story), counted(other), counted(closed)] == [0, 1, 0]


def test_every_way_between_the_states_keeps_count_and_log(story, noon, moderator):
    comment = a_held_comment(story, noon)
    seen = []
    for verb in ("show", "show", "hold", "show", "remove", "show", "hold", "remove", "show"):
        decided = getattr(services, verb)(comment=comment, by=moderator, now=noon)
        seen.append((verb, str(decided.state), counted(story)))

    assert seen == [
        ("show", "shown", 1), ("show", "shown", 1), ("hold", "held", 0), ("show", "shown", 1),
        ("remove", "removed", 0), ("show", "shown", 1), ("hold", "held", 0), ("remove", "refused", 0),
        ("show", "shown", 1),
    ]  # fmt: skip
    acts = ModelLogEntry.objects.filter(content_type__model="comment", object_id=str(comment.pk)).order_by(
        "pk"
    )
    assert [entry.action.rpartition(".")[2] for entry in acts] == [
        "show", "hold", "show", "remove", "show", "hold", "remove", "show",
    ]  # fmt: skip
    assert {entry.user_id for entry in acts} == {moderator.pk}
    assert (acts[3].data["from"], acts[3].data["to"]) == ("shown", "removed")


def test_a_decision_is_signed_and_dated(story, noon, moderator):
    comment = a_comment(story, noon)

    gone = services.remove(
        comment=comment, by=moderator, now=noon + timedelta(hours=1), reason="Names a child"
    )

    assert (gone.state, gone.reason, gone.decided_by, gone.decided_at) == (
        State.REMOVED, "Names a child", moderator, noon + timedelta(hours=1),
    )  # fmt: skip


def test_a_comment_that_was_answered_cannot_be_lost(story, noon):
    comment = a_comment(story, noon)
    a_comment(story, noon, parent=comment)

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).delete()


def test_a_reply_without_a_thread_is_refused_by_the_database(story, noon):
    comment = a_comment(story, noon)

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(depth=1)


@pytest.mark.django_db(transaction=True)
def test_the_count_is_exact_when_many_write_and_decide_at_once(noon):
    story = small_paper().story(noon)
    moderator = a_person(group="Moderators")
    held = [a_held_comment(story, noon) for _ in range(10)]
    errors, start = [], threading.Barrier(10)

    def act(number):
        try:
            start.wait(30)
            a_comment(story, noon)
            services.show(comment=held[number // 2], by=moderator, now=noon)
            a_comment(story, noon)
            services.remove(comment=held[number // 2], by=moderator, now=noon)
        except Exception as fault:  # noqa: BLE001
            errors.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert errors == []
    assert 20 <= counted(story) <= 25
