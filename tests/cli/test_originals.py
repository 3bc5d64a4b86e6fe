"""Ids that a data set has and we do not take as ours: kept, and taken by every command that takes an entity."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

URL = "http://data.example/person/Q9001"
TABLE = f"uri,label,friend\n{URL},Nils Ahorn,A/7 #2\nA/7 #2,Olga Birk,\n"
MAPPING = """
entities:
  p: {kind: Person, key: uri, prefix: "-", name: label, extra: rest}
  f: {kind: Person, key: friend, prefix: "-"}
relations:
  - {type: ASSOCIATE_OF, from: p, to: f}
"""
ENTITY = {"id": "u:r/l#1 ü", "schema": "Person", "properties": {"name": ["Odd Key"]}}


@pytest.mark.contract
def test_a_data_sets_own_ids_are_taken_wherever_an_entity_is(run: Run, fresh_place: str, tmp_path: Path) -> None:
    table, mapping, entities = tmp_path / "ids.csv", tmp_path / "ids.yml", tmp_path / "odd.ftm.json"
    table.write_text(TABLE, encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    entities.write_text(json.dumps(ENTITY, ensure_ascii=False), encoding="utf-8")
    store = ("--store", fresh_place)
    assert run("load", table, "--mapping", mapping, *store).code == 0
    assert run("load", entities, *store).code == 0
    for key, name in ((URL, "Nils Ahorn"), ("A/7 #2", "Olga Birk"), (ENTITY["id"], "Odd Key")):
        shown = json.loads(run("show", key, *store, "--format", "json").out)
        assert (shown["name"], shown["x_id"]) == (name, [key])
        assert "original_id" not in shown
        assert json.loads(run("search", key, *store, "--format", "json").out)[0]["name"] == name
    done = run("path", URL, "A/7 #2", *store)
    assert (done.code, "Olga Birk" in done.out) == (0, True)
    assert run("evidence", URL, "associate of", "A/7 #2", *store).code == 0
    assert run("show", "A/7", *store).code == 3
    query = "MATCH (n:Person) RETURN n"
    assert "original_id" not in run("cypher", query, *store, "--format", "json").out


@pytest.mark.contract
def test_an_id_that_two_have_is_asked_back(run: Run, fresh_place: str, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("uri,label\nA/7,Nils Ahorn\n", encoding="utf-8")
    mapping = tmp_path / "t.yml"
    mapping.write_text("entities: {p: {kind: Person, key: uri, name: label}}\n", encoding="utf-8")
    for name in ("one", "two"):
        assert run("load", table, "--mapping", mapping, "--dataset", name, "--store", fresh_place).code == 0
    done = run("show", "A/7", "--store", fresh_place)
    assert done.code != 0
    assert done.err.count("Nils Ahorn") == 2
