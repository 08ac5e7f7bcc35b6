"""The wire desk's forms for feeds and routing rules."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from broadsheet.desk.models import Rule
from broadsheet.wire.models import Feed


class FeedCreate(CreateView):
    """A new feed is dated when its form is first saved."""

    def save_instance(self) -> Any:
        """Date it."""
        self.form.instance.created_at = timezone.now()
        return super().save_instance()


class FeedViewSet(SnippetViewSet):
    """Who sends, and how far they are trusted."""

    model = Feed
    icon = "download"
    menu_label = "Feeds"
    list_display = ["name", "slug", "is_trusted", "agency_slug"]
    ordering = "name"
    add_view_class = FeedCreate
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("is_trusted"),
        MultiFieldPanel(
            [
                FieldPanel("agency_slug"),
                FieldPanel("credit"),
                FieldPanel("language"),
                FieldPanel("time_zone"),
                FieldPanel("rights"),
                FieldPanel("rights_days"),
            ],
            heading="What its items do not say",
        ),
    ]


class RuleViewSet(SnippetViewSet):
    """What is done with what comes in; the first rule that fits decides."""

    model = Rule
    icon = "list-ol"
    menu_label = "Rules"
    list_display = ["__str__", "position"]
    ordering = "position"
    panels = [
        FieldPanel("position"),
        FieldPanel("feed"),
        FieldPanel("action"),
        FieldPanel("section_path"),
    ]


class WireSettings(SnippetViewSetGroup):
    """The menu entry of feeds and rules."""

    items = (FeedViewSet, RuleViewSet)
    menu_label = "Wire rules"
    menu_icon = "cogs"
    menu_order = 121
