"""Comments as readers write them."""

from datetime import datetime
from itertools import count

from broadsheet.comments.models import Comment
from broadsheet.comments.services import Words, write
from broadsheet.people.readers import Reader
from broadsheet.stories.models import Story
from factories.readers import a_guest

_numbers = count(1)


def a_comment(
    story: Story,
    now: datetime,
    *,
    text: str = "",
    name: str = "Ida",
    reader: Reader | None = None,
    parent: Comment | None = None,
) -> Comment:
    """Taken in through the service, with a text of its own unless one is given."""
    words = Words(name, text or f"What I think, number {next(_numbers)}.")
    return write(story=story, reader=reader or a_guest(), words=words, parent=parent, now=now)


def a_held_comment(story: Story, now: datetime, **given: object) -> Comment:
    """One that waits for a moderator, since a newcomer's comment with a link does."""
    comment = a_comment(story, now, text=f"See https://example.org/{next(_numbers)}", **given)
    assert comment.state == Comment.State.HELD
    return comment
