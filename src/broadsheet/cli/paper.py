"""new, settings, check: founding and looking at a paper."""

import json
import secrets
from pathlib import Path

import click

from broadsheet.cli.setup import ENV_FILE, load_env_file, start_django

ENV_TEXT = """# The settings of this paper; `broadsheet settings` explains each. Keep this file to yourself.
BROADSHEET_SECRET_KEY={secret}
BROADSHEET_NAME={name}
BROADSHEET_BASE_URL=http://127.0.0.1:8000
BROADSHEET_STATE={state}
"""


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", default=None, help="The paper's name; default: the directory's.")
def new(directory: Path, name: str | None) -> None:
    """Found a paper in DIRECTORY: its settings with fresh secrets, ready for `broadsheet serve`."""
    target = directory / ENV_FILE
    if target.exists():
        raise click.ClickException(f"{target} is there already; nothing was changed.")
    directory.mkdir(parents=True, exist_ok=True)
    state = (directory / "var").absolute()
    text = ENV_TEXT.format(secret=secrets.token_urlsafe(48), name=name or directory.name, state=state)
    target.touch(mode=0o600)
    target.write_text(text, encoding="utf-8")
    (directory / ".gitignore").write_text(f"{ENV_FILE}\nvar/\n", encoding="utf-8")
    click.echo(f"{target}\nNext: cd {directory} && broadsheet serve")


@click.command("settings")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def show_settings(as_json: bool) -> None:
    """Print every setting with its value and help; secrets are hidden."""
    load_env_file()
    from broadsheet import settings

    rows = [
        {
            "name": f"BROADSHEET_{e.name}",
            "value": "(hidden)" if e.is_secret and e.value else str(e.value),
            "help": e.help,
        }
        for e in settings.env.entries.values()
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{row['name']}={row['value']}\n    {row['help']}")


@click.command()
def check() -> None:
    """Check settings, database, migrations and the page tree; exit 1 when something is wrong."""
    start_django()
    from django.core.management import CommandError, call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    wrong = []
    try:
        call_command("check", verbosity=0)
    except CommandError as fault:
        wrong.append(str(fault))
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        wrong.append("The database is older than the program: run `broadsheet upgrade`.")
    for line in wrong:
        click.echo(line, err=True)
    click.echo("nothing wrong" if not wrong else f"{len(wrong)} wrong")
    raise SystemExit(1 if wrong else 0)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Run one of Django's own commands, such as `broadsheet manage shell`."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["broadsheet manage", *words])


COMMANDS = [new, show_settings, check, manage]
