"""style: house style from the command line; needs no settings, database or paper."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from broadsheet.style.engine.styling import Engine

HTML_NAMES = (".html", ".htm", ".xhtml")
RULES = click.option(
    "--rules",
    required=True,
    type=click.Path(path_type=Path),
    help="The rule file: YAML, as docs/style.md says.",
)
HTML = click.option("--html", "as_html", is_flag=True, help="Read HTML whatever the file is called.")


@click.group()
def style() -> None:
    """House style."""


@style.command("apply")
@click.argument("file")
@RULES
@HTML
def apply(file: str, rules: Path, as_html: bool) -> None:
    """Print FILE in house style, byte for byte, and nothing else; "-" is standard input. Exit 2 for bad rules."""
    engine = load(rules)
    styled = engine.apply(read(file), html=as_html or is_html(file))
    sys.stdout.buffer.write(styled.text.encode("utf-8"))
    sys.stdout.buffer.flush()


@style.command("check")
@click.argument("files", nargs=-1, required=True)
@RULES
@HTML
@click.option("--json", "as_json", is_flag=True, help="One JSON array on standard output.")
def check(files: tuple[str, ...], rules: Path, as_html: bool, as_json: bool) -> None:
    """List what house style would change in FILES; offsets count characters from 0. Exit 2 for bad rules."""
    engine = load(rules)
    found = []
    for file in files:
        for change in engine.check(read(file), html=as_html or is_html(file)):
            entry = {"file": file, **asdict(change)}
            del entry["at"]
            found.append(entry)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for one in found:
        doubt = "" if one["safe"] else "\tsuggested"
        click.echo(
            f"{one['file']}:{one['start']}-{one['end']}\t{one['rule']}\t{one['before']} → {one['after']}{doubt}"
        )


def load(rules: Path) -> "Engine":
    from broadsheet.style.engine.book import read_book
    from broadsheet.style.engine.styling import Engine
    from broadsheet.style.errors import BadRules

    try:
        return Engine(read_book(rules))
    except BadRules as refusal:
        place = f"{rules}:{refusal.line}" if refusal.line else str(rules)
        click.echo(f"{place}: {refusal.message}", err=True)
        raise SystemExit(2) from refusal


def is_html(file: str) -> bool:
    return file.lower().endswith(HTML_NAMES)


def read(file: str) -> str:
    """The text of a file, line ends as they are. Ends the command with 1 when it cannot be read."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8")
    except OSError as exc:
        click.echo(f"{file}: cannot be read: {exc.strerror}", err=True)
    except UnicodeDecodeError as exc:
        click.echo(f"{file}: not UTF-8 at byte {exc.start}", err=True)
    raise SystemExit(1)


COMMANDS = [style]
