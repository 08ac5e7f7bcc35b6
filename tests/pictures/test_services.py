import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from broadsheet.edge.models import Mark
from broadsheet.pictures.errors import BrokenPicture
from broadsheet.pictures.models import Picture
from broadsheet.pictures.services import release, reprint, take_in, withdraw
from factories.pictures import a_picture, agency_jpeg, bytes_of, drawing, plain_jpeg

pytestmark = pytest.mark.django_db


def marked() -> list[list[str]]:
    return list(Mark.objects.order_by("pk").values_list("tags", flat=True))


def test_what_is_not_given_is_read_from_the_file(noon):
    picture = take_in(raw=agency_jpeg(), name="MP_0042.jpg", caption="The harbour.", now=noon)

    assert (picture.caption, picture.credit, picture.byline) == ("The harbour.", "Marran Press", "Zoë Bräm")
    assert (picture.source, picture.copyright) == ("MP", "© 2026 Marran Press")
    assert picture.taken_at == datetime(2019, 2, 17, 14, 30, 5, tzinfo=UTC)
    assert picture.title == "MP_0042"


def test_what_is_given_wins(noon):
    person = get_user_model().objects.create_user("ann@marran.example")

    picture = take_in(
        raw=agency_jpeg(), name="a.jpg", credit="AFP  photo\u202e", byline="Ben Cho", copyright="AFP",
        alt="Boats", language="en", by=person, now=noon,
    )  # fmt: skip

    assert (picture.credit, picture.byline) == ("AFP photo", "Ben Cho")
    assert (picture.copyright, picture.alt) == ("AFP", "Boats")
    assert (picture.uploaded_by_user, picture.language) == (person, "en")
    assert Picture.objects.get(pk=picture.pk).created_at == noon


def test_the_same_bytes_twice_are_one_picture(noon):
    raw = plain_jpeg()

    first = take_in(raw=raw, name="a.jpg", credit="Ann's credit", now=noon)
    second = take_in(raw=raw, name="b.jpg", credit="Ben's credit", caption="Late caption", now=noon)

    assert first.pk == second.pk
    assert (second.credit, second.caption) == ("Ann's credit", "Late caption")
    assert Picture.objects.get().sha256 == hashlib.sha256(raw).hexdigest()
    assert marked() == [[f"picture:{first.pk}"]]


def test_a_refused_picture_leaves_nothing(noon):
    with pytest.raises(BrokenPicture):
        take_in(raw=plain_jpeg()[:-700], name="a.jpg", now=noon)

    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd"),
        ("C:\\photos\\harbour view.JPG", "harbour-view"),
        ("shell.php.jpg", "shell-php"),
        ("صورة.jpg", "swr"),
        ("\u202egpj.exe", "gpj"),
        ("", "picture"),
        ("x" * 300 + ".jpg", "x" * 60),
    ],
)
def test_file_names_are_cleaned(noon, name, kept):
    picture = take_in(raw=plain_jpeg(), name=name, now=noon)

    folder, _, stored = picture.file.name.rpartition("/")
    assert folder == "original_images"
    assert stored.startswith(kept)
    assert stored.count(".") == 1
    assert stored.endswith(".jpg")


def test_the_suffix_tells_what_the_file_is(noon):
    picture = take_in(raw=bytes_of(drawing(30, 20), "PNG"), name="a.jpg", now=noon)

    assert picture.file.name.endswith(".png")


def test_long_lines_are_cut_to_their_columns(noon):
    lines = {"alt": "a" * 400, "credit": "c" * 400, "copyright": "o" * 900}
    picture = take_in(raw=plain_jpeg(), name="a.jpg", now=noon, **lines)
    picture.refresh_from_db()

    assert (len(picture.alt), len(picture.credit), len(picture.copyright)) == (255, 255, 500)
    assert picture.alt.endswith("…")


def test_release_lets_readers_have_a_picture_and_prints_it(noon, django_capture_on_commit_callbacks):
    picture = a_picture()
    with django_capture_on_commit_callbacks(execute=True):
        release(picture_ids=[picture.pk], now=noon)

    assert list(Picture.objects.public(noon)) == [picture]
    shapes = {spec.split("-")[0] for spec in picture.renditions.values_list("filter_spec", flat=True)}
    assert shapes == {"max", "fill"}
    assert picture.print_missing(["story", "lead", "card"]) == 0


def test_a_second_release_keeps_the_first_moment(noon):
    picture = a_picture()
    release(picture_ids=[picture.pk], now=noon)
    withdraw(picture_ids=[picture.pk], now=noon + timedelta(hours=1))
    release(picture_ids=[picture.pk], now=noon + timedelta(hours=2))
    picture.refresh_from_db()

    assert (picture.released_at, picture.withdrawn_at) == (noon, None)


def test_withdrawing_takes_a_picture_from_readers(noon):
    picture, other = a_picture(), a_picture()
    release(picture_ids=[picture.pk, other.pk], now=noon)

    withdraw(picture_ids=[picture.pk], now=noon)

    assert list(Picture.objects.public(noon)) == [other]


def test_an_unreleased_picture_is_not_withdrawn(noon):
    picture = a_picture()

    withdraw(picture_ids=[picture.pk], now=noon)
    picture.refresh_from_db()

    assert (picture.released_at, picture.withdrawn_at) == (None, None)


def test_rights_run_out_at_their_moment(noon):
    picture = a_picture(rights_until=noon + timedelta(hours=1))
    release(picture_ids=[picture.pk], now=noon)

    assert list(Picture.objects.public(noon)) == [picture]
    assert list(Picture.objects.public(noon + timedelta(hours=1))) == []


def test_every_verb_marks_the_pictures_pages(noon):
    picture, other = a_picture(), a_picture()

    release(picture_ids=[other.pk, picture.pk, picture.pk], now=noon)
    withdraw(picture_ids=[picture.pk], now=noon)
    reprint(picture=other)

    assert marked() == [
        sorted([f"picture:{picture.pk}", f"picture:{other.pk}"]),
        [f"picture:{picture.pk}"],
        [f"picture:{other.pk}"],
    ]


def test_reprinting_drops_what_carries_an_old_credit(noon, django_capture_on_commit_callbacks):
    picture = a_picture()
    picture.print_missing(["story"])
    before = set(picture.renditions.values_list("pk", flat=True))
    picture.credit = "Other Agency"
    picture.save()

    with django_capture_on_commit_callbacks(execute=True):
        reprint(picture=picture)

    after = set(picture.renditions.values_list("pk", flat=True))
    assert after
    assert not before & after


def test_a_lost_original_does_not_hold_up_a_release(noon, django_capture_on_commit_callbacks, caplog):
    picture = a_picture()
    picture.file.storage.delete(picture.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        release(picture_ids=[picture.pk], now=noon)

    assert "pictures.print.failed" in caplog.text
    assert not Mark.objects.exists()
