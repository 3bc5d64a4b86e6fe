"""Records into a store that may have earlier versions of them: the same statements on every engine.

Labels and relationship types are those of the registry, chosen by class and never by text; all values are
parameters. Rows go in batches, one transaction each, entities before the claims and relations that need them.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.model import KINDS, RELATIONS, relation_parts
from graph.stores.records import batches
from graph.stores.relabel import relabel
from graph.stores.rows import SPOKEN_OF, Edge, by_ends, claim_edges, claim_row, entity_row, pairs_of, reports, source_edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Claim, Entity, Relation, Source
    from graph.stores.base import Row, Writer
    from graph.stores.rows import Ends


def _write(store: Writer, query: str, rows: Sequence[object], **params: object) -> None:
    for batch in batches(rows):
        store.write(query, {"rows": list(batch), **params})


def _write_edges(store: Writer, edges: Iterable[tuple[Ends, Edge]]) -> None:
    for ends, group in by_ends(edges).items():
        told_apart = ", ".join(f"{name}: row.{name}" for name in group[0].row or ())
        _write(
            store,
            f"UNWIND $rows AS row MATCH (a:{ends.start} {{id: row.start}}) MATCH (b:{ends.end} {{id: row.end}}) "
            f"MERGE (a)-[:{ends.type_name}{f' {{{told_apart}}}' if told_apart else ''}]->(b)",
            [{"start": edge.start, "end": edge.end, **(edge.row or {})} for edge in group],
        )


def write_entities(store: Writer, entities: Iterable[Entity], kinds_before: Mapping[str, str]) -> None:
    """Writes entities whole; `kinds_before` names the kind of those that the store has already."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    moved: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        by_kind[entity.kind].append(entity_row(entity))
        before = kinds_before.get(entity.id, entity.kind)
        if before != entity.kind:
            moved[before, entity.kind].append(entity.id)
    for (before, after), ids in sorted(moved.items()):
        for some in batches(ids):
            relabel(store, before, after, some)
    for kind, rows in sorted(by_kind.items()):
        for batch in batches(rows):
            store.transaction(functools.partial(_put_entities, kind=kind, rows=batch))


def _put_entities(within: Writer, kind: str, rows: Sequence[Row]) -> None:
    """Changes those that are there and creates the others: a MERGE by several labels uses an index on one engine alone."""
    answer = within.read("UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n.id AS id", {"ids": [row["id"] for row in rows]})
    there = set(answer.column("id"))
    old, new = ([row for row in rows if (row["id"] in there) == wanted] for wanted in (True, False))
    if old:
        within.write("UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n = row", {"rows": old})
    if new:
        labels = ":".join(KINDS[kind].labels())
        within.write(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", {"rows": new})


def write_editions(store: Writer, rows: Sequence[Row]) -> None:
    """Writes what data sets say of entities that several of them speak of: rows with `id` and `entity`."""
    _write(store, "UNWIND $rows AS row MERGE (d:Edition {id: row.id}) SET d = row", rows)


def drop_editions(store: Writer, ids: Sequence[str]) -> None:
    """Takes editions out."""
    _write(store, "UNWIND $rows AS id MATCH (d:Edition {id: id}) DELETE d", ids)


def write_sources(store: Writer, sources: Iterable[Source]) -> None:
    """Writes sources with their publishers and citations; entities and cited sources must be there."""
    sources = list(sources)
    rows = [source.properties() for source in sources]
    _write(store, "UNWIND $rows AS row MERGE (s:Source {id: row.id}) SET s = row", rows)
    ids = [source.id for source in sources]
    _write(store, "UNWIND $rows AS id MATCH (:Source {id: id})-[r:PUBLISHED_BY|CITES]->() DELETE r", ids)
    _write_edges(store, source_edges(sources))


def write_claims(
    store: Writer,
    claims: Iterable[Claim],
    sources: Mapping[str, Source],
    before: Iterable[Claim] = (),
    episode_of: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Writes claims with their edges; `before` are the earlier versions of those that the store has already.

    `episode_of` is by claim id the relation that it carries, where that is one of several between its pair.

    A claim's own properties come last: until then the claim reads as not written, or as it was, so that a load that
    was cut off is made good by loading again.
    """
    claims, before = list(claims), list(before)
    earlier = sorted(claim.id for claim in before)
    _write(store, "UNWIND $rows AS id MERGE (:Claim {id: id})", [claim.id for claim in claims])
    _write(store, "UNWIND $rows AS id MATCH (:Claim {id: id})-[r:ABOUT|REPORTED_BY|ATTRIBUTED_TO]->() DELETE r", earlier)
    _write_edges(store, claim_edges(claims))
    drop_stale_reports(store, pairs_of(before), earlier)
    _write_edges(store, ((SPOKEN_OF, Edge(*pair)) for pair in sorted(reports(claims))))
    rows = [claim_row(claim, sources, episode_of.get(claim.id)) for claim in claims]
    _write(store, "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c = row", rows)


def move_claims(store: Writer, claims: Iterable[Claim], episode_of: Mapping[str, str]) -> None:
    """Says of claims that stand unchanged that each carries another relation of its pair now."""
    told_apart = [{"id": one.id, "relation": episode_of[one.id], "pair": one.relation} for one in claims if one.id in episode_of]
    alone = [{"id": one.id, "relation": one.relation} for one in claims if one.id not in episode_of]
    match = "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c.relation = row.relation"
    _write(store, f"{match}, c.pair = row.pair", told_apart)
    _write(store, f"{match} REMOVE c.pair", alone)


def drop_stale_reports(store: Writer, pairs: Iterable[tuple[str, str]], replaced: Iterable[str] = ()) -> None:
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


def write_relations(store: Writer, relations: Iterable[Relation], gone: Iterable[str]) -> None:
    """Writes relations whole and takes away those that no claim carries any more."""
    by_type: dict[str, list[Row]] = defaultdict(list)
    for relation in relations:
        row = {"source": relation.source, "target": relation.target, "p": relation.properties()}
        by_type[type(relation).type_name()].append(row)
    for type_name, rows in sorted(by_type.items()):
        _write(
            store,
            "UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target}) "
            f"MERGE (a)-[r:{type_name} {{id: row.p.id}}]->(b) SET r = row.p",
            rows,
        )
    for type_name, ends in sorted(_by_type(gone).items()):
        _write(
            store,
            "UNWIND $rows AS row MATCH (:Entity {id: row.source})-"
            f"[r:{type_name} {{id: row.id}}]->(:Entity {{id: row.target}}) DELETE r",
            ends,
        )


def _by_type(relation_ids: Iterable[str]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for key in sorted(relation_ids):
        parts = relation_parts(key)
        if parts and parts.type_name in RELATIONS:
            grouped[parts.type_name].append({"id": key, "source": parts.source, "target": parts.target})
    return grouped
