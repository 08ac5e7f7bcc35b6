"""What holds for any text: applied twice is applied once, all can be taken back, speech and markup stay."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.style.engine.book import parse_book
from broadsheet.style.engine.changes import take_back
from broadsheet.style.engine.styling import Engine

ENGINE = Engine(
    parse_book("""
rules:
  - {id: front, prefer: Orlan, over: [the Varna Front, Varna Front, VFX, IN], except: [VFX Studios]}
  - {id: river, prefer: the Ebb river, over: [Ebb]}
  - {id: chain, prefer: Old Varna, over: [Lower Orlan, Varn]}
  - {id: town, prefer: Vesper, over: [Old Varna], in_quotes: replace}
  - {id: centre, prefer: centre, over: [center], case: any, in_quotes: leave, inflect: true}
""")
)
PIECES = [
    "VFX", "IN", "the Varna Front", "Varna Front", "Varn", "Lower VFX", "VFX Studios", "center", "Center", "CENTERS",
    "Ebb", "Orlan", "[", "]", "(", ")", "called", "the word", "a", "an", "said", "ran", "dogs'", "VFX's", "'Twas",
    '"', "'", "“", "”", "‘", "’", "«", "»", "„", ",", ".", ":", "-", "-LM", "pro-", "\n", "\n\n", " ", " ", " ", " ",
    "#", "@", "https://x.org/", "\u200f", "قال", "`", "6", "THE", "OUR",
]  # fmt: skip
TAGS = [
    "<p>", "</p>", "<b>", "</b>", "<i class='VFX'>", "</i>", "<br>", '<a href="VFX">', "</a>", "<code>", "</code>",
    "&amp;", "&quot;", "&ldquo;", "&rdquo;", "<q>", "</q>", "<blockquote>", "</blockquote>", "<!-- VFX -->", "<", "&",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
PAGES = st.lists(st.sampled_from(PIECES + TAGS * 2), max_size=40).map("".join)
QUIET = st.lists(
    st.sampled_from(
        ["VFX", "Varna Front", "center", "Ebb", "ran", "and", ",", "'s", "-", "(", "known as", "\n"]
    ),
    max_size=12,
).map(" ".join)


class Elements(HTMLParser):
    """The tags of a page, in order, as they are written."""

    def __init__(self, page):
        super().__init__(convert_charrefs=False)
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))

    def handle_endtag(self, tag):
        self.found.append(tag)

    def handle_comment(self, data):
        self.found.append(("comment", data))


@given(TEXTS)
def test_applied_twice_is_applied_once(text):
    styled = ENGINE.apply(text).text

    assert ENGINE.apply(styled).text == styled


@given(PAGES)
def test_applied_twice_to_a_page_is_applied_once(page):
    styled = ENGINE.apply(page, html=True).text

    assert ENGINE.apply(styled, html=True).text == styled


@given(st.text(max_size=200) | TEXTS | PAGES, st.booleans())
def test_taking_all_back_gives_the_original(text, html):
    styled = ENGINE.apply(text, html=html)

    assert take_back(styled.text, styled.changes).text == text
    assert [text[one.start : one.end] for one in styled.changes] == [one.before for one in styled.changes]
    assert [styled.text[one.at : one.until] for one in styled.changes] == [
        one.after for one in styled.changes
    ]


@given(TEXTS, st.text("xyz \n", max_size=10), st.data())
def test_what_hands_wrote_elsewhere_stays_when_all_is_taken_back(text, words, data):
    styled = ENGINE.apply(text)
    at = data.draw(st.integers(0, len(styled.text)))
    edited = styled.text[:at] + " ¶" + words + "¶ " + styled.text[at:]
    inside = [one for one in styled.changes if one.at < at < one.until]

    taken = take_back(edited, styled.changes, styled=styled.text)

    assert [one for one in taken.left if one not in inside] == []
    if not inside:
        assert taken.text.replace(" ¶" + words + "¶ ", "", 1) == text


@given(PAGES)
def test_a_page_keeps_its_elements(page):
    assert Elements(ENGINE.apply(page, html=True).text).found == Elements(page).found


@given(QUIET, QUIET, QUIET)
def test_what_a_person_says_stays_word_for_word(first, second, third):
    """No rule here replaces in speech but one whose term does not occur: brackets may be added, nothing lost."""
    styled = ENGINE.apply(f"Then {first} fell. “So {second}, yes,” she said. {third} fell.").text
    said = re.search("“(.*?)”", styled, re.DOTALL)[1]

    assert re.sub(r" \[[^\]]*\]", "", said) == f"So {second}, yes,"


@given(QUIET, st.sampled_from(["“”", "«»", '""', "„“", "»«"]))
def test_a_term_in_the_narrators_voice_is_replaced_beside_any_speech(inside, marks):
    styled = ENGINE.apply(f"VFX fell. {marks[0]}So {inside}, yes,{marks[1]} she said of VFX.").text

    assert styled.startswith("Orlan fell. ")
    assert styled.endswith(" she said of Orlan.")
