"""Doors for Django's signals: one line each."""

from broadsheet.edge.services import mark_stale


def settings_saved(**_: object) -> None:
    mark_stale("site")
