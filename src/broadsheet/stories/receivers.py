"""Doors for Wagtail's and Django's signals: one service call each."""

from django.utils import timezone
from wagtail.models import Page

from broadsheet.edge.services import mark_stale
from broadsheet.stories.models import Author, Story
from broadsheet.stories.services import moving, printing


def story_published(instance: Story, **_: object) -> None:
    printing.after_publish(story_id=instance.pk, now=timezone.now())
    moving.keep_address(story_id=instance.pk)


def story_unpublished(instance: Story, **_: object) -> None:
    printing.reprint(story_id=instance.pk, now=timezone.now())


def author_saved(instance: Author, **_: object) -> None:
    printing.reprint_author(author_id=instance.pk, now=timezone.now())


def place_changed(**_: object) -> None:
    mark_stale("places")


def place_renamed(instance: Page, instance_before: Page, **_: object) -> None:
    moving.place_moved(page=instance, url_path_before=instance_before.url_path)


def place_moved(instance: Page, url_path_before: str, **_: object) -> None:
    moving.place_moved(page=instance, url_path_before=url_path_before)


def topic_changed(instance: object, **_: object) -> None:
    mark_stale("topics", f"topic:{getattr(instance, 'pk', 0)}")
