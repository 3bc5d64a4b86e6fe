"""What the graph keeps on relations is what their claims make it: after a load, and after a repair of what was not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.ask.search import search
from graph.ingest.derived import bring_up_to_date, repair
from graph.ingest.loading import load
from graph.ingest.seeds import seeds
from graph.stores import NAMED, STANDING, Store
from tests.conftest import Run
from tests.contract import small

pytestmark = pytest.mark.contract

HARBOUR = Path("seeds/made-up-harbour/harbour.yml")
PAYMENT = "bob-arden|PAID|cy-morrow"
AS_BEFORE = """
MATCH ()-[r:PAID]->() SET r.grade = 'A1', r.sources = ['src-gazette', 'src-quayside'],
r.origins = ['bob-arden', 'cy-morrow', 'quayside-notes']
REMOVE r.standing, r.disputed_grade, r.disputed_sources, r.disputed_origins
"""


def held(store: Store) -> list[dict[str, Any]]:
    relations = "MATCH (:Entity)-[r]->(:Entity) RETURN r.id AS id, properties(r) AS p ORDER BY id"
    return store.read(relations).rows + store.read("MATCH (c:Claim) RETURN c.id AS id, c.origin AS origin ORDER BY id").rows


def spoil(store: Store) -> None:
    """Leaves a store as earlier versions did."""
    store.write(AS_BEFORE)
    store.write("MATCH (c:Claim {status: 'inferred'}) SET c.origin = c.source")
    store.write("MATCH (m:Migration {id: $id}) DELETE m", {"id": STANDING})


def test_the_graph_is_what_the_claims_make_it(empty_store: Store) -> None:
    load(empty_store, [HARBOUR, seeds()])
    assert list(repair(empty_store)) == []


def test_a_repair_says_what_it_changes(empty_store: Store) -> None:
    load(empty_store, [HARBOUR])
    before = held(empty_store)
    spoil(empty_store)
    changes = {(change.of, change.name): (change.before, change.after) for change in repair(empty_store)}
    assert changes[PAYMENT, "grade"] == ("A1", "D4")
    assert changes[PAYMENT, "origins"] == (["bob-arden", "cy-morrow", "quayside-notes"], ["quayside-notes"])
    assert changes[PAYMENT, "standing"] == (None, "disputed")
    assert changes[PAYMENT, "disputed_origins"] == (None, ["bob-arden", "cy-morrow"])
    assert len([name for of, name in changes if name == "origin"]) == 3
    assert {of for of, name in changes if name != "origin"} == {PAYMENT}
    assert held(empty_store) == before
    assert list(repair(empty_store)) == []


def test_an_earlier_store_is_made_good_once(empty_store: Store) -> None:
    load(empty_store, [HARBOUR])
    before = held(empty_store)
    spoil(empty_store)
    bring_up_to_date(empty_store)
    assert held(empty_store) == before
    empty_store.write(AS_BEFORE)
    bring_up_to_date(empty_store)
    assert held(empty_store) != before


def test_doctor_repairs(run: Run, fresh_place: str, engine: Any) -> None:
    assert run("load", HARBOUR, "--store", fresh_place).code == 0
    with engine.open_again(fresh_place) as store:
        spoil(store)
    done = run("doctor", "--repair", "--store", fresh_place, "--format", "json")
    assert done.code == 0, done.err
    rows = json.loads(done.out)
    assert {"of": PAYMENT, "name": "grade", "before": "A1", "after": "D4"} in rows
    assert "values changed" in done.err
    assert json.loads(run("doctor", "--repair", "--store", fresh_place, "--format", "json").out) == []


def test_a_store_without_keys_is_given_them_once(empty_store: Store) -> None:
    small.load(empty_store, [small.person("daniyar", "Маматов Данияр")])
    empty_store.write("MATCH (e:Entity) SET e.search = 'zhumabaev nursultan'")
    empty_store.write("MATCH (m:Migration {id: $id}) DELETE m", {"id": NAMED})
    assert [match.id for match in search(empty_store, "Mamat uulu Daniyar")] == []
    bring_up_to_date(empty_store)
    assert [match.id for match in search(empty_store, "Mamat uulu Daniyar")] == ["daniyar"]
    empty_store.write("MATCH (e:Entity {id: 'daniyar'}) SET e.search = ''")
    bring_up_to_date(empty_store)  # it was noted as done: nothing is read again
    assert search(empty_store, "Mamat uulu Daniyar") == []
