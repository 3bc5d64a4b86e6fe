"""`export html` and `demo`: a page for every choice, and nothing written when there is nothing to show."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from graph.cli.demo_case import CASES, DemoCase
from graph.cli.export import export
from tests.conftest import Run

CHOICES: dict[str, tuple[str, ...]] = {
    "around": ("--around", "Askar Kubanychbek", "--hops", "1"),
    "around itself": ("--around", "askar-kubanychbek", "--hops", "0"),
    "path": ("--path", "Askar Kubanychbek", "Russian Foreign Ministry"),
    "query": ("--query", "recruited-by", "-p", "organization=Wagner Group"),
    "all": ("--all",),
}


def test_there_is_an_html_export() -> None:
    assert "html" in export.commands


def shown(page: str) -> dict[str, Any]:
    """The data of a page: the largest of its JSON script elements."""
    scripts = re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    found: dict[str, Any] = json.loads(max(scripts, key=len))
    return found


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_makes_a_page(run: Run, store_place: str, tmp_path: Path, choice: str) -> None:
    out = tmp_path / "page.html"
    done = run("export", "html", out, *CHOICES[choice], "--store", store_place, "--title", "A <b>title</b> & more")
    assert (done.code, done.out) == (0, ""), done.err
    page = out.read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "A &lt;b&gt;title&lt;/b&gt; &amp; more" in page
    assert "Content-Security-Policy" in page
    names = json.dumps(shown(page), ensure_ascii=False)
    if choice != "query":
        assert "Askar Kubanychbek" in names or "\\u" in names
    nodes = re.search(r"(\d+) entities and (\d+) relations", done.err)
    assert nodes
    assert (int(nodes[1]) == 1) == (choice == "around itself")


def test_a_dash_writes_the_page_to_stdout(run: Run, store_place: str) -> None:
    done = run("export", "html", "-", "--around", "A.T.", "--hops", 1, "--store", store_place)
    assert done.code == 0
    assert done.out.lstrip().lower().startswith("<!doctype html>")
    assert done.out.rstrip().endswith("</html>")


@pytest.mark.parametrize("words", [(), ("--all", "--around", "A.T."), ("--query", "recruited-by", "--path", "a", "b")])
def test_one_choice_and_not_several(run: Run, store_place: str, tmp_path: Path, words: tuple[str, ...]) -> None:
    out = tmp_path / "page.html"
    done = run("export", "html", out, *words, "--store", store_place)
    assert (done.code, done.out, out.exists()) == (2, "", False)
    assert "--around" in done.err


@pytest.mark.parametrize(
    "words", [("--around", "Nobody At All"), ("--path", "Kyrgyzstan", "Nobody At All"), ("--query", "no-such-query")]
)
def test_nothing_to_show_writes_nothing(run: Run, store_place: str, tmp_path: Path, words: tuple[str, ...]) -> None:
    out = tmp_path / "page.html"
    done = run("export", "html", out, *words, "--store", store_place)
    assert (done.code, done.out, out.exists()) == (3, "", False)


@pytest.mark.parametrize("place", ["no/such/folder/page.html", "."])
def test_a_page_that_cannot_be_written_is_told(run: Run, store_place: str, tmp_path: Path, place: str) -> None:
    done = run("export", "html", tmp_path / place, "--around", "A.T.", "--store", store_place)
    assert done.code in (1, 2)
    assert "Traceback" not in done.err
    assert "something went wrong" not in done.err
    assert done.err


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_demo_shows_everything_twice_alike(run: Run, tmp_path: Path, case: DemoCase) -> None:
    first = run("demo", "--case", case.name, "--folder", tmp_path / "demo")
    assert first.code == 0, first.err
    for words in ("Loaded the dossier", *(question.words for question in case.questions), "hops: ", "The page: "):
        assert words in first.out
    page = tmp_path / "demo" / case.page
    assert page.stat().st_size > 100_000
    assert case.next in first.err
    again = run("demo", "--case", case.name, "--folder", tmp_path / "demo")
    assert again.code == 0
    assert ": 0 new records" in again.out
    assert run(*shlex.split(case.next)[1:], "--store", tmp_path / "demo" / case.store).code == 0


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_the_demo_says_to_ask_next_can_be_asked(run: Run, tmp_path: Path, case: DemoCase) -> None:
    out = run("demo", "--case", case.name, "--folder", tmp_path / "demo").out
    questions = re.findall(r"\((casegraph query run .*)\)$", out, re.MULTILINE)
    assert len(questions) == len(case.questions)
    for question in questions:
        done = run(*shlex.split(question)[1:], "--store", tmp_path / "demo" / case.store)
        assert (done.code, bool(done.out)) == (0, True), done.err


def test_a_demo_where_one_may_not_write_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for folder in (tmp_path / "file" / "demo", tmp_path / "file"):
        done = run("demo", "--folder", folder)
        assert done.code in (1, 2, 4)
        assert "Traceback" not in done.err
        assert "something went wrong" not in done.err
