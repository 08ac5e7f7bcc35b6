"""Doors for Wagtail's and Django's signals: one service call each."""

from django.utils import timezone

from broadsheet.edge.services import mark_stale
from broadsheet.stories.models import Author, Story
from broadsheet.stories.services import printing


def story_published(instance: Story, **_: object) -> None:
    printing.after_publish(story_id=instance.pk, now=timezone.now())


def story_unpublished(instance: Story, **_: object) -> None:
    printing.reprint(story_id=instance.pk, now=timezone.now())


def author_saved(instance: Author, **_: object) -> None:
    printing.reprint_author(author_id=instance.pk, now=timezone.now())


def place_changed(**_: object) -> None:
    mark_stale("places")


def topic_changed(instance: object, **_: object) -> None:
    mark_stale("topics", f"topic:{getattr(instance, 'pk', 0)}")
