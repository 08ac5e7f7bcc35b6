import io

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.template import Context, Template
from PIL import Image, IptcImagePlugin
from wagtail.images.rect import Rect

from broadsheet.pictures.models import Picture, Rendition, stale_renditions
from broadsheet.pictures.rules import SHAPES
from factories.pictures import GPS, a_picture, agency_jpeg, bytes_of, drawing, exif

pytestmark = pytest.mark.django_db
SUFFIXES = {".avif": "AVIF", ".webp": "WEBP", ".jpg": "JPEG"}


def opened(rendition: Rendition) -> Image.Image:
    with rendition.file.open("rb") as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image


def test_every_rendition_holds_its_credit_and_nothing_of_the_camera():
    picture = a_picture(raw=agency_jpeg(1400, 900))
    picture.print_missing(["story", "card"])

    kinds = set()
    for rendition in picture.renditions.all():
        image = opened(rendition)
        kinds.add(image.format)
        block = image.getexif()
        assert block[0x013B].encode("latin-1").decode() == "Zoë Bräm"
        assert block[0x8298].encode("latin-1").decode() == "© 2026 Marran Press"
        assert not block.get_ifd(GPS)
        assert sorted(block) == [0x013B, 0x8298]
        xmp = image.info["xmp"].decode()
        assert all(line in xmp for line in ("Zoë Bräm", "Marran Press photo", "© 2026 Marran Press"))
        if image.format == "JPEG":
            iim = IptcImagePlugin.getiptcinfo(image)
            assert (iim[(2, 80)].decode(), iim[(2, 110)].decode(), iim[(2, 116)].decode()) == (
                "Zoë Bräm",
                "Marran Press photo",
                "© 2026 Marran Press",
            )
    assert kinds == {"AVIF", "WEBP", "JPEG"}


def test_the_original_is_kept_as_it_came():
    raw = agency_jpeg(300, 200)

    picture = a_picture(raw=raw)

    with picture.open_file() as file:
        assert file.read() == raw


def test_wagtails_own_tags_print_the_same_way():
    picture = a_picture(raw=agency_jpeg(900, 600, orientation=6))
    template = Template("{% load wagtailimages_tags %}{% image picture fill-200x200 %}")
    html = template.render(Context({"picture": picture}))

    rendition = picture.renditions.get()
    image = opened(rendition)
    assert 'alt="Boats beside a quay."' in html
    assert rendition.url in html
    assert image.size == (200, 200)
    assert not image.getexif().get_ifd(GPS)
    assert b"Marran Press photo" in image.info["xmp"]


def test_pictures_are_measured_upright():
    picture = a_picture(raw=bytes_of(drawing(300, 200), exif=exif(6)))

    assert (picture.width, picture.height) == (200, 300)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"])
def test_every_kind_of_original_is_printed(kind):
    picture = a_picture(raw=bytes_of(drawing(400, 300), kind), name=f"a.{kind}")
    picture.print_missing(["card"])

    assert {opened(rendition).format for rendition in picture.renditions.all()} == {"AVIF", "WEBP", "JPEG"}


def test_nothing_is_enlarged():
    picture = a_picture(width=500, height=250)
    picture.print_missing(["story", "card", "portrait"])

    assert {(one.filter_spec.split("|")[0], one.width, one.height) for one in picture.renditions.all()} == {
        ("max-320x320", 320, 160),
        ("max-640x640", 500, 250),
        ("fill-320x213", 320, 213),
        ("fill-640x426", 376, 250),
        ("fill-96x96", 96, 96),
        ("fill-192x192", 192, 192),
        ("fill-320x320", 250, 250),
    }


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (2000, 1), (3, 7), (641, 427)])
def test_odd_sizes_are_printed_in_every_shape(size):
    picture = a_picture(width=size[0], height=size[1])
    picture.print_missing(SHAPES)

    assert {opened(rendition).format for rendition in picture.renditions.all()} == {"AVIF", "WEBP", "JPEG"}


def test_the_crop_keeps_the_focal_point():
    picture = a_picture(raw=bytes_of(drawing(600, 1200), quality=95))
    picture.set_focal_point(Rect.from_point(100, 100, 50, 50))
    picture.save()
    at_top = opened(picture.get_rendition("fill-320x213|format-jpeg"))
    picture.set_focal_point(Rect.from_point(100, 1100, 50, 50))
    picture.save()
    at_foot = opened(picture.get_rendition("fill-320x213|format-jpeg"))

    assert at_top.getpixel((20, 100))[0] > 150
    assert at_foot.getpixel((20, 100))[0] < 90


def test_printing_twice_makes_nothing_new():
    picture = a_picture(width=700, height=500)

    assert (picture.print_missing(["story", "lead"]), picture.print_missing(["story", "lead"])) == (18, 0)


def test_a_new_credit_makes_new_renditions():
    picture = a_picture(width=400, height=300)
    old = picture.get_rendition("max-320x320|format-jpeg")
    picture.credit = "Other Agency"
    picture.save()

    new = picture.get_rendition("max-320x320|format-jpeg")

    assert old.url != new.url
    assert b"Other Agency" in opened(new).info["xmp"]
    assert list(stale_renditions(picture)) == [old]


def test_of_two_printers_at_once_one_wins(media):
    picture = a_picture(width=400, height=300)
    rival = Picture.objects.get(pk=picture.pk)

    made = picture._print(picture.filters(["story"]))
    rival.print_missing(["story"])
    picture._keep(made)

    rows = picture.renditions.values_list("file", flat=True)
    assert len(rows) == 6
    assert sorted(path.name for path in (media / "pictures" / str(picture.pk)).iterdir()) == sorted(
        name.rpartition("/")[2] for name in rows
    )


def test_the_same_bytes_cannot_be_two_pictures():
    picture = a_picture()
    file = ContentFile(bytes_of(drawing(9, 9)), name="twin.jpg")
    twin = Picture(title="twin", sha256=picture.sha256, file=file)

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_only_a_released_picture_is_withdrawn(noon):
    picture = a_picture()

    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(withdrawn_at=noon)


def test_decoration_has_no_alt_text():
    picture = a_picture()
    picture.is_decorative = True

    assert (picture.alt, picture.default_alt_text) == ("", "")
