"""Everything that the graph knows of one entity, and of the store as a whole, for `show`, `status` and `schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.ask.snapshot import TIMELESS, narrowed
from graph.model import KINDS, RELATIONS
from graph.model.entity import Entity
from graph.model.relation import Relation

if TYPE_CHECKING:
    from graph.ledger.certainty import Moment
    from graph.stores import Store

_HIDDEN = ("search",)
_BOUNDS = ("_earliest", "_latest")


def show(store: Store, entity_id: str, moment: Moment = TIMELESS) -> dict[str, Any]:
    """`{"id", "kind", "name", …fields, "relations", "rulings", "claims", "sources"}` of one entity, at a moment if asked."""
    key = {"id": entity_id}
    entity = store.read("MATCH (e:Entity {id: $id}) RETURN properties(e) AS p", key).rows[0]["p"]
    shown = {
        **described(entity),
        "relations": store.read(_RELATIONS, {**key, "types": list(RELATIONS)}).rows,
        "rulings": store.read(_RULINGS, key).rows,
        "claims": store.read(_CLAIMS, key).rows,
        "sources": store.read(_SOURCES, key).rows,
    }
    return narrowed(store, shown, moment) if moment else shown


def described(properties: dict[str, Any]) -> dict[str, Any]:
    """An entity's stored properties as it is shown: id, kind and name first, no derived bounds."""
    first = {name: properties[name] for name in ("id", "kind", "name", "names", "summary") if name in properties}
    rest = {
        name: value
        for name, value in sorted(properties.items())
        if name not in first and name not in _HIDDEN and not name.endswith(_BOUNDS)
    }
    return first | rest


_RELATIONS = """
MATCH (e:Entity {id: $id})-[r]-(o:Entity)
WHERE type(r) IN $types
RETURN type(r) AS relation, CASE WHEN startNode(r).id = $id THEN 'out' ELSE 'in' END AS direction,
       o.id AS other_id, o.name AS other, o.kind AS other_kind, r.since AS since, r.until AS until,
       r.status AS status, r.grade AS grade, r.sources AS sources, r.origins AS origins, r.id AS id
ORDER BY direction DESC, relation, other, other_id
"""
_RULINGS = """
MATCH (e:Entity {id: $id})
MATCH (g:Ruling)
WHERE (g)-[:CONCERNS]->(e) OR (g)-[:RULED_IN]->(e) OR (g)-[:ISSUED_BY]->(e)
OPTIONAL MATCH (g)-[:SUPERSEDES*1..]->(earlier:Ruling)
WITH g, count(DISTINCT earlier) AS step
OPTIONAL MATCH (g)-[:ISSUED_BY]->(court:Court)
WITH g, step, min(court.name) AS court
RETURN g.id AS id, g.name AS name, g.ruling AS ruling, g.date AS date, g.sentence_months AS sentence_months,
       g.restriction AS restriction, g.restriction_months AS restriction_months, court, step
ORDER BY step, g.date_earliest, id
"""
_CLAIMS = """
MATCH (c:Claim)-[:ABOUT]->(:Entity {id: $id})
WHERE c.status <> 'retracted'
RETURN c.id AS id, c.text AS text, c.property AS property, c.status AS status, c.grade AS grade, c.origin AS origin,
       c.source AS source, c.locator_start AS locator_start, c.locator_end AS locator_end
ORDER BY source, locator_start, id
"""
_SOURCES = """
MATCH (:Entity {id: $id})-[:REPORTED_BY]->(s:Source)
OPTIONAL MATCH (s)-[:PUBLISHED_BY]->(o:Entity)
RETURN s.id AS id, s.title AS title, o.name AS publisher, s.published AS published, s.reliability AS reliability,
       s.url AS url
ORDER BY id
"""


def counts(store: Store) -> dict[str, Any]:
    """`{"kinds": [{"kind", "count"}], "relations": […], "families": […], "datasets": […]}` of a store."""
    kinds = store.read("MATCH (e:Entity) RETURN e.kind AS kind, count(*) AS count ORDER BY count DESC, kind").rows
    relations = store.read(
        "MATCH (:Entity)-[r]->(:Entity) WHERE type(r) IN $types "
        "RETURN type(r) AS relation, count(*) AS count ORDER BY count DESC, relation",
        {"types": list(RELATIONS)},
    ).rows
    families = [
        {"family": label, "count": store.read(f"MATCH (n:{label}) RETURN count(n) AS count").rows[0]["count"]}
        for label in ("Entity", "Source", "Claim")
    ]
    families.append(
        {
            "family": "Figure",
            "count": store.read("MATCH (c:Claim) WHERE c.property = 'metric' RETURN count(c) AS count").rows[0]["count"],
        }
    )
    datasets = store.read("MATCH (c:Claim) UNWIND c.datasets AS dataset RETURN dataset, count(*) AS claims ORDER BY dataset").rows
    return {"kinds": kinds, "relations": relations, "families": families, "datasets": datasets}


def schema_rows(found: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Every kind and relation with its ends and properties and, given a store's counts, how many there are."""
    by_kind = {row["kind"]: row["count"] for row in found["kinds"]} if found else {}
    by_type = {row["relation"]: row["count"] for row in found["relations"]} if found else {}
    rows = []
    for name, kind in KINDS.items():
        properties = [*Entity.model_fields, *kind.own_fields()]
        rows.append(
            {
                "what": "kind",
                "name": name,
                "labels": list(kind.labels()),
                "from": None,
                "to": None,
                "properties": properties,
                "count": by_kind.get(name, 0),
                "help": _first_line(kind),
            }
        )
    for name, relation in sorted(RELATIONS.items()):
        common = [field for field in Relation.model_fields if field not in ("source", "target")]
        rows.append(
            {
                "what": "relation",
                "name": name,
                "labels": [name],
                "from": list(relation.sources_of),
                "to": list(relation.targets_of),
                "properties": common + list(relation.own_fields()),
                "count": by_type.get(name, 0),
                "help": _first_line(relation),
            }
        )
    return rows


def _first_line(documented: type) -> str:
    return (documented.__doc__ or "").strip().splitlines()[0]
