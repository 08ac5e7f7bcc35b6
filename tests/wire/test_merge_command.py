"""``broadsheet wire merge``: without settings, database or paper."""

import json
import os
import subprocess
import sys

import pytest


def run(tmp_path, *options, base=b"Nine left.", agency=b"Ten left.", paper=b"Nine left.\n\nWhy?"):
    for name, raw in (("base", base), ("agency", agency), ("paper", paper)):
        if raw is not None:
            (tmp_path / name).write_bytes(raw)
    files = [word for name in ("base", "agency", "paper") for word in (f"--{name}", str(tmp_path / name))]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("BROADSHEET", "DJANGO"))
    }
    command = [sys.executable, "-m", "broadsheet", "wire", "merge", *files, *options]
    return subprocess.run(command, capture_output=True, check=False, env=environment, cwd=tmp_path)


def test_it_prints_the_merged_text(tmp_path):
    done = run(tmp_path)

    assert (done.returncode, done.stdout.decode()) == (0, "Ten left.\n\nWhy?\n")


def test_a_conflict_reads_as_the_paper_has_it(tmp_path):
    done = run(tmp_path, "--json", paper=b"\xef\xbb\xbfSix left.")

    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "clean": False,
        "text": "Six left.",
        "conflicts": [{"base": "Nine left.", "agency": "Ten left.", "paper": "Six left."}],
    }


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [(None, "cannot be read: No such file"), (b"caf\xe9", "is not UTF-8: byte 3 is wrong.")],
)
def test_a_file_that_cannot_be_read_is_a_wrong_call(tmp_path, paper, sentence):
    done = run(tmp_path, paper=paper)

    assert (done.returncode, done.stdout) == (2, b"")
    assert sentence in done.stderr.decode()
