"""Every room says its words once, in its CONTEXT.md, and docs/words.md is built from those."""

import runpy

from support.source import PACKAGE, ROOT, floors

UNFLOORED = {"kit", "cli", "__main__", "urls", "wsgi", "settings"}  # no tables, so no words of their own


def rooms():
    return {name for name in floors() if (PACKAGE / name / "__init__.py").exists()} - UNFLOORED


def heading(room):
    return (PACKAGE / room / "CONTEXT.md").read_text().partition("\n")[0]


def test_every_room_has_its_words_and_says_what_to_avoid():
    silent = [
        room
        for room in sorted(rooms())
        if not (PACKAGE / room / "CONTEXT.md").exists()
        or "avoid" not in (PACKAGE / room / "CONTEXT.md").read_text().lower()
    ]
    assert silent == []


def test_the_page_of_words_is_current():
    built = runpy.run_path(str(ROOT / "scripts" / "words.py"))["words"]()

    assert (ROOT / "docs" / "words.md").read_text() == built
    assert [room for room in sorted(rooms()) if f"\n#{heading(room)}\n" not in built] == []
