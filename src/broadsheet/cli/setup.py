"""Starting Django for a command, with the paper's settings from its ``paper.env``."""

import os
import sys
from pathlib import Path

import click

ENV_FILE = "paper.env"


def read_env_file(path: Path) -> dict[str, str]:
    """``NAME=value`` lines; empty ones and those that begin with # are passed over."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip('"') for name, _, value in pairs}


def load_env_file() -> None:
    """Take settings from ``paper.env`` in the working directory; what the environment says already wins."""
    path = Path(os.environ.get("BROADSHEET_ENV_FILE", ENV_FILE))
    if path.is_file():
        for name, value in read_env_file(path).items():
            os.environ.setdefault(name, value)


def start_django() -> None:
    """Set Django up for a command that needs the paper; a wrong setting ends it with its own sentence."""
    load_env_file()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadsheet.settings")
    import django

    try:
        django.setup()
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong


def own_command(*words: str) -> list[str]:
    """The command line that runs this very program with other words."""
    return [sys.executable, "-m", "broadsheet", *words]
