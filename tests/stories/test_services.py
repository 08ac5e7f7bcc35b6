"""What publishing, killing, correcting and holding do to rows, dates and marks."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from broadsheet.edge.models import Mark
from broadsheet.people.models import Person
from broadsheet.stories.errors import Embargoed, Killed, NeverPrinted, NotReady
from broadsheet.stories.models import Listing, Notice, SearchText, Story
from broadsheet.stories.services import clock as due
from broadsheet.stories.services import withdrawing
from broadsheet.stories.services.drafts import Copy, publish, revise

pytestmark = pytest.mark.django_db


def row(story):
    return Story.objects.get(pk=story.pk)


def scopes(story):
    return sorted(Listing.objects.filter(story=story).values_list("scope", flat=True))


def anew(story, **values):
    """Publish the story once more with some of its copy changed."""
    given = {"headline": story.headline, "standfirst": story.standfirst, "authors": [],
             "body": [("text", "<p>First paragraph 1.</p><p>Second.</p>")]} | values  # fmt: skip
    revise(story=story, copy=Copy(**given), by=None, now=None)
    return publish(story=story, by=None)


def test_a_draft_is_nowhere(paper, clock):
    story = paper.draft(clock.now)

    assert (story.live, story.published_at, scopes(story)) == (False, None, [])
    assert not Story.objects.public(clock.now).exists()


def test_publishing_dates_lists_and_indexes_a_story(paper, clock):
    coast = paper.sections[2]
    story = paper.story(clock.now, place=coast, topics=paper.topics[:1], authors=paper.authors)

    assert (story.published_at, story.updated_at, story.announced_at) == (clock.now, clock.now, clock.now)
    above = [f"section:{section.pk}" for section in (paper.sections[0], coast)]
    by = [f"author:{author.pk}" for author in paper.authors]
    assert scopes(story) == sorted(["latest", "month:2026-03", f"topic:{paper.topics[0].pk}", *above, *by])
    assert "Headline number 1" in SearchText.objects.get(story=story).words


def test_publishing_marks_the_story_and_every_list_it_joins(paper, clock, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        story = paper.story(clock.now)
    marked = {tag for mark in Mark.objects.all() for tag in mark.tags}

    assert {f"story:{story.pk}", "latest", f"section:{paper.sections[0].pk}", "month:2026-03"} <= marked


def test_a_story_that_leaves_a_list_marks_that_list_too(paper, clock):
    story = paper.story(clock.now, topics=[paper.topics[0]])
    Mark.objects.all().delete()
    anew(story, topics=[paper.topics[1]])
    marked = {tag for mark in Mark.objects.all() for tag in mark.tags}

    assert {f"topic:{paper.topics[0].pk}", f"topic:{paper.topics[1].pk}"} <= marked
    assert f"topic:{paper.topics[0].pk}" not in scopes(story)


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        ({}, False),
        ({"body": [("text", "<p>First  paragraph 1.</p>\n<p>Second.</p>")]}, False),
        ({"body": [("text", "<p>First paragraph 2.</p><p>Second.</p>")]}, True),
        ({"headline": "Another"}, True),
        ({"dateline": "STRAND, Coast"}, True),
        ({"comments_open": False}, False),
    ],
)
def test_last_updated_moves_only_when_what_readers_see_has_changed(paper, clock, change, moves):
    story = paper.story(clock.now, authors=[])
    first = clock.now
    clock.pass_time(hours=2)

    again = anew(story, **change)

    assert again.published_at == first
    assert again.updated_at == (clock.now if moves else first)


def test_an_address_is_frozen_when_it_has_been_printed(paper, clock):
    story = paper.story(clock.now)
    printed = story.slug
    draft = story.get_latest_revision_as_object()
    draft.slug = "another-slug"
    draft.save_revision()

    assert publish(story=story, by=None).slug == printed


def test_two_stories_of_one_headline_get_two_addresses(paper, clock):
    first, second = (paper.story(clock.now, headline="Flood") for _ in range(2))
    third = paper.story(clock.now, headline="Coast")  # a sub-section has this address

    assert [first.slug, second.slug, third.slug] == ["flood", "flood-2", "coast-2"]


def test_a_killed_story_is_out_of_every_list_and_stays_out(paper, clock):
    story = paper.story(clock.now)
    clock.pass_time(minutes=5)
    notice = withdrawing.kill(story=story, reason="The witness was invented.", by=None, now=clock.now)

    after = row(story)
    assert (after.live, after.killed_at, after.announced_at, scopes(story)) == (False, clock.now, None, [])
    assert not SearchText.objects.filter(story=story).exists()
    assert (notice.kind, notice.text, notice.at) == ("kill", "The witness was invented.", clock.now)
    assert ModelLogEntry.objects.filter(action="broadsheet.kill", object_id=str(story.pk)).count() == 1

    with pytest.raises(Killed):
        publish(story=story, by=None)
    story.get_latest_revision().publish(skip_permission_checks=True)  # as a screen would that knows nothing
    assert not Story.objects.public(clock.now).exists()
    assert row(story).killed_at is not None
    with pytest.raises(Killed):
        withdrawing.kill(story=story, reason="Again", by=None, now=clock.now)


def test_a_draft_cannot_be_killed_or_corrected(paper, clock):
    story = paper.draft(clock.now)
    for act in (
        lambda: withdrawing.kill(story=story, reason="x", by=None, now=clock.now),
        lambda: withdrawing.correct(story=story, text="x", by=None, now=clock.now),
    ):
        with pytest.raises(NeverPrinted):
            act()
    assert Notice.objects.count() == 0


def test_a_correction_is_printed_and_moves_last_updated(paper, clock):
    story = paper.story(clock.now)
    clock.pass_time(hours=1)
    withdrawing.correct(story=story, text="  It was Monday. ", by=None, now=clock.now)

    assert [(n.kind, n.text) for n in story.notices.all()] == [("correction", "It was Monday.")]
    assert row(story).updated_at == clock.now
    with pytest.raises(NotReady):
        withdrawing.correct(story=story, text="   ", by=None, now=clock.now)


def test_an_embargo_holds_whatever_anyone_publishes(paper, clock):
    until = clock.now + timedelta(hours=1)
    story = paper.story(clock.now, embargo_until=until)

    assert (story.live, story.published_at, story.announced_at) == (True, until, None)
    assert not Story.objects.public(clock.now).exists()
    clock.set(until)
    assert due.carry_out_due(now=clock.now) == 1
    assert (row(story).announced_at, "latest" in scopes(story)) == (until, True)
    assert due.carry_out_due(now=clock.now) == 0


def test_lifting_an_embargo_needs_the_right(paper, clock):
    until = clock.now + timedelta(hours=1)
    story = paper.story(clock.now, embargo_until=until)
    editor = Person.objects.create_user("editor@example.org", is_staff=True)

    for by in (None, editor):
        with pytest.raises(Embargoed):
            withdrawing.set_embargo(story=story, until=None, by=by, now=clock.now)
    assert row(story).embargo_until == until

    editor.user_permissions.add(Permission.objects.get(codename="lift_embargo"))
    editor = Person.objects.get(pk=editor.pk)
    withdrawing.set_embargo(story=story, until=None, by=editor, now=clock.now)
    assert list(Story.objects.public(clock.now)) == [story]
    assert row(story).published_at == clock.now


def test_an_embargo_can_be_set_on_a_printed_story(paper, clock):
    story = paper.story(clock.now)
    until = clock.now + timedelta(hours=1)
    withdrawing.set_embargo(story=story, until=until, by=None, now=clock.now)

    assert (scopes(story), row(story).announced_at) == ([], None)


def test_the_database_refuses_a_print_date_before_the_embargo(paper, clock):
    story = paper.story(clock.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(embargo_until=clock.now + timedelta(days=1))


def test_rights_that_run_out_take_a_story_down(paper, clock):
    story = paper.story(clock.now)
    withdrawing.limit_rights(story=story, until=clock.now + timedelta(minutes=1), by=None, now=clock.now)
    assert scopes(story) != []

    clock.pass_time(minutes=1)
    assert not Story.objects.public(clock.now).exists()
    assert due.carry_out_due(now=clock.now) == 1
    assert scopes(story) == []


def test_what_is_scheduled_is_published_at_its_second(paper, clock):
    story = paper.draft(clock.now)
    draft = story.get_latest_revision_as_object()
    draft.go_live_at = clock.now + timedelta(seconds=90)
    draft.save_revision().publish(skip_permission_checks=True)

    clock.pass_time(seconds=89)
    assert (due.carry_out_due(now=clock.now), row(story).live) == (0, False)
    clock.pass_time(seconds=1)
    due.carry_out_due(now=clock.now)
    assert (row(story).live, row(story).published_at) == (True, clock.now)


def test_a_killed_story_is_not_brought_back_by_its_schedule(paper, clock):
    story = paper.story(clock.now)
    draft = story.get_latest_revision_as_object()
    draft.headline, draft.go_live_at = "Later", clock.now + timedelta(seconds=90)
    draft.save_revision().publish(skip_permission_checks=True)
    withdrawing.kill(story=story, reason="Wrong", by=None, now=clock.now)

    clock.pass_time(seconds=91)
    assert due.carry_out_due(now=clock.now) == 0
    assert not Story.objects.public(clock.now).exists()


def test_an_older_revision_neither_lifts_an_embargo_nor_moves_dates(paper, clock):
    story = paper.story(clock.now)
    before = story.get_latest_revision()
    withdrawing.set_embargo(story=story, until=clock.now + timedelta(hours=1), by=None, now=clock.now)
    held = row(story)

    before.publish(skip_permission_checks=True)

    assert (row(story).embargo_until, row(story).published_at) == (held.embargo_until, held.published_at)
    assert not Story.objects.public(clock.now).exists()
