"""Pure decisions about stories, by table and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories.rules import fingerprint, numbered, slug_of


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Ferry runs aground", "ferry-runs-aground"),
        ("Café’s “first” façade — 12% up!", "cafes-first-facade-12-up"),
        ("موسم التين", "موسم-التين"),
        ("!!!", "story"),
        ("", "story"),
        ("a" * 200, "a" * 80),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_a_slug_is_made_of_the_headlines_words(headline, slug):
    assert slug_of(headline) == slug


@given(st.text(max_size=300))
def test_any_headline_gives_a_usable_slug(headline):
    slug = slug_of(headline)

    assert 0 < len(slug) <= 80
    assert slug == slug.strip("-")
    assert all(c.isalnum() or c == "-" or not c.isascii() for c in slug)
    assert "/" not in slug


@given(st.sets(st.sampled_from(["flood", "flood-2", "flood-3", "flood-5"])))
def test_a_number_is_given_only_where_it_is_needed(taken):
    given_ = numbered("flood", taken)

    assert given_ not in taken
    assert given_ == "flood" or "flood" in taken


def test_space_and_the_shape_of_quotes_are_no_change():
    assert fingerprint(['He said "no" - twice.']) == fingerprint(["<p>He  said “no” –\ntwice.</p>"])
    assert fingerprint(["one", "two"]) != fingerprint(["one two", ""])
    assert fingerprint(["toll 12"]) != fingerprint(["toll 17"])
