"""Records to rows and back: the statements that write a ledger and read one, the same on both engines.

Labels and relationship types are those of the registry, chosen by class and never by text; all values are
parameters. Rows go in batches, one transaction each, entities before the claims and relations that need them.
"""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph.ledger import Ledger, origin
from graph.model import KINDS, RELATIONS, Claim, Entity, Relation, Source
from graph.model.extra import PREFIX as EXTRA
from graph.names import search_text
from graph.stores.base import Limits
from graph.stores.relabel import relabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.stores.base import Access

BATCH = 1000
_ALL = Limits(timeout=600.0)
_DERIVED = ("_earliest", "_latest")
_ENGINE_ONLY = frozenset({"kind", "search", "grade", "origin", "source", "target"})


def batches(rows: Sequence[Any], size: int = BATCH) -> Iterator[Sequence[Any]]:
    """The rows in slices of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _write(store: Access, query: str, rows: Sequence[Any], **params: Any) -> None:
    for batch in batches(rows):
        store.write(query, {"rows": list(batch), **params})


def write_entities(store: Access, entities: Iterable[Entity], kinds_before: Mapping[str, str]) -> None:
    """Writes entities whole; `kinds_before` names the kind of those that the store has already."""
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    moved: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        by_kind[entity.kind].append({"id": entity.id, "p": entity_properties(entity)})
        before = kinds_before.get(entity.id, entity.kind)
        if before != entity.kind:
            moved[before, entity.kind].append(entity.id)
    for (before, after), ids in sorted(moved.items()):
        for batch in batches(ids):
            relabel(store, before, after, batch)
    for kind, rows in sorted(by_kind.items()):
        for batch in batches(rows):
            store.transaction(functools.partial(_put_entities, kind=kind, rows=batch))


def entity_properties(entity: Entity) -> dict[str, Any]:
    """What the graph keeps on an entity's node, with what it is searched by."""
    return entity.properties() | {"search": search_text(entity.names)}


def _put_entities(within: Access, kind: str, rows: Sequence[dict[str, Any]]) -> None:
    """Changes those that are there and creates the others: a MERGE by several labels uses no index on ArcadeDB."""
    found = within.read("UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n.id AS id", {"ids": [row["id"] for row in rows]})
    there = set(found.column("id"))
    old, new = ([row for row in rows if (row["id"] in there) == wanted] for wanted in (True, False))
    if old:
        within.write("UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n = row.p", {"rows": old})
    if new:
        labels = ":".join(KINDS[kind].labels())
        within.write(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row.p", {"rows": new})


def write_sources(store: Access, sources: Iterable[Source]) -> None:
    """Writes sources with their publishers and citations; entities and cited sources must be there."""
    sources = list(sources)
    ids = [source.id for source in sources]
    _write(
        store,
        "UNWIND $rows AS row MERGE (s:Source {id: row.id}) SET s = row.p",
        [{"id": source.id, "p": source.properties()} for source in sources],
    )
    _write(store, "UNWIND $rows AS id MATCH (:Source {id: id})-[r:PUBLISHED_BY|CITES]->() DELETE r", ids)
    _write(
        store,
        "UNWIND $rows AS row MATCH (s:Source {id: row.id}) MATCH (o:Entity {id: row.to}) MERGE (s)-[:PUBLISHED_BY]->(o)",
        [{"id": source.id, "to": source.published_by} for source in sources if source.published_by],
    )
    _write(
        store,
        "UNWIND $rows AS row MATCH (s:Source {id: row.id}) MATCH (o:Source {id: row.to}) MERGE (s)-[:CITES]->(o)",
        [{"id": source.id, "to": cited} for source in sources for cited in source.cites],
    )


def write_claims(store: Access, claims: Iterable[Claim], sources: Mapping[str, Source], before: Iterable[Claim] = ()) -> None:
    """Writes claims with their edges; `before` are the earlier versions of those that the store has already.

    A claim's own properties come last: until then the claim reads as not written, or as it was, so that a load that
    was cut off is made good by loading again.
    """
    claims, before = list(claims), list(before)
    earlier = sorted(claim.id for claim in before)
    _write(store, "UNWIND $rows AS id MERGE (:Claim {id: id})", [claim.id for claim in claims])
    _write(store, "UNWIND $rows AS id MATCH (:Claim {id: id})-[r:ABOUT|REPORTED_BY|ATTRIBUTED_TO]->() DELETE r", earlier)
    _write_claim_edges(store, claims)
    drop_stale_reports(store, pairs_of(before), earlier)
    _write(
        store,
        "UNWIND $rows AS row MATCH (e:Entity {id: row.id}) MATCH (s:Source {id: row.to}) MERGE (e)-[:REPORTED_BY]->(s)",
        _spoken_of(claims),
    )
    _write(
        store,
        "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c = row.p",
        [{"id": claim.id, "p": claim_properties(claim, sources)} for claim in claims],
    )


def _write_claim_edges(store: Access, claims: list[Claim]) -> None:
    _write(
        store,
        "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) MATCH (s:Source {id: row.to}) MERGE (c)-[:REPORTED_BY]->(s)",
        [{"id": claim.id, "to": claim.source} for claim in claims],
    )
    _write(
        store,
        "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) MATCH (e:Entity {id: row.to}) MERGE (c)-[:ABOUT]->(e)",
        [{"id": claim.id, "to": key} for claim in claims for key in dict.fromkeys(claim.about)],
    )
    _write(
        store,
        "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) MATCH (e:Entity {id: row.to}) "
        "MERGE (c)-[:ATTRIBUTED_TO {order: row.order}]->(e)",
        [{"id": claim.id, "to": key, "order": order} for claim in claims for order, key in enumerate(claim.attributed_to)],
    )


def claim_properties(claim: Claim, sources: Mapping[str, Source]) -> dict[str, Any]:
    """What the graph keeps on a claim's node, with what follows from its source."""
    return claim.properties() | {
        "grade": claim.graded(sources[claim.source]),
        "origin": origin(claim, sources),
        "source": claim.source,
        **({"attributed_to": list(claim.attributed_to)} if claim.attributed_to else {}),
    }


def pairs_of(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """The (entity, source) pairs that claims bring together."""
    return {(key, claim.source) for claim in claims for key in (*claim.about, *claim.attributed_to)}


def _spoken_of(claims: Iterable[Claim]) -> list[dict[str, str]]:
    """Which entity which source speaks of, from the claims that stand."""
    pairs = pairs_of(claim for claim in claims if claim.status != "retracted")
    return [{"id": key, "to": source} for key, source in sorted(pairs)]


def drop_stale_reports(store: Access, pairs: Iterable[tuple[str, str]], replaced: Iterable[str] = ()) -> None:
    """Takes away the REPORTED_BY between (entity, source) pairs that rest on no claim that stands but the replaced ones.

    One that a data set gives because it lists the entity (`listed`) rests on no claim and stays.
    """
    _write(
        store,
        "UNWIND $rows AS row MATCH (e:Entity {id: row.id})-[r:REPORTED_BY]->(s:Source {id: row.to}) "
        "WHERE r.listed IS NULL AND NOT EXISTS { MATCH (e)<-[:ABOUT|ATTRIBUTED_TO]-(c:Claim) "
        "WHERE c.source = row.to AND c.status <> 'retracted' AND NOT c.id IN $replaced } DELETE r",
        [{"id": key, "to": source} for key, source in sorted(set(pairs))],
        replaced=list(replaced),
    )


def write_relations(store: Access, relations: Iterable[Relation], gone: Iterable[str]) -> None:
    """Writes relations whole and takes away those that no claim carries any more."""
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for relation in relations:
        row = {"id": relation.id, "source": relation.source, "target": relation.target, "p": relation.properties()}
        by_type[type(relation).type_name()].append(row)
    for type_name, rows in sorted(by_type.items()):
        _write(
            store,
            "UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target}) "
            f"MERGE (a)-[r:{type_name} {{id: row.id}}]->(b) SET r = row.p",
            rows,
        )
    for type_name, ids in sorted(_by_type(gone).items()):
        _write(
            store,
            "UNWIND $rows AS row MATCH (:Entity {id: row.source})-"
            f"[r:{type_name} {{id: row.id}}]->(:Entity {{id: row.target}}) DELETE r",
            ids,
        )


def _by_type(relation_ids: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for key in sorted(relation_ids):
        source, type_name, target = key.split("|")
        if type_name in RELATIONS:
            found[type_name].append({"id": key, "source": source, "target": target})
    return found


def read_ledger(store: Access) -> Ledger:
    """Everything that the store holds, as records."""
    return Ledger(read_entities(store), read_sources(store), read_claims(store)).sorted()


def read_entities(store: Access, ids: Iterable[str] | None = None) -> dict[str, Entity]:
    """Entities by id: the named ones that are there, or all."""
    rows = _rows(
        store,
        "MATCH (n:Entity {id: id}) RETURN properties(n) AS p, n.kind AS kind",
        "MATCH (n:Entity) RETURN properties(n) AS p, n.kind AS kind",
        ids,
    )
    records = [KINDS[row["kind"]].model_validate(stored(row["p"])) for row in rows]
    return {record.id: record for record in records}


def read_sources(store: Access, ids: Iterable[str] | None = None) -> dict[str, Source]:
    """Sources by id: the named ones that are there, or all."""
    ends = (
        "OPTIONAL MATCH (s)-[:PUBLISHED_BY]->(o:Entity) OPTIONAL MATCH (s)-[:CITES]->(c:Source) "
        "RETURN properties(s) AS p, o.id AS publisher, collect(c.id) AS cites"
    )
    rows = _rows(store, f"MATCH (s:Source {{id: id}}) {ends}", f"MATCH (s:Source) {ends}", ids)
    records = [
        Source.model_validate(stored(row["p"]) | {"published_by": row["publisher"], "cites": sorted(row["cites"])})
        for row in rows
    ]
    return {record.id: record for record in records}


def read_claims(store: Access, ids: Iterable[str] | None = None) -> dict[str, Claim]:
    """Claims by id: the named ones that are there, or all."""
    return _claims(
        _rows(
            store,
            "MATCH (c:Claim {id: id}) WHERE c.text IS NOT NULL RETURN properties(c) AS p",
            "MATCH (c:Claim) WHERE c.text IS NOT NULL RETURN properties(c) AS p",
            ids,
        )
    )


def read_claims_carrying(store: Access, relation_ids: Iterable[str]) -> dict[str, Claim]:
    """The claims that carry any of some relations, by id."""
    return _claims(_rows(store, "MATCH (c:Claim {relation: id}) RETURN properties(c) AS p", "", relation_ids))


def read_claims_about(store: Access, entity_ids: Iterable[str]) -> dict[str, Claim]:
    """The claims about some entities, by id."""
    return _claims(
        _rows(
            store,
            "MATCH (:Entity {id: id})<-[:ABOUT]-(c:Claim) WHERE c.text IS NOT NULL RETURN properties(c) AS p",
            "",
            entity_ids,
        )
    )


def read_claims_of_sources(store: Access, source_ids: Iterable[str]) -> dict[str, Claim]:
    """The claims of some sources, by id."""
    return _claims(
        _rows(
            store,
            "MATCH (:Source {id: id})<-[:REPORTED_BY]-(c:Claim) WHERE c.text IS NOT NULL RETURN properties(c) AS p",
            "",
            source_ids,
        )
    )


def _claims(rows: list[dict[str, Any]]) -> dict[str, Claim]:
    found = {}
    for row in rows:
        values = stored(row["p"]) | {"source": row["p"]["source"]}
        if "details" in values:
            values["details"] = json.loads(values["details"])
        claim = Claim.model_validate(values)
        found[claim.id] = claim
    return found


def _rows(store: Access, some: str, every: str, ids: Iterable[str] | None) -> list[dict[str, Any]]:
    if ids is None:
        return store.read(every, limits=_ALL).rows
    found: list[dict[str, Any]] = []
    for batch in batches(sorted(set(ids))):
        found += store.read(f"UNWIND $ids AS id {some}", {"ids": list(batch)}, limits=_ALL).rows
    return found


def stored(properties: dict[str, Any]) -> dict[str, Any]:
    """What was declared, without what was derived from it."""
    return {
        name: value
        for name, value in properties.items()
        if name not in _ENGINE_ONLY and (name.startswith(EXTRA) or not name.endswith(_DERIVED))
    }
