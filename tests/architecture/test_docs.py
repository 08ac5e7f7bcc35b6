"""The documentation names every setting and every command, and none that does not exist."""

import re
from collections.abc import Iterator

import click
import pytest

from broadsheet import settings
from broadsheet.cli import main
from support.source import ROOT

SETTING = re.compile(r"`(BROADSHEET_[A-Z0-9_]+)`")
COMMAND = re.compile(r"^#+ `(broadsheet(?: [a-z][a-z-]*)*)", re.MULTILINE)


def commands(command: click.Command, words: tuple[str, ...] = ("broadsheet",)) -> Iterator[str]:
    """Every command that does something, as it is typed."""
    if isinstance(command, click.Group) and command.commands:
        for name, inner in command.commands.items():
            yield from commands(inner, (*words, name))
    else:
        yield " ".join(words)


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text()


def test_every_setting_is_documented_and_no_other():
    assert set(SETTING.findall(page("settings.md"))) == {
        f"BROADSHEET_{name}" for name in settings.env.entries
    }


def test_every_settings_help_sentence_stands_in_the_documentation():
    text = " ".join(page("settings.md").split())

    assert [entry.name for entry in settings.env.entries.values() if entry.help not in text] == []


def test_every_command_is_documented_and_no_other():
    assert set(COMMAND.findall(page("commands.md"))) == set(commands(main))


@pytest.mark.parametrize("command", sorted(commands(main)))
def test_every_command_says_what_it_does(command):
    found = main
    for word in command.split()[1:]:
        found = found.commands[word]
    help_ = found.get_short_help_str(200)

    assert help_, command
