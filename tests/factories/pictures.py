"""Pictures for tests: real files made on the spot, and rows taken in through the service."""

import io
from datetime import UTC, datetime
from itertools import count
from typing import Any

from PIL import Image, ImageDraw, PngImagePlugin

from broadsheet.pictures.engine import marking
from broadsheet.pictures.models import Picture
from broadsheet.pictures.services import take_in

GPS, GPS_LATITUDE_REF, GPS_LATITUDE = 0x8825, 1, 2
CAMERA, TAKEN_WITH, ORIENTATION, EXIF_POINTER, TAKEN = 0x010F, "Camera Works", 0x0112, 0x8769, 0x9003
serial = count(1)


def drawing(width: int = 1500, height: int = 1000, mode: str = "RGB") -> Image.Image:
    """A drawing with a red top left quarter; the bottom right one is unlike any drawn before."""
    image = Image.new("RGB", (width, height), (20, 90, 160))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, max(0, width // 2 - 1), max(0, height // 2 - 1)), fill=(210, 30, 30))
    number = next(serial)
    colour = (number * 37 % 256, number * 91 % 256, number * 151 % 256)
    pen.rectangle((width // 2, height // 2, width, height), fill=colour)
    return image.convert(mode)


def exif(orientation: int = 1, *, with_gps: bool = True, lines: dict[int, str] | None = None) -> bytes:
    """An Exif block as a camera writes it."""
    block = Image.Exif()
    block[CAMERA] = TAKEN_WITH
    block[ORIENTATION] = orientation
    block.get_ifd(EXIF_POINTER)[TAKEN] = "2019:02:17 14:30:05"
    for tag, line in (lines or {}).items():
        block[tag] = line.encode()
    if with_gps:
        block.get_ifd(GPS).update({GPS_LATITUDE_REF: "N", GPS_LATITUDE: (33.0, 30.0, 1.0)})
    return block.tobytes()


def bytes_of(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def agency_jpeg(width: int = 1500, height: int = 1000, orientation: int = 1, **lines: str) -> bytes:
    """A JPEG as an agency sends it: XMP and IIM with its lines, Exif with GPS and the camera's name."""
    owner = "© 2026 Marran Press"
    said = {"creator": "Zoë Bräm", "credit": "Marran Press", "source": "MP", "copyright": owner}
    marks = marking.Marks(**{**said, **lines})
    blocks = {"exif": exif(orientation), "xmp": marking.xmp(marks), "extra": marking.iim(marks)}
    return bytes_of(drawing(width, height), quality=88, **blocks)


def plain_jpeg(width: int = 600, height: int = 400) -> bytes:
    """A JPEG that says nothing of itself."""
    return bytes_of(drawing(width, height), quality=80)


def bomb_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of some 200 bytes whose head promises ``width`` × ``height`` pixels."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    out = io.BytesIO()
    out.write(b"\x89PNG\r\n\x1a\n")
    for kind, body in ((b"IHDR", head), (b"IDAT", b"\x78\x9c\x03\x00\x00\x00\x00\x01"), (b"IEND", b"")):
        PngImagePlugin.putchunk(out, kind, body)
    return out.getvalue()


def a_picture(**given: Any) -> Picture:
    """A picture in the library, with credit and alt text, not released yet."""
    lines: dict[str, Any] = {
        "name": "harbour.jpg",
        "caption": "The harbour at dawn.",
        "credit": "Marran Press photo",
        "byline": "Zoë Bräm",
        "copyright": "© 2026 Marran Press",
        "alt": "Boats beside a quay.",
        "now": datetime(2026, 3, 20, 12, 0, tzinfo=UTC),
    }
    raw = given.pop("raw", None) or plain_jpeg(given.pop("width", 600), given.pop("height", 400))
    return take_in(raw=raw, **{**lines, **given})
