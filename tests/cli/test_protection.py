"""`protect` and `unprotect`, and what a load says of a mark that it does not have, on every engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.engines import Engine

pytestmark = pytest.mark.contract
CASE = """\
dossier: desk
title: Witness list
recorded_by: desk
recorded_at: 2026-11-22
sources:
  - {id: src-note, title: Own note, language: en, reliability: C}
entities:
  - {id: w-17, kind: Person, name: Teodor Malk, names: [Теодор Мальк], identification: named, protected: true}
  - {id: acme, kind: Company, name: Acme Shipping}
claims:
  - {relation: [w-17, EMPLOYED_BY, acme], says: He works there., source: src-note}
"""  # made up
LIST = {"id": "w-17", "schema": "Person", "properties": {"name": ["Teodor Malk"], "nationality": ["kz"]}}
MAPPING = """\
entities:
  a: {kind: Person, key: Caller, prefix: "-"}
  b: {kind: Person, key: Callee, prefix: "-"}
relations:
  - {type: ASSOCIATE_OF, from: a, to: b}
"""


@pytest.fixture
def place(logged_in: Engine, tmp_path: Path) -> str:
    """An empty store of each engine."""
    return logged_in.fresh_place(tmp_path)


def published(run: Run, folder: Path, place: str) -> str:
    done = run("export", "json", str(folder / "out.json"), "--all", "--profile", "public", "--store", place)
    assert done.code == 0, done.err
    return (folder / "out.json").read_text()


def test_a_list_and_a_table_leave_the_mark(run: Run, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_KEY", str(tmp_path / "key"))
    (tmp_path / "key").write_bytes(b"0123456789abcdef")
    (tmp_path / "key").chmod(0o600)
    (tmp_path / "case.yml").write_text(CASE)
    (tmp_path / "list.ftm.json").write_text(json.dumps(LIST) + "\n")
    (tmp_path / "calls.csv").write_text("Caller,Callee\nw-17,p-2\n")
    (tmp_path / "calls.yml").write_text(MAPPING)
    assert run("load", str(tmp_path / "case.yml"), "--store", place).code == 0
    table = ("--mapping", str(tmp_path / "calls.yml"))
    for file, options in (("list.ftm.json", ()), ("calls.csv", table), ("list.ftm.json", ("--replace",))):
        done = run("load", str(tmp_path / file), *options, "--store", place)
        assert done.code == 0, done.err
        assert "protected still, though this load does not say so: w-17;" in done.err
        text = published(run, tmp_path, place)
        assert all(word not in text for word in ("Malk", "Мальк", "w-17"))


def test_by_name_a_mark_is_taken_away_and_set_again(run: Run, place: str, tmp_path: Path) -> None:
    (tmp_path / "case.yml").write_text(CASE)
    run("load", str(tmp_path / "case.yml"), "--store", place)
    where = ("--store", place)
    assert run("unprotect", "Teodor Malk", *where).code == 2, "the history needs a reason"
    assert run("unprotect", "Acme Shipping", "--reason", "x", *where).code == 2
    done = run("unprotect", "Teodor Malk", "--reason", "asked for it", "--by", "desk", *where)
    assert (done.code, "no longer protected" in done.out) == (0, True)
    assert run("load", str(tmp_path / "case.yml"), *where).code == 0
    marked = "MATCH (p:Person) WHERE p.protected RETURN p.id AS id"
    assert run("cypher", marked, *where, "--format", "jsonl").out.strip() == ""
    done = run("protect", "Teodor Malk", "--reason", "asked again", *where)
    assert (done.code, "is protected" in done.out) == (0, True)
    told = json.loads(run("history", "Teodor Malk", *where, "--format", "json").out)
    assert [row["what"] for row in told if row["reason"]] == ["unprotect", "protect"]
