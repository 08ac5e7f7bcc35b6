"""Backups are unpacked as they were packed, and nothing that is no backup is unpacked at all."""

import io
import tarfile

import click
import pytest

from broadsheet.cli.operating import _unpack


def packed(path, *members):
    with tarfile.open(path, "w:gz") as archive:
        for member, content in members:
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def linking(name, target):
    link = tarfile.TarInfo(name)
    link.type, link.linkname = tarfile.SYMTYPE, target
    return link


def test_files_come_out_as_they_went_in(tmp_path):
    source = packed(
        tmp_path / "backup.tar.gz",
        (tarfile.TarInfo("database.sqlite3"), b"rows"),
        (tarfile.TarInfo("media/originals/a.jpg"), b"picture"),
    )
    folder = tmp_path / "out"

    _unpack(source, folder)

    assert {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    } == {
        "database.sqlite3": b"rows",
        "media/originals/a.jpg": b"picture",
    }


@pytest.mark.parametrize(
    "bad",
    [tarfile.TarInfo("../escaped"), tarfile.TarInfo("/escaped"), linking("media", "/etc")],
    ids=["above", "absolute", "link"],
)
def test_what_leads_out_of_the_folder_stops_it_before_anything_is_written(tmp_path, bad):
    source = packed(tmp_path / "backup.tar.gz", (tarfile.TarInfo("database.sqlite3"), b"rows"), (bad, b""))
    folder = tmp_path / "out"

    with pytest.raises(click.ClickException) as refusal:
        _unpack(source, folder)

    assert refusal.value.message == f"{bad.name!r} is no part of a backup; nothing was changed."
    assert not folder.exists()
