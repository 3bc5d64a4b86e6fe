"""Which part of the graph is shown: the ids of entities chosen by neighbourhood, component, query or all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.ask.snapshot import LIMITS, TIMELESS, absent, rows_about
from graph.ask.view import edges_among
from graph.model import HYPOTHESIS, path_types, relation_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.ledger.certainty import Snapshot
    from graph.stores import Store


def around(store: Store, entity_id: str, hops: int, snapshot: Snapshot = TIMELESS) -> set[str]:
    """The ids of everything within so many hops of an entity, itself included; hypotheses are not walked.

    On a day only the relations that there may have been then are walked.
    """
    reached, edge = {entity_id}, {entity_id}
    for _ in range(hops):
        edge = _neighbours(store, edge) - reached
        reached |= edge
    return _still_around(store, entity_id, reached, hops, snapshot) if snapshot else reached


def _still_around(store: Store, entity_id: str, ids: set[str], hops: int, snapshot: Snapshot) -> set[str]:
    chosen = sorted(ids - absent(store, ids, snapshot))
    pairs = [(edge.source, edge.target) for edge in edges_among(store, chosen, snapshot) if edge.relation != HYPOTHESIS]
    reached = {entity_id}
    for _ in range(hops):
        reached |= {end for pair in pairs if reached.intersection(pair) for end in pair}
    return reached


def _neighbours(store: Store, ids: Iterable[str]) -> set[str]:
    query = "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r]-(o:Entity) WHERE type(r) IN $types RETURN DISTINCT o.id AS id"
    return {row["id"] for row in rows_about(store, query, ids, types=list(path_types()))}


def component(store: Store, entity_id: str) -> set[str]:
    """The ids of everything that is connected with an entity at all, itself included; hypotheses are not walked."""
    reached, edge = {entity_id}, {entity_id}
    while edge:
        edge = _neighbours(store, edge) - reached
        reached |= edge
    return reached


def everything(store: Store) -> set[str]:
    """The ids of all entities."""
    return set(store.read("MATCH (e:Entity) RETURN e.id AS id", limits=LIMITS).column("id"))


def mentioned(store: Store, rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """The ids of the entities that a query's rows name: by id, as a node, or as the id of a relation."""
    words: set[str] = set()
    for row in rows:
        _collect(row, words)
    return {row["id"] for row in rows_about(store, "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id", words)}


def _collect(value: Any, words: set[str]) -> None:
    if isinstance(value, str):
        parts = relation_parts(value)
        words.update((parts.source, parts.target) if parts else (value,))
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, words)
    elif isinstance(value, list):
        for item in value:
            _collect(item, words)
