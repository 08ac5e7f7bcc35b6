"""The desk's screens for stories, authors and topics in Wagtail's admin."""

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.admin.ui.tables import DateColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from broadsheet.stories.adminforms import StoryForm
from broadsheet.stories.models import Author, Story

STORY_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("kicker"),
            FieldPanel("headline", classname="title"),
            FieldPanel("standfirst", widget=forms.Textarea(attrs={"rows": 3})),
        ],
        heading="Headline",
    ),
    InlinePanel("bylines", [FieldPanel("author")], heading="Byline", label="Name"),
    FieldPanel("dateline"),
    FieldPanel("body"),
    MultiFieldPanel([FieldPanel("lead_picture"), FieldPanel("lead_caption")], heading="Lead picture"),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("section", widget=forms.Select), FieldPanel("blog", widget=forms.Select)]
            ),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("language")]),
            FieldPanel("comments_open"),
        ],
        heading="Place",
    ),
    PublishingPanel(),
]


class StoryViewSet(SnippetViewSet):
    """Stories: list, form, preview, schedule, history, compare, workflow."""

    model = Story
    icon = "doc-full"
    menu_label = "Stories"
    list_display = [
        "headline",
        "place",
        "status_string",
        DateColumn("published_at", label="Published"),
        UpdatedAtColumn(),
    ]
    list_filter = {"section": ["exact"], "blog": ["exact"], "live": ["exact"], "language": ["exact"]}
    list_per_page = 50
    search_fields = ["headline", "kicker"]
    ordering = "-pk"
    panels = STORY_PANELS
    base_form_class = StoryForm
    inspect_view_enabled = True

    def get_queryset(self, _request: Any) -> Any:
        """With the place, so that a list of fifty asks once."""
        return Story.objects.select_related("section", "blog", "latest_revision").order_by("-pk")


class AuthorViewSet(SnippetViewSet):
    """People and agencies that stories are by."""

    model = Author
    icon = "user"
    menu_label = "Authors"
    list_display = ["name", "kind", "role"]
    search_fields = ["name"]
    panels = Author.panels


class StoriesGroup(SnippetViewSetGroup):
    """The menu entry of the story desk."""

    items = (StoryViewSet, AuthorViewSet)
    menu_label = "Story desk"
    menu_icon = "doc-full"
    menu_order = 100
