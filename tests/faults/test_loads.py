"""Loads of large files that are killed, stopped, doubled, or lose their server or disk: the same command makes them good."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.ftm_file import write
from graph.stores import open_store
from graph.stores.embedded.engine import free_port
from tests.cli.commands import SECONDS, casegraph
from tests.conftest import ROOT
from tests.contract.streams import graph_of
from tests.faults.loading import OwnNeo4j, after, finished, loading, write_wordy
from tests.faults.servers import children, eventually, gone
from tests.neo4j.server import USER, missing_for_maven

COUNT = 1200
"""Entities of the file: 960 nodes and 240 edges, about 20 batches."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of entities."""
    path = tmp_path_factory.mktemp("ftm") / "made.ftm.json"
    write(path, COUNT)
    return path


@pytest.fixture(scope="module")
def undisturbed(file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The graph of an undisturbed load, on the embedded engine; both engines make the same."""
    place = tmp_path_factory.mktemp("whole") / "case.db"
    done = casegraph("load", str(file), "--store", str(place))
    assert done.returncode == 0, done.stderr
    with open_store(str(place)) as store:
        return graph_of(store)


@pytest.fixture
def place(fresh_place: str) -> str:
    """What to give to --store for an empty store of each engine."""
    return fresh_place


def graph_at(place: str) -> dict[str, object]:
    with open_store(place, os.environ.get("CASEGRAPH_USER", ""), os.environ.get("CASEGRAPH_PASSWORD", "")) as store:
        return graph_of(store)


@pytest.mark.parametrize("moves", [1, 6, 17, 19])
def test_a_killed_load_is_made_good_by_the_same_command(
    file: Path, undisturbed: dict[str, object], place: str, moves: int
) -> None:
    with loading(str(file), "--store", place) as process:
        after(process, moves)
        process.kill()
        assert finished(process)[0] == -signal.SIGKILL
    again = casegraph("load", str(file), "--store", place, *(["--resume"] if moves == 6 else []))
    assert again.returncode == 0, again.stderr
    assert moves == 1 or "went on where the last load was cut off" in again.stdout  # what is told is not yet committed
    assert graph_at(place) == undisturbed


def test_a_load_that_is_killed_again_and_again_gets_there(file: Path, undisturbed: dict[str, object], place: str) -> None:
    for moves in (2, 3, 5, 8):
        with loading(str(file), "--store", place) as process:
            after(process, moves)
            process.kill()
            finished(process)
    assert casegraph("load", str(file), "--store", place).returncode == 0
    assert graph_at(place) == undisturbed


def test_a_killed_load_takes_the_process_that_reads_along(place: str, tmp_path: Path) -> None:
    large = tmp_path / "large.ftm.json"
    write_wordy(large)
    with loading(str(large), "--store", place) as process:
        after(process, 1)
        [reader] = children(process.pid)
        process.kill()
        finished(process)
    assert eventually(lambda: gone(reader))
    again = casegraph("load", str(large), "--store", place)
    assert again.returncode == 0, again.stderr
    assert "large: 1500 records read" in again.stdout


@pytest.mark.parametrize("moves", [3, 40])
def test_a_killed_bulk_load_leaves_nothing_in_the_way(
    file: Path, undisturbed: dict[str, object], tmp_path: Path, moves: int
) -> None:
    place = tmp_path / "case.db"
    with loading(str(file), "--bulk", "--store", str(place)) as process:
        after(process, moves)
        process.kill()
        assert finished(process)[0] == -signal.SIGKILL
    assert not place.exists()
    assert [path.name.startswith(".case.db.bulk-") for path in tmp_path.iterdir()] == [True]
    again = casegraph("load", str(file), "--bulk", "--store", str(place))
    assert again.returncode == 0, again.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["case.db"]
    assert graph_at(str(place)) == undisturbed


def test_ctrl_c_says_where_it_stopped_and_the_load_goes_on(file: Path, undisturbed: dict[str, object], place: str) -> None:
    with loading(str(file), "--store", place) as process:
        after(process, 5)
        process.send_signal(signal.SIGINT)
        code, out, err = finished(process)
    assert (code, out) == (130, "")
    assert err.startswith("error: stopped while writing entities (")
    assert f"{file}:" in err
    assert "the same command goes on from there" in err
    again = casegraph("load", str(file), "--store", place, "--resume")
    assert again.returncode == 0, again.stderr
    assert graph_at(place) == undisturbed
    refused = casegraph("load", str(file), "--store", place, "--resume")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "no cut-off load" in refused.stderr


def test_a_second_load_is_told(file: Path, undisturbed: dict[str, object], place: str) -> None:
    with loading(str(file), "--store", place) as first:
        after(first, 3)
        first.send_signal(signal.SIGSTOP)
        try:
            second = casegraph("load", str(file), "--store", place)
        finally:
            first.send_signal(signal.SIGCONT)
        code, _, err = finished(first)
    assert (second.returncode, second.stdout) == (4, "")
    assert "another load is running" in second.stderr or "another process has the store" in second.stderr
    assert "Traceback" not in second.stderr
    assert code == 0, err
    assert graph_at(place) == undisturbed


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnNeo4j]:
    """A Neo4j that the test may kill."""
    if missing := missing_for_maven():
        message = f"no Neo4j that may be killed: {', '.join(missing)} not found"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    server = OwnNeo4j(tmp_path / "own" / "home", free_port())
    server.home.parent.mkdir()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def test_a_server_that_is_killed_and_started_again_meanwhile(
    file: Path, undisturbed: dict[str, object], own: OwnNeo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The load waits for it and goes on by itself."""
    with loading(str(file), **own.account) as process:
        after(process, 5)
        own.kill()
        restarting = threading.Thread(target=own.start)
        restarting.start()
        code, out, err = finished(process)
        restarting.join()
    assert code == 0, err
    assert "the server does not answer" in err
    assert f"{COUNT} records read" in out
    monkeypatch.setenv("CASEGRAPH_USER", USER)
    monkeypatch.setenv("CASEGRAPH_PASSWORD", own.password)
    assert graph_at(own.url) == undisturbed


def test_ctrl_c_while_waiting_for_a_server_that_is_gone(
    file: Path, undisturbed: dict[str, object], own: OwnNeo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    with loading(str(file), **own.account) as process:
        after(process, 5)
        own.kill()
        after(process, 1, "does not answer")
        process.send_signal(signal.SIGINT)
        code, _, err = finished(process)
    assert code in (4, 130), err
    assert "Traceback" not in err
    own.start()
    assert casegraph("load", str(file), env=own.account).returncode == 0
    monkeypatch.setenv("CASEGRAPH_USER", USER)
    monkeypatch.setenv("CASEGRAPH_PASSWORD", own.password)
    assert graph_at(own.url) == undisturbed


@pytest.mark.parametrize("engine", ["embedded", "neo4j"])
def test_a_full_disk_is_told_and_the_store_is_usable_when_there_is_room(
    file: Path, undisturbed: dict[str, object], tmp_path: Path, engine: str
) -> None:
    """In a mount namespace of its own: a small tmpfs, a load that fills it, room, and the same load again."""
    if engine == "neo4j" and missing_for_maven():
        pytest.skip("no Neo4j of its own")
    if shutil.which("unshare") is None:
        pytest.skip("no unshare")
    large = tmp_path / "large.ftm.json"
    write(large, 12_000)
    answer = tmp_path / "answer.json"
    small = tmp_path / "small"
    small.mkdir()
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", sys.executable, str(ROOT / "tests" / "faults" / "full_disk.py"),
         engine, str(small), str(large), str(file), str(answer)],
        capture_output=True, text=True, timeout=2 * SECONDS, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    found = json.loads(answer.read_text(encoding="utf-8"))
    assert found["full"]["code"] in (1, 4)
    assert "Traceback" not in found["full"]["err"]
    assert "no room" in found["full"]["err"]
    assert "went wrong inside" not in found["full"]["err"]
    assert found["again"]["code"] == 0, found["again"]["err"]
    assert found["entities"] == 9600
    assert engine == "neo4j" or 0 < found["part"] < 9600
    assert undisturbed
