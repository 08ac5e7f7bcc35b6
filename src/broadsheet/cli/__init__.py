"""The front door: one command, a group a desk, verbs as an editor or operator would say them."""

import click

from broadsheet import __version__
from broadsheet.cli import desks, operating, paper, serving, style, wire


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """A newspaper's whole web operation in one program."""


for part in (paper, serving, operating, wire, style, desks):
    for command in part.COMMANDS:
        main.add_command(command)
