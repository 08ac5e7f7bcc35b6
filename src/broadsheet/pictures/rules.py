"""Pure decisions about pictures: what is printed, in which sizes, and what may not be printed yet."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from broadsheet.kit.text import N_

FORMATS = ("avif", "webp", "jpeg")  # in the order in which a browser is offered them
LARGEST = 1920


@dataclass(frozen=True)
class Shape:
    """How a picture stands on a page.

    ``ratio`` is width to height of the crop, None for the whole picture; ``widths`` are in pixels, smallest
    first; ``sizes`` is the HTML attribute; ``base`` is the width that a browser without srcset gets.
    """

    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    sizes: str
    base: int


SHAPES = {
    "story": Shape(None, (320, 640, 960, 1280, 1920), "(min-width: 60rem) 52rem, 100vw", 960),
    "lead": Shape((3, 2), (320, 640, 960, 1280), "(min-width: 60rem) 40rem, 100vw", 960),
    "card": Shape((3, 2), (320, 640, 960), "(min-width: 60rem) 20rem, (min-width: 40rem) 50vw, 100vw", 640),
    "portrait": Shape((1, 1), (96, 192, 320), "6rem", 192),
}
RELEASED_SHAPES = ("story", "lead", "card")  # made when a picture is released; portraits at their first use


class Printable(Protocol):
    """What ``may_print`` looks at."""

    @property
    def credit(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def is_decorative(self) -> bool: ...
    @property
    def rights_until(self) -> datetime | None: ...


def may_print(picture: Printable, now: datetime | None = None) -> list[str]:
    """Say why ``picture`` may not be published, one sentence a reason; an empty list means it may.

    Rule: no credit, no publishing; a picture that is not mere decoration needs a text for those who cannot
    see it (WCAG 2.2, 1.1.1); rights that have run out are out. ``now`` defaults to the present moment.
    """
    moment = now or datetime.now(UTC)
    reasons = []
    if not picture.credit.strip():
        reasons.append(N_("The picture has no credit."))
    if not picture.alt.strip() and not picture.is_decorative:
        reasons.append(N_("The picture has no alt text and is not marked as decorative."))
    if picture.rights_until is not None and picture.rights_until <= moment:
        reasons.append(N_("The rights to the picture have run out."))
    return reasons


def specs(shape: Shape, width: int, height: int) -> list[str]:
    """Wagtail filter specs of ``shape`` for an original of ``width`` × ``height`` pixels.

    Nothing is enlarged: of the widths that the original cannot fill only the smallest is made, at the
    original's own size.
    """
    if shape.ratio is None:
        room, step = max(width, height), "max-{0}x{0}"
        frames = [step.format(edge) for edge in _within(shape.widths, room)]
    else:
        across, down = shape.ratio
        room = min(width, height * across // down)
        frames = [f"fill-{edge}x{edge * down // across}" for edge in _within(shape.widths, room)]
    return [f"{frame}|format-{kind}" for kind in FORMATS for frame in frames]


def _within(widths: tuple[int, ...], room: int) -> list[int]:
    return [edge for place, edge in enumerate(widths) if place == 0 or widths[place - 1] < room]


def focal_position(centre: tuple[float, float] | None, width: int, height: int) -> str:
    """The CSS ``object-position`` that keeps ``centre`` (pixels of the original) in view."""
    if centre is None or not width or not height:
        return "50% 50%"
    across, down = (
        min(100, max(0, round(100 * part / whole)))
        for part, whole in zip(centre, (width, height), strict=True)
    )
    return f"{across}% {down}%"
