from datetime import timedelta

import pytest

from broadsheet.edge.recording import recording
from broadsheet.pictures.models import Rendition
from broadsheet.pictures.selectors import printed
from broadsheet.pictures.services import release, withdraw
from factories.pictures import a_picture

pytestmark = pytest.mark.django_db


def test_a_view_offers_every_format_and_a_plain_address():
    picture = a_picture(width=1000, height=600)

    view = printed([picture], "story")[picture.pk]

    assert [source.type for source in view.sources] == ["image/avif", "image/webp", "image/jpeg"]
    widths = [part.split()[1] for part in view.sources[0].srcset.split(", ")]
    assert widths == ["320w", "640w", "960w", "1000w"]
    assert (view.width, view.height) == (1000, 600)
    assert view.src in view.sources[2].srcset
    assert (view.alt, view.caption, view.credit) == (
        "Boats beside a quay.",
        "The harbour at dawn.",
        "Marran Press photo",
    )


def test_cards_and_leads_are_three_to_two_and_portraits_square():
    picture = a_picture(width=900, height=900)

    assert [
        (view.width, view.height)
        for view in (printed([picture], shape)[picture.pk] for shape in ("card", "lead", "portrait"))
    ] == [(900, 600), (900, 600), (320, 320)]


def test_many_pictures_cost_one_question(django_assert_num_queries):
    pictures = [a_picture(width=340, height=220) for _ in range(3)]
    printed(pictures, "card")

    with django_assert_num_queries(1):
        assert sorted(printed(pictures, "card")) == sorted(picture.pk for picture in pictures)


def test_no_pictures_cost_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert printed([], "card") == {}


def test_two_renders_are_the_same(noon, django_capture_on_commit_callbacks):
    picture = a_picture()

    first = printed([picture], "story", now=noon)
    with django_capture_on_commit_callbacks(execute=True):
        Rendition.objects.filter(filter_spec__contains="webp").delete()

    assert printed([picture], "story", now=noon) == first


def test_the_page_hears_what_it_was_made_from(noon):
    until = noon + timedelta(hours=3)
    picture, gone = a_picture(rights_until=until), a_picture(rights_until=noon)

    with recording() as made:
        views = printed([picture, gone], "card", now=noon)

    assert list(views) == [picture.pk]
    assert made.tags == {f"picture:{picture.pk}", f"picture:{gone.pk}"}
    assert made.until == until


def test_a_withdrawn_picture_stands_in_previews_alone(noon):
    picture = a_picture()
    release(picture_ids=[picture.pk], now=noon)
    withdraw(picture_ids=[picture.pk], now=noon)
    picture.refresh_from_db()

    assert printed([picture], "card", now=noon) == {}
    assert list(printed([picture], "card", now=noon, is_preview=True)) == [picture.pk]


def test_a_lost_original_costs_its_picture_and_not_the_page(caplog):
    picture, sound = a_picture(), a_picture()
    picture.file.storage.delete(picture.file.name)

    assert list(printed([picture, sound], "card")) == [sound.pk]
    assert "pictures.print.failed" in caplog.text
