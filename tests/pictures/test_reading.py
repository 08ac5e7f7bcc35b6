import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, IptcImagePlugin

from broadsheet.kit.text import plain_line
from broadsheet.pictures.engine import imaging, marking, reading
from factories.pictures import agency_jpeg, bytes_of, drawing, exif

LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=90).map(plain_line)
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ' + RDF.encode() + b"><rdf:Description>&b;"
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def details_of(raw: bytes) -> reading.Details:
    return reading.read(Image.open(io.BytesIO(raw)))


def packet(inside: str) -> bytes:
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
    )
    head = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {RDF}><rdf:Description rdf:about="" {spaces}'
    return f"{head} {inside}</rdf:Description></rdf:RDF></x:xmpmeta>".encode()


def iim_jpeg(*sets: tuple[int, int, bytes]) -> bytes:
    body = b"".join(
        bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value
        for record, number, value in sets
    )
    head = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(body).to_bytes(4, "big")
    block = head + body + b"\x00" * (len(body) % 2)
    return bytes_of(drawing(40, 30), extra=b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block)


def test_an_agency_picture_says_who_and_when():
    said = details_of(agency_jpeg(60, 40))

    assert said == reading.Details(
        byline="Zoë Bräm",
        credit="Marran Press",
        source="MP",
        copyright="© 2026 Marran Press",
        taken_at=datetime(2019, 2, 17, 14, 30, 5, tzinfo=UTC),
    )


def test_xmp_says_more_than_the_marks():
    raw = packet(
        'photoshop:Headline="Boats come home" photoshop:DateCreated="2026-03-19T06:10:00+03:00">'
        '<dc:description><rdf:Alt><rdf:li xml:lang="fr">Le port</rdf:li>'
        '<rdf:li xml:lang="x-default">The harbour &amp; its boats</rdf:li></rdf:Alt></dc:description>'
        "<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>Ben Cho</rdf:li></rdf:Seq></dc:creator>"
        "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li>Four boats</rdf:li></rdf:Alt>"
        "</Iptc4xmpCore:AltTextAccessibility>"
    )

    said = details_of(bytes_of(drawing(40, 30), xmp=raw))

    assert (said.headline, said.alt) == ("Boats come home", "Four boats")
    assert said.caption == "The harbour & its boats"
    assert said.byline == "Ann Lee, Ben Cho"
    assert said.taken_at == datetime(2026, 3, 19, 6, 10, tzinfo=timezone(timedelta(hours=3)))


def test_newer_blocks_win_and_older_ones_fill_in():
    raw = bytes_of(
        drawing(40, 30),
        xmp=marking.xmp(marking.Marks(credit="New credit")),
        extra=marking.iim(marking.Marks(credit="Old credit", creator="Old byline")),
        exif=exif(lines={marking.ARTIST: "Oldest byline", marking.COPYRIGHT: "Exif owner"}),
    )

    said = details_of(raw)

    assert (said.credit, said.byline, said.copyright) == ("New credit", "Old byline", "Exif owner")


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ([(1, 90, b"\x1b%G"), (2, 80, "Bräm".encode())], "Bräm"),
        ([(2, 80, "Bräm".encode("latin-1"))], "Bräm"),
        ([(2, 80, b"Ann Lee"), (2, 80, b"Ben Cho")], "Ann Lee, Ben Cho"),
    ],
    ids=["utf-8", "latin-1", "repeated"],
)
def test_iim_bylines_are_read_in_the_alphabets_agencies_use(sets, expected):
    assert details_of(iim_jpeg(*sets)).byline == expected


def test_iim_tells_day_hour_and_zone():
    said = details_of(iim_jpeg((2, 55, b"20260319"), (2, 60, b"061000-0530")))

    assert said.taken_at == datetime(2026, 3, 19, 6, 10, tzinfo=timezone(-timedelta(hours=5, minutes=30)))


@pytest.mark.parametrize("block", [BOMB, b"<x:xmpmeta", b"\xff\xfe\x00", b"A" * 200])
def test_a_bad_block_says_nothing_and_the_others_are_heard(block):
    raw = bytes_of(drawing(40, 30), xmp=block, extra=marking.iim(marking.Marks(credit="Marran Press")))

    assert details_of(raw).credit == "Marran Press"


@given(LINE, LINE, LINE, LINE, st.sampled_from(["avif", "webp", "jpeg", "png"]))
@settings(max_examples=60, deadline=None)
def test_what_is_marked_is_read_again(creator, credit, source, copyright_, kind):
    marks = marking.Marks(creator, credit, source, copyright_)

    said = details_of(imaging.encode(drawing(8, 8), kind, marks))

    assert (said.credit, said.source, said.copyright) == (credit, source, copyright_)
    assert said.byline == (creator or credit)  # Exif knows no credit, so its Artist names whoever is credited


def test_iim_lines_are_cut_at_whole_characters():
    long = marking.Marks(creator="é" * 40, copyright="ж" * 100)

    found = IptcImagePlugin.getiptcinfo(Image.open(io.BytesIO(imaging.encode(drawing(8, 8), "jpeg", long))))

    assert found[(2, 80)].decode() == "é" * 16
    assert found[(2, 116)].decode() == "ж" * 64
    assert found[(1, 90)] == marking.UTF8
