"""The home page of the tree."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class FrontPage(Page):
    """The paper's front; there is one."""

    max_count = 1
    subpage_types = ["stories.Section", "stories.Blog", "stories.Topic", "front.StandingPage"]


class StandingPage(Page):
    """About, contact, privacy: a page that stands by itself."""

    body = RichTextField(blank=True, features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    subpage_types: ClassVar[list[str]] = []
