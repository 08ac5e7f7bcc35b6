"""The demonstration paper's readers: comments, votes, readings, subscribers."""

from datetime import datetime, timedelta
from typing import Any

from broadsheet.audience.models import Reading
from broadsheet.audience.services import rank
from broadsheet.comments import services as comments
from broadsheet.comments.models import Comment
from broadsheet.kit.errors import BroadsheetError
from broadsheet.newsletter.models import MailingList, Subscription
from broadsheet.newsletter.services.subscribing import confirm, subscribe
from broadsheet.people.readers import Reader
from broadsheet.stories.models import Story
from broadsheet.votes.services import cast_vote
from broadsheet.web.selectors import paper


def load(loaded: Any, plan: dict[str, Any]) -> None:
    """Let the readers write, vote, read and subscribe."""
    stories: dict[str, Story] = loaded.stories
    written: dict[str, Comment] = {}
    for entry in plan["comments"]:
        story = stories.get(entry["story"])
        if story is not None:
            comment = _comment(loaded, entry, story, written.get(entry.get("reply_to", "")))
            if comment is not None:
                written[entry["id"]] = comment
    for key, count in plan["votes"].items():
        for number in range(count if key in stories else 0):
            cast_vote(
                story=stories[key],
                reader=_reader(f"voter-{key}-{number}"),
                value=1,
                kind="up",
                now=loaded.now,
            )
    hour = loaded.now.replace(minute=0, second=0, microsecond=0)
    for key, count in plan["votes"].items():
        if key in stories:
            Reading.objects.create(story=stories[key], hour=hour, count=20 * count)
    rank(now=loaded.now)
    _subscribers(loaded, plan["subscribers"])


def _subscribers(loaded: Any, plan: list[dict[str, Any]]) -> None:
    """The letter goes out within the hour after the first start, so that a visitor sees one."""
    daily = MailingList.objects.get(slug="daily")
    daily.hour = (loaded.now.astimezone(paper().zone) + timedelta(hours=1)).hour
    daily.save()
    for entry in plan:
        subscribe(address=entry["email"], mailing_list=daily, source="demonstration", now=loaded.now)
        if entry["confirmed"]:
            confirm(
                subscription=Subscription.objects.get(mailing_list=daily, address=entry["email"]),
                now=loaded.now,
            )


def _reader(name: str) -> Reader:
    return Reader(person=None, guest=name, network=name[:20])


def _comment(loaded: Any, entry: dict[str, Any], story: Story, parent: Comment | None) -> Comment | None:
    published: datetime = Story.objects.get(pk=story.pk).published_at or loaded.now
    at = min(published + timedelta(minutes=entry["after"]), loaded.now)
    words = comments.Words(entry["name"], entry["text"])
    try:
        comment = comments.write(
            story=story, reader=_reader(f"writer-{entry['name']}"), words=words, now=at, parent=parent
        )
    except BroadsheetError:
        return None
    if entry["state"] == "shown" and comment.state != Comment.State.SHOWN:
        comment = comments.show(comment=comment, by=loaded.people["moderator"], now=at)
    return comment
