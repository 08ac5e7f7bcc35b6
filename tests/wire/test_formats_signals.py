"""A kill, a correction and an embargo are heard whatever they call themselves, and nothing else is."""

import pytest

from broadsheet.wire.formats.signals import is_correction, settled, speaks_of_embargo, state


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", "usable"),
        ("stat:usable", "usable"),
        ("Usable", "usable"),
        ("stat:canceled", "canceled"),
        ("Cancelled", "canceled"),
        ("KILLED", "killed"),
        ("stat:withheld", "withheld"),
        ("embargoed", "withheld"),
        ("a word nobody knows", "withheld"),
    ],
)
def test_a_status_word_means_what_it_says_and_a_strange_one_withholds(word, status):
    assert state(word) == status


@pytest.mark.parametrize(
    "line",
    [
        "KILL",
        "KILL - Harbour bridge",
        "MANDATORY KILL: Bridge",
        "URGENT KILL/Bridge",
        "WITHDRAWN: Bridge opens",
        "ANNULATION",
    ],
)
def test_a_kill_line_kills_what_calls_itself_usable(line):
    assert settled("usable", lines=("Bridge opens", line), notes=()) == "killed"


@pytest.mark.parametrize(
    "line",
    [
        "KILL BILL STAR OPENS BRIDGE",
        "KILLED IN ACTION: FIVE NAMES READ ALOUD",
        "CANCELLED TRAINS LEAVE THOUSANDS STRANDED",
        "CANCELLED: TRAINS TO THE COAST",
        "Cancelled: trains to the coast",
        "Overkill at the opera",
        "Killed: five in an avalanche",
        "Skill - not luck",
    ],
)
def test_a_headline_about_killing_is_no_kill(line):
    assert settled("usable", lines=(line,), notes=()) == "usable"


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("EDS: Please kill this story; the figures are wrong.", "killed"),
        ("The story has been withdrawn.", "killed"),
        ("Die Meldung wird zurückgezogen.", "killed"),
        ("Do not use the earlier photo version", "killed"),
        ("UPDATES with threat to kill the president", "usable"),
        ("ADDS minister withdraws the bill", "usable"),
    ],
)
def test_a_note_may_kill(note, status):
    assert settled("usable", lines=(), notes=(note,)) == status


def test_a_text_never_lifts_what_is_withheld():
    assert settled("withheld", lines=("Usable",), notes=("Embargo lifted",)) == "withheld"


@pytest.mark.parametrize(
    ("line", "note", "expected"),
    [
        ("CORRECTED-Bridge opens", "", True),
        ("BRIDGE/ (UPDATE 1, PIX, CORRECTED)", "", True),
        ("Korrektur: Brücke offen", "", True),
        ("Bridge opens", "Eds: CORRECTS name of mayor", True),
        ("Bridge opens", "Berichtigung im dritten Absatz", True),
        ("Correction officers strike", "", False),
        ("Bridge opens", "UPDATES with quote", False),
    ],
)
def test_a_correction_is_heard_in_headline_slug_and_notes(line, note, expected):
    assert is_correction(lines=(line,), notes=(note,)) is expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Embargoed to 0001 Friday September 9", True),
        ("STRICTLY EMBARGOED. Not for public release until noon.", True),
        ("Sperrfrist bis 19 Uhr", True),
        ("EMBARGO: 6 p.m.", True),
        ("Embargo lifted", False),
        ("Sperrfrist aufgehoben", False),
        ("UPDATES with EU vote on oil embargo", False),
        ("ADDS arms embargo reaction", False),
    ],
)
def test_an_embargo_in_words_is_one_on_the_text(note, expected):
    assert speaks_of_embargo(note) is expected
