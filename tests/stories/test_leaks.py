"""Killed and embargoed stories are in no output, at no moment: a marker sentence is looked for everywhere."""

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
    precondition,
    rule,
    run_state_machine_as_test,
)

from broadsheet.edge.services import drain, page_store
from broadsheet.stories.models import Notice, Story
from broadsheet.stories.services import clock, withdrawing
from broadsheet.stories.services.drafts import Copy, publish, revise
from support.newsroom import Paper, Reader, every_address, outbox_bytes, small_paper

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
PICK = st.integers(0, 10)
SPOT = st.sampled_from(["headline", "standfirst", "kicker", "dateline", "body", "pull_quote"])


def marker(number: int) -> str:
    return f"zqmarker{number}zq"


def with_marker(spot: str, number: int) -> dict[str, object]:
    """The fields of a story that holds its marker in one spot."""
    word = marker(number)
    body = [("text", f"<p>{word if spot == 'body' else 'Plain'} words.</p>")]
    if spot == "pull_quote":
        body.append(("pull_quote", {"text": word, "speaker": "Ann"}))
    fields: dict[str, object] = {"headline": f"Story {number}", "body": body}
    if spot not in {"body", "pull_quote"}:
        fields[spot] = f"{word} {number}"
    return fields


class Leaks(RuleBasedStateMachine):
    """Stories come, are held, killed and run out; readers ask for everything at random moments."""

    def __init__(self) -> None:
        super().__init__()
        TransactionTestCase._fixture_teardown(None)
        page_store().start(uuid4().hex)
        self.travel = time_machine.travel(NOON, tick=False)
        self.traveller = self.travel.start()
        self.now = NOON
        self.count = 0

    def teardown(self) -> None:
        self.travel.stop()

    @initialize()
    def found(self) -> None:
        self.paper: Paper = small_paper()
        self.reader = Reader()

    def some(self, pick: int) -> Story | None:
        stories = list(Story.objects.order_by("pk"))
        return stories[pick % len(stories)] if stories else None

    @rule(spot=SPOT, place=PICK, held=st.sampled_from([None, 30, 600]))
    def print_a_story(self, spot: str, place: int, held: int | None) -> None:
        self.count += 1
        until = self.now + timedelta(seconds=held) if held else None
        self.paper.story(self.now, place=self.paper.places[place % 4], topics=self.paper.topics[:1],
                         embargo_until=until, **with_marker(spot, self.count))  # fmt: skip

    @rule(pick=PICK)
    def kill(self, pick: int) -> None:
        story = self.some(pick)
        if story and story.killed_at is None and story.published_at:
            withdrawing.kill(story=story, reason=f"The reason is {marker(0)}", by=None, now=self.now)

    @rule(pick=PICK)
    def publish_whatever_it_is(self, pick: int) -> None:
        story = self.some(pick)
        if story and story.killed_at is None:
            revise(story=story, copy=Copy(**with_marker("body", story.pk)), by=None, now=self.now)
            publish(story=story, by=None)

    @rule(pick=PICK)
    def publish_past_our_services(self, pick: int) -> None:
        """As Wagtail's own screens and its scheduler do it."""
        story = self.some(pick)
        revision = story.get_latest_revision() if story else None
        if revision is not None:
            with transaction.atomic():
                revision.publish(skip_permission_checks=True)

    @rule(pick=PICK, seconds=st.sampled_from([30, 600]))
    def embargo(self, pick: int, seconds: int) -> None:
        story = self.some(pick)
        if story and (story.embargo_until is None or story.embargo_until <= self.now):
            until = self.now + timedelta(seconds=seconds)
            withdrawing.set_embargo(story=story, until=until, by=None, now=self.now)

    @rule(pick=PICK, seconds=st.sampled_from([30, 600]))
    def limit_rights(self, pick: int, seconds: int) -> None:
        story = self.some(pick)
        if story:
            until = self.now + timedelta(seconds=seconds)
            withdrawing.limit_rights(story=story, until=until, by=None, now=self.now)

    @rule(seconds=st.sampled_from([1, 31, 601]), is_clock_running=st.booleans())
    def wait(self, seconds: int, is_clock_running: bool) -> None:
        self.now += timedelta(seconds=seconds)
        self.traveller.move_to(self.now, tick=False)
        if is_clock_running:
            clock.carry_out_due(now=self.now)

    @precondition(lambda self: self.count)
    @rule()
    def look_everywhere(self) -> None:
        drain()
        secret = {marker(0).encode()}
        for story in Story.objects.all():
            is_out = Story.objects.public(self.now).filter(pk=story.pk).exists()
            if not is_out:
                secret.add(words_of(story).encode())
        for address in self.addresses():
            status, body = self.reader.get(address)
            assert [word for word in secret if word in body] == [], (address, status)
        for word in secret:
            assert b'class="card' not in self.reader.get(f"/search/?q={word.decode()}")[1]
        assert [word for word in secret if word in outbox_bytes()] == []
        for notice in Notice.objects.filter(kind="kill", story__published_at__lte=self.now).select_related(
            "story"
        ):
            if notice.story.published_at <= notice.story.killed_at:
                assert self.reader.get(notice.story.get_absolute_url())[0] == 410

    def addresses(self) -> list[str]:
        return [*every_address(), "/search/?q=words", "/search/?q=story", "/search/?q=ann"]


def words_of(story: Story) -> str:
    """The story's own marker; it stands in exactly one story."""
    revision = story.get_latest_revision()
    everything = str(revision.content)
    start = everything.index("zqmarker")
    return everything[start : everything.index("zq", start + 8) + 2]


def test_no_output_ever_shows_a_story_that_is_held_killed_or_run_out():
    run_state_machine_as_test(
        Leaks,
        settings=settings(
            max_examples=10, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_the_search_for_leaks_would_find_one(clock):
    paper = small_paper()
    story = paper.story(clock.now, **with_marker("standfirst", 1))
    reader = Reader()

    showing = {address for address in every_address() if marker(1).encode() in reader.get(address)[1]}

    assert {
        story.get_absolute_url(),
        "/",
        "/world/",
        "/feed/",
        "/world/feed/",
        "/by/tern/",
        "/archive/2026/03/",
    } <= showing
