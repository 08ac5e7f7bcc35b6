"""What opens and closes a text without being the story goes to its own field, and only that."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.wire.formats.dateline import from_field, opening
from broadsheet.wire.formats.housecare import keep_house, without_by
from broadsheet.wire.formats.item import Dateline
from broadsheet.wire.formats.markup import Block, as_html, from_html, from_text

NOWHERE = Dateline()


@pytest.mark.parametrize(
    ("text", "city", "country", "date", "rest"),
    [
        ("OSLO, Aug 29, 2014 (AFP) - A firm", "OSLO", "NO", "Aug 29, 2014", "A firm"),
        ("Paris, 21 jan 2019 (AFP) - Le procès", "Paris", "FR", "21 jan 2019", "Le procès"),
        ("ELM GROVE, Pa. (AP) _ Sales rose", "ELM GROVE", "US", "", "Sales rose"),
        ("Genf (dpa) - Der Rat", "Genf", "CH", "", "Der Rat"),
        ("Mainz (dpa/lrs) - Der Rat", "Mainz", "", "", "Der Rat"),
        ("MOSCOW, January 21. /TASS/. The ministry", "MOSCOW", "RU", "January 21", "The ministry"),
        ("Madrid, 21 ene (EFE).- Una pareja", "Madrid", "ES", "21 ene", "Una pareja"),
        ("SEOUL, Nov 26 AFP - A firm", "SEOUL", "KR", "Nov 26", "A firm"),
        ("(ANSA) - ROMA, 11 OTT - Il governo", "ROMA", "IT", "11 OTT", "Il governo"),
        ("(Elm Grove, NY - October 21) A man", "Elm Grove", "US", "October 21", "A man"),
        ("BRUSSEL 21/01 (BELGA) = De", "BRUSSEL", "BE", "21/01", "De"),
        ("NEAR ELVERHAVN, Norway, Feb 17 (Northwire) - The", "NEAR ELVERHAVN", "Norway", "Feb 17", "The"),
        ("Stockholm /Ritzau/Reuters/ - I dag", "Stockholm", "SE", "", "I dag"),
        (
            "OTTAWA - A man from the coast is facing charges",
            "OTTAWA",
            "CA",
            "",
            "A man from the coast is facing charges",
        ),
        ("Jan 30 (Reuters) - Gold rose", "", "", "Jan 30", "Gold rose"),
    ],
)
def test_a_dateline_at_the_head_is_taken_apart(text, city, country, date, rest):
    found = opening(text, (), NOWHERE)

    assert found is not None
    assert (found.dateline, text[found.length :]) == (Dateline(city=city, country=country, date=date), rest)


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Apple (AAPL) - the firm - fell.",
        "The man (45) - who came from afar - spoke.",
        "Le 21 janvier (1793) - un roi.",
        "IBM - a firm",
        "He said: no.",
        "(Sports Network) - A pair of teams",
        "",
    ],
)
def test_a_sentence_with_brackets_or_dashes_is_no_dateline(text):
    assert opening(text, (), NOWHERE) is None


def test_the_name_that_an_item_credits_may_sign():
    assert opening("Hollin (Southpress) - A lamb", (), NOWHERE) is None
    found = opening("Hollin (Southpress) - A lamb", ("Southpress Agency",), NOWHERE)
    assert found is not None
    assert found.agency == "Southpress"


@pytest.mark.parametrize(
    ("line", "city", "country", "date"),
    [
        ("OSLO, Aug 29, 2014 (AFP) -", "OSLO", "NO", "Aug 29, 2014"),
        ("BEIJING, July 23", "BEIJING", "CN", "July 23"),
        ("Landquart GR", "Landquart GR", "", ""),
        ("January 21", "", "", "January 21"),
        ("2.4.2019 16:02:09 CEST", "", "", "2.4.2019 16:02:09 CEST"),
        ("GREENWICH, Conn.", "GREENWICH", "US", ""),
        ("", "", "", ""),
    ],
)
def test_a_dateline_field_names_a_city_only_if_it_has_one(line, city, country, date):
    assert from_field(line) == Dateline(city=city, country=country, date=date)


@given(
    st.text(alphabet="Aa ,.-–/()1'de", max_size=200)
    | st.lists(st.sampled_from(["Del ", "de ", "la, ", "Jan 1 ", "A - ", "A/", "(x "]), max_size=60).map(
        "".join
    )
)
@example("Del " * 40)
@example("A, de - " * 30)
def test_looking_for_a_dateline_ends_soon(text):
    started = time.process_time()
    opening(text, ("A",), NOWHERE)
    from_field(text)

    assert time.process_time() - started < 0.3


def kept(markup, **facts):
    known = {"headline": "", "credited": (), "field": NOWHERE} | facts
    return keep_house(from_html(markup), **known)


def test_headline_note_byline_and_dateline_come_off_the_head():
    found = kept(
        "<h1>Bridge opens</h1><p>(Adds quote)</p><p>By Ada Winter</p>"
        "<p>OSLO, March 11 (Reuters) - The <b>first</b> cars crossed.</p><p>More follow.</p>",
        headline="Bridge opens",
    )

    assert as_html(found.blocks) == "<p>The <strong>first</strong> cars crossed.</p>\n<p>More follow.</p>"
    assert (found.byline, found.advisory, found.dateline.city) == ("Ada Winter", "(Adds quote)", "OSLO")


@pytest.mark.parametrize(
    "foot", ["hh/ph/ts", "AAP RTV ar", "==Kyodo", "ends", "(END)", "mf", "EFE", "(Northwire)"]
)
def test_a_sign_off_comes_off_the_foot(foot):
    assert as_html(kept(f"<p>One.</p><p>{foot}</p>", credited=("Northwire",)).blocks) == "<p>One.</p>"


@pytest.mark.parametrize(
    "foot", ["Why?", "He did.", "By Friday it was over.", "Sales: 40", "(Reporting by A. Winter)"]
)
def test_a_short_last_paragraph_stays(foot):
    assert kept(f"<p>One.</p><p>{foot}</p>").blocks[-1].text == foot


def test_a_text_of_nothing_but_a_sign_off_is_left_alone():
    assert as_html(kept("<p>ends</p>").blocks) == "<p>ends</p>"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By ADA WINTER", "ADA WINTER"),
        ("Von Ada Winter, nwa", "Ada Winter, nwa"),
        ("Par Zoé Lefort", "Zoé Lefort"),
        ("gr/bp", ""),
        ("byron", "byron"),
        ("", ""),
    ],
)
def test_a_byline_loses_its_by_and_initials_are_none(line, name):
    assert without_by(line) == name


def test_a_wires_indented_lines_are_paragraphs_and_wrapped_ones_are_not():
    text = "   The first line\nruns on here.\n   The second one\nruns on too.\n\n   A third."

    assert [block.text for block in from_text(text)] == [
        "The first line runs on here.",
        "The second one runs on too.",
        "A third.",
    ]


def test_pretty_printed_markup_is_one_paragraph():
    assert [b.text for b in from_html("<p>One line\n      and the next\n      and the last.</p>")] == [
        "One line and the next and the last."
    ]


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "x ", "<b>", "</b>", "\n   ", "(AP) - ", "OSLO ", "<ul><li>", "By Ada Winter"]
        )
    )
)
def test_housekeeping_loses_no_word_and_breaks_no_tag(pieces):
    markup = "".join(pieces)
    blocks = from_html(f"<div>{markup}</div>")
    found = keep_house(blocks, headline="", credited=(), field=NOWHERE)
    words = " ".join(b.text for b in found.blocks).split()

    assert len(words) <= len(" ".join(b.text for b in blocks).split())
    assert as_html(found.blocks).count("<strong>") == as_html(found.blocks).count("</strong>")
    assert all(isinstance(block, Block) for block in found.blocks)


@pytest.mark.parametrize(
    ("line", "is_nobody"),
    [
        ("Ada Winter", False),
        ("Ada Winter, Southpress Political Correspondent", False),
        ("Ada Winter and Tom Lark for Southpress Inc.", False),
        ("Staff Reporter", True),
        ("Foto: Olive Reed", True),
        ("Photo by Olive Reed", True),
        ("The bridge opens nine months after the accident.", True),
    ],
)
def test_a_byline_that_names_no_writer_is_none(line, is_nobody):
    from broadsheet.wire.formats.housecare import nobody

    assert nobody(line) is is_nobody


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("<p><b>OSLO (AFP) -</b> The cars</p>", "<p>The cars</p>"),
        ("<p><b>OSLO (AFP) - The</b> cars</p>", "<p><strong>The</strong> cars</p>"),
        ('<p>OSLO (<a href="https://x.example">AFP</a>) - The <i>cars</i></p>', "<p>The <em>cars</em></p>"),
    ],
)
def test_a_dateline_inside_markup_leaves_whole_markup(markup, left):
    assert as_html(kept(markup).blocks) == left


def test_a_stamp_without_offset_is_read_where_the_agency_lives():
    from broadsheet.wire.formats.agencies import agency
    from broadsheet.wire.formats.instants import instant

    stamp = "2026-07-01T12:00:00"
    hours = [
        instant(stamp, agency(name).zone).hour for name in ("STT", "dpa", "PA Media", "AFP", "AAP", "nobody")
    ]

    assert hours == [9, 10, 11, 12, 2, 12]
