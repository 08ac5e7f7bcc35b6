"""backup, restore, upgrade, edge: what an operator does."""

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import click

from broadsheet.cli.setup import own_command, start_django

DATABASE = "database.sqlite3"
DUMP = "database.sql"
KEPT = ("media", "inbox", "outbox")


@click.command()
@click.argument("target", type=click.Path(path_type=Path), required=False)
def backup(target: Path | None) -> None:
    """Write database, pictures, inbox and outbox into one file while the paper runs."""
    start_django()
    from django.conf import settings

    name = f"backup-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz"
    target = (target or Path(settings.STATE) / "backups" / name).absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.part")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(unfinished, "w:gz") as archive:
        for path in _database_copy(Path(folder)):
            archive.add(path, path.name)
        for kept in KEPT:
            if (Path(settings.STATE) / kept).is_dir():
                archive.add(Path(settings.STATE) / kept, kept)
    unfinished.chmod(0o600)
    unfinished.rename(target)
    click.echo(str(target))


def _database_copy(folder: Path) -> list[Path]:
    """A consistent copy of the database, made while others write."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "sqlite":
        copy = folder / DATABASE
        with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as source, sqlite3.connect(copy) as made:
            source.backup(made)
        return [copy]
    dump = folder / DUMP
    subprocess.run(
        ["pg_dump", "--no-owner", "--clean", "--if-exists", "-f", str(dump)], check=True, env=_server()
    )
    return [dump]


def _server() -> dict[str, str]:
    """Where PostgreSQL is, for its own programs: in the environment, since a command line can be read by all."""
    from django.conf import settings

    told = settings.DATABASES["default"]
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    return {**os.environ, **{name: str(told[key]) for name, key in names.items() if told[key]}}


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Replace what is there without asking.")
def restore(source: Path, yes: bool) -> None:
    """Put a backup back in the place of the paper's state. Stop the paper first."""
    start_django()
    from django.conf import settings

    if not yes:
        click.confirm(f"Replace the paper in {settings.STATE} by {source}?", abort=True)
    with tempfile.TemporaryDirectory() as folder:
        _unpack(source, Path(folder))
        _put_back(Path(folder))
    (Path(settings.STATE) / "pages.sqlite3").unlink(missing_ok=True)
    (Path(settings.STATE) / "prepared").unlink(missing_ok=True)
    from broadsheet.newsletter.services.editions import hold_after_restore

    held = hold_after_restore(now=datetime.now(UTC))
    click.echo(f"restored from {source}; {held} mailings are held until somebody releases them")


def _unpack(source: Path, folder: Path) -> None:
    """Unpack plain files and folders; anything else in the archive ends it before the first is written.

    ``extractall(filter="data")`` would do, but Debian 12's Python 3.11.2 does not have it yet.
    """
    with tarfile.open(source) as archive:
        members = archive.getmembers()
        for member in members:
            name = PurePosixPath(member.name)
            is_plain = member.isfile() or member.isdir()
            if not is_plain or name.is_absolute() or ".." in name.parts:
                raise click.ClickException(f"{member.name!r} is no part of a backup; nothing was changed.")
        archive.extractall(folder, members)  # noqa: S202  (looked through above)


def _put_back(folder: Path) -> None:
    from django.conf import settings
    from django.db import connection

    connection.close()
    if (folder / DUMP).exists():
        subprocess.run(
            ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(folder / DUMP)], check=True, env=_server()
        )
    else:
        database = Path(settings.DATABASES["default"]["NAME"])
        for ending in ("", "-wal", "-shm"):
            database.with_name(database.name + ending).unlink(missing_ok=True)
        shutil.copy2(folder / DATABASE, database)
    for kept in KEPT:
        shutil.rmtree(Path(settings.STATE) / kept, ignore_errors=True)
        if (folder / kept).is_dir():
            shutil.copytree(folder / kept, Path(settings.STATE) / kept)


@click.command()
def upgrade() -> None:
    """Back the paper up, then bring its database and files to this version."""
    for words in (("backup",), ("prepare",), ("check",)):
        if subprocess.run(own_command(*words), check=False).returncode:
            raise click.ClickException(f"`broadsheet {words[0]}` failed; nothing further was done.")


@click.group()
def edge() -> None:
    """The stored pages."""


@edge.command()
@click.argument("tags", nargs=-1)
def purge(tags: tuple[str, ...]) -> None:
    """Drop the stored pages that read one of TAGS; without any, all of them."""
    start_django()
    from broadsheet.edge.services import page_store
    from broadsheet.edge.store import EVERYTHING

    click.echo(f"{page_store().purge(tags or [EVERYTHING])} pages dropped")


@edge.command()
def stats() -> None:
    """Say how many pages are stored and how many marks wait."""
    start_django()
    from broadsheet.edge.models import Mark
    from broadsheet.edge.services import page_store

    click.echo(f"pages {len(page_store().keys())}\nmarks waiting {Mark.objects.count()}")


COMMANDS = [backup, restore, upgrade, edge]
