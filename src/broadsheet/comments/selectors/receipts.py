"""What a comment's writer is told about it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from broadsheet.comments.models import Comment
from broadsheet.comments.selectors.threads import permalink


@dataclass(frozen=True)
class Receipt:
    """A message page: title, sentence, reason, the way on."""

    title: str
    text: str
    details: str
    url: str
    link_text: str


def receipt_for(comment: Comment, story_url: str) -> Receipt:
    """How the comment stands at this moment, in words."""
    back = gettext("Back to the story")
    if comment.state == Comment.State.SHOWN:
        live = gettext("Every reader of the story sees it now.")
        return Receipt(
            gettext("Your comment is live"),
            live,
            "",
            permalink(comment, story_url),
            gettext("See it on the page"),
        )
    if comment.state == Comment.State.HELD:
        waits = gettext(
            "A moderator reads it before it appears. This page tells you how it stands whenever you open it."
        )
        why = gettext("Why it waits: %(reason)s.") % {"reason": comment.reason} if comment.reason else ""
        return Receipt(gettext("Your comment is held"), waits, why, story_url, back)
    title, text = (
        (gettext("Your comment was removed"), gettext("A moderator has taken it down."))
        if comment.state == Comment.State.REMOVED
        else (
            gettext("Your comment was refused"),
            gettext("A moderator has read it and decided not to show it."),
        )
    )
    why = gettext("The reason: %(reason)s.") % {"reason": comment.reason} if comment.reason else ""
    return Receipt(title, text, why, story_url, back)
