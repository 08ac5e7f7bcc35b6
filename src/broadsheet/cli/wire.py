"""wire: agency copy from the command line."""

import json
from pathlib import Path

import click

from broadsheet.cli.setup import start_django
from broadsheet.kit.errors import BroadsheetError


@click.group()
def wire() -> None:
    """Agency copy."""


@wire.command("parse")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def parse(paths: tuple[Path, ...], as_json: bool) -> None:
    """Show what wire files hold; needs no paper. Exit 1 when one was refused."""
    from broadsheet.wire.formats.report import report

    found = report([str(path) for path in paths])
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        for entry in found["files"]:
            if entry["error"]:
                click.echo(
                    f"{entry['file']}\t{entry['error']['code']}: {entry['error']['message']}", err=True
                )
            for item in entry["items"]:
                click.echo(
                    f"{entry['file']}\t{entry['format']}\t{item['pubstatus']}\t{item['guid']}\t{item['headline']}"
                )
    raise SystemExit(1 if any(entry["error"] for entry in found["files"]) else 0)


@wire.command("take-in")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--feed", required=True, help="Which agency these files come from.")
def take_in(paths: tuple[Path, ...], feed: str) -> None:
    """File wire messages from PATHS; a message filed twice counts once."""
    start_django()
    from django.utils import timezone

    from broadsheet.desk.services import take_in_file

    bad = 0
    for path in paths:
        try:
            click.echo(f"{path.name}\t{take_in_file(path=path, feed=feed, now=timezone.now())}")
        except BroadsheetError as refusal:
            bad += 1
            click.echo(f"{path.name}\t{refusal.code}: {refusal.message}", err=True)
    raise SystemExit(1 if bad else 0)


@wire.command("refused")
@click.option("--retry", is_flag=True, help="Read each of them again.")
def refused(retry: bool) -> None:
    """List the files that could not be read, each with its sentence."""
    start_django()
    from django.utils import timezone

    from broadsheet.desk.services import retry_refused
    from broadsheet.wire.selectors import refused_lines

    if retry:
        for line in retry_refused(now=timezone.now()):
            click.echo(line)
    for line in refused_lines():
        click.echo(line)


COMMANDS = [wire]
