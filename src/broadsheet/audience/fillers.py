"""What the audience room puts into page slots: the most-read list."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from broadsheet.audience.selectors import most_read


def most_read_list(_request: HttpRequest, _subject: object) -> SafeString:
    """Most read, as numerals."""
    context = {"cards": most_read(timezone.now()), "title": gettext("Most read"), "id": "most-read"}
    return render_to_string("web/components/ranked.html", context)
