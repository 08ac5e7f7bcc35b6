"""The demonstration paper is whole: each file reads, each name is there, each story has what it must."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from lxml import etree
from PIL import Image, IptcImagePlugin

import broadsheet
from broadsheet.wire.formats import read
from broadsheet.wire.formats.item import WireItem

SAMPLE = Path(broadsheet.__file__).parent / "sample"
NOW = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
PLACEHOLDER = re.compile(r"\{\{now(?:([+-])(\d+)([mhd]))?(?:\|(basic))?\}\}")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
FORMS = {"basic": "%Y%m%dT%H%M%SZ", None: "%Y-%m-%dT%H:%M:%SZ"}

WIRE = sorted((SAMPLE / "wire").glob("*.xml"))
RUNNING = sorted((SAMPLE / "running").glob("*.xml"))
HARBOUR = sorted(SAMPLE.glob("harbour*.xml"))
POSTS = sorted((SAMPLE / "posts").glob("*.html"))


def filled(text: str) -> str:
    """``text`` as it is at ``NOW``, by the table in the sample's README."""

    def one(match: re.Match[str]) -> str:
        sign, count, unit, form = match.groups()
        shift = timedelta(**{UNITS[unit]: int(count)}) if sign else timedelta()
        return (NOW - shift if sign == "-" else NOW + shift).strftime(FORMS[form])

    return PLACEHOLDER.sub(one, text)


@cache
def items(path: Path) -> tuple[WireItem, ...]:
    return tuple(read(filled(path.read_text()).encode()).items)


def story(path: Path) -> WireItem:
    """The text of a file; its pictures may be items of their own."""
    (found,) = (item for item in items(path) if item.type != "picture")
    return found


def pictures(path: Path) -> dict[str, tuple[str, str]]:
    """Caption and credit of each picture that a file brings."""
    return {pic.href: (pic.caption, pic.credit) for item in items(path) for pic in item.pictures}


def loaded(name: str) -> dict:
    return yaml.safe_load(filled((SAMPLE / name).read_text()))


@cache
def paper() -> dict:
    return loaded("paper.yaml")


def post(path: Path) -> tuple[dict, str]:
    _, front, text = filled(path.read_text()).split("---\n", 2)
    return yaml.safe_load(front), text


def sections() -> set[str]:
    return {s["slug"] for top in paper()["sections"] for s in (top, *top.get("sections", ()))}


def slugs(kind: str) -> set[str]:
    return {one["slug"] for one in paper()[kind]}


@pytest.mark.parametrize("path", [*WIRE, *RUNNING], ids=lambda path: path.name)
def test_a_wire_file_is_well_formed_and_holds_only_known_placeholders(path):
    text = filled(path.read_text())
    etree.fromstring(text.encode())
    assert "{{" not in text


@pytest.mark.parametrize("path", HARBOUR, ids=lambda path: path.name)
def test_a_file_for_the_reader_of_the_readme_can_be_copied_as_it_is(path):
    assert "{{" not in path.read_text()
    assert story(path).guid == "urn:newsml:cormorant.example:20261120:COR-LINDHAVEN"


def test_the_harbour_files_are_a_story_its_update_and_its_kill():
    found = [story(SAMPLE / f"harbour{name}.xml") for name in ("", "-update", "-kill")]
    assert [(item.version, item.pubstatus) for item in found] == [
        ("1", "usable"),
        ("2", "usable"),
        ("3", "canceled"),
    ]
    assert found[2].ednote.startswith("KILL.")
    assert "soundings" in found[2].ednote


@pytest.mark.parametrize("path", WIRE, ids=lambda path: path.name)
def test_a_wire_story_has_what_a_page_needs(path):
    item = story(path)
    missing = [
        name
        for name in (
            "guid",
            "headline",
            "slugline",
            "byline",
            "credit",
            "language",
            "urgency",
            "keywords",
            "mediatopics",
        )
        if not getattr(item, name)
    ]
    assert missing == []
    assert item.pubstatus == "usable"
    assert NOW - timedelta(days=2) < item.versioncreated < NOW
    assert len(re.sub(r"<[^>]+>", " ", item.body_html).split()) > 75


def test_wire_stories_are_of_three_formats_and_two_agencies_and_each_has_its_own_guid():
    formats = Counter(read(filled(path.read_text()).encode()).format for path in WIRE)
    assert set(formats) == {"newsml-g2", "newsml12", "nitf"}
    assert min(formats.values()) >= 3
    assert {story(path).source for path in WIRE} == {"Cormorant", "Inland Wire"}
    assert len({story(path).guid for path in WIRE}) == len(WIRE)


def test_one_story_is_in_arabic():
    (arabic,) = (story(path) for path in WIRE if story(path).language == "ar")
    letters = [c for c in re.sub(r"<[^>]+>", "", arabic.body_html) if c.isalpha()]
    assert sum("\u0600" <= c <= "\u06ff" for c in letters) == len(letters)


def test_bodies_hold_each_kind_of_part():
    bodies = "".join(story(path).body_html for path in WIRE)
    assert [tag for tag in ("h2", "ul", "table", "blockquote", "a ", "em") if f"<{tag}" not in bodies] == []


@pytest.mark.parametrize("path", [*WIRE, *RUNNING], ids=lambda path: path.name)
def test_a_picture_of_the_wire_lies_here_with_caption_and_credit(path):
    for name, (caption, credit) in pictures(path).items():
        assert (SAMPLE / "pictures" / name).is_file()
        assert caption
        assert credit


def test_every_picture_is_used_described_and_light():
    used = {name for path in (*WIRE, *RUNNING) for name in pictures(path)}
    used |= {front["picture"] for front, _ in map(post, POSTS) if "picture" in front}
    used |= {author["portrait"] for author in paper()["authors"] if "portrait" in author}
    files = {path.name: path.stat().st_size for path in (SAMPLE / "pictures").glob("*.jpg")}
    assert used == set(files) == set(paper()["pictures"])
    assert all(one["alt"] and len(one["focal_point"]) == 2 for one in paper()["pictures"].values())
    assert max(files.values()) < 350_000
    assert sum(files.values()) < 3_000_000


def test_every_picture_carries_caption_credit_and_copyright_inside_and_one_a_place():
    places = 0
    for path in (SAMPLE / "pictures").glob("*.jpg"):
        with Image.open(path) as image:
            iptc = IptcImagePlugin.getiptcinfo(image)
            assert all(iptc[(2, number)] for number in (120, 110, 116)), path.name
            assert b"AltTextAccessibility" in image.info["xmp"], path.name
            places += bool(image.getexif().get_ifd(0x8825))
        assert path.name in (SAMPLE / "pictures" / "CREDITS.md").read_text(), path.name
    assert places == 1


def test_the_editor_adds_to_every_wire_story_and_names_only_what_is_there():
    names = {path.name.partition(".")[0] for path in (*WIRE, *RUNNING)}
    assert set(paper()["stories"]) == names
    writers = slugs("agencies") | slugs("authors")
    for key, added in paper()["stories"].items():
        assert added["section"] in sections(), key
        assert added["kicker"], key
        assert set(added["byline"]) <= writers, key
        assert set(added.get("topics", ())) <= slugs("topics"), key
        has = any(story(p).standfirst for p in (*WIRE, *RUNNING) if p.name.partition(".")[0] == key)
        assert has != ("standfirst" in added), key


def test_one_story_shows_every_part_of_the_article_page():
    (key,) = (key for key, added in paper()["stories"].items() if added.get("shows_everything"))
    added, (path,) = paper()["stories"][key], [p for p in WIRE if p.name.startswith(f"{key}.")]
    assert {"kicker", "section", "topics", "pull_quote", "fact_box", "correction"} <= set(added)
    assert added["section"] not in {top["slug"] for top in paper()["sections"]}
    assert added["byline"] == ["cormorant", "nadia-harrow"]
    assert story(path).dateline.city.startswith("NEAR ")
    assert [credit for _, credit in pictures(path).values()] == ["Cormorant photo"]
    readers = loaded("readers.yaml")
    assert readers["votes"][key] == 15
    assert {c["state"] for c in readers["comments"] if c["story"] == key} == {"shown", "held"}


def test_the_settings_are_those_of_a_paper():
    assert set(paper()["settings"]) == {
        "name", "tagline", "language", "time_zone", "date_form", "accent", "contact_email", "kill_notice",
    }  # fmt: skip
    assert NOW.strftime("%b") == "Nov"
    assert paper()["settings"]["date_form"] == "M j, Y"
    assert [len(paper()[kind]) for kind in ("sections", "authors", "agencies", "topics", "blogs")] == [
        4,
        4,
        2,
        4,
        1,
    ]


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.name)
def test_a_piece_of_the_papers_own_is_whole(path):
    front, text = post(path)
    assert path.name in paper()["posts"]
    assert (front["section"] in sections()) if front["kind"] == "story" else (front["blog"] in slugs("blogs"))
    assert set(front["byline"]) <= slugs("authors")
    assert set(front["topics"]) <= slugs("topics")
    assert front["headline"]
    assert front["standfirst"]
    etree.fromstring(f"<body>{text}</body>")


def test_the_running_story_is_four_takes_of_one_guid_and_ends_in_a_correction():
    takes = [story(SAMPLE / "running" / f"barrier.{take}.xml") for take in (1, 2, 3, 4)]
    assert len({take.guid for take in takes}) == 1
    assert [take.version for take in takes] == ["1", "2", "3", "4"]
    assert [take.correction for take in takes] == [False, False, False, True]
    assert "3,200" in takes[2].body_html
    assert "3,200" not in takes[3].body_html
    assert takes[3].ednote.startswith("An earlier version of this story said")


def test_what_else_arrives_is_under_embargo_or_kills_a_story_of_the_wire():
    embargoed = story(SAMPLE / "running" / "port-figures.1.xml")
    assert embargoed.embargo == NOW + timedelta(minutes=3)
    killed, killing = (
        story(SAMPLE / "wire" / "parking-fees.1.xml"),
        story(SAMPLE / "running" / "parking-fees.2.xml"),
    )
    assert (killing.guid, killing.pubstatus) == (killed.guid, "canceled")
    assert killing.ednote.startswith("KILL.")


def test_every_drop_is_a_file_in_order_with_its_pictures():
    drops = loaded("running/running.yaml")["drops"]
    assert {drop["file"] for drop in drops} == {path.name for path in RUNNING}
    assert [drop["after"] for drop in drops] == sorted(drop["after"] for drop in drops)
    for drop in drops:
        assert set(drop.get("pictures", ())) == set(pictures(SAMPLE / "running" / drop["file"]))
        assert drop["folder"] in slugs("agencies")


def test_readers_write_vote_and_subscribe_about_what_is_there():
    readers = loaded("readers.yaml")
    pieces = set(paper()["stories"]) | {post(path)[0]["slug"] for path in POSTS}
    by_id = {comment["id"]: comment for comment in readers["comments"]}
    assert len(by_id) == len(readers["comments"]) >= 25
    for place, comment in enumerate(readers["comments"]):
        assert comment["story"] in pieces
        earlier = {one["id"] for one in readers["comments"][:place] if one["story"] == comment["story"]}
        assert comment.get("reply_to") in {None, *earlier}
    assert Counter(c["state"] for c in readers["comments"])["held"] == 4
    assert sum(readers["votes"].values()) == 40
    assert set(readers["votes"]) <= pieces
    addresses = [one["email"] for one in readers["subscribers"]]
    assert len(set(addresses)) == 12
    assert all(re.search(r"@(example\.org|[\w-]+\.example)$", address) for address in addresses)


def test_no_text_leads_to_a_real_address():
    known = {"iptc.org", "www.iptc.org", "www.w3.org"}
    for path in (*WIRE, *RUNNING, *HARBOUR, *POSTS, SAMPLE / "paper.yaml", SAMPLE / "readers.yaml"):
        hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text()))
        assert {host for host in hosts if not host.endswith(".example")} <= known, path.name
