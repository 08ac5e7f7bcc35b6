"""Starting Django for a command, with the paper's settings from its ``paper.env``."""

import os
import sys
from pathlib import Path

import click

ENV_FILE = "paper.env"
DEMO_ENV = Path("var/demo/paper.env")


def read_env_file(path: Path) -> dict[str, str]:
    """``NAME=value`` lines; empty ones and those that begin with # are passed over."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip('"') for name, _, value in pairs}


def load_env_file() -> None:
    """Take settings from ``paper.env`` in the working directory; what the environment says already wins.

    In a checkout whose demonstration paper has been started, its settings stand in ``var/demo/paper.env`` and
    are taken when there is nothing else, so that every command speaks to the demo.
    """
    named = os.environ.get("BROADSHEET_ENV_FILE")
    path = next((p for p in ([Path(named)] if named else [Path(ENV_FILE), DEMO_ENV]) if p.is_file()), None)
    if path is not None and "BROADSHEET_SECRET_KEY" not in os.environ:
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
