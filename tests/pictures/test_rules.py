from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.pictures.rules import FORMATS, SHAPES, focal_position, may_print, specs

NOON = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


@dataclass
class Sheet:
    credit: str = "Marran Press photo"
    alt: str = "Boats."
    is_decorative: bool = False
    rights_until: datetime | None = None


def test_a_credited_and_described_picture_may_be_printed():
    assert may_print(Sheet(), NOON) == []


def test_each_fault_is_named():
    faulty = Sheet(credit=" ", alt="", rights_until=NOON)

    assert may_print(faulty, NOON) == [
        "The picture has no credit.",
        "The picture has no alt text and is not marked as decorative.",
        "The rights to the picture have run out.",
    ]


def test_decoration_needs_no_alt_text():
    assert may_print(Sheet(alt="", is_decorative=True), NOON) == []


def test_rights_last_until_their_moment():
    assert may_print(Sheet(rights_until=NOON + timedelta(seconds=1)), NOON) == []


def test_a_large_picture_is_printed_at_every_width_in_every_format():
    assert specs(SHAPES["story"], 4000, 3000) == [
        f"max-{width}x{width}|format-{kind}" for kind in FORMATS for width in (320, 640, 960, 1280, 1920)
    ]


def test_a_small_picture_is_printed_once_at_its_own_size():
    assert specs(SHAPES["story"], 700, 300) == [
        f"max-{width}x{width}|format-{kind}" for kind in FORMATS for width in (320, 640, 960)
    ]


def test_cards_are_cropped_three_to_two():
    assert specs(SHAPES["card"], 500, 2000)[:2] == ["fill-320x213|format-avif", "fill-640x426|format-avif"]


@given(st.sampled_from(sorted(SHAPES)), st.integers(1, 16_000), st.integers(1, 16_000))
def test_every_picture_has_a_rendition_in_each_format_and_only_the_last_may_fall_short(shape, width, height):
    made = specs(SHAPES[shape], width, height)
    room = max(width, height) if SHAPES[shape].ratio is None else width

    for kind in FORMATS:
        edges = [int(one.split("|")[0].split("-")[1].split("x")[0]) for one in made if one.endswith(kind)]
        assert edges
        assert all(edge < room for edge in edges[:-1])


@pytest.mark.parametrize(
    ("centre", "expected"),
    [(None, "50% 50%"), ((0, 0), "0% 0%"), ((150, 300), "50% 75%"), ((900, -4), "100% 0%")],
)
def test_the_focal_point_is_told_in_per_cent(centre, expected):
    assert focal_position(centre, 300, 400) == expected
