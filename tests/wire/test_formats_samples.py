"""Every sample message is read into exactly the items beside it."""

import json
from pathlib import Path

import pytest

from broadsheet.wire.formats import read
from broadsheet.wire.formats.item import as_json

SAMPLES = Path(__file__).parents[1] / "corpus" / "wire"
EXPECTED = sorted(SAMPLES.glob("*.expected.json"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_sample_is_read_into_the_items_beside_it(expected):
    wanted = json.loads(expected.read_text("utf-8"))
    reading = read(expected.with_name(expected.name.removesuffix(".expected.json")).read_bytes())

    assert reading.format == wanted["format"]
    assert [as_json(item) for item in reading.items] == wanted["items"]


def test_every_sample_has_its_expectation():
    messages = {path.name for path in SAMPLES.iterdir() if not path.name.endswith(".expected.json")}

    assert messages == {path.name.removesuffix(".expected.json") for path in EXPECTED}


def test_a_kill_and_its_story_share_one_guid():
    story = read((SAMPLES / "newsml12-story-with-picture.xml").read_bytes()).items[0]
    kill = read((SAMPLES / "newsml12-kill.xml").read_bytes()).items[0]

    assert (story.guid, story.pubstatus, kill.pubstatus) == (kill.guid, "usable", "canceled")
    assert story.public_id != kill.public_id


def test_a_name_says_nothing_about_the_format(tmp_path):
    from broadsheet.wire.formats.report import report

    misnamed = tmp_path / "picture.jpg"
    misnamed.write_bytes((SAMPLES / "nitf-embargo-without-end.xml").read_bytes())
    entry = report([str(misnamed)])["files"][0]

    assert (entry["file"], entry["format"], entry["error"]) == (str(misnamed), "nitf", None)


def test_a_report_names_what_it_could_not_read_and_goes_on(tmp_path):
    from broadsheet.wire.formats.report import report

    broken, whole = tmp_path / "broken", SAMPLES / "newsml12-kill.xml"
    broken.write_bytes(b"<NewsML>\n<NewsItem>\n")
    files = report([str(broken), str(tmp_path / "none"), str(whole)])["files"]

    assert [(f["error"] or {}).get("code") for f in files] == ["wire.unreadable", "wire.unopened", None]
    assert files[0]["error"]["line"] == 3
    assert files[0]["items"] == []
    assert len(files[2]["items"]) == 1


def test_one_public_identifier_for_all_items_does_not_make_them_one():
    story = (SAMPLES / "newsml12-kill.xml").read_text("latin-1")
    shared = story.replace(
        "urn:newsml:northwire.example:20260311:TX-NOR-HB42:3", "urn:newsml:northwire.example:20260311:ALL:3"
    )
    other = shared.replace("TX-NOR-HB42", "TX-NOR-HB43")

    guids = {read(raw.encode("latin-1")).items[0].guid for raw in (shared, other)}

    assert guids == {
        "urn:newsml:northwire.example:20260311:TX-NOR-HB42",
        "urn:newsml:northwire.example:20260311:TX-NOR-HB43",
    }


def test_utf_8_with_a_few_stray_bytes_is_still_utf_8():
    raw = (
        "<nitf><head><title>Zoë – “café”</title></head><body><body.content><p>a".encode()
        + b"\x93b</p></body.content></body></nitf>"
    )
    item = read(raw).items[0]

    assert (item.headline, item.body_html) == ("Zoë – “café”", "<p>a“b</p>")
