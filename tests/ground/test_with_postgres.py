"""A server for one command: real, empty, reachable with its password only, and gone afterwards."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "with_postgres.py"
ASK = """
import os, psycopg
url = os.environ["BROADSHEET_DATABASE_URL"]
with psycopg.connect(url) as session:
    asked = "SELECT current_user, count(*) FROM pg_tables WHERE schemaname = 'public'"
    print(url, session.execute(asked).fetchone())
"""


def test_a_command_gets_an_empty_database_that_is_gone_afterwards():
    done = subprocess.run(
        [sys.executable, SCRIPT, "--", sys.executable, "-c", ASK], capture_output=True, text=True, check=True
    )
    url, _, answer = done.stdout.strip().partition(" ")

    assert answer == "('broadsheet', 0)"
    assert urlsplit(url).hostname == "127.0.0.1"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


def test_the_commands_exit_code_is_passed_on():
    command = [sys.executable, SCRIPT, "--", sys.executable, "-c", "raise SystemExit(3)"]

    assert subprocess.run(command, env=dict(os.environ), check=False).returncode == 3
