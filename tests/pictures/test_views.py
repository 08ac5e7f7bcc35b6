from datetime import timedelta
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from broadsheet.pictures.outputs import addresses
from broadsheet.pictures.selectors import printed
from broadsheet.pictures.services import release, withdraw
from factories.pictures import a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    person = get_user_model().objects.create_user("ann@marran.example", "a long enough word")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    return client


def a_released(now, **given):
    picture = a_picture(**given)
    release(picture_ids=[picture.pk], now=now)
    return picture


@pytest.mark.parametrize(
    ("kind", "mark"), [("avif", b"ftypavif"), ("webp", b"WEBP"), ("jpeg", b"\xff\xd8\xff")]
)
def test_readers_get_released_pictures(client, clock, kind, mark):
    picture = a_released(clock.now)
    rendition = picture.get_rendition(f"max-320x320|format-{kind}")

    answer = client.get(rendition.url)

    assert answer.status_code == 200
    assert mark in answer.content[:16]
    assert answer["Content-Type"] == f"image/{kind}"
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"


def test_a_known_picture_is_not_sent_again(client, clock):
    rendition = a_released(clock.now).get_rendition("max-320x320|format-jpeg")
    tag = client.get(rendition.url)["ETag"]

    answer = client.get(rendition.url, headers={"If-None-Match": tag})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


def test_the_gate(client, clock):
    waiting = a_picture()
    withdrawn = a_released(clock.now)
    lapsing = a_released(clock.now, rights_until=clock.now + timedelta(hours=1))
    pictures = [waiting, withdrawn, lapsing]
    addresses_ = [picture.get_rendition("max-320x320|format-jpeg").url for picture in pictures]
    before = [client.get(address).status_code for address in addresses_]
    tag = client.get(addresses_[1])["ETag"]

    withdraw(picture_ids=[withdrawn.pk], now=clock.now)
    clock.pass_time(hours=1)

    assert before == [404, 200, 200]
    assert [client.get(address).status_code for address in addresses_] == [404, 410, 410]
    assert client.get(addresses_[1], headers={"If-None-Match": tag}).status_code == 410
    assert client.get(addresses_[0])["Cache-Control"] == "no-store"


def test_the_desk_sees_what_readers_may_not(desk, clock):
    waiting = a_picture()
    withdrawn = a_released(clock.now)
    withdraw(picture_ids=[withdrawn.pk], now=clock.now)

    for picture in (waiting, withdrawn):
        answer = desk.get(picture.get_rendition("max-320x320|format-jpeg").url)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_a_reader_with_an_account_is_not_the_desk(client):
    client.force_login(get_user_model().objects.create_user("reader@marran.example"))

    assert client.get(a_picture().get_rendition("max-320x320|format-jpeg").url).status_code == 404


def test_originals_are_never_public(client, clock):
    picture = a_released(clock.now, width=2400, height=1600)
    copy = picture.get_rendition("original")

    assert client.get(picture.file.url).status_code == 404
    assert client.get(copy.url).status_code == 410


def test_the_desk_sees_originals(desk):
    picture = a_picture()
    with picture.open_file() as original:
        raw = original.read()

    answer = desk.get(picture.file.url)

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert answer.content == raw


@pytest.mark.parametrize(
    "name",
    ["", "pictures/", "original_images/", "../paper.sqlite3", "pictures/../../a.jpg", "x" * 3000, "a\0b.jpg"],
)
def test_nothing_else_lies_behind_the_door(client, desk, name):
    assert desk.get(f"/media/{quote(name)}").status_code == 404


def test_a_file_that_is_gone_is_not_found(client, clock):
    rendition = a_released(clock.now).get_rendition("max-320x320|format-jpeg")
    rendition.file.storage.delete(rendition.file.name)

    assert client.get(rendition.url).status_code == 404


def test_nothing_is_posted_to_a_picture(client, clock):
    rendition = a_released(clock.now).get_rendition("max-320x320|format-jpeg")

    assert client.post(rendition.url, headers={"Origin": "http://testserver"}).status_code == 405


def test_the_list_of_outputs_holds_what_readers_may_have(client, clock):
    picture, waiting = a_released(clock.now), a_picture()
    printed([picture, waiting], "card", now=clock.now)

    listed = list(addresses())

    assert sorted(listed) == sorted(row.url for row in picture.renditions.all())
    assert {client.get(address).status_code for address in listed} == {200}
