"""Whether a process lives is asked of the system: for the lock of a load, and before a folder is swept away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from graph.stores import building
from graph.stores.processes import runs, this_process


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_this_process_runs() -> None:
    assert runs(this_process())


def test_one_that_has_ended_does_not(ended: int) -> None:
    assert not runs(f"{ended}@{psutil.boot_time():.2f}")


def test_one_that_nobody_has_waited_for_does_not() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        name = f"{process.pid}@{psutil.Process(process.pid).create_time():.2f}"
        assert runs(name)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not runs(name)


def test_a_number_that_was_given_anew_is_another_process() -> None:
    number, started = this_process().split("@")
    assert not runs(f"{number}@{float(started) - 60:.2f}")


@pytest.mark.parametrize("name", ["", "123", "x@1", "1@x", "-1@0"])
def test_what_is_no_name_does_not_run(name: str) -> None:
    assert not runs(name)


def test_only_what_the_dead_left_is_swept(tmp_path: Path, ended: int) -> None:
    running, left = (tmp_path / f".case.db.bulk-{pid}-x" for pid in (os.getppid(), ended))
    running.mkdir()
    left.mkdir()
    with building(tmp_path / "case.db") as built:
        (built / "graph").mkdir()
        (built / "graph" / "schema.json").write_text("{}", encoding="utf-8")
        assert (running.exists(), left.exists()) == (True, False)
    assert (tmp_path / "case.db" / "graph" / "schema.json").exists()


def test_what_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "case.db" / "graph").mkdir(parents=True)

    def fill_until_it_is_full() -> None:
        with building(tmp_path / "case.db"):
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fill_until_it_is_full()
    assert [path.name for path in tmp_path.iterdir()] == ["case.db"]
