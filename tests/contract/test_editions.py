"""What one data set says of an entity is never changed by loading, replacing or removing another; people are made up."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest import load_records
from graph.ingest.remove import Order, remove_dataset
from graph.model import KINDS, Entity, Source
from graph.model.located import Located
from graph.stores import Store
from tests.conftest import Run
from tests.contract.test_properties_on_stores import FEW
from tests.engines import wipe

pytestmark = pytest.mark.contract

NODES = "Id,Label,Born,Cat\nn1,Aldo Brink,1971-03-04,staff\nn2,Berta Coll,1980-01-02,staff\n"
EDGES = "Source,Target,Type\nn1,n2,knows\n"
BORN_ELSE = "Id,Label,Born\nn1,Альдо Бринк,1972\n"
PERSON = "{kind: Person, key: Id, prefix: '-', name: Label, fields: {birth_date: Born}, extra: rest}"
MAPPINGS = {
    "nodes": f"entities: {{person: {PERSON}}}\n",
    "more": f"reliability: B\nentities: {{person: {PERSON}}}\n",
    "edges": "entities:\n  a: {kind: LegalEntity, key: Source, prefix: '-'}\n  b: {kind: LegalEntity, key: Target, prefix: '-'}\n"
    "relations: [{type: ASSOCIATE_OF, from: a, to: b}]\n",
}
TABLES = {"nodes": NODES, "more": BORN_ELSE, "edges": EDGES}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.yml").write_text(MAPPINGS[name], encoding="utf-8")
    return tmp_path


def people(run: Run, place: str) -> list[dict[str, Any]]:
    query = "MATCH (n:Entity) RETURN n.id AS id, n.kind AS kind, n.name AS name, n.birth_date AS born, n.x_Cat AS cat ORDER BY id"
    return list(json.loads(run("cypher", query, "--format", "json", "--store", place).out)["rows"])


@pytest.mark.parametrize("order", [("nodes", "edges", "edges"), ("edges", "nodes", "edges")])
@pytest.mark.parametrize("options", [(), ("--dataset", "one")], ids=["two data sets", "one data set"])
def test_an_edge_list_wipes_nothing(
    run: Run, fresh_place: str, tables: Path, order: tuple[str, ...], options: tuple[str, ...]
) -> None:
    for name in order:
        done = run("load", tables / f"{name}.csv", "--mapping", tables / f"{name}.yml", *options, "--store", fresh_place)
        assert done.code == 0, done.err
    first, second = people(run, fresh_place)
    assert first == {"id": "n1", "kind": "Person", "name": "Aldo Brink", "born": "1971-03-04", "cat": ["staff"]}
    assert second == {"id": "n2", "kind": "Person", "name": "Berta Coll", "born": "1980-01-02", "cat": ["staff"]}
    assert json.loads(run("search", "Aldo Brink", "--format", "json", "--store", fresh_place).out)[0]["id"] == "n1"


def test_others_stand_beside_what_is_shown_and_go_with_their_set(run: Run, fresh_place: str, tables: Path) -> None:
    def load(name: str, *options: str) -> None:
        done = run("load", tables / f"{name}.csv", "--mapping", tables / f"{name}.yml", *options, "--store", fresh_place)
        assert done.code == 0, done.err

    load("nodes")
    alone = people(run, fresh_place)
    load("more")
    assert [one["born"] for one in people(run, fresh_place)] == ["1972", "1980-01-02"]
    shown = json.loads(run("show", "n1", "--format", "json", "--store", fresh_place).out)
    assert [(one["field"], one["value"], one["dataset"]) for one in shown["beside"]] == [
        ("birth_date", "1971-03-04", "nodes"), ("name", "Aldo Brink", "nodes"),
    ]  # fmt: skip
    assert "birth date: 1972 (1971-03-04 in nodes)" in run("show", "n1", "--store", fresh_place).out
    (tables / "nodes.csv").write_text(NODES.replace("1971-03-04", "1971"), encoding="utf-8")
    load("nodes", "--replace")
    assert "birth date: 1972 (1971 in nodes)" in run("show", "n1", "--store", fresh_place).out
    (tables / "nodes.csv").write_text(NODES, encoding="utf-8")
    load("nodes", "--replace")
    assert run("datasets", "remove", "more", "--yes", "--store", fresh_place).code == 0
    assert people(run, fresh_place) == alone
    counted = "MATCH (d:Edition) RETURN count(d) AS n"
    assert json.loads(run("cypher", counted, "--format", "json", "--store", fresh_place).out)["rows"] == [{"n": 0}]


@st.composite
def said(draw: st.DrawFn) -> Entity:
    kind = draw(st.sampled_from(["Person", "LegalEntity"]))
    values: dict[str, Any] = {"id": "p1", "name": draw(st.sampled_from(["p1", "Aldo Brink", "A. Brink"]))}
    if kind == "Person":
        values |= {"identification": "named"} | draw(st.sampled_from([{}, {"birth_date": "1971"}, {"birth_date": "1972"}]))
    extra = draw(st.dictionaries(st.sampled_from(["cat", "tax"]), st.sampled_from(["a", "b"]), max_size=2))
    return KINDS[kind].model_validate(values | {"extra": extra})


def load(store: Store, records: Iterable[Entity | Source]) -> None:
    load_records(store, [Located(one, "made.yml") for one in records])


def whole(store: Store) -> list[dict[str, Any]]:
    query = "MATCH (n) WHERE n:Entity OR n:Edition RETURN properties(n) AS p ORDER BY n.id"
    return [row["p"] for row in store.read(query).rows]


@FEW
@given(given_by=st.lists(said(), min_size=2, max_size=3), data=st.data())
def test_order_and_what_was_removed_mean_nothing(empty_store: Store, given_by: list[Entity], data: st.DataObject) -> None:
    records = [
        (Source(id=f"s{at}", title="Made up", reliability="CBB"[at], datasets=(f"set-{at}",)),
         one.model_copy(update={"datasets": (f"set-{at}",)}))
        for at, one in enumerate(given_by)
    ]  # fmt: skip
    wipe(empty_store)
    for pair in records[:-1]:
        load(empty_store, pair)
    before = whole(empty_store)
    load(empty_store, records[-1])
    after = whole(empty_store)
    load(empty_store, records[-1])
    assert whole(empty_store) == after
    remove_dataset(empty_store, Order(f"set-{len(records) - 1}"))
    assert whole(empty_store) == before
    wipe(empty_store)
    for pair in data.draw(st.permutations(records)):
        load(empty_store, pair)
    assert whole(empty_store) == after
