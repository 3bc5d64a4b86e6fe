"""New records in few statements: what a store surely lacks is created and not merged, an edge with its node.

Everything is grouped by kind, relation type and source, and runs within one transaction of the caller's, who has
looked up what is there. Records of any other shape go through `graph.ingest`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.errors import QueryError
from graph.ledger import episode_of
from graph.model import KINDS
from graph.stores.records import batches, read_listed
from graph.stores.rows import claim_row
from graph.stores.writing import drop_stale_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Claim, Relation, Source
    from graph.stores.base import Row, Writer

_ROWS = 2000  # rows of one statement
_CLAIM = "CREATE (c:Claim) SET c = row.p CREATE (c)-[:REPORTED_BY]->(s) CREATE (c)-[:ABOUT]->(a) "


def present(within: Writer, label: str, ids: Iterable[str]) -> set[str]:
    """Which of some ids the store has under a label (Entity, Source or Claim)."""
    query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id"
    return {row["id"] for batch in batches(list(ids), _ROWS) for row in within.read(query, {"ids": list(batch)}).rows}


def append_entities(within: Writer, rows: Iterable[tuple[str, tuple[str, ...], Row]]) -> None:
    """Creates entities, each given as (kind, the sources that list it, properties)."""
    grouped: dict[tuple[str, tuple[str, ...]], list[Row]] = defaultdict(list)
    for kind, listing, properties in rows:
        grouped[kind, listing].append(properties)
    for (kind, listing), group in grouped.items():
        labels = ":".join(KINDS[kind].labels())
        create = f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row"
        if len(listing) == 1:
            joint = f"MATCH (s:Source {{id: $source}}) {create} CREATE (n)-[:REPORTED_BY {{listed: true}}]->(s)"
            _all(within, joint, group, source=listing[0])
        else:
            _all(within, create, group)
            list_entities(within, ((row["id"], source) for row in group for source in listing))


def list_entities(within: Writer, pairs: Iterable[tuple[str, str]]) -> None:
    """Says of (entity, source) pairs that the source lists the entity, where that is not said yet."""
    wanted = set(pairs)
    rows = [
        {"id": key, "to": source} for key, source in sorted(wanted.difference(read_listed(within, {key for key, _ in wanted})))
    ]
    ends = "UNWIND $rows AS row MATCH (e:Entity {id: row.id}) MATCH (s:Source {id: row.to})"
    _all(within, f"{ends} MERGE (e)-[r:REPORTED_BY]->(s) SET r.listed = true", rows)


def unlist_entities(within: Writer, pairs: Iterable[tuple[str, str]]) -> None:
    """Says of (entity, source) pairs that the source lists the entity no more."""
    pairs = list(pairs)
    said = "UNWIND $rows AS row MATCH (e:Entity {id: row.id})-[r:REPORTED_BY]->(s:Source {id: row.to}) REMOVE r.listed"
    _all(within, said, [{"id": key, "to": source} for key, source in pairs])
    drop_stale_reports(within, pairs)


def append_claims(
    within: Writer, claims: Iterable[Claim], relations: Mapping[str, Relation], sources: Mapping[str, Source]
) -> None:
    """Creates claims about one or two entities, the first of each relation together with it; all of each pair are given.

    Raises:
        QueryError: an end or the source is not there any more.
    """
    grouped: dict[tuple[str, str, bool], list[Row]] = defaultdict(list)
    brought: set[str | None] = {None}
    claims = list(claims)
    episodes = episode_of(claims)
    for claim in claims:
        episode = episodes.get(claim.id)
        row: Row = {"a": claim.about[0], "b": claim.about[-1], "p": claim_row(claim, sources, episode)}
        carried = episode or claim.relation
        if brings := carried not in brought:
            brought.add(carried)
            row["r"] = relations[str(carried)].properties()
        grouped[claim.source, claim.property if brings else "", len(claim.about) > 1].append(row)
    for (source, type_name, two), group in grouped.items():
        ends = "MATCH (a:Entity {id: row.a}) " + ("MATCH (b:Entity {id: row.b}) " if two else "")
        edges = _CLAIM + ("CREATE (c)-[:ABOUT]->(b) " if two else "")
        relation = f"CREATE (a)-[r:{type_name}]->(b) SET r = row.r " if type_name else ""
        query = f"MATCH (s:Source {{id: $source}}) UNWIND $rows AS row {ends}{edges}{relation}RETURN count(c) AS n"
        for batch in batches(group, _ROWS):
            made = within.write(query, {"rows": batch, "source": source}).rows[0]["n"]
            if made != len(batch):
                raise QueryError(f"{len(batch) - made} claims speak of what has gone meanwhile", hint="load the file again")


def report_entities(within: Writer, pairs: Iterable[tuple[str, str]]) -> None:
    """Says of (entity, source) pairs that the source speaks of the entity, by a claim."""
    rows = [{"id": entity, "to": source} for entity, source in sorted(set(pairs))]
    ends = "UNWIND $rows AS row MATCH (e:Entity {id: row.id}) MATCH (s:Source {id: row.to})"
    _all(within, f"{ends} MERGE (e)-[:REPORTED_BY]->(s)", rows)


def _all(within: Writer, query: str, rows: Sequence[Row], **params: object) -> None:
    for batch in batches(rows, _ROWS):
        within.write(query, {"rows": batch, **params})
