"""Taking changes back: singly, all, and after hands have been at the text."""

from broadsheet.style.engine.changes import take_back
from broadsheet.style.engine.styling import Engine
from broadsheet.style.rules import Rule

ENGINE = Engine([Rule("quay", "quayside", ("kay", "key")), Rule("mole", "breakwater", ("mole",))])
TEXT = "The kay and the mole.\n\n“The key is shut,” she said of a mole."
STYLED = ENGINE.apply(TEXT)


def test_every_change_is_recorded():
    told = [(one.rule, one.before, one.after, one.start, one.at) for one in STYLED.changes]

    assert (
        STYLED.text
        == "The quayside and the breakwater.\n\n“The key [quayside] is shut,” she said of a breakwater."
    )
    assert told == [
        ("quay", "kay", "quayside", 4, 4),
        ("mole", "mole", "breakwater", 16, 21),
        ("quay", "key", "key [quayside]", 28, 39),
        ("mole", "mole", "breakwater", 56, 78),
    ]


def test_one_change_is_taken_back_alone():
    taken = take_back(STYLED.text, STYLED.changes, only=[STYLED.changes[1]])

    assert taken.text == STYLED.text.replace("the breakwater.", "the mole.")
    assert taken.left == []


def test_all_are_taken_back_after_hands_wrote_elsewhere():
    edited = (
        STYLED.text.replace("is shut", "was shut again").replace("The quayside", "Yesterday the quayside")
        + " End."
    )
    taken = take_back(edited, STYLED.changes, styled=STYLED.text)

    assert (
        taken.text
        == TEXT.replace("is shut", "was shut again").replace("The kay", "Yesterday the kay") + " End."
    )
    assert taken.left == []


def test_what_a_hand_changed_is_said_and_left():
    edited = STYLED.text.replace("the breakwater.", "the new break-water.")
    taken = take_back(edited, STYLED.changes, styled=STYLED.text)

    assert taken.text == TEXT.replace("the mole.", "the new break-water.")
    assert taken.left == [STYLED.changes[1]]


def test_what_was_taken_back_singly_is_no_hand_edit():
    once = take_back(STYLED.text, STYLED.changes, only=[STYLED.changes[1]]).text
    taken = take_back(once, STYLED.changes, styled=STYLED.text)

    assert taken.text == TEXT
    assert taken.left == []


def test_the_original_comes_back_with_its_line_ends_and_tags():
    page = "<p>A <b>k</b>ay,\r\nthe&nbsp;mole \t</p>\r\n"
    styled = ENGINE.apply(page, html=True)

    assert styled.text == "<p>A <b>quayside</b>,\r\nthe&nbsp;breakwater \t</p>\r\n"
    assert take_back(styled.text, styled.changes).text == page
