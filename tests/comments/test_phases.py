"""Each step of moderation, and what they say together."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.comments.phases import PHASES, Draft, Facts, Fate, Flag, Reason, Verdict, judge

KNOWN = Facts(shown_before=5)
NEW = Facts(shown_before=0)
FINE = Draft("Ida", "The ferry was late again, and nobody said why.")


def fate(text, facts=KNOWN, name="Ida"):
    return judge(Draft(name, text), facts).fate


def reasons(text, facts=KNOWN, name="Ida"):
    return [reason.sentence % reason.facts for reason in judge(Draft(name, text), facts).reasons]


def test_the_order_of_the_steps():
    assert [phase.__name__ for phase in PHASES] == [
        "empty", "length", "repeat", "flood", "staff", "words", "read_first", "clean", "links", "newcomer",
    ]  # fmt: skip


@pytest.mark.parametrize("facts", [KNOWN, NEW])
def test_a_plain_comment_is_shown(facts):
    assert fate(FINE.text, facts) is Fate.SHOW


@pytest.mark.parametrize(
    ("text", "facts", "name", "expected"),
    [
        (" \u200b", KNOWN, "Ida", Fate.REFUSE),
        ("Fine.", KNOWN, "\u200b", Fate.REFUSE),
        ("x" * 4000, KNOWN, "Ida", Fate.SHOW),
        ("x" * 4001, KNOWN, "Ida", Fate.REFUSE),
        (FINE.text, replace(KNOWN, same_by_writer=1), "Ida", Fate.REFUSE),
        (FINE.text, replace(KNOWN, same_by_others=1), "Ida", Fate.HOLD),
        ("Well said!", replace(KNOWN, same_by_others=9), "Ida", Fate.SHOW),
        ("One link: https://example.org", KNOWN, "Ida", Fate.SHOW),
        ("One link: https://example.org", NEW, "Ida", Fate.HOLD),
        ("www.a.example www.b.example http://c.example", KNOWN, "Ida", Fate.HOLD),
        ("Fine.", KNOWN, "www.pills.example", Fate.HOLD),
        (FINE.text, replace(KNOWN, in_ten_minutes=3), "Ida", Fate.SHOW),
        (FINE.text, replace(NEW, in_ten_minutes=3), "Ida", Fate.HOLD),
        (FINE.text, replace(KNOWN, in_ten_minutes=6), "Ida", Fate.REFUSE),
        (FINE.text, replace(KNOWN, in_ten_minutes=600, most_in_ten_minutes=None), "Ida", Fate.SHOW),
        ("A big casino.", replace(KNOWN, held_words=["casino"]), "Ida", Fate.HOLD),
        ("Fine.", replace(KNOWN, held_words=["casino"]), "Casino Ida", Fate.HOLD),
        (FINE.text, replace(KNOWN, is_read_first=True), "Ida", Fate.HOLD),
        ("Z̷̡̢̧̛a", KNOWN, "Ida", Fate.HOLD),
        ("A big casino: www.a.example", replace(NEW, is_staff=True, held_words=["casino"]), "Ida", Fate.SHOW),
        ("", replace(KNOWN, is_staff=True), "Ida", Fate.REFUSE),
    ],
)
def test_what_becomes_of_a_comment(text, facts, name, expected):
    assert fate(text, facts, name) is expected


def test_a_held_comment_says_every_reason():
    assert reasons("See https://example.org", NEW) == ["Links: 1", "A first comment"]


def test_the_word_that_held_it_is_named():
    assert reasons("Casino", replace(NEW, held_words=["casino"])) == ["It contains “casino”"]


@given(st.lists(st.one_of(st.none(), st.integers(1, 3), st.sampled_from(list(Fate))), max_size=8))
def test_the_first_verdict_wins_and_flags_add_up(findings):
    def as_phase(found):
        if isinstance(found, Fate):
            return lambda _draft, _facts: Verdict(found)
        return lambda _draft, _facts: Flag(found, Reason("r")) if found else None

    made = judge(FINE, KNOWN, tuple(map(as_phase, findings)))

    verdicts = [found for found in findings if isinstance(found, Fate)]
    weight = sum(found or 0 for found in findings if not isinstance(found, Fate))
    assert made.fate is (verdicts[0] if verdicts else Fate.HOLD if weight >= 2 else Fate.SHOW)
