"""What is written whole leaves links, devices and pipes what they are."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from graph.export.atomic import write_content, write_whole

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, devices and pipes are those of POSIX")


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    target, link, through = tmp_path / "there" / "target", tmp_path / "link", tmp_path / "through"
    target.parent.mkdir()
    target.write_text("before", encoding="utf-8")
    link.symlink_to(target)
    through.symlink_to("link")
    write_whole(through, "after")
    assert (link.is_symlink(), through.is_symlink(), target.is_symlink()) == (True, True, False)
    assert target.read_text(encoding="utf-8") == "after"
    assert [path.name for path in target.parent.iterdir()] == ["target"]


def test_a_link_to_nothing_makes_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("new")
    write_whole(tmp_path / "link", b"made")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "new").read_bytes() == b"made"


def test_a_circle_of_links_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        write_whole(tmp_path / "a", "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, "x" * 300_000)  # more than a pipe holds
    reader.join()
    assert len(got[0]) == 300_000
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_device_stays_one() -> None:
    before = Path("/dev/null").stat()
    write_whole(Path("/dev/null"), "x")
    after = Path("/dev/null").stat()
    assert stat.S_ISCHR(after.st_mode)
    assert (after.st_ino, after.st_rdev) == (before.st_ino, before.st_rdev)


def test_what_descriptors_are_called_is_written_into(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w+b") as file:
        write_whole(Path(f"/dev/fd/{file.fileno()}"), "through")
        assert os.fstat(file.fileno()).st_ino == (tmp_path / "out").stat().st_ino, "the file was not replaced"
    assert (tmp_path / "out").read_bytes() == b"through"


def test_a_folder_behind_a_link_takes_files(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    write_content(tmp_path / "link", {"a.csv": "1"})
    assert (tmp_path / "folder" / "a.csv").read_text(encoding="utf-8") == "1"
    with pytest.raises(OSError, match="irectory"):
        write_whole(tmp_path / "link", "x")
