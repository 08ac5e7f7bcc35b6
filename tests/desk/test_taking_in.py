"""From a wire item to a printed story, and what later versions do to it."""

import pytest

from broadsheet.desk.models import Decision, Follow
from broadsheet.desk.services import take_in
from broadsheet.stories.models import Story
from broadsheet.wire.models import Message, Take
from factories.desk import a_trusted_feed, receive
from factories.wire import an_item, g2

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(noon, clock):
    return a_trusted_feed(noon)


def lines(results):
    return [result.line for result in results]


def public(now):
    return list(Story.objects.public(now).values_list("headline", flat=True))


def test_a_trusted_message_is_printed_at_once(demo, noon):
    results = take_in(raw=g2(), name="ferry.xml", feed="demo", whence="test", now=noon)

    story = Story.objects.public(noon).get()
    assert lines(results) == ["published world/ferry-runs-aground-off-the-sound"]
    assert (story.headline, story.dateline, story.published_at) == (
        "Ferry runs aground off the Sound", "PORT MARRAN, Torrenay", noon,
    )  # fmt: skip
    assert [(line.author.name, line.author.kind) for line in story.bylines.all()] == [
        ("Marran Press", "agency")
    ]
    assert [(block.block_type, str(block.value)) for block in story.body] == [
        ("text", "<p>The morning ferry ran aground.</p>")
    ]
    assert [(m.name, bytes(m.raw), m.format) for m in Message.objects.all()] == [
        ("ferry.xml", g2(), "newsml-g2")
    ]
