"""Whatever comes in whatever order: nothing embargoed or killed is in print, nobody's words are lost."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from broadsheet.desk.models import Follow
from broadsheet.desk.services import carry_out_due
from broadsheet.people.models import Person
from broadsheet.stories.models import Listing, SearchText, Story
from broadsheet.stories.services import clock, drafts
from broadsheet.stories.services.drafts import Copy
from broadsheet.wire.models import Take
from factories.desk import a_trusted_feed, receive
from factories.wire import an_item

NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
GUIDS = st.sampled_from(["a", "b"])
NUMBERS = st.integers(1, 6)
HOURS = st.sampled_from([None, -1, 1, 2])


class Wire(RuleBasedStateMachine):
    """One paper, two items, versions in any order, a clock that only goes on, an editor who meddles."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.now = NOON
        self.clock = time_machine.travel(NOON, tick=False)
        self.traveller = self.clock.start()
        a_trusted_feed(NOON)
        self.editor = Person.objects.create_superuser("desk@example.org")
        self.embargoes = {}  # a version's marker → until when it may not be seen
        self.until = {}  # an item → the latest embargo any version of it has set
        self.killed = set()
        self.sent = set()
        self.serial = 0

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @rule(guid=GUIDS, number=NUMBERS, hours=HOURS)
    def a_version_comes(self, guid, number, hours):
        embargo = self.now + timedelta(hours=hours) if hours else None
        marker = f"marker-{guid}-{number}"
        if (guid, str(number)) not in self.sent:
            # A later version may say what an embargoed one said, so each is held as long as the longest.
            self.until[guid] = max(filter(None, [self.until.get(guid), embargo]), default=None)
            self.embargoes[marker] = self.until[guid]
        self.sent.add((guid, str(number)))
        body = f"<p>Text {marker} end.</p>"
        receive(
            an_item(
                guid=guid, version=str(number), headline=f"Head {marker} end", body_html=body, embargo=embargo
            ),
            now=self.now,
        )

    @rule(guid=GUIDS, number=NUMBERS)
    def a_kill_comes(self, guid, number):
        receive(an_item(guid=guid, version=f"{number}", pubstatus="killed"), now=self.now)
        self.killed.add(guid)

    @rule(minutes=st.sampled_from([1, 59, 60, 120]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.traveller.move_to(self.now, tick=False)
        carry_out_due(now=self.now)
        clock.carry_out_due(now=self.now)

    @rule(guid=GUIDS)
    def an_editor_rewrites_and_publishes(self, guid):
        follow = Follow.objects.filter(guid=guid).select_related("story").first()
        if follow is None or follow.story.killed_at:
            return
        self.serial += 1
        words = f"Ours {self.serial}"
        drafts.revise(
            story=follow.story, copy=Copy(headline=words, body=[("text", f"<p>{words}</p>")]), by=self.editor,
            now=self.now,
        )  # fmt: skip
        drafts.publish(story=follow.story, by=self.editor)

    @rule(guid=GUIDS)
    def an_editor_publishes_whatever_the_draft_is(self, guid):
        follow = Follow.objects.filter(guid=guid).select_related("story").first()
        if follow is not None and not follow.story.killed_at:
            drafts.publish(story=follow.story, by=self.editor)

    @invariant()
    def nothing_is_seen_too_early_or_after_its_kill(self):
        stories = Story.objects.public(self.now).prefetch_related("follows")
        seen = {story.pk: f"{story.headline} {story.body.get_prep_value()}" for story in stories}
        indexed = dict(SearchText.objects.values_list("story_id", "words"))
        listed = set(Listing.objects.values_list("story_id", flat=True))
        for marker, until in self.embargoes.items():
            if until is not None and until > self.now:
                assert [text for text in (*seen.values(), *indexed.values()) if f"{marker} " in text] == []
        dead = set(Follow.objects.filter(guid__in=self.killed).values_list("story_id", flat=True))
        assert dead & (set(seen) | set(indexed) | listed) == set()

    @invariant()
    def everything_that_came_is_kept_once(self):
        kept = [(take.guid, take.item["version"]) for take in Take.objects.filter(pubstatus="usable")]
        assert sorted(kept) == sorted(self.sent)

    @invariant()
    def the_editors_last_words_are_never_overwritten(self):
        for follow in Follow.objects.select_related("story"):
            heads = [r.content["headline"] for r in follow.story.revisions.order_by("pk")]
            ours = [number for number, head in enumerate(heads) if head.startswith("Ours")]
            assert not ours or all(head.startswith("Ours") for head in heads[ours[0] :])


@pytest.mark.django_db
def test_nothing_leaks_and_nothing_is_lost():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Wire,
        settings=settings(
            max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
