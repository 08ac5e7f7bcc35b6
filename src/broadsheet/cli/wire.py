"""wire: agency copy from the command line."""

import json
from dataclasses import asdict
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


def _text(path: Path) -> str:
    """A file's text; whatever hinders reading it is a wrong call."""
    from broadsheet.wire.formats.limits import MAX_BYTES

    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{path} is not UTF-8: byte {error.start} is wrong.") from error
    if len(raw) > MAX_BYTES:
        raise click.UsageError(f"{path} is larger than {MAX_BYTES} bytes, which no story is.")
    return text


@wire.command("merge")
@click.option("--base", required=True, type=click.Path(path_type=Path), help="The take the story is from.")
@click.option("--agency", required=True, type=click.Path(path_type=Path), help="The newer take.")
@click.option("--paper", required=True, type=click.Path(path_type=Path), help="The paper's text now.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def merge_texts(base: Path, agency: Path, paper: Path, as_json: bool) -> None:
    """Merge an agency's update into an edited text; needs no paper. Exit 1 when there is a conflict."""
    from broadsheet.wire.merge import merge

    merged = merge(_text(base), _text(agency), _text(paper))
    shown = {
        "clean": merged.clean,
        "text": merged.text,
        "conflicts": [asdict(one) for one in merged.conflicts],
    }
    output = json.dumps(shown, ensure_ascii=False) if as_json else merged.text
    click.echo(output.encode())
    raise SystemExit(0 if merged.clean else 1)


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
