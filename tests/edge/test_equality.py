"""Every stored page equals a fresh render, after any sequence of changes, and each recording line is needed."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from broadsheet.audience.models import Reading
from broadsheet.audience.services import rank
from broadsheet.comments import services as comments
from broadsheet.edge.models import Mark
from broadsheet.edge.services import drain, page_store
from broadsheet.edge.store import SqlitePageStore
from broadsheet.people import readers as people
from broadsheet.people.models import Person
from broadsheet.stories.models import Section, Story
from broadsheet.stories.services import clock, withdrawing
from broadsheet.stories.services.drafts import Copy, publish, revise
from broadsheet.votes.services import cast_vote, withdraw_vote
from broadsheet.web.models import PaperSettings
from support.newsroom import Paper, Reader, every_address, small_paper

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
WORDS = st.sampled_from(["Ferry", "Flood", "Harbour", "Council", "الميناء", "“Quoted”", "<b>"])
PICK = st.integers(0, 10)


def reader_named(name: str) -> people.Reader:
    return people.Reader(person=None, guest=name, network=name)


class Changes(RuleBasedStateMachine):
    """What newsrooms do, in any order. Between any two acts readers have asked for every page."""

    def __init__(self) -> None:
        super().__init__()
        TransactionTestCase._fixture_teardown(None)
        page_store().start(uuid4().hex)
        self.clock = time_machine.travel(NOON, tick=False)
        self.traveller = self.clock.start()
        self.now = NOON

    def teardown(self) -> None:
        self.clock.stop()

    @initialize()
    def found(self) -> None:
        self.paper: Paper = small_paper()
        self.reader = Reader()
        self.moderator = Person.objects.create_user("moderator@example.org")
        for place in self.paper.places:
            self.paper.story(self.now, place=place)

    def some(self, pick: int) -> Story:
        stories = list(Story.objects.order_by("pk"))
        return stories[pick % len(stories)]

    def pass_time(self, **span: float) -> None:
        self.now += timedelta(**span)
        self.traveller.move_to(self.now, tick=False)
        clock.carry_out_due(now=self.now)
        rank(now=self.now)

    @rule(place=PICK, author=PICK, topic=PICK, word=WORDS, held=st.sampled_from([None, 60, 3600]))
    def print_a_story(self, place: int, author: int, topic: int, word: str, held: int | None) -> None:
        self.paper.story(
            self.now, place=self.paper.places[place % 4], headline=f"{word} {self.paper.number}",
            authors=[self.paper.authors[author % 2]], topics=[self.paper.topics[topic % 2]],
            embargo_until=self.now + timedelta(seconds=held) if held else None,
        )  # fmt: skip
        self.pass_time(seconds=7)

    @rule(pick=PICK, word=WORDS, topic=PICK, author=PICK)
    def change_a_story(self, pick: int, word: str, topic: int, author: int) -> None:
        story = self.some(pick)
        if story.killed_at is None:
            copy = Copy(headline=f"{word} again", standfirst=word, body=[("text", f"<p>{word} anew.</p>")],
                        authors=[self.paper.authors[author % 2]], topics=[self.paper.topics[topic % 2]])  # fmt: skip
            revise(story=story, copy=copy, by=None, now=self.now)
            publish(story=story, by=None)

    @rule(pick=PICK, place=PICK)
    def move_a_story(self, pick: int, place: int) -> None:
        story = self.some(pick)
        if story.killed_at is None and story.blog_id is None:
            draft = story.get_latest_revision_as_object()
            draft.section = self.paper.sections[place % 3]
            draft.save_revision()
            publish(story=story, by=None)

    @rule(pick=PICK)
    def kill(self, pick: int) -> None:
        story = self.some(pick)
        if story.killed_at is None and story.published_at:
            withdrawing.kill(story=story, reason="Wrong", by=None, now=self.now)

    @rule(pick=PICK)
    def unpublish(self, pick: int) -> None:
        story = self.some(pick)
        if story.live:
            with transaction.atomic():
                story.unpublish()

    @rule(pick=PICK, word=WORDS)
    def correct(self, pick: int, word: str) -> None:
        story = self.some(pick)
        if story.killed_at is None and story.published_at and story.published_at <= self.now:
            withdrawing.correct(story=story, text=f"It said {word}.", by=None, now=self.now)

    @rule(pick=PICK, seconds=st.sampled_from([5, 90, 4000]))
    def embargo(self, pick: int, seconds: int) -> None:
        story = self.some(pick)
        if story.embargo_until is None or story.embargo_until <= self.now:
            withdrawing.set_embargo(
                story=story, until=self.now + timedelta(seconds=seconds), by=None, now=self.now
            )

    @rule(pick=PICK, seconds=st.sampled_from([5, 90, 4000]))
    def limit_rights(self, pick: int, seconds: int) -> None:
        withdrawing.limit_rights(
            story=self.some(pick), until=self.now + timedelta(seconds=seconds), by=None, now=self.now
        )

    @rule(seconds=st.sampled_from([1, 61, 3700, 90_000, 172_801]))
    def wait(self, seconds: int) -> None:
        self.pass_time(seconds=seconds)

    @rule(pick=PICK, word=WORDS)
    def rename_a_section(self, pick: int, word: str) -> None:
        section = Section.objects.get(pk=self.paper.sections[pick % 3].pk)
        section.title, section.colour = word, "#123456"
        with transaction.atomic():
            section.save_revision().publish()

    @rule(pick=PICK, word=WORDS)
    def rename_an_author(self, pick: int, word: str) -> None:
        author = self.paper.authors[pick % 2]
        author.name = word
        with transaction.atomic():
            author.save()

    @rule(word=WORDS, zone=st.sampled_from(["UTC", "Asia/Tokyo"]))
    def change_the_paper(self, word: str, zone: str) -> None:
        paper = PaperSettings.load()
        paper.tagline, paper.time_zone = word, zone
        with transaction.atomic():
            paper.save()

    @rule(pick=PICK, voter=PICK)
    def vote(self, pick: int, voter: int) -> None:
        story = Story.objects.public(self.now).order_by("pk").first()
        if story:
            someone = reader_named(f"voter {voter}")
            cast_vote(story=story, reader=someone, value=1, kind="up", now=self.now)
            if pick % 3 == 0:
                withdraw_vote(story=story, reader=someone)

    @rule(pick=PICK, word=WORDS, fate=st.sampled_from(["", "hold", "remove"]))
    def comment(self, pick: int, word: str, fate: str) -> None:
        self.pass_time(minutes=10)
        story = Story.objects.public(self.now).order_by("-pk").first()
        if story:
            words = comments.Words("Ann", f"I read about {word} at {self.now} with interest.")
            written = comments.write(
                story=story, reader=reader_named(f"writer {pick}"), words=words, now=self.now
            )
            if fate:
                getattr(comments, fate)(comment=written, by=self.moderator, now=self.now)

    @rule(pick=PICK)
    def read(self, pick: int) -> None:
        hour = self.now.replace(minute=0, second=0)
        row, _ = Reading.objects.get_or_create(story=self.some(pick), hour=hour)
        row.count += 3
        row.save()
        self.pass_time(seconds=10)

    @precondition(lambda self: hasattr(self, "reader"))
    @invariant()
    def every_stored_page_is_fresh(self) -> None:
        drain()
        assert self.reader.differing() == {}
        for address in every_address():
            self.reader.get(address)


def test_any_sequence_of_changes_leaves_every_stored_page_fresh():
    run_state_machine_as_test(
        Changes,
        settings=settings(
            max_examples=6, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


class Forgetful(SqlitePageStore):
    """A store to which one kind of tag is never said: as if its recording line were missing."""

    forgotten = ""

    def put(self, key, page, tags, since):
        kept = [tag for tag in tags if tag != self.forgotten and not tag.startswith(f"{self.forgotten}:")]
        return super().put(key, page, kept, since)


def scenario(paper: Paper, tag: str, now: datetime) -> None:
    """A change that only pages with ``tag`` show."""
    story = Story.objects.order_by("pk").first()
    match tag:
        case "site":
            paper_settings = PaperSettings.load()
            paper_settings.tagline = "Another tagline"
            with transaction.atomic():
                paper_settings.save()
        case "places":
            section = Section.objects.get(slug="sport")
            section.title = "Games"
            section.save_revision().publish()
        case "topics":
            topic = paper.topics[0]
            topic.title = "Boats"
            topic.save_revision().publish()
        case "author":
            paper.authors[0].name = "Gull Agency"
            paper.authors[0].save()
        case "story":  # the most-read list of a page that shares nothing else with the story
            copy = Copy(
                headline="Another headline", body=[("text", "<p>New.</p>")], authors=paper.authors[:1]
            )
            revise(story=story, copy=copy, by=None, now=now)
            publish(story=story, by=None)
        case "most-read":
            Reading.objects.create(story=Story.objects.order_by("pk")[1], hour=now, count=5)
            rank(now=now)
        case _:  # lists: a new story joins them
            paper.story(
                now, place=paper.blog if tag == "blog" else paper.sections[1], topics=paper.topics[:1]
            )


@pytest.mark.parametrize(
    "tag",
    [
        "site",
        "places",
        "topics",
        "author",
        "story",
        "most-read",
        "latest",
        "section",
        "blog",
        "topic",
        "month",
    ],
)
def test_removing_one_recording_line_leaves_a_stale_page(tag, clock, tmp_path, monkeypatch):
    store = Forgetful(tmp_path / "pages.sqlite3")
    store.forgotten = tag
    monkeypatch.setattr("broadsheet.edge.services.page_store", lambda: store)
    paper = small_paper()
    for number, place in enumerate(paper.places):
        paper.story(
            clock.now, place=place, topics=paper.topics[:1], authors=paper.authors[:1] if number == 0 else []
        )
    Reading.objects.create(story=Story.objects.order_by("pk")[0], hour=clock.now, count=1)
    rank(now=clock.now)
    reader = Reader(store)
    clock.pass_time(seconds=20)
    for address in every_address():
        reader.get(address)
    assert reader.differing() == {}

    scenario(paper, tag, clock.now)

    assert Mark.objects.count() == 0
    assert reader.differing() != {}
