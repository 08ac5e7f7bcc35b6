import io
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from broadsheet.pictures.engine import imaging, marking
from broadsheet.pictures.errors import (
    BrokenPicture,
    MovingPicture,
    NotAPicture,
    PictureRefused,
    PictureTooLarge,
)
from factories.pictures import agency_jpeg, bomb_png, bytes_of, drawing, exif, plain_jpeg

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MARKS = marking.Marks("Zoë Bräm", "Marran Press", "MP", "© 2026 Marran Press")


SOUND = agency_jpeg(64, 48)


def reopened(raw: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(raw))
    image.load()
    return image


def turning_gif() -> bytes:
    frames = [drawing(40, 30), drawing(40, 30, "L").convert("RGB")]
    return bytes_of(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=80)


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"", NotAPicture),
        (b"<html>not a picture</html>", NotAPicture),
        (SVG, NotAPicture),
        (bytes_of(drawing(40, 30), "BMP"), NotAPicture),
        (plain_jpeg()[:-900], BrokenPicture),
        (bytes_of(drawing(60, 40), "PNG")[:-30], BrokenPicture),
        (bomb_png(), PictureTooLarge),
        (bomb_png(9_000, 9_000), PictureTooLarge),
        (bomb_png(16_001, 10), PictureTooLarge),
        (turning_gif(), MovingPicture),
    ],
    ids=[
        "empty",
        "html",
        "svg",
        "bmp",
        "cut jpeg",
        "cut png",
        "bomb",
        "81 megapixels",
        "too long",
        "animation",
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_sentence(raw, refusal):
    with pytest.raises(refusal) as refused:
        imaging.inspect(raw)

    assert refused.value.message.endswith(".")


def test_more_than_thirty_megabytes_are_refused():
    with pytest.raises(PictureTooLarge):
        imaging.inspect(b"\xff\xd8" + bytes(imaging.MAX_BYTES))


@given(st.binary(max_size=300))
@example(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
@example(b"RIFF\x10\x00\x00\x00WEBPVP8 ")
@example(b"\x00\x00\x00\x1cftypavif")
@example(b"II*\x00\x08\x00\x00\x00")
def test_any_bytes_are_read_or_refused(raw):
    with suppress(PictureRefused):
        assert imaging.inspect(raw).suffix in imaging.SUFFIXES.values()


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_picture_is_read_or_refused(data):
    raw = bytearray(SOUND)
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=8)):
        raw[place] ^= data.draw(st.integers(1, 255))
    with suppress(PictureRefused):
        assert imaging.inspect(bytes(raw)).suffix == "jpg"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "HEIF"])
def test_still_pictures_of_every_kind_are_taken(kind):
    sheet = imaging.inspect(bytes_of(drawing(90, 60), kind))

    assert (sheet.suffix, sheet.width, sheet.height) == (imaging.SUFFIXES[kind], 90, 60)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_comes_out_as_it_is_seen(orientation):
    raw = bytes_of(drawing(120, 80), quality=95, exif=exif(orientation))
    upright = imaging.develop(raw)
    red_corner = {1: (5, 5), 3: (114, 74), 6: (74, 5), 8: (5, 114)}[orientation]

    assert upright.size == ((80, 120) if orientation in {6, 8} else (120, 80))
    assert imaging.measure(io.BytesIO(raw)) == upright.size
    red, green, blue = upright.getpixel(red_corner)
    assert red > 150
    assert green < 90
    assert blue < 90


def test_colours_of_another_profile_become_srgb():
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    image = drawing(60, 40)
    srgb, wide = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    to_lab = ImageCms.profileToProfile(image, srgb, wide, outputMode="LAB")

    developed = imaging.develop(bytes_of(to_lab, "TIFF", icc_profile=lab))

    assert developed.mode == "RGB"
    seen, meant = developed.getpixel((5, 5)), image.getpixel((5, 5))
    assert all(abs(a - b) <= 6 for a, b in zip(seen, meant, strict=True))
    assert imaging.develop(bytes_of(image, icc_profile=linear)).mode == "RGB"


def test_a_useless_profile_costs_nothing():
    assert imaging.develop(bytes_of(drawing(60, 40), icc_profile=b"no profile")).size == (60, 40)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16"])
def test_every_colour_mode_becomes_rgb(mode):
    image = Image.new("I;16", (60, 40), 40_000) if mode == "I;16" else drawing(60, 40, mode)
    developed = imaging.develop(bytes_of(image, "TIFF"))

    assert (developed.mode, developed.size) == ("RGB", (60, 40))
    if mode == "I;16":
        assert developed.getpixel((1, 1)) == (156, 156, 156)


@pytest.mark.parametrize("kind", ["avif", "webp", "jpeg", "png"])
def test_every_format_carries_its_marks_and_nothing_else(kind):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raw = bytes_of(drawing(300, 200), exif=exif(), icc_profile=profile, comment="somebody's remark")
    developed = imaging.develop(raw)

    printed = reopened(imaging.encode(developed, kind, MARKS))

    block = printed.getexif()
    assert sorted(block) == [marking.ARTIST, marking.COPYRIGHT]
    written = imaging.encode(developed, kind, MARKS)
    assert not any(word in written for word in (b"Camera Works", b"remark"))
    xmp = printed.info["xmp"].decode()
    assert all(line in xmp for line in (MARKS.creator, MARKS.credit, MARKS.source, MARKS.copyright))
    assert printed.info.get("icc_profile") is None


def test_transparency_lies_on_white_in_a_jpeg():
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))

    assert reopened(imaging.encode(clear, "jpeg", MARKS)).getpixel((3, 3)) == (255, 255, 255)


@given(
    st.integers(1, 700),
    st.integers(1, 700),
    st.sampled_from(["avif", "webp", "jpeg", "png"]),
    st.sampled_from([1, 3, 6, 8]),
)
@settings(max_examples=40, deadline=None)
def test_pictures_of_any_size_are_cut_and_encoded(width, height, kind, orientation):
    raw = bytes_of(drawing(width, height), quality=85, exif=exif(orientation))
    developed = imaging.develop(raw, 0.5)
    size = (max(1, developed.width // 3), max(1, developed.height // 2))

    printed = reopened(imaging.encode(imaging.cut(developed, (0.1, 0.0, 0.9, 1.0), size), kind, MARKS))

    assert printed.size == size
    assert marking.COPYRIGHT in printed.getexif()
