"""Where the tests' Neo4j comes from: the order of the places, the copied jars, and how a child process ends."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.neo4j import server


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without a Neo4j: no URL, no Docker engine, no command on PATH, no jars; gives where they go."""
    for name in (server.URL_VARIABLE, "DOCKER_CONTEXT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no.sock")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(server, "CACHE", tmp_path / "cache")
    return server.jars_folder()


def put_jars(folder: Path, stamp: str) -> None:
    """Lay a copied folder with this stamp."""
    folder.mkdir(parents=True)
    (folder / server.STAMP).write_text(stamp, encoding="utf-8")


def test_a_named_server_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_jars(bare, server.pom_digest())
    monkeypatch.setenv("CASEGRAPH_TEST_NEO4J", "bolt://127.0.0.1:1")
    monkeypatch.setenv("CASEGRAPH_TEST_NEO4J_USER", "sherlock")
    monkeypatch.setenv("CASEGRAPH_TEST_NEO4J_PASSWORD", "elementary")
    with server.running_neo4j() as neo4j:
        assert (neo4j.uri, neo4j.user, neo4j.password) == ("bolt://127.0.0.1:1", "sherlock", "elementary")
        assert "elementary" not in repr(neo4j)


def test_docker_comes_before_maven(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_jars(bare, server.pom_digest())
    assert not server.docker_answers()
    assert server.chosen_place() is server.maven_server
    monkeypatch.setattr(server, "docker_answers", lambda: True)
    assert server.chosen_place() is server.docker_server


def test_maven_is_enough(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    assert server.chosen_place() is server.maven_server
    assert not bare.exists()


def test_without_any_place_one_line_says_what_to_install(bare: Path) -> None:
    put_jars(bare, "the digest of an older pom")
    with pytest.raises(server.Neo4jMissing, match=r"^no Neo4j .*\(mvn not found\).* install Maven .*$") as caught:
        server.running_neo4j()
    assert "\n" not in str(caught.value)


def test_complete_jars_are_used_again(bare: Path) -> None:
    put_jars(bare, server.pom_digest())
    assert server.copied_jars() == bare


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_the_image_is_read_from_compose(tmp_path: Path, quote: str) -> None:
    compose = tmp_path / "docker-compose.yml"
    compose.write_text(f"services:\n  db:\n    image: {quote}neo4j:1.2.3-x{quote}  # pinned\n", encoding="utf-8")
    assert server.compose_image(compose) == "neo4j:1.2.3-x"


def test_docker_and_maven_give_the_same_version() -> None:
    assert re.split("[:-]", server.compose_image())[1] == server.pinned_version()


def test_a_child_that_cannot_start_says_why(bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put_jars(bare, server.pom_digest())
    monkeypatch.setattr(server, "HERE", tmp_path)
    (tmp_path / "launch.py").write_text("raise SystemExit('no room on the disk')", encoding="utf-8")
    with pytest.raises(server.Neo4jStartError, match="ended before it was ready:\nno room"), server.running_neo4j():
        pytest.fail("it did not start")


@pytest.mark.parametrize(
    ("on_terminate", "last", "seconds", "status"),
    [
        ("SIG_DFL", "sys.stdin.read()", 600, 0),
        ("SIG_DFL", "time.sleep(600)", 0.5, -signal.SIGTERM),
        ("SIG_IGN", "time.sleep(600)", 0.5, -signal.SIGKILL),
    ],
)
def test_a_child_is_ended(monkeypatch: pytest.MonkeyPatch, on_terminate: str, last: str, seconds: float, status: int) -> None:
    monkeypatch.setattr(server, "END_SECONDS", seconds)
    program = f"import signal, sys, time; signal.signal(signal.SIGTERM, signal.{on_terminate}); print(flush=True)"
    command = [sys.executable, "-c", f"{program}; {last}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        server.end(process)
        assert process.returncode == status
