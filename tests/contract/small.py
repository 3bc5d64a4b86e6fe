"""Small ledgers made by hand, and the way into a store that `casegraph load` takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.ingest import load_records
from graph.ingest.merge import Summary
from graph.model import KINDS, Claim, Entity, Source, relation_id
from graph.model.located import Located
from graph.stores import Store

Record = Entity | Source | Claim
PAPER = Source(id="paper", title="The paper", reliability="B")
NOTE = Source(id="note", title="A note", reliability="F")


def person(key: str, name: str = "", *names: str) -> Entity:
    """A named person; the name is the id unless one is given."""
    return KINDS["Person"](id=key, name=name or key, names=names, identification="named")


def entity(kind: str, key: str, name: str = "", **fields: Any) -> Entity:
    """An entity of any kind."""
    return KINDS[kind].model_validate({"id": key, "name": name or key, **fields})


def claim(start: str, type_name: str, end: str, **fields: Any) -> Claim:
    """A claim of the paper that carries one relation."""
    values = {"id": f"c.{start}.{type_name.lower()}.{end}", "text": "It says so.", "source": "paper", **fields}
    return Claim.model_validate(
        {**values, "property": type_name, "about": (start, end), "relation": relation_id(start, type_name, end)}
    )


def load(store: Store, records: Iterable[Record], by: str | None = None) -> Summary:
    """Checks records against the store and writes them."""
    return load_records(store, map(Located, records), by)


def clear(store: Store) -> None:
    """Takes every record out of a store."""
    store.write("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")


def counts(store: Store) -> dict[str, Any]:
    """How many nodes and relationships a store holds, which properties, and its whole schema."""
    names = "YIELD name, type, labelsOrTypes, properties RETURN name, type, labelsOrTypes, properties"
    shape = "UNWIND keys(n) AS k RETURN k AS key, count(*) AS n, count(DISTINCT n[k]) AS different ORDER BY key"
    return {
        "nodes": store.read("MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n ORDER BY label").rows,
        "relationships": store.read("MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY type").rows,
        "node properties": store.read(f"MATCH (n) {shape}").rows,
        "relationship properties": store.read(f"MATCH ()-[n]->() {shape}").rows,
        "indexes": sorted(map(str, store.read(f"SHOW INDEXES {names}").rows)),
        "constraints": sorted(map(str, store.read(f"SHOW CONSTRAINTS {names}").rows)),
    }
