"""`report`: a file by its ending, stdout by its format, and nothing written when something is wrong."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.conftest import Run

ANN = "Askar Kubanychbek"


@pytest.mark.parametrize(
    ("name", "start"), [("r.md", "# "), ("r.markdown", "# "), ("r.HTML", "<!DOCTYPE html>"), ("r.htm", "<!DOC")]
)
def test_the_ending_says_the_format(run: Run, store_place: str, tmp_path: Path, name: str, start: str) -> None:
    done = run("report", ANN, "-o", tmp_path / name, "--store", store_place)
    assert (done.code, done.out) == (0, ""), done.err
    text = (tmp_path / name).read_text("utf-8")
    assert text.startswith(start)
    assert ANN in text
    assert f"{dt.datetime.now(dt.UTC).year} (UTC)" in text
    assert "This report rests on" in done.err
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("fmt", ["md", "html"])
def test_a_dash_writes_to_stdout_in_the_format_that_is_named(run: Run, store_place: str, fmt: str) -> None:
    done = run("report", "kubanychbek-case", "-o", "-", "--format", fmt, "--store", store_place)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Case" if fmt == "md" else "<!DOCTYPE html>")


def test_a_format_that_is_named_goes_before_the_ending(run: Run, store_place: str, tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    assert run("report", ANN, "-o", out, "--format", "md", "--store", store_place).code == 0
    assert out.read_text("utf-8").startswith(f"# {ANN}")


def test_known_at_leaves_out_what_came_later(run: Run, store_place: str) -> None:
    args = ("report", "listed-kazakhs", "-o", "-", "--format", "md", "--store", store_place)
    early, now = run(*args, "--known-at", "2025-07-01"), run(*args)
    assert "- As known on: 1 July 2025" in early.out
    assert "Hired to Fight" in now.out
    assert "Hired to Fight" not in early.out


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        (("-o", "r.pdf"), (2, "does not end in .md or .html")),
        (("-o", "r"), (2, "does not end in .md or .html")),
        (("-o", "-"), (2, "say the format of what goes to stdout")),
        ((), (2, "-o")),
        (("-o", "."), (2, "is a directory")),
        (("-o", "r.md", "--format", "pdf"), (2, "pdf")),
        (("-o", "r.md", "--known-at", "2025"), (2, "date")),
        (("-o", "nowhere/r.md"), (1, "cannot be written")),
    ],
)
def test_what_cannot_be_meant_or_written(
    run: Run, store_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], ending: tuple[int, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("report", ANN, *words, "--store", store_place)
    assert (done.code, done.out) == (ending[0], "")
    assert ending[1] in done.err
    assert list(tmp_path.iterdir()) == []


def test_nobody_of_that_name(run: Run, store_place: str, tmp_path: Path) -> None:
    done = run("report", "Nobody Atall", "-o", tmp_path / "r.md", "--store", store_place)
    assert done.code == 3
    assert "no entity is called" in done.err
    assert list(tmp_path.iterdir()) == []


def test_no_store(run: Run, tmp_path: Path) -> None:
    done = run("report", ANN, "-o", tmp_path / "r.md", "--store", tmp_path / "none.db")
    assert done.code == 4
    assert not (tmp_path / "r.md").exists()


def test_the_ending_is_looked_at_before_the_store(run: Run, tmp_path: Path) -> None:
    assert run("report", ANN, "-o", tmp_path / "r.pdf", "--store", tmp_path / "none.db").code == 2


def test_the_same_store_gives_the_same_report(run: Run, store_place: str) -> None:
    args = ("report", "Vot Tak", "-o", "-", "--format", "html", "--store", store_place)
    pages = [re.sub(r"\d+ \w+ \d{4} \(UTC\)", "", run(*args).out) for _ in range(2)]
    assert pages[0] == pages[1]
