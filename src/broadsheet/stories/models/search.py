"""The words of each public story, kept narrow for full-text search."""

from django.db import models


class SearchText(models.Model):
    """One row a public story; the full-text index over it is made in a migration, by database."""

    story = models.OneToOneField(
        "stories.Story", primary_key=True, on_delete=models.CASCADE, related_name="search_text"
    )
    words = models.TextField()

    def __str__(self) -> str:
        return self.words[:60]
