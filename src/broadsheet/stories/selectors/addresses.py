"""Where a story went: read only when an address is not found."""

from datetime import datetime

from broadsheet.edge.recording import note
from broadsheet.stories.models import FormerPlace, FormerSlug, Story
from broadsheet.stories.selectors.cards import address
from broadsheet.stories.selectors.places import place_of


def former_address(path: str, now: datetime) -> str | None:
    """Where the story or section that once stood at ``path`` stands today; None if there never was one."""
    path = path if path.endswith("/") else f"{path}/"
    slug = FormerSlug.objects.filter(path=path).select_related("story").first()
    if slug is not None:
        note(f"story:{slug.story_id}")
        return address(slug.story) if Story.objects.public(now).filter(pk=slug.story_id).exists() else None
    for before, after in _openings(path):
        row = FormerPlace.objects.filter(path=before).first()
        place = place_of(row.page_id) if row else None
        if place is not None:
            return f"{place.url}{after}"
    return None


def _openings(path: str) -> list[tuple[str, str]]:
    """Every section path that ``path`` begins with, the longest first, and the rest."""
    parts = path.strip("/").split("/")[:12]
    return [
        ("/" + "/".join(parts[:n]) + "/", "/".join(parts[n:]) + ("/" if parts[n:] else ""))
        for n in range(len(parts), 0, -1)
    ]
