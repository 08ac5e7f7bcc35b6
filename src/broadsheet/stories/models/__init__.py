"""The tables of the stories room, one noun a file."""

from broadsheet.stories.models.author import Author
from broadsheet.stories.models.notice import Notice
from broadsheet.stories.models.places import Blog, Section, Topic
from broadsheet.stories.models.search import SearchText
from broadsheet.stories.models.slugs import FormerPlace, FormerSlug
from broadsheet.stories.models.story import Byline, Listing, Story, StoryQuerySet

__all__ = [
    "Author",
    "Blog",
    "Byline",
    "FormerPlace",
    "FormerSlug",
    "Listing",
    "Notice",
    "SearchText",
    "Section",
    "Story",
    "StoryQuerySet",
    "Topic",
]
