"""Records out of a store, by their ids or by what they have to do with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from graph.ledger import Ledger
from graph.model import KINDS, Claim, Entity, Source
from graph.stores.base import Limits
from graph.stores.rows import stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.stores.base import Reader, Row

T = TypeVar("T")
BATCH = 1000
_ALL = Limits(timeout=600.0)


def batches(rows: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """The rows in slices of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def read_ledger(store: Reader) -> Ledger:
    """Everything that the store holds, as records."""
    return Ledger(read_entities(store), read_sources(store), read_claims(store)).sorted()


def read_entities(store: Reader, ids: Iterable[str] | None = None) -> dict[str, Entity]:
    """Entities by id: the named ones that are there, or all."""
    rows = _rows(
        store,
        "MATCH (n:Entity {id: id}) RETURN properties(n) AS p, n.kind AS kind",
        "MATCH (n:Entity) RETURN properties(n) AS p, n.kind AS kind",
        ids,
    )
    entities = (KINDS[row["kind"]].model_validate(stored(row["p"])) for row in rows)
    return {entity.id: entity for entity in entities}


def read_sources(store: Reader, ids: Iterable[str] | None = None) -> dict[str, Source]:
    """Sources by id: the named ones that are there, or all."""
    ends = (
        "OPTIONAL MATCH (s)-[:PUBLISHED_BY]->(o:Entity) OPTIONAL MATCH (s)-[:CITES]->(c:Source) "
        "RETURN properties(s) AS p, o.id AS publisher, collect(c.id) AS cites"
    )
    rows = _rows(store, f"MATCH (s:Source {{id: id}}) {ends}", f"MATCH (s:Source) {ends}", ids)
    sources = (
        Source.model_validate(stored(row["p"]) | {"published_by": row["publisher"], "cites": sorted(row["cites"])})
        for row in rows
    )
    return {source.id: source for source in sources}


def read_claims(store: Reader, ids: Iterable[str] | None = None) -> dict[str, Claim]:
    """Claims by id: the named ones that are there, or all."""
    return _claims(
        _rows(
            store,
            "MATCH (c:Claim {id: id}) WHERE c.text IS NOT NULL RETURN properties(c) AS p",
            "MATCH (c:Claim) WHERE c.text IS NOT NULL RETURN properties(c) AS p",
            ids,
        )
    )


def read_listed(store: Reader, entity_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The (entity, source) pairs of some entities where the source lists the entity."""
    query = "MATCH (e:Entity {id: id})-[r:REPORTED_BY]->(s:Source) WHERE r.listed RETURN e.id AS id, s.id AS to"
    for row in _rows(store, query, "", entity_ids):
        yield row["id"], row["to"]


@dataclass(frozen=True, slots=True)
class Carried:
    """Claims by id, and by the same id the relation that each carries: of several between a pair, the one of its period."""

    claims: dict[str, Claim] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)

    def by_relation(self) -> dict[str, list[Claim]]:
        """The claims of each relation."""
        found: dict[str, list[Claim]] = {}
        for key, relation in self.relations.items():
            found.setdefault(relation, []).append(self.claims[key])
        return found


def read_claims_carrying(store: Reader, relation_ids: Iterable[str]) -> Carried:
    """The claims that carry any of some relations."""
    return _carried(_rows(store, _OF_RELATION, "", relation_ids))


def read_claims_of_pairs(store: Reader, pairs: Iterable[str]) -> Carried:
    """The claims that carry any relation of some pairs, each given by the id that all of its relations begin with."""
    pairs = set(pairs)
    return _carried([*_rows(store, _OF_RELATION, "", pairs), *_rows(store, _OF_EPISODES, "", pairs)])


_OF_RELATION = "MATCH (c:Claim {relation: id}) RETURN properties(c) AS p"
_OF_EPISODES = "MATCH (c:Claim {pair: id}) RETURN properties(c) AS p"


def _carried(rows: list[Row]) -> Carried:
    return Carried(_claims(rows), {row["p"]["id"]: row["p"]["relation"] for row in rows})


def read_editions(store: Reader, entity_ids: Iterable[str]) -> list[Row]:
    """The rows of what several data sets say of some entities, as `write_editions` wrote them."""
    return [row["p"] for row in _rows(store, "MATCH (d:Edition {entity: id}) RETURN properties(d) AS p", "", entity_ids)]


def read_claims_about(store: Reader, entity_ids: Iterable[str]) -> dict[str, Claim]:
    """The claims about some entities, by id."""
    return _claims(
        _rows(
            store,
            "MATCH (:Entity {id: id})<-[:ABOUT]-(c:Claim) WHERE c.text IS NOT NULL RETURN properties(c) AS p",
            "",
            entity_ids,
        )
    )


def read_claims_of_sources(store: Reader, source_ids: Iterable[str]) -> dict[str, Claim]:
    """The claims of some sources, by id."""
    return _claims(
        _rows(
            store,
            "MATCH (:Source {id: id})<-[:REPORTED_BY]-(c:Claim) WHERE c.text IS NOT NULL RETURN properties(c) AS p",
            "",
            source_ids,
        )
    )


def _claims(rows: list[Row]) -> dict[str, Claim]:
    claims = {}
    for row in rows:
        values = stored(row["p"]) | {"source": row["p"]["source"]}
        if "pair" in row["p"]:
            values["relation"] = row["p"]["pair"]
        if "details" in values:
            values["details"] = json.loads(values["details"])
        claim = Claim.model_validate(values)
        claims[claim.id] = claim
    return claims


def _rows(store: Reader, some: str, every: str, ids: Iterable[str] | None) -> list[Row]:
    if ids is None:
        return store.read(every, limits=_ALL).rows
    rows: list[Row] = []
    for batch in batches(sorted(set(ids))):
        rows += store.read(f"UNWIND $ids AS id {some}", {"ids": list(batch)}, limits=_ALL).rows
    return rows
