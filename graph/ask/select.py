"""Which part of the graph is shown: the ids of entities chosen by neighbourhood, component, query or all."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Any

from graph.ask.snapshot import LIMITS, TIMELESS, absent, rows_about
from graph.ask.view import edges_among
from graph.model import HYPOTHESIS, path_types, relation_parts
from graph.query import fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.ledger.certainty import Snapshot
    from graph.stores import Store


def around(store: Store, entity_id: str, hops: int, snapshot: Snapshot = TIMELESS, *, denied: bool = False) -> set[str]:
    """The ids of everything within so many hops of an entity, itself included; hypotheses are not walked.

    What is denied only is walked if `denied`. On a day only the relations that there may have been then are walked.
    """
    return _reached(store, entity_id, hops, snapshot, denied=denied)


def component(store: Store, entity_id: str, snapshot: Snapshot = TIMELESS, *, denied: bool = False) -> set[str]:
    """The ids of everything that is connected with an entity at all, walked as `around` does."""
    return _reached(store, entity_id, None, snapshot, denied=denied)


def _reached(store: Store, entity_id: str, hops: int | None, snapshot: Snapshot, *, denied: bool) -> set[str]:
    """What lies within so many hops, or within any number of them."""
    reached, edge = {entity_id}, {entity_id}
    for _ in count() if hops is None else range(hops):
        if not edge:
            break
        edge = _neighbours(store, edge, denied=denied or snapshot.known_at is not None) - reached
        reached |= edge
    return _still_reached(store, entity_id, reached, hops, snapshot, denied=denied) if snapshot else reached


def _still_reached(
    store: Store, entity_id: str, ids: set[str], hops: int | None, snapshot: Snapshot, *, denied: bool
) -> set[str]:
    """What is left of them over the relations that there may have been then."""
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in edges_among(store, sorted(ids - absent(store, ids, snapshot)), snapshot, denied=denied):
        if edge.relation != HYPOTHESIS:
            beside[edge.source].add(edge.target)
            beside[edge.target].add(edge.source)
    reached, new = {entity_id}, {entity_id}
    for _ in count() if hops is None else range(hops):
        new = {end for key in new for end in beside[key]} - reached
        reached |= new
        if not new:
            break
    return reached


def _neighbours(store: Store, ids: Iterable[str], *, denied: bool) -> set[str]:
    """The entities next to some; with what was asserted once and is denied only today if `denied`."""
    stands = "" if denied else f"AND {fragment('stands', 'r')} "
    query = (
        f"UNWIND $ids AS id MATCH (e:Entity {{id: id}})-[r]-(o:Entity) WHERE type(r) IN $types {stands}RETURN DISTINCT o.id AS id"
    )
    return {row["id"] for row in rows_about(store, query, ids, types=list(path_types()))}


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
