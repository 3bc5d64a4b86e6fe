"""What holds for every dossier on every engine: loaded again, in another order, in parts or revised, the graph is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ingest import load_records
from graph.ingest.merge import Summary
from graph.ledger import derive
from graph.model import RELATIONS
from graph.model.located import Located
from graph.stores import Store, read_ledger
from tests.engines import wipe
from tests.property.strategies import STATUS, Dossier, dossiers, ledger_of, read, write

pytestmark = pytest.mark.contract

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
OURS = "(n:Entity OR n:Source OR n:Claim)"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every example of a test writes anew."""
    with TemporaryDirectory() as name:
        yield Path(name)


def records(folder: Path, items: Sequence[tuple[str, dict[str, Any]]]) -> list[Located]:
    """The records of some items, all of one data set."""
    return read([write(folder, "all", items)])


def load(store: Store, located: Sequence[Located]) -> Summary:
    """Loads records that must be without fault, as `casegraph load` does."""
    return load_records(store, located)


def graph(store: Store) -> tuple[dict[str, Any], list[Any]]:
    """Every node with its labels and properties, and every relationship with its ends and properties."""
    nodes = store.read(f"MATCH (n) WHERE {OURS} RETURN n.id AS id, labels(n) AS labels, properties(n) AS p").rows
    edges = store.read(
        f"MATCH (n)-[r]->(m) WHERE {OURS} RETURN n.id AS source, type(r) AS type, m.id AS target, properties(r) AS p"
    ).rows
    found = {row["id"]: (sorted(row["labels"]), row["p"]) for row in nodes}
    assert len(found) == len(nodes)
    return found, sorted(
        ([row["source"], row["type"], row["target"], sorted(row["p"].items(), key=str)] for row in edges), key=str
    )


def fresh(store: Store, located: Sequence[Located]) -> tuple[dict[str, Any], list[Any]]:
    """The graph of a store that was empty before these records were loaded."""
    wipe(store)
    load(store, located)
    return graph(store)


def shown(value: Any) -> Any:
    """A property as a store gives it back: days as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


@FEW
@given(dossier=dossiers())
def test_a_dossier_comes_back_as_it_was_written(empty_store: Store, folder: Path, dossier: Dossier) -> None:
    wipe(empty_store)
    located = records(folder, dossier.items())
    ledger = ledger_of(located)
    summary = load(empty_store, located)
    assert read_ledger(empty_store) == ledger
    derived = derive(ledger.claims.values(), ledger.sources)
    assert (summary.new, summary.changed, summary.same, summary.relations) == (len(ledger), 0, 0, len(derived))
    rows = empty_store.read(
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) IN $types "
        "RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target, properties(r) AS p",
        {"types": list(RELATIONS)},
    ).rows
    edges = {row["id"]: (row["type"], row["source"], row["target"], row["p"]) for row in rows}
    assert len(edges) == len(rows)
    assert edges == {
        key: (one.type_name(), one.source, one.target, {name: shown(value) for name, value in one.properties().items()})
        for key, one in derived.items()
    }


@FEW
@given(dossier=dossiers())
def test_loading_twice_is_loading_once(empty_store: Store, folder: Path, dossier: Dossier) -> None:
    located = records(folder, dossier.items())
    once = fresh(empty_store, located)
    again = load(empty_store, located)
    assert (again.new, again.changed, again.relations, again.gone) == (0, 0, 0, 0)
    assert again.same == len(ledger_of(located))
    assert graph(empty_store) == once


@FEW
@given(data=st.data(), dossier=dossiers())
def test_the_order_of_records_and_loading_in_parts_mean_nothing(
    empty_store: Store, folder: Path, data: st.DataObject, dossier: Dossier
) -> None:
    """Sources and entities first, in any order; then the claims in any order, in one load or in several."""
    whole = fresh(empty_store, records(folder, dossier.items()))
    ground = [item for item in dossier.items() if item[0] != "claims"]
    claims = data.draw(st.permutations([item for item in dossier.items() if item[0] == "claims"]))
    parts = [claims[at::3] for at in range(3)] if data.draw(st.booleans()) else [claims]
    wipe(empty_store)
    for items in (data.draw(st.permutations(ground)), *parts):
        load(empty_store, records(folder, items))
    assert graph(empty_store) == whole


@FEW
@given(data=st.data(), dossier=dossiers())
def test_a_revised_dossier_leaves_nothing_of_the_earlier_one(
    empty_store: Store, folder: Path, data: st.DataObject, dossier: Dossier
) -> None:
    """Loading the revision over the earlier version gives the graph that the revision gives alone."""
    revision = data.draw(revised(dossier))
    alone = fresh(empty_store, records(folder, revision.items()))
    fresh(empty_store, records(folder, dossier.items()))
    load(empty_store, records(folder, revision.items()))
    assert graph(empty_store) == alone


@st.composite
def revised(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """The same records with other grades, statuses, attributions, citations, names, dates and aims."""
    ids = [item["id"] for item in dossier.entities]
    keys = [item["id"] for item in dossier.sources]
    sources = [
        {**item, "reliability": draw(st.sampled_from("ABF")), "cites": draw(st.lists(st.sampled_from(keys), max_size=2))}
        if draw(st.booleans())
        else item
        for item in dossier.sources
    ]
    entities = [{**item, "name": draw(st.sampled_from(["A", "Ж"]))} if draw(st.booleans()) else item for item in dossier.entities]
    claims = [
        {
            **item,
            "status": draw(STATUS),
            "by": draw(st.lists(st.sampled_from(ids), max_size=2)),
            **draw(st.sampled_from(aims(item))),
        }
        if draw(st.booleans())
        else item
        for item in dossier.claims
    ]
    return Dossier(sources, entities, claims)


def aims(item: dict[str, Any]) -> list[dict[str, Any]]:
    """What else a claim may say: another date of its relation, other entities of its mention."""
    return [{}, {"since": "2018"}] if "relation" in item else [{}, {"credibility": 6}]
