import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from broadsheet.edge.models import Mark
from broadsheet.pictures.models import Picture
from factories.pictures import a_picture, agency_jpeg, bomb_png, bytes_of, drawing, plain_jpeg

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def desk(client, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "StaffSecondFactor" not in name]
    ann = get_user_model().objects.create_superuser("ann@marran.example", "a long enough word")
    client.force_login(ann)
    return client


def upload(desk, raw, name="harbour.jpg", **fields):
    address = reverse("wagtailimages:add_multiple")
    data = {"title": name, "files[]": SimpleUploadedFile(name, raw), **fields}
    return desk.post(address, data, headers={"X-Requested-With": "XMLHttpRequest"})


def test_an_upload_is_filled_in_from_the_file(desk):
    answer = upload(desk, agency_jpeg())

    assert answer.json()["success"] is True
    picture = Picture.objects.get()
    assert (picture.credit, picture.byline) == ("Marran Press", "Zoë Bräm")
    assert picture.copyright == "© 2026 Marran Press"
    assert picture.taken_at.year == 2019
    assert len(picture.sha256) == 64


@pytest.mark.parametrize(
    ("raw", "name", "sentence"),
    [
        (SVG, "a.svg", "not a picture"),
        (SVG, "a.jpg", "not a picture"),
        (b"<?php system($_GET['c']);", "a.php", "not a picture"),
        (plain_jpeg()[:-700], "a.jpg", "ends too early"),
        (bomb_png(), "a.png", "40 megapixels"),
        (bomb_png(9_000, 9_000), "a.png", "40 megapixels"),
        (b"\xff\xd8" + bytes(31 * 1024 * 1024), "a.jpg", "30 MB"),
        (
            bytes_of(drawing(9, 9), "GIF", save_all=True, append_images=[drawing(9, 9, "L").convert("RGB")]),
            "a.gif",
            "animation",
        ),
    ],
    ids=["svg", "svg as jpg", "program", "cut", "bomb", "81 megapixels", "31 MB", "animation"],
)
def test_what_cannot_be_printed_is_a_form_error(desk, raw, name, sentence):
    answer = upload(desk, raw, name)

    assert answer.status_code == 200
    assert answer.json()["success"] is False
    assert sentence in answer.json()["error_message"]
    assert not Picture.objects.exists()


def test_a_second_copy_is_refused_by_name(desk):
    raw = plain_jpeg()
    picture = a_picture(raw=raw, name="first.jpg")

    answer = upload(desk, raw, "again.jpg")

    assert answer.json()["success"] is False
    assert f"“{picture.title}”" in answer.json()["error_message"]
    assert Picture.objects.count() == 1


def test_a_wrong_suffix_is_put_right(desk):
    upload(desk, bytes_of(drawing(40, 30), "PNG"), "photo.php.jpg")

    assert Picture.objects.get().file.name.endswith("photo-php.png")


def edit(desk, picture, **changes):
    kept = ("title", "caption", "credit", "byline", "copyright", "description")
    fields = {"tags": "", **{name: getattr(picture, name) for name in kept}}
    return desk.post(reverse("wagtailimages:edit", args=[picture.pk]), {**fields, **changes})


def test_an_edited_credit_reaches_the_renditions(desk, django_capture_on_commit_callbacks):
    picture = a_picture()
    old = picture.get_rendition("max-320x320|format-jpeg")

    with django_capture_on_commit_callbacks(execute=True):
        answer = edit(desk, picture, credit="Other Agency")

    assert answer.status_code == 302
    new = picture.renditions.filter(filter_spec="max-320x320|format-jpeg").get()
    assert new.pk != old.pk
    with new.file.open("rb") as file:
        assert b"Other Agency" in file.read()


def test_the_form_says_why_a_picture_cannot_be_published(desk):
    picture = a_picture(credit="", alt="")

    page = desk.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()

    assert "The picture has no credit." in page
    assert "The picture has no alt text and is not marked as decorative." in page


def test_a_new_file_takes_the_place_of_the_old(desk, django_capture_on_commit_callbacks):
    picture = a_picture(width=600, height=400)
    before = picture.sha256
    picture.get_rendition("max-320x320|format-jpeg")

    with django_capture_on_commit_callbacks(execute=True):
        answer = edit(desk, picture, file=SimpleUploadedFile("new.jpg", plain_jpeg(300, 500)))

    assert answer.status_code == 302
    picture.refresh_from_db()
    assert picture.sha256 != before
    assert (picture.width, picture.height) == (300, 500)
    rows = picture.renditions.filter(filter_spec__startswith="max-640")
    assert {(row.width, row.height) for row in rows} == {(300, 500)}


def test_a_deleted_picture_is_told_to_its_pages(desk):
    picture = a_picture()

    answer = desk.post(reverse("wagtailimages:delete", args=[picture.pk]))

    assert answer.status_code == 302
    assert not Picture.objects.exists()
    told = {tag for mark in Mark.objects.all() for tag in mark.tags}
    assert f"picture:{picture.pk}" in told, told


def test_the_library_and_the_chooser_show_pictures(desk):
    a_picture()

    for name in ("wagtailimages:index", "wagtailimages_chooser:choose"):
        answer = desk.get(reverse(name))
        assert answer.status_code == 200
        assert "/media/pictures/" in answer.content.decode()
