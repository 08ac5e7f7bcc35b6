"""Wagtail's filters, printed our way: upright, sRGB, credit inside, nothing else of the original's metadata.

Willow, which Wagtail prints with, loses IPTC and keeps GPS. ``PrintFilter`` stands in for Wagtail's own
filter wherever a rendition is asked for (see ``Picture.clean_filter_for_svg``), so that ``{% image %}``, the
chooser's previews and our own renditions all come out the same way.
"""

import hashlib
from collections.abc import Iterable
from io import BytesIO
from threading import Lock
from typing import IO, Any

from PIL.Image import Image
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter
from willow.image import AvifImageFile, JPEGImageFile, PNGImageFile, WebPImageFile
from willow.plugins.pillow import PillowImage

from broadsheet.pictures.engine import imaging

PROCESS = "1"  # raise it when the way of printing changes: every rendition is then made anew
WRAPPERS = {"avif": AvifImageFile, "webp": WebPImageFile, "jpeg": JPEGImageFile, "png": PNGImageFile}

Box = tuple[float, float, float, float]
Frame = tuple[Box, tuple[int, int]]


class PrintFilter(Filter):
    """A Wagtail filter that writes the picture's marks into what it makes."""

    def __init__(self, spec: str, darkroom: "Darkroom | None" = None) -> None:
        super().__init__("|".join(part for part in spec.split("|") if part != "preserve-svg"))
        if not self.spec:
            raise InvalidFilterSpecError("A filter needs a directive besides preserve-svg.")
        self.darkroom = darkroom

    def within(self, darkroom: "Darkroom") -> "PrintFilter":
        """The same filter, working from an original that is already decoded."""
        return PrintFilter(self.spec, darkroom)

    def get_cache_key(self, image: Any) -> str:
        """16 hexadecimal digits that change with what changes the printed bytes: file, focal point, marks.

        The key is part of a rendition's row, of its name and of Wagtail's cache: none of them can be stale.
        """
        marks = image.marks
        parts = (
            PROCESS, super().get_cache_key(image), image.file_hash,
            marks.creator, marks.credit, marks.source, marks.copyright,
        )  # fmt: skip
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def run(self, image: Any, output: IO[bytes], source: Any = None) -> Any:
        """The rendition of ``image`` in Willow's wrapper, as Wagtail wants it.

        Wagtail's ``output`` is a spool that nobody closes; it is closed here and the bytes stay in memory.
        """
        output.close()
        darkroom = self.darkroom or Darkroom(_bytes(image, source), image, [self])
        transform = self.get_transform(image, (image.width, image.height))
        piece = darkroom.cut(_fractions(transform, image), transform.size)
        env: dict[str, Any] = {}
        print_ = PillowImage(piece)
        for operation in self.filter_operations:
            print_ = operation.run(print_, image, env) or print_
        done = print_.image
        wanted = env.get("output-format", "png" if done.mode == "RGBA" else "jpeg")
        kind = wanted if wanted in WRAPPERS else "jpeg"
        return WRAPPERS[kind](BytesIO(imaging.encode(done, kind, image.marks, env.get(f"{kind}-quality"))))


class Darkroom:
    """An original decoded once for several filters, at the largest scale that any of them needs.

    Filters that differ in format alone share one cut; threads may ask for it at once.
    """

    def __init__(self, raw: bytes, picture: Any, filters: Iterable[PrintFilter]) -> None:
        self._developed = imaging.develop(raw, max(_scale(one, picture) for one in filters))
        self._cuts: dict[Frame, Image] = {}
        self._locks: dict[Frame, Lock] = {}

    def cut(self, box: Box, size: tuple[int, int]) -> Image:
        """The part ``box`` (fractions of width and height) of the original at ``size``; not to be changed."""
        frame = (box, size)
        with self._locks.setdefault(frame, Lock()):
            if frame not in self._cuts:
                self._cuts[frame] = imaging.cut(self._developed, box, size)
            return self._cuts[frame]


def _scale(one: PrintFilter, picture: Any) -> float:
    transform = one.get_transform(picture, (picture.width, picture.height))
    rect = transform.get_rect()
    return float(max(transform.size[0] / rect.width, transform.size[1] / rect.height))


def _fractions(transform: Any, image: Any) -> Box:
    rect = transform.get_rect()
    return (
        rect.left / image.width,
        rect.top / image.height,
        rect.right / image.width,
        rect.bottom / image.height,
    )


def _bytes(image: Any, source: Any) -> bytes:
    if source is not None:
        source.seek(0)
        return bytes(source.read())
    with image.open_file() as original:
        return bytes(original.read())
