"""What this room puts into lower rooms' pages."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from broadsheet.comments.selectors.threads import thread_page
from broadsheet.stories.models import Story


def story_comments(request: HttpRequest, subject: object) -> SafeString:
    """The newest threads under a story, the same for every reader; one query."""
    if not isinstance(subject, Story) or not subject.pk:
        return SafeString("")
    page = thread_page(subject.pk, may_reply=subject.comments_open)
    context = {
        "comments": page.comments,
        "comment_count": subject.comment_count,
        "add_url": reverse("comments:new", args=[subject.pk]) if subject.comments_open else "",
        "all_url": f"{reverse('comments:all', args=[subject.pk])}?page=2" if page.older_url else "",
    }
    return render_to_string("comments/_comments.html", context, request)
