"""The benchmarks' archive is what the services would have written."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from broadsheet.stories.models import Listing, SearchText, Story
from broadsheet.stories.selectors.printing import printed_fingerprint, scopes_of, search_words
from broadsheet.stories.services.drafts import publish
from loader import content, paper

COUNT = 50
NEWEST = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def archive(db, tmp_path):
    for shade in (40, 200):
        Image.new("RGB", (640, 480), (shade, 90, 120)).save(tmp_path / f"{shade}.jpg")
    ground = paper.lay_ground(now=NEWEST, sample=tmp_path)
    paper.load(ground=ground, numbers=range(10), of=COUNT, newest=NEWEST)
    paper.load(ground=ground, numbers=range(10, COUNT), of=COUNT, newest=NEWEST)
    return list(Story.objects.order_by("pk"))


def test_every_loaded_story_stands_as_the_services_would_have_left_it(archive):
    now = NEWEST + timedelta(days=1)

    assert Story.objects.public(now).count() == len(archive) == COUNT
    for story in archive:
        story.full_clean()
        assert story.printed == printed_fingerprint(story)
        assert story.address == story.get_absolute_url()
        assert SearchText.objects.get(story=story).words == search_words(story)
        listed = Listing.objects.filter(story=story)
        assert sorted(listed.values_list("scope", flat=True)) == sorted(scopes_of(story))
        assert set(listed.values_list("published_at", flat=True)) == {story.published_at}


def test_a_loaded_revision_says_what_its_story_says(archive):
    for story in archive:
        draft = story.get_latest_revision_as_object()

        assert draft.headline == story.headline
        assert list(draft.body.raw_data) == list(story.body.raw_data)
        assert [line.author_id for line in draft.bylines.all()] == [
            line.author_id for line in story.bylines.all()
        ]
        assert {topic.pk for topic in draft.topics.all()} == {topic.pk for topic in story.topics.all()}


def test_publishing_a_loaded_story_again_changes_nothing_that_readers_see(archive):
    story = archive[0]
    before = Story.objects.values("printed", "published_at", "updated_at").get(pk=story.pk)

    publish(story=story, by=None)

    assert Story.objects.values("printed", "published_at", "updated_at").get(pk=story.pk) == before


def test_the_archive_is_the_same_at_every_run():
    assert content.piece(7, COUNT, NEWEST) == content.piece(7, COUNT, NEWEST)
    assert content.piece(7, COUNT, NEWEST) != content.piece(8, COUNT, NEWEST)
