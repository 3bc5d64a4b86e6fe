"""`export --path` and `--component` on a day and with filters: the same part of the graph that `path` finds. Made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.contract
HEAD = """dossier: d
sources: [{id: paper, title: A paper}]
entities:
"""
TIES = (("one", "two", "2001"), ("two", "three", "2001"), ("three", "four", "2001"), ("one", "short", "2010"),
        ("short", "four", "2010"))  # fmt: skip


@pytest.fixture
def place(run: Run, fresh_place: str, tmp_path: Path) -> str:
    """In 2003 one, two, three, four hung together; from 2010 on there was a shorter way over another."""
    people = {name for start, end, _ in TIES for name in (start, end)}
    lines = [f"  - {{id: {key}, kind: Person, name: {key}, identification: named}}" for key in sorted(people)]
    claims = [
        f'  - {{relation: [{start}, ASSOCIATE_OF, {end}], says: So it is., source: paper, since: "{since}"}}'
        for start, end, since in TIES
    ]
    file = tmp_path / "ties.yml"
    file.write_text("\n".join([HEAD.rstrip(), *lines, "claims:", *claims]), encoding="utf-8")
    assert run("load", file, "--store", fresh_place).code == 0
    return fresh_place


def shown(done: Any) -> set[str]:
    assert done.code == 0, done.err
    return {node["id"] for node in json.loads(done.out)["nodes"]}


@pytest.mark.parametrize("words", [("--as-of", "2003-05-01"), ("--avoid", "short")])
def test_an_export_of_a_path_is_what_path_finds(run: Run, place: str, words: tuple[str, ...]) -> None:
    found = json.loads(run("path", "one", "four", *words, "--format", "json", "--store", place).out)
    done = run("export", "json", "-", "--path", "one", "four", *words, "--store", place)
    assert shown(done) == {node["id"] for path in found["paths"] for node in path["nodes"]} == {"one", "two", "three", "four"}
    assert json.loads(done.out)["query"] == " ".join(["--path one four", *words])


def test_filters_that_no_path_passes(run: Run, place: str) -> None:
    asked = ("one", "four", "--min-grade", "A1", "--store", place)
    assert run("path", *asked).code == run("export", "json", "-", "--path", *asked).code == 3


def test_a_component_on_a_day(run: Run, place: str) -> None:
    asked = ("export", "json", "-", "--component", "one", "--store", place)
    assert shown(run(*asked)) == {"one", "two", "three", "four", "short"}
    assert shown(run(*asked, "--as-of", "2003-05-01")) == {"one", "two", "three", "four"}


def test_a_filter_is_refused_where_no_path_is_asked_for(run: Run, place: str) -> None:
    done = run("export", "json", "-", "--all", "--only", "associate-of", "--store", place)
    assert (done.code, done.out) == (2, "")
    assert "--only is for --path" in done.err
