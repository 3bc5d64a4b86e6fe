"""Nothing that steers a terminal reaches it, and nothing is left on disk by a command that was ended, politely or not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from graph.stores.temporary import scratch, sweep
from tests.cli.commands import CASEGRAPH, SECONDS, casegraph, environment
from tests.cli.test_terminal import on_terminal

STEERING = "\x1b[2J\x1b]0;evil\x07\x9b31m\u202eabc\x7f"
ESCAPED = r"\e[2J\e]0;evil\a\x9b31m\u202Eabc\x7f"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store in which a source wrote sequences that steer a terminal."""
    folder = tmp_path_factory.mktemp("hostile")
    dossier = (
        f'dossier: d\nsources: [{{id: s, title: "T{ESCAPED}", language: en, reliability: B}}]\n'
        f'entities:\n  - {{id: p, kind: Person, name: "P{ESCAPED}", summary: "S{ESCAPED}", identification: named}}\n'
        "  - {id: c, kind: Company, name: C}\n"
        f'claims: [{{relation: [p, EMPLOYED_BY, c], says: "He {ESCAPED}.", source: s}}]\n'
    )
    assert casegraph("load", "-", "--store", str(folder / "s"), input=dossier).returncode == 0
    return str(folder / "s")


@pytest.mark.parametrize(
    "words",
    [
        ("search", "p", "--format", "json"),
        ("search", "p", "--format", "jsonl"),
        ("search", "p", "--format", "csv"),
        ("path", "p", "c", "--format", "jsonl"),
        ("path", "p", "c", "--format", "mermaid"),
        ("cypher", "MATCH (p:Person) RETURN p", "--format", "csv"),
        ("export", "json", "-", "--all"),
        ("export", "graphml", "-", "--all"),
        ("export", "dot", "-", "--all"),
        ("report", "p", "-o", "-", "--format", "md"),
        ("report", "p", "-o", "-", "--format", "html"),
        ("evidence", "p"),
        ("claims", "p", "--format", "json"),
    ],
)
def test_no_format_lets_a_source_steer_a_terminal(hostile: str, words: tuple[str, ...]) -> None:
    _, shown = on_terminal(*words, "--store", hostile)
    for sign in ("\x1b[2J", "\x1b]0;", "\x9b", "\u202e", "\x7f"):
        assert sign not in shown, words


def test_an_error_does_not_either() -> None:
    _, shown = on_terminal("load", f"no{STEERING}.yml", "--store", "nowhere")
    assert "\x1b[2J" not in shown
    assert "\x9b" not in shown


def test_json_is_the_same_value_and_files_are_as_they_were(hostile: str) -> None:
    rows = json.loads(casegraph("cypher", "MATCH (p:Person) RETURN p.name AS n", "--store", hostile, "--format", "json").stdout)
    assert rows["rows"][0]["n"] == f"P{STEERING}"
    assert STEERING in casegraph("cypher", "MATCH (p:Person) RETURN p.name AS n", "--store", hostile, "--format", "csv").stdout


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_load_that_is_ended_leaves_no_records_behind(tmp_path: Path, number: signal.Signals) -> None:
    lines = [json.dumps({"id": f"p-{at}", "schema": "Person", "properties": {"name": [f"Name {at}"]}}) for at in range(60_000)]
    (tmp_path / "big.ftm.json").write_text("\n".join(lines), encoding="utf-8")
    held = tmp_path / "tmp"
    held.mkdir()
    command = [*CASEGRAPH, "load", str(tmp_path / "big.ftm.json"), "--store", str(tmp_path / "s")]
    env = environment({"TMPDIR": str(held)})
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while not list(held.glob("casegraph-load-*")) and time.monotonic() < until:
            time.sleep(0.05)
        assert list(held.glob("casegraph-load-*"))
        time.sleep(0.5)
        process.send_signal(number)
        code = process.wait(SECONDS)
    if number is signal.SIGKILL:
        assert list(held.glob("casegraph-load-*")), "nobody could tidy up"
        assert casegraph("status", "--store", str(tmp_path / "s"), env={"TMPDIR": str(held)}).returncode == 0
    else:
        assert code == 143
    assert list(held.glob("casegraph-*")) == []


def test_what_a_running_process_keeps_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    mine = scratch("load")
    gone = mine.with_name("casegraph-load-999999999@1.00-abc")
    gone.mkdir()
    (gone / "records").write_text("plain", encoding="utf-8")
    other = tmp_path / "casegraph-notes@home"
    other.mkdir()
    sweep()
    assert (mine.exists(), gone.exists(), other.exists()) == (True, False, True)
    assert mine.stat().st_mode & 0o077 == 0
