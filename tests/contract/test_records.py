"""What is loaded comes back as it was, on every engine."""

from __future__ import annotations

import pytest

from graph.ingest.seeds import load_seeds, seeds
from graph.ledger import check, derive
from graph.model import RELATIONS
from graph.stores import Store, read_ledger
from loaders import load_files
from tests.engines import Engine

pytestmark = pytest.mark.contract


def test_seeds_come_back_as_they_were_written(seeded_store: Store) -> None:
    ledger, faults, _ = check(load_files([seeds()]).records)
    assert faults == []
    assert read_ledger(seeded_store) == ledger


def test_relations_in_the_graph_are_those_that_follow_from_the_claims(seeded_store: Store) -> None:
    ledger = read_ledger(seeded_store)
    derived = derive(ledger.claims.values(), ledger.sources)
    rows = seeded_store.read(
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) IN $types "
        "RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target, properties(r) AS p",
        {"types": list(RELATIONS)},
    ).rows
    assert {row["id"] for row in rows} == set(derived)
    for row in rows:
        relation = derived[row["id"]]
        assert (row["type"], row["source"], row["target"]) == (relation.type_name(), relation.source, relation.target)
        stored = relation.properties().items()
        expected = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in stored}
        assert row["p"] == expected


def test_loading_again_changes_nothing(seeded_store: Store) -> None:
    summary = load_seeds(seeded_store)
    assert (summary.new, summary.changed, summary.relations, summary.gone) == (0, 0, 0, 0)
    assert summary.same > 600


def test_migrating_again_applies_nothing(seeded_store: Store) -> None:
    assert seeded_store.migrate() == []


def test_ids_are_unique(seeded_store: Store) -> None:
    from graph.errors import QueryError

    with pytest.raises(QueryError):
        seeded_store.write("CREATE (:Entity:Person {id: 'askar-kubanychbek', kind: 'Person', name: 'Another'})")


def test_the_engine_is_known(engine: Engine, seeded_store: Store) -> None:
    info = seeded_store.info
    assert (info.engine, info.embedded) == (engine.product, not engine.one_worker)
    assert info.version[:4] == "2026" or info.version.startswith("26.")
