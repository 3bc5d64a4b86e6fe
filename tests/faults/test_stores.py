"""An embedded store that is in use, in the way, spoilt, or whose process is killed while it writes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bench.ftm_file import write
from graph.errors import QueryTimeout
from graph.ingest.seeds import seeds
from graph.stores import open_store, read_ledger
from graph.stores.embedded import engine
from tests.cli.commands import CASEGRAPH, SECONDS, casegraph, environment
from tests.conftest import ROOT

COUNT = "MATCH (n:Entity) RETURN count(n) AS n"
HOLD = """
import sys
from graph.stores import open_store
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    sys.stdin.read()
"""
LEFT_BEHIND = """
import sys, time
from graph.errors import QueryTimeout
from graph.stores import open_store
from graph.stores import Limits
try:
    with open_store(sys.argv[1]) as store:
        store.read("UNWIND range(1,100000) AS a UNWIND range(1,100000) AS b RETURN count(*)", limits=Limits(timeout=1))
except QueryTimeout:
    print("ended", flush=True)
    import os
    os._exit(0)
"""


def python(code: str, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
    )


def test_a_store_in_use_is_told_and_serve_is_named(folder: Path) -> None:
    with python(HOLD, str(folder)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        for words in (("status",), ("load", str(seeds())), ("cypher", "CREATE (:X)", "--write"), ("serve",)):
            done = casegraph(*words, "--store", str(folder))
            assert (done.returncode, done.stdout) == (4, "")
            assert "another process" in done.stderr
            assert "casegraph serve" in done.stderr
            assert "Traceback" not in done.stderr
        holder.communicate("")
    assert casegraph("status", "--store", str(folder)).returncode == 0


def test_doctor_tells_of_a_store_in_use(folder: Path) -> None:
    with python(HOLD, str(folder)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        done = casegraph("doctor", "--store", str(folder))
        assert done.returncode == 1
        assert "another process" in done.stdout
        holder.communicate("")


def test_a_store_is_free_after_its_holder_was_killed(folder: Path) -> None:
    with python(HOLD, str(folder)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        holder.kill()
        holder.communicate()
    assert casegraph("status", "--store", str(folder)).returncode == 0


def test_a_query_that_was_left_behind_goes_with_its_process(folder: Path) -> None:
    with python(LEFT_BEHIND, str(folder)) as runaway:
        out, _ = runaway.communicate(timeout=SECONDS)
    assert out == "ended\n"
    assert QueryTimeout.exit_code == 1
    assert casegraph("cypher", COUNT, "--store", str(folder)).returncode == 0


@pytest.mark.parametrize("kill_after", [0.0, 0.4, 1.0])
def test_a_load_that_was_killed_is_done_again_to_the_same_graph(seeded_folder: Path, tmp_path: Path, kill_after: float) -> None:
    """Killed at some moment between the first file in the folder and the end; whichever it is, loading again mends it."""
    place = tmp_path / "killed.db"
    with subprocess.Popen(
        [*CASEGRAPH, "load", str(seeds()), "--store", str(place)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as loading:
        end = time.monotonic() + SECONDS
        while not (place / "graph" / "schema.json").exists() and loading.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(kill_after)
        loading.kill()
    again = casegraph("load", str(seeds()), "--store", str(place))
    assert again.returncode == 0, again.stderr
    assert "Traceback" not in again.stderr
    with open_store(str(seeded_folder)) as whole:
        wanted, edges = read_ledger(whole), whole.read("MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS n ORDER BY t").rows
    with open_store(str(place)) as mended:
        assert read_ledger(mended) == wanted
        assert mended.read("MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS n ORDER BY t").rows == edges
        assert mended.migrate() == []


def test_ctrl_c_during_a_load_leaves_a_store_that_opens(tmp_path: Path) -> None:
    place = tmp_path / "stopped.db"
    with subprocess.Popen(
        [*CASEGRAPH, "load", str(seeds()), "--store", str(place)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as loading:
        end = time.monotonic() + SECONDS
        while not (place / "graph" / "schema.json").exists() and loading.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        loading.send_signal(signal.SIGINT)
        _, err = loading.communicate(timeout=SECONDS)
    assert loading.returncode in (0, 130, -signal.SIGINT)
    assert "Traceback" not in err
    assert casegraph("load", str(seeds()), "--store", str(place)).returncode == 0


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file.db"
    file.write_text("no store", encoding="utf-8")
    for words in (("status",), ("load", str(seeds())), ("serve",), ("serve", "--write")):
        for place in (file, file / "inner"):
            done = casegraph(*words, "--store", str(place))
            assert (done.returncode, done.stdout) == (4, ""), done.stderr
            assert done.stderr.startswith("error: ")
            assert "Traceback" not in done.stderr
    assert file.read_text(encoding="utf-8") == "no store"


def test_a_folder_of_something_else_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    done = casegraph("status", "--store", str(tmp_path))
    assert (done.returncode, done.stdout) == (4, "")
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/self/mem").exists(), reason="needs a folder that nobody may write to")
def test_a_folder_that_nobody_may_write_to_is_told(tmp_path: Path) -> None:
    """/proc is one even for root."""
    closed = Path("/proc/casegraph-test")
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        closed = tmp_path / "store"
    for words in (("load", str(seeds())), ("serve", "--write")):
        done = casegraph(*words, "--store", str(closed))
        assert (done.returncode, done.stdout) == (4, "")
        assert "cannot be made" in done.stderr
        assert "--store" in done.stderr
        assert "Traceback" not in done.stderr
    tmp_path.chmod(0o700)


def test_the_engine_writes_nothing_on_the_terminal_and_its_log_into_the_store(folder: Path) -> None:
    done = casegraph("status", "--store", str(folder))
    assert done.stderr == ""
    assert done.stdout.startswith("arcadedb ")
    assert (folder / "log").is_dir()


def test_no_temporary_folder_is_left_behind(folder: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for words, code in ((("status",), 0), (("show", "nobody at all"), 3), (("cypher", "MATCH (n RETURN n"), 1)):
        assert casegraph(*words, "--store", str(folder), env={"TMPDIR": str(temporary)}).returncode == code
        assert list(temporary.iterdir()) == []
    runaway = "UNWIND range(1,100000) AS a UNWIND range(1,100000) AS b RETURN count(*)"
    done = casegraph("cypher", runaway, "--timeout", "1", "--store", str(folder), env={"TMPDIR": str(temporary)})
    assert done.returncode == 1
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("bolt", [True, False])
def test_a_port_that_another_program_took_meanwhile_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bolt: bool
) -> None:
    """Between the look for a free port and the engine's listening on it, for Bolt or for HTTP, another program may have it."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        asked = [other.getsockname()[1]] if bolt else [engine.free_port(), other.getsockname()[1]]
        probe = engine.free_port
        monkeypatch.setattr(engine, "free_port", lambda: asked.pop(0) if asked else probe())
        with open_store(str(tmp_path / "store"), create=True) as store:
            assert store.read("RETURN 1 AS one").column("one") == [1]
        assert asked == []


def test_a_store_on_a_full_disk_is_read_and_one_that_is_for_reading_only_says_why_not(folder: Path, tmp_path: Path) -> None:
    """In a mount namespace of its own: a small tmpfs, filled up, and then mounted for reading only."""
    if shutil.which("unshare") is None:
        pytest.skip("no unshare")
    (tmp_path / "small").mkdir()
    answer = tmp_path / "answer.json"
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", sys.executable, str(ROOT / "tests" / "faults" / "small_disk.py"),
         str(tmp_path / "small"), str(folder), str(answer)],
        capture_output=True, text=True, timeout=SECONDS, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    found = json.loads(answer.read_text(encoding="utf-8"))
    assert (found["full"]["code"], found["full"]["err"]) == (0, "")
    assert found["full"]["out"].startswith("Kyrgyzstan")
    assert found["debug"]["code"] == 0
    assert found["read only"]["code"] == 4
    assert re.fullmatch(
        r"error: the store \S+ cannot be opened: .+ may not be written to, .+\n  copy .+\n", found["read only"]["err"]
    )


@pytest.mark.parametrize("form", ["dossier", "stream"])
def test_a_store_that_is_taken_away_meanwhile_is_no_success(tmp_path: Path, form: str) -> None:
    place, file = tmp_path / "case.db", tmp_path / "made.ftm.json"
    write(file, 1200)
    taken = """
import shutil, sys
from graph.stores import lock
take = lock.Lock.take.__func__
def taking(cls, store, by=None):
    found = take(cls, store, by)
    shutil.rmtree(sys.argv[-1])
    return found
lock.Lock.take = classmethod(taking)
from graph.cli.main import run
run()
"""
    source = str(seeds()) if form == "dossier" else str(file)
    done = subprocess.run(
        [sys.executable, "-c", taken, "load", source, "--store", str(place)],
        capture_output=True, text=True, timeout=SECONDS, check=False, env=environment(),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (4, "")
    assert "were taken away while it was open" in done.stderr
    assert "Traceback" not in done.stderr
    assert casegraph("status", "--store", str(place)).returncode == 4


@pytest.mark.parametrize("there", [True, False])
def test_a_load_that_fails_before_it_writes_leaves_no_empty_store(tmp_path: Path, there: bool) -> None:
    place, file = tmp_path / "case.db", tmp_path / "made.ftm.json"
    write(file, 12)
    if there:
        place.mkdir()
        (place / "notes.txt").write_text("notes", encoding="utf-8")
    done = casegraph("load", str(file), "--resume", "--store", str(place))
    assert (done.returncode, done.stdout) == (2, "")
    assert "no cut-off load" in done.stderr
    assert [path.name for path in place.iterdir()] == ["notes.txt"] if there else not place.exists()


def listening(pid: int) -> list[int]:
    """The TCP ports on which a process listens."""
    return [one.laddr.port for one in psutil.Process(pid).net_connections("tcp") if one.status == psutil.CONN_LISTEN]


def test_nothing_listens_but_bolt(tmp_path: Path) -> None:
    before = listening(os.getpid())
    with open_store(str(tmp_path / "store"), create=True) as store:
        opened = [port for port in listening(os.getpid()) if port not in before]
        assert store.info.address == f"bolt://127.0.0.1:{opened[0]}"
        assert len(opened) == 1
        assert store.read("RETURN 1 AS one").column("one") == [1]
