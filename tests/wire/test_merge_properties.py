"""What every merge promises, for whatever text."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from broadsheet.wire.merge import merge
from broadsheet.wire.merge.words import tokens

WORDS = st.sampled_from(
    (
        *(
            "the",
            "a",
            "of",
            "wood",
            "road",
            "Lirat",
            "Holm",
            "not",
            "nine",
            "12",
            "31",
            "km",
            "Monday",
            "said",
        ),
        *(",", ".", ".", ".", "“", "”", '"', "\n\n", "\n\n", "لا", "٣", "«", "»", "水", "。", "\x00"),
    )
)
LOOSE = st.lists(WORDS, max_size=25).map(" ".join)
ANY = st.text(max_size=60)
LINES = (
    "The road is shut.", "Holm said “all is well” on Monday.", "In all 31 people left Lirat.", "He did not speak.",
    "The wood is wet and the river near the road is high.", "It took nine hours.", "Nobody in Lirat knew, Holm added.",
)  # fmt: skip
TIDY = st.lists(
    st.tuples(st.sampled_from(LINES), st.sampled_from((" ", "\n\n"))),
    unique_by=lambda pair: pair[0],
    max_size=6,
).map(lambda pairs: "".join(map("".join, pairs)))


def changed(text):
    """The text with a few of its words replaced, dropped, doubled or swapped."""
    words = text.split(" ")
    places = st.integers(0, max(0, len(words) - 1))
    acts = st.lists(st.tuples(places, st.sampled_from("rdxs"), WORDS), max_size=3)

    def apply(acts):
        found = list(words)
        for place, act, word in acts:
            at = min(place, max(0, len(found) - 1))
            if act == "r":
                found[at : at + 1] = [word]
            elif act == "x":
                found[at:at] = [word]
            elif act == "d":
                found[at : at + 1] = []
            else:
                found[at : at + 2] = found[at : at + 2][::-1]
        return " ".join(found)

    return acts.map(apply)


def threes(texts):
    return st.one_of(
        st.tuples(texts, texts, texts),
        texts.flatmap(lambda text: st.tuples(st.just(text), changed(text), changed(text))),
    )


THREES = st.one_of(threes(LOOSE), threes(TIDY), threes(ANY))


def words(text):
    return [token.text for token in tokens(text)]


@given(THREES)
def test_an_unchanged_side_gives_the_other_side(three):
    base, agency, paper = three

    assert (merge(base, agency, base).clean, words(merge(base, agency, base).text)) == (True, words(agency))
    assert (merge(base, base, paper).clean, words(merge(base, base, paper).text)) == (True, words(paper))


@settings(max_examples=300)
@given(THREES)
def test_merging_again_changes_nothing(three):
    base, agency, paper = three
    first = merge(base, agency, paper)
    assume(first.clean)

    assert words(merge(base, agency, first.text).text) == words(first.text)


@settings(max_examples=300)
@given(THREES)
def test_no_word_that_a_side_added_is_lost(three):
    base, agency, paper = three
    merged = merge(base, agency, paper)
    shown = set(words(merged.text))
    for conflict in merged.conflicts:
        shown |= {word for text in (conflict.base, conflict.agency, conflict.paper) for word in words(text)}

    assert (set(words(agency)) | set(words(paper))) - set(words(base)) - shown == set()


@settings(max_examples=200)
@given(THREES)
def test_it_is_as_clean_the_other_way_round(three):
    base, agency, paper = three

    assert merge(base, agency, paper).clean == merge(base, paper, agency).clean


@given(st.tuples(TIDY, TIDY))
def test_white_space_is_no_change(two):
    base, agency = two
    spaced = base.replace("\n\n", "\n \r\n\t").replace(" the", "\n the")

    assert words(merge(base, agency, spaced).text) == words(agency)
    assert merge(base, agency, spaced).clean


@pytest.mark.parametrize(
    "hostile",
    [
        "a " * 8_000, "a. " * 4_000, "A b. " * 4_000, "“" * 8_000, "12 " * 8_000, "\n\n" * 8_000, "'" * 8_000,
        "." * 8_000, "-" * 8_000, "1," * 8_000, " ".join(f"w{n}" for n in range(6_000)), "水" * 6_000,
    ],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_a_hostile_text_costs_bounded_work(hostile):
    merged = merge(hostile, f"Holm {hostile} Lirat", f"{hostile[:4_000]} 7 {hostile[4_000:]}x")

    assert {"Holm", "Lirat"} <= set(words(" ".join([merged.text, *(one.agency for one in merged.conflicts)])))
