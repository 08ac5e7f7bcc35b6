"""Where a story stands: sections, blogs and topics are pages of the tree."""

from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class Section(Page):
    """World, Sport…; a section below another is a sub-section."""

    description = models.CharField(max_length=300, blank=True)
    colour = models.CharField(
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "A colour such as #2f6f4f.")],
        help_text="Shown as the thin line over the kicker.",
    )
    position = models.PositiveSmallIntegerField(default=50, help_text="Order in the section bar.")

    content_panels = [
        *Page.content_panels,
        FieldPanel("description"),
        FieldPanel("colour"),
        FieldPanel("position"),
    ]
    subpage_types = ["stories.Section"]


class Blog(Page):
    """A blogger's own front."""

    description = models.CharField(max_length=300, blank=True)
    blogger = models.ForeignKey("stories.Author", on_delete=models.PROTECT, related_name="blogs")

    content_panels = [*Page.content_panels, FieldPanel("description"), FieldPanel("blogger")]
    subpage_types: list[str] = []


class Topic(Page):
    """What several stories are about; its page tells the story so far."""

    description = models.CharField(max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("description")]
    subpage_types: list[str] = []
