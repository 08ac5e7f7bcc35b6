"""Wagtail's library deletes pictures by itself; the pages that showed one must hear of it."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from broadsheet.pictures import services
from broadsheet.pictures.models import Picture


@receiver(post_delete, sender=Picture)
def picture_deleted(instance: Picture, **_: Any) -> None:
    """Hand a deletion, by whatever door, to the service that marks pages."""
    services.forget(picture=instance)
