"""A place that a test fills itself: empty, with names that several bear, with a query that writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.stores import open_store
from tests.cli.commands import assert_told
from tests.conftest import Run

pytestmark = pytest.mark.contract

AMBIGUOUS = """dossier: d
entities:
  - {id: ivan-1, kind: Person, name: Ivan Petrov, identification: named, summary: A cook.}
  - {id: ivan-2, kind: Person, name: Иван Петров, identification: named}
"""


def test_a_name_of_several_gets_the_candidates(run: Run, fresh_place: str, tmp_path: Path) -> None:
    file = tmp_path / "case.yml"
    file.write_text(AMBIGUOUS, encoding="utf-8")
    assert run("load", file, "--store", fresh_place).code == 0
    for words in (
        ("show", "Ivan Petrov"),
        ("path", "Ivan Petrov", "ivan-2"),
        ("export", "html", tmp_path / "x.html", "--around", "ivan petrov"),
    ):
        done = run(*words, "--store", fresh_place)
        assert (done.code, done.out) == (3, "")
        assert_told(done.err)
        for word in ("ivan-1", "ivan-2", "Иван Петров", "A cook.", "by its id"):
            assert word in done.err
    assert run("show", "ivan-2", "--store", fresh_place).code == 0


def test_an_empty_graph_is_told(run: Run, fresh_place: str, tmp_path: Path) -> None:
    if "://" not in fresh_place:
        with open_store(fresh_place, create=True) as store:
            store.migrate()
    done = run("status", "--store", fresh_place)
    assert done.code == 0
    assert "empty" in done.err
    done = run("status", "--store", fresh_place, "--format", "json")
    assert (done.code, done.err) == (0, "")
    for words in (("search", "x"), ("show", "x"), ("path", "x", "y"), ("export", "html", tmp_path / "x.html", "--all")):
        done = run(*words, "--store", fresh_place)
        assert (done.code, done.out) == (3, "")
        assert_told(done.err)
    assert not (tmp_path / "x.html").exists()
    for words in (("query", "run", "recruited-by"), ("cypher", "MATCH (n:Entity) RETURN n"), ("schema",)):
        done = run(*words, "--store", fresh_place)
        assert done.code == 0, done.err


def test_a_write_is_done_only_with_write(run: Run, fresh_place: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.yml"
    empty.write_text("dossier: d\nentities:\n  - {id: p, kind: Person, name: P, identification: named}\n", encoding="utf-8")
    assert run("load", empty, "--store", fresh_place).code == 0
    write = ("cypher", "MATCH (n:Person {id: 'p'}) SET n.note = 'x' RETURN n.note AS note", "--store", fresh_place)
    assert run(*write).code == 2
    assert run(*write, "--write", "--format", "csv").out == "note\nx\n"
    read = run("cypher", "MATCH (n:Person) RETURN n.note AS note", "--store", fresh_place, "--format", "csv")
    assert read.out == "note\nx\n"
