"""Doors for Wagtail's signals: one call each."""

from wagtail.models import Page

from broadsheet.edge.services import mark_stale


def page_changed(instance: Page, **_: object) -> None:
    mark_stale(f"page:{instance.pk}", "pages")
