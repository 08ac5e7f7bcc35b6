"""Addresses that stories and sections had before; read only when an address is not found."""

from django.db import models


class FormerSlug(models.Model):
    """One address a published story has left."""

    path = models.CharField(max_length=500, unique=True)
    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.path


class FormerPlace(models.Model):
    """One path a section or blog has left; every story below it is found through this one row."""

    path = models.CharField(max_length=500, unique=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.path
