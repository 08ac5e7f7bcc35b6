"""The tutorial's models under a newspaper's names: BlogIndexPage is SectionPage, BlogPage is StoryPage."""

from django.core.paginator import Paginator
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

SHOWN = 30


@register_snippet
class Author(models.Model):
    name = models.CharField(max_length=255)

    def __str__(self):
        return self.name


@register_snippet
class Topic(models.Model):
    name = models.CharField(max_length=255)

    def __str__(self):
        return self.name


def in_full(pages):
    """Live stories, newest first, with what a list shows of each fetched together."""
    return pages.live().select_related("lead_image").order_by("-first_published_at")


class HomePage(Page):
    """The latest, and a block for each section."""

    def get_context(self, request):
        context = super().get_context(request)
        context["latest"] = in_full(StoryPage.objects.descendant_of(self))[:24]
        sections = SectionPage.objects.child_of(self).live()
        context["blocks"] = [
            (section, in_full(StoryPage.objects.descendant_of(section))[:5]) for section in sections
        ]
        return context


class SectionPage(Page):
    """Stories below it, newest first, thirty a page."""

    def get_context(self, request):
        context = super().get_context(request)
        stories = in_full(StoryPage.objects.descendant_of(self))
        context["stories"] = Paginator(stories, SHOWN).get_page(request.GET.get("page"))
        return context


class StoryPage(Page):
    date = models.DateField("Post date")
    kicker = models.CharField(max_length=80, blank=True)
    intro = models.TextField(blank=True)
    dateline = models.CharField(max_length=120, blank=True)
    body = RichTextField(blank=True)
    authors = ParentalManyToManyField(Author, blank=True)
    topics = ParentalManyToManyField(Topic, blank=True)
    lead_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    def get_context(self, request):
        context = super().get_context(request)
        context["more"] = in_full(StoryPage.objects.sibling_of(self, inclusive=False))[:5]
        return context
