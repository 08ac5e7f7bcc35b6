"""Who a story is by: a person or an agency, each with a page of their own."""

from django.db import models
from django.urls import reverse
from wagtail.admin.panels import FieldPanel


class Author(models.Model):  # type: ignore[django-manager-missing]
    """A credited name. An agency is an author too, so that a byline is one list in order."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        AGENCY = "agency", "Agency"

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)
    role = models.CharField(max_length=120, blank=True, help_text="Such as: Harbour correspondent.")
    bio = models.TextField(blank=True)
    portrait = models.ForeignKey(
        "pictures.Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="portrait_of"
    )
    person = models.OneToOneField(
        "people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="author"
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("role"),
        FieldPanel("bio"),
        FieldPanel("portrait"),
        FieldPanel("person"),
    ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The author's page."""
        return reverse("stories:author", args=[self.slug])
