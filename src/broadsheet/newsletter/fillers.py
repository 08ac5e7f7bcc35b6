"""What this room puts into lower rooms' pages: the same bytes for every reader, no query, no token."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext


def sign_up(_request: HttpRequest, _subject: object) -> SafeString:
    """The sign-up block; what it sends only fills in the form page, which holds the human check."""
    return render_to_string("web/components/sign_up.html", {"action": reverse("newsletter:subscribe")})


def foot(_request: HttpRequest, _subject: object) -> SafeString:
    """A link to the form page at the foot of every page."""
    return format_html('<p><a href="{}">{}</a></p>', reverse("newsletter:form"), gettext("Newsletter"))
