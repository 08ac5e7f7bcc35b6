"""The wheel carries the whole paper: what pip installs is what a checkout runs."""

import subprocess
import sys
import zipfile
from email import message_from_bytes

import pytest
from packaging.requirements import Requirement

from support.source import PACKAGE, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        yield archive


def test_every_file_of_the_package_is_in_the_wheel_and_nothing_else(wheel):
    given = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == given


def test_the_wheel_needs_what_base_in_says(wheel):
    wanted = [
        Requirement(line)
        for line in (ROOT / "requirements" / "base.in").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    found = message_from_bytes(wheel.read(metadata)).get_all("Requires-Dist")

    assert sorted(map(str, map(Requirement, found))) == sorted(map(str, wanted))
