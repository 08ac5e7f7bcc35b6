"""The two commands of house style, as they are typed."""

import json
import os
import subprocess
import sys

import pytest

RULES = """rules:
  - id: quay
    prefer: quayside
    over: [kay]
  - id: mole
    prefer: breakwater
    over: [mole]
    safe: false
"""


@pytest.fixture
def broadsheet(tmp_path):
    (tmp_path / "rules.yml").write_text(RULES)
    bare = {
        name: value for name, value in os.environ.items() if not name.startswith(("BROADSHEET_", "DJANGO_"))
    }

    def run(*words, given=b""):
        return subprocess.run(
            [sys.executable, "-m", "broadsheet", "style", *words],
            cwd=tmp_path,
            env=bare,
            input=given,
            capture_output=True,
            check=False,
        )

    return run


def test_apply_prints_the_styled_text_byte_for_byte(broadsheet, tmp_path):
    (tmp_path / "story.txt").write_bytes("\ufeffThe kay\r\n“é” \t kay".encode())
    said = broadsheet("apply", "--rules", "rules.yml", "story.txt")

    assert (said.returncode, said.stdout, said.stderr) == (
        0,
        "\ufeffThe quayside\r\n“é” \t quayside".encode(),
        b"",
    )


def test_apply_reads_standard_input_and_html(broadsheet, tmp_path):
    page = b'<a title="kay">kay</a>'
    (tmp_path / "story.html").write_bytes(page)

    asked = ["--rules", "rules.yml"]
    assert broadsheet("apply", *asked, "-", given=page).stdout == b'<a title="kay [quayside]">quayside</a>'
    assert broadsheet("apply", *asked, "--html", "-", given=page).stdout == b'<a title="kay">quayside</a>'
    assert broadsheet("apply", *asked, "story.html").stdout == b'<a title="kay">quayside</a>'


def test_check_lists_every_change_with_its_place(broadsheet, tmp_path):
    (tmp_path / "one.txt").write_text("é kay")
    (tmp_path / "two.txt").write_text("a mole")
    said = broadsheet("check", "--rules", "rules.yml", "one.txt", "two.txt", "--json")

    assert said.returncode == 0
    assert json.loads(said.stdout) == [
        {
            "file": "one.txt",
            "rule": "quay",
            "start": 2,
            "end": 5,
            "before": "kay",
            "after": "quayside",
            "safe": True,
        },
        {
            "file": "two.txt",
            "rule": "mole",
            "start": 2,
            "end": 6,
            "before": "mole",
            "after": "breakwater",
            "safe": False,
        },
    ]


def test_a_bad_rule_file_ends_with_2_its_line_and_the_reason(broadsheet, tmp_path):
    (tmp_path / "rules.yml").write_text(RULES + "    loud: true\n")
    said = broadsheet("apply", "--rules", "rules.yml", "-", given=b"kay")

    assert (said.returncode, said.stdout) == (2, b"")
    assert said.stderr.startswith(b'rules.yml:9: Unknown key "loud"')


def test_a_text_that_is_not_utf_8_ends_with_1(broadsheet):
    said = broadsheet("apply", "--rules", "rules.yml", "-", given=b"kay \xff")

    assert (said.returncode, said.stdout, said.stderr) == (1, b"", b"-: not UTF-8 at byte 4\n")
