"""Terminals, pipes and locales: the command in its own process, as a shell starts it."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
from collections import Counter
from pathlib import Path

import pytest

from graph.cli.output import cell, emit_rows
from tests.cli.commands import CASEGRAPH, SECONDS, casegraph, environment

ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
MANY = "UNWIND range(1, 50000) AS x RETURN x, 'some words to fill the pipe' AS words"


def letters(text: str) -> Counter[str]:
    """How often each letter stands in a text; a table may fold words and draws its own lines."""
    return Counter(re.sub(r"[\s─]", "", ESCAPE.sub("", text)))


def on_terminal(*args: str, columns: int = 80, **env: str) -> tuple[int, str]:
    """Runs the command on a pseudo terminal; its exit code and all that came on it."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    here = environment({"TERM": "xterm-256color", "PAGER": "cat", **env})
    here.pop("COLUMNS", None)
    with subprocess.Popen([*CASEGRAPH, *args], stdin=slave, stdout=slave, stderr=slave, env=here) as process:
        os.close(slave)
        chunks = []
        try:
            while chunk := os.read(master, 65536):
                chunks.append(chunk)
        except OSError:  # Linux says EIO when the other side is closed
            pass
        os.close(master)
        code = process.wait(SECONDS)
    return code, b"".join(chunks).decode().replace("\r\n", "\n")


def test_what_is_longer_than_the_terminal_goes_through_a_pager(seeded_folder: Path) -> None:
    pager = "sed s/^/paged:/"
    code, long = on_terminal("show", "Askar Kubanychbek", "--store", str(seeded_folder), PAGER=pager)
    assert (code, {line[:6] for line in long.splitlines()}) == (0, {"paged:"})
    code, short = on_terminal("search", "kubanychbek", "--store", str(seeded_folder), PAGER=pager)
    assert (code, "paged:" in short, "Askar" in short) == (0, False, True)
    code, told = on_terminal("show", "nobody at all", "--store", str(seeded_folder), PAGER=pager)
    assert (code, "paged:" in told, "no entity is called" in told) == (3, False, True)
    code, rows = on_terminal("show", "Askar Kubanychbek", "--format", "jsonl", "--store", str(seeded_folder), PAGER=pager)
    assert (code, "paged:" in rows) == (0, False)


@pytest.mark.parametrize(
    "words", [("search", "kyrgyz", "--limit", "50"), ("query", "run", "recruited-by"), ("figures",), ("query", "list")]
)
def test_eighty_columns_hold_everything(seeded_folder: Path, words: tuple[str, ...]) -> None:
    store = () if words == ("query", "list") else ("--store", str(seeded_folder))
    code, shown = on_terminal(*words, *store)
    assert code == 0
    piped = casegraph(*words, *store)
    assert piped.returncode == 0
    rows = json.loads(casegraph(*words, *store, "--format", "json").stdout)
    rows = rows["rows"] if isinstance(rows, dict) else rows
    for row in rows:
        names = [value for key, value in row.items() if key in ("id", "name", "person", "scope")]
        for name in names:
            assert not letters(str(name)) - letters(shown)
    assert max(len(line) for line in ESCAPE.sub("", shown).splitlines()) <= 80 or re.search(r"(?m)^1\.$", ESCAPE.sub("", shown))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("columns", [1, 3, 8, 14, 18, 30])
def test_no_letter_is_lost_at_any_width(
    width: int, columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    names = [f"column_{number}" for number in range(columns)]
    rows = [{name: f"{name} of row {row}, Кириллица 漢字 {'x' * row * 9}" for name in names} for row in range(3)]
    emit_rows(rows, "table", names)
    shown = letters(capsys.readouterr().out)
    wanted = letters("".join(cell(value) for row in rows for value in row.values()))
    assert not wanted - shown


def test_a_pipe_gets_whole_lines_and_no_colours(seeded_folder: Path) -> None:
    done = casegraph("query", "run", "recruited-by", "--store", str(seeded_folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    rows = json.loads(casegraph("query", "run", "recruited-by", "--store", str(seeded_folder), "--format", "json").stdout)["rows"]
    assert len(done.stdout.strip().splitlines()) == len(rows) + 2
    assert done.stdout.count("…") == 0


def test_colours_on_a_terminal_and_none_with_no_color(seeded_folder: Path) -> None:
    words = ("search", "A.T.", "--store", str(seeded_folder))
    _, coloured = on_terminal(*words)
    _, plain = on_terminal(*words, NO_COLOR="1")
    assert "\x1b[" in coloured
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]|\x1b\[[0-9;]*4[0-7]|\x1b\[[0-9;]*9[0-7]", plain)
    assert letters(coloured) == letters(plain)


def test_a_dumb_terminal_and_one_without_size(seeded_folder: Path) -> None:
    code, shown = on_terminal("show", "A.T.", "--store", str(seeded_folder), TERM="dumb")
    assert (code, "A.T." in shown) == (0, True)
    code, shown = on_terminal("search", "wagner", "--store", str(seeded_folder), columns=0)
    assert (code, "wagner-group" in shown) == (0, True)


def test_help_on_a_terminal() -> None:
    code, shown = on_terminal("--help")
    assert code == 0
    assert max(len(line) for line in ESCAPE.sub("", shown).splitlines() if "casegraph path" not in line) <= 80


@pytest.mark.parametrize(
    "words",
    [("cypher", MANY, "--limit", "50000", "--format", "jsonl"), ("cypher", MANY, "--limit", "50000", "--format", "csv")],
)
def test_a_reader_that_goes_early_is_no_error(seeded_folder: Path, words: tuple[str, ...]) -> None:
    command = [*CASEGRAPH, *words, "--store", str(seeded_folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read().decode()
        code = process.wait(SECONDS)
    assert told.replace("only the first 50000 rows are shown; allow more with --limit\n", "") == ""
    assert code in (0, 141, -13)


def test_head_in_a_shell(seeded_folder: Path) -> None:
    line = f"{' '.join(CASEGRAPH)} schema --store {seeded_folder} --format jsonl | head -n 1"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=SECONDS, check=False, env=environment())
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


def test_a_reader_that_is_gone_from_the_start(seeded_folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = casegraph("status", "--store", str(seeded_folder), capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode in (141, -13), done.stderr) == (True, "")


def test_a_full_disk_is_told(seeded_folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = casegraph("schema", "--store", str(seeded_folder), capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv"])
def test_a_locale_without_unicode(seeded_folder: Path, fmt: str) -> None:
    locale = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    words = ("cypher", "RETURN 'Кубанычбек → «x»' AS имя", "--store", str(seeded_folder), "--format", fmt)
    done = casegraph(*words, env=locale, errors="replace")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    if fmt == "json":
        assert json.loads(done.stdout)["rows"]


@pytest.mark.parametrize(
    "words",
    [("show", "Askar Kubanychbek"), ("path", "A.T.", "Wagner Group"), ("status",), ("search", "Кубанычбек"), ("show", "Кто-то")],
)
def test_people_may_have_a_locale_without_unicode(seeded_folder: Path, words: tuple[str, ...]) -> None:
    locale = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = casegraph(*words, "--store", str(seeded_folder), env=locale, errors="replace")
    assert done.returncode in (0, 3), done.stderr
    assert "Traceback" not in done.stderr
    assert "something went wrong" not in done.stderr


def test_messages_go_to_stderr_and_data_to_stdout(seeded_folder: Path) -> None:
    cut = casegraph(
        "cypher", "UNWIND range(1, 9) AS x RETURN x", "--limit", "2", "--format", "jsonl", "--store", str(seeded_folder)
    )
    assert [json.loads(line) for line in cut.stdout.splitlines()] == [{"x": 1}, {"x": 2}]
    assert "--limit" in cut.stderr


def test_a_traceback_shows_with_debug_only(tmp_path: Path) -> None:
    quiet = casegraph("status", "--store", str(tmp_path / "no"))
    assert (quiet.returncode, "Traceback" in quiet.stderr) == (4, False)
    loud = casegraph("--debug", "status", "--store", str(tmp_path / "no"))
    assert loud.returncode != 0
    assert "Traceback" in loud.stderr
    assert "StoreUnreachable" in loud.stderr


def test_stdin_is_read_in_a_pipe(tmp_path: Path) -> None:
    dossier = "dossier: d\nentities:\n  - {id: p, kind: Person, name: Пётр, identification: named}\n"
    store = str(tmp_path / "store")
    assert casegraph("load", "-", "--store", store, input=dossier).returncode == 0
    done = casegraph("cypher", "-", "--store", store, "--format", "csv", input="MATCH (p:Person) RETURN p.name AS name")
    assert (done.returncode, done.stdout) == (0, "name\nПётр\n")


def test_what_a_source_writes_cannot_steer_a_terminal(tmp_path: Path) -> None:
    name, summary = r'"P\e[2J\e]0;evil\a"', r'"s\e[31m"'
    dossier = f"dossier: d\nentities:\n  - {{id: p, kind: Person, name: {name}, summary: {summary}, identification: named}}\n"
    store = str(tmp_path / "store")
    assert casegraph("load", "-", "--store", store, input=dossier).returncode == 0
    for words in (
        ("search", "p"),
        ("show", "p"),
        ("path", "p", "p"),
        ("query", "run", "unnamed-persons"),
        ("status",),
        ("history", "p"),
    ):
        _, shown = on_terminal(*words, "--store", store)
        assert "\x1b[2J" not in shown, words
        assert "\x1b]0;" not in shown, words
        assert "\x1b[31m" not in shown, words


def test_the_driver_says_nothing_on_the_terminal(store_place: str) -> None:
    """Neo4j's hints on labels and properties that are not there yet are not for the user."""
    for words in (
        ("show", "Kyrgyzstan"),
        ("cypher", "MATCH (n:NoSuchLabel) RETURN n.nonsense AS x"),
        ("query", "run", "recruited-by"),
    ):
        done = casegraph(*words, "--store", store_place)
        assert done.returncode == 0
        assert "notification" not in done.stderr
        ours = {"no rows", "the model has no label “NoSuchLabel”; `casegraph schema` lists them"}
        assert ours.issuperset(done.stderr.splitlines())


def test_words_that_are_no_text_are_told(seeded_folder: Path) -> None:
    for words in ([b"show", b"\xff\xfe"], [b"search", b"\xff"], [b"cypher", b"RETURN '\xff'"]):
        command = [*CASEGRAPH, *words, "--store", str(seeded_folder)]
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, env=environment())
        assert done.returncode in (2, 3)
        assert b"error: " in done.stderr
        assert b"something went wrong" not in done.stderr
