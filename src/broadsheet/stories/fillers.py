"""What the stories room puts into page slots: the section bar, section colours, feed links."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from broadsheet.stories.selectors.places import section_bar
from broadsheet.web.selectors import paper


def sections(request: HttpRequest, _subject: object) -> SafeString:
    """The section bar, with the section that the page stands in marked."""
    items = section_bar(request.path)
    return render_to_string("stories/_sections.html", {"sections": items}) if items else SafeString("")


def head(_request: HttpRequest, _subject: object) -> SafeString:
    """The paper's own colours and its feed."""
    return format_html(
        '<link rel="stylesheet" href="/colours.css">\n'
        '<link rel="alternate" type="application/rss+xml" title="{}" href="/feed/">\n',
        paper().name,
    )
