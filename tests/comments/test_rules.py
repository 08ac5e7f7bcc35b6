"""Comments as text and as HTML: whatever is typed is safe, and nothing that can be kept is lost."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.comments import rules

NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&\"'`=/:;[]()!-\n\r\t \0>hHtTpPsS.aä\u202e\u2066\u200f👩‍🚀ا"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=300,
)
HARD = "https://example.org/a_(b)?x=1&amp;y=2"
ALLOWED = re.compile(
    r'</?(?:p|blockquote)>|<br>|<a href="https?://[^"<>\s]*" rel="ugc nofollow noopener">|</a>', re.IGNORECASE
)


@given(NASTY)
def test_no_markup_but_ours_comes_out_of_anything_typed(text):
    made = rules.body_html(rules.cleaned(text))

    assert "<" not in ALLOWED.sub("", made)


@given(NASTY)
def test_every_character_that_can_be_seen_is_kept(text):
    kept = rules.cleaned(text)
    shown = html.unescape(re.sub(r"<[^>]+>", "", rules.body_html(kept)))

    def seen(string):
        return [c for c in string if not c.isspace() and c != ">"]

    assert seen(shown) == seen(kept)


@given(NASTY)
def test_cleaning_twice_is_cleaning_once(text):
    assert rules.cleaned(rules.cleaned(text)) == rules.cleaned(text)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One,\ntwo.", "<p>One,<br>two.</p>"),
        ("> Said\n> he\nNo.", "<blockquote><p>Said<br>he</p></blockquote><p>No.</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        (
            "See (https://example.org/a_(b)?x=1&y=2).",
            f'<p>See (<a href="{HARD}" rel="ugc nofollow noopener">{HARD}</a>).</p>',
        ),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
    ],
)
def test_paragraphs_quotations_and_links(typed, shown):
    assert rules.body_html(typed) == shown


@pytest.mark.parametrize(
    "text", ["👩‍🚀🏳️‍🌈", "\u202eright to left", "مرحبا \u200f(hello)\u200e", "x" * 3000, "e\u0301", "Ⅷ ﬁ"]
)
def test_emoji_marks_and_long_words_are_kept(text):
    import unicodedata

    assert rules.cleaned(text) == unicodedata.normalize("NFC", text)


def test_control_characters_go():
    assert rules.cleaned("a\0b\x07c\x7fd\r\ne") == "abcd\ne"


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u2060", "\u202e \u00a0"])
def test_invisible_text_is_blank(text):
    assert rules.is_blank(text)


def test_a_full_stop_is_something_to_read():
    assert not rules.is_blank(" . ")


def test_the_fingerprint_sees_through_small_changes():
    assert (
        rules.fingerprint("Buy NOW!!") == rules.fingerprint(" buy - now ") != rules.fingerprint("buy later")
    )


def test_words_are_found_whole_and_in_any_case():
    assert rules.words_found("A CASINO-night in Scunthorpe", ["casino", "thorpe", "night in"]) == [
        "casino",
        "night in",
    ]


@pytest.mark.parametrize(
    ("text", "is_piled"), [("Z̷̡̢̧̛a", True), ("ệ ẫ", False), ("กิ่ง ที่นี่", False), ("שָׁלוֹם", False)]
)
def test_piled_marks(text, is_piled):
    assert rules.has_piled_marks(text) == is_piled
