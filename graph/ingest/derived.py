"""What the store keeps on relations and claims beside what was stated, computed anew from all claims.

It was otherwise in stores of earlier versions, where denials counted as support and what was inferred was laid to the
publisher. It is made good once, with the schema, and by `casegraph doctor --repair`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ingest.relate import relate
from graph.ingest.searchable import index_names
from graph.ledger import DESK, derive
from graph.model import RELATIONS, Status, relation_parts
from graph.stores import NAMED, STANDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Relation, Source
    from graph.stores import Carried, Row, Store

_BATCH = 1000
_CARRIED = """
MATCH (c:Claim) WHERE c.relation > $after
RETURN DISTINCT c.relation AS id ORDER BY id LIMIT $most
"""
_STORED = """
UNWIND $rows AS row MATCH (:Entity {id: row.source})-[r]->(:Entity {id: row.target}) WHERE r.id = row.id
RETURN r.id AS id, properties(r) AS p
"""
_RELATIONS = "MATCH (:Entity)-[r]->(:Entity) WHERE type(r) IN $types RETURN r.id AS id"
_INFERRED = "MATCH (c:Claim) WHERE c.status = $status AND c.origin <> $desk RETURN c.id AS id ORDER BY id"
_TO_DESK = "UNWIND $ids AS id MATCH (c:Claim {id: id}) SET c.origin = $desk"
_MARKED = "MATCH (m:Migration {id: $id}) RETURN m.id AS id"


@dataclass(frozen=True, slots=True)
class Change:
    """A property that was not what the claims make it; None where it was not there or is there no more."""

    of: str
    name: str
    before: Any
    after: Any


def bring_up_to_date(store: Store) -> None:
    """Applies what the store lacks of the schema and, once, of what follows from claims and names."""
    store.migrate()
    if not store.read(_MARKED, {"id": STANDING}).rows:
        for _ in repair(store):
            pass
    if not store.read(_MARKED, {"id": NAMED}).rows:
        index_names(store)


def repair(store: Store) -> Iterator[Change]:
    """Computes anew what follows from claims, writes what differs, and yields each difference."""
    ids = store.read(_INFERRED, {"status": Status.INFERRED, "desk": DESK}).column("id")
    for some in stores.batches(ids):
        store.write(_TO_DESK, {"ids": list(some), "desk": DESK})
    yield from (Change(key, "origin", "the publisher", DESK) for key in ids)
    for carried in _carried(store):
        yield from _repaired(store, carried)
    store.write("MERGE (m:Migration {id: $id})", {"id": STANDING})


def differences(store: Store) -> Iterator[Change]:
    """What is not as the claims make it, relations that no claim carries among it; nothing is written."""
    claimed: set[str] = set()
    for carried in _carried(store):
        claimed.update(carried)
        yield from _compared(store, carried)[0]
    for row in store.scan(_RELATIONS, {"types": list(RELATIONS)}):
        if row["id"] not in claimed:
            yield Change(row["id"], "id", row["id"], None)


def _carried(store: Store) -> Iterator[list[str]]:
    """The ids of the relations that claims carry, some at a time."""
    after = ""
    while carried := store.read(_CARRIED, {"after": after, "most": _BATCH}).column("id"):
        yield carried
        after = carried[-1]


def _repaired(store: Store, ids: Sequence[str]) -> Iterator[Change]:
    changes, carried, sources = _compared(store, ids)
    if changes:
        relate(store, carried, carried.claims, sources)
    yield from changes


def _compared(store: Store, ids: Sequence[str]) -> tuple[list[Change], Carried, dict[str, Source]]:
    """What differs of the relations of some ids, with all claims of their pairs and the sources of these."""
    pairs = {parts.pair for key in ids if (parts := relation_parts(key))}
    carried = stores.read_claims_of_pairs(store, pairs)
    sources = stores.read_sources(store, {claim.source for claim in carried.claims.values()})
    relations = derive(carried.claims.values(), sources)
    keys = sorted({*relations, *carried.relations.values(), *ids})
    rows = [parts._asdict() | {"id": key} for key in keys if (parts := relation_parts(key))]
    stored = {row["id"]: row["p"] for row in store.read(_STORED, {"rows": rows}).rows}
    changes = [change for key in keys for change in _differences(stored.get(key, {}), relations.get(key), key)]
    return changes, carried, sources


def _differences(stored: Row, relation: Relation | None, key: str) -> Iterator[Change]:
    """By name what is stored and is not what the claims make it; days that follow from dates are not named."""
    wanted = {} if relation is None else relation.properties()
    for name in sorted(stored.keys() | wanted.keys()):
        before, after = _plain(stored.get(name)), _plain(wanted.get(name))
        if before != after and not name.endswith(("_earliest", "_latest")):
            yield Change(key, name, before, after)


def _plain(value: Any) -> Any:
    """A value as both engines give it back."""
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
