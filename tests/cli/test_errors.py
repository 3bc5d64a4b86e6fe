"""What goes wrong is told in a line with the way out, and the exit code says of what sort it was."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.cli.main import COMMANDS, main
from graph.errors import StoreUnreachable
from tests.cli.commands import assert_told
from tests.conftest import Run

READING = (
    ("search", "x"),
    ("show", "x"),
    ("path", "x", "y"),
    ("status",),
    ("query", "run", "recruited-by"),
    ("cypher", "RETURN 1"),
    ("export", "html", "x.html", "--all"),
    ("claims", "x"),
    ("figures",),
    ("conflicts",),
    ("history", "x"),
)


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port on loopback at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused, and nobody else gets it
        yield taken.getsockname()[1]


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_no_store_is_told_with_what_to_do(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*words, "--store", tmp_path / "no")
    assert (done.code, done.out) == (4, "")
    assert_told(done.err)
    assert "casegraph load" in done.err
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_dead_server_is_told_soon(run: Run, closed_port: int, scheme: str) -> None:
    began = time.monotonic()
    for words in (("status",), ("search", "x")):
        done = run(*words, "--store", f"{scheme}://127.0.0.1:{closed_port}")
        assert (done.code, done.out) == (4, "")
        assert_told(done.err)
        assert f"127.0.0.1:{closed_port}" in done.err
    assert time.monotonic() - began < 60


def test_a_server_that_speaks_something_else_is_told(run: Run) -> None:
    """Such as Neo4j's own HTTP port, a common slip."""

    class Web(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(64)
            self.request.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Web) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        done = run("status", "--store", f"bolt://127.0.0.1:{server.server_address[1]}")
        server.shutdown()
        thread.join()
    assert (done.code, done.out) == (4, "")
    assert_told(done.err)


@pytest.mark.parametrize("place", ["bolt://neo4j:s3cr3t-w0rd@127.0.0.1:1", "neo4j://:s3cr3t-w0rd@127.0.0.1:1"])
def test_a_password_in_an_address_is_refused_and_not_repeated(run: Run, place: str) -> None:
    for words in (("status",), ("doctor",), ("load", "pyproject.toml")):
        done = run(*words, "--store", place)
        assert done.code != 0
        assert "s3cr3t-w0rd" not in done.out + done.err


@pytest.mark.parametrize("place", ["http://127.0.0.1:7474", "postgres://x", "://", "bolt+x://x"])
def test_an_address_of_another_kind_is_a_usage_error(run: Run, place: str) -> None:
    done = run("status", "--store", place)
    assert (done.code, done.out) == (2, "")
    assert_told(done.err)


@pytest.mark.parametrize(
    "place", ["bolt://", "bolt://:0", "bolt://127.0.0.1:99999", "neo4j://[::1", "bolt://nowhere.invalid:7687"]
)
def test_an_address_that_leads_nowhere_is_told(run: Run, place: str) -> None:
    done = run("status", "--store", place)
    assert done.code in (2, 4)
    assert done.out == ""
    assert_told(done.err)


@pytest.mark.parametrize(
    "words", [("show", "Askar Kubanichbek"), ("path", "Askar Kubanichbek", "Russia"), ("path", "Russia", "Askar Kubanichbek")]
)
def test_a_misspelt_name_gets_near_ones(run: Run, store_place: str, words: tuple[str, ...]) -> None:
    done = run(*words, "--store", store_place)
    assert (done.code, done.out) == (3, "")
    assert_told(done.err)
    assert "did you mean" in done.err
    assert "askar-kubanychbek" in done.err


@pytest.mark.parametrize("name", ["", " ", "…", "Nobody Whatsoever Xyzzy", "*", "\x1b[31m"])
def test_a_name_of_nobody_is_not_found(run: Run, store_place: str, name: str) -> None:
    for command in ("show", "search", "claims"):
        done = run(command, name, "--store", store_place)
        assert (done.code, done.out) == (3, "")
        assert_told(done.err)


@pytest.mark.parametrize("command", ["serch", "pth", "laod", "querry", "frobnicate", "Search"])
def test_an_unknown_command_is_a_usage_error(run: Run, command: str) -> None:
    done = run(command)
    assert (done.code, done.out) == (2, "")
    assert "no command" in done.err
    near = {"serch": "search", "pth": "path", "laod": "load", "querry": "query"}
    if command in near:
        assert f"Did you mean {near[command]}" in done.err
    else:
        assert "casegraph --help" in done.err or "Did you mean" in done.err


def test_an_unknown_option_gets_near_ones(run: Run) -> None:
    done = run("search", "x", "--stor", "y")
    assert (done.code, done.out) == (2, "")
    assert "--store" in done.err


@pytest.mark.parametrize(
    "words", [("search",), ("path", "x"), ("load",), ("query", "run"), ("export", "html"), ("query", "lst"), ("show", "a", "b")]
)
def test_missing_and_surplus_words_are_usage_errors(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert "Usage: casegraph" in done.err
    assert "Traceback" not in done.err


def test_an_unknown_kind_names_the_kinds(run: Run, store_place: str) -> None:
    done = run("search", "x", "--kind", "Robot", "--store", store_place)
    assert (done.code, done.out) == (2, "")
    assert "Person" in done.err


@pytest.mark.parametrize("hops", ["0", "-1", "16", "many"])
def test_impossible_hops_are_usage_errors(run: Run, store_place: str, hops: str) -> None:
    done = run("path", "Kyrgyzstan", "Russia", "--max-hops", hops, "--store", store_place)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


def test_debug_shows_the_traceback_and_nothing_else_does(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Traceback" not in run("status", "--store", tmp_path / "no").err
    with pytest.raises(StoreUnreachable):
        main(["--debug", "status", "--store", str(tmp_path / "no")])
    monkeypatch.setenv("CASEGRAPH_DEBUG", "1")
    with pytest.raises(StoreUnreachable):
        main(["status", "--store", str(tmp_path / "no")])
    monkeypatch.setenv("CASEGRAPH_DEBUG", "0")
    assert run("status", "--store", tmp_path / "no").code == 4


def test_a_fault_of_ours_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import graph.stores

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(graph.stores, "open_store", broken)
    done = run("status", "--store", tmp_path)
    assert (done.code, done.out) == (1, "")
    assert "RuntimeError: a fault of ours" in done.err
    assert "--debug" in done.err
    assert "Traceback" not in done.err
    with pytest.raises(RuntimeError):
        main(["--debug", "status", "--store", str(tmp_path)])


def test_ctrl_c_is_told_in_a_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import graph.stores

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(graph.stores, "open_store", interrupted)
    code, _ = main(["status"])
    assert (code, capsys.readouterr().err.strip()) == (130, "stopped")


def test_every_command_is_covered_by_a_section() -> None:
    from graph.cli.main import SECTIONS

    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == sorted(COMMANDS)
