"""Which part of the graph is shown: entities chosen by neighbourhood, path, query or all, as one GraphView.

What is chosen comes whole: the relations among the chosen entities, the claims that carry them or speak of them, and
the sources of those claims. At a moment, what surely did not hold then or was not known then is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import __version__
from graph.ask import conflicts as judge
from graph.ask.entity import described
from graph.ask.snapshot import EVENTS, TIMELESS, absent, certain, known_of, relations_known, untrue_claims
from graph.export.legend import conflict_list, kind_legend, relation_legend
from graph.export.view import GraphView, ViewClaim, ViewConflict, ViewEdge, ViewNode, ViewSource
from graph.ledger.certainty import happened
from graph.model import HYPOTHESIS, RELATIONS, path_types
from graph.model.dates import dated
from graph.stores import Limits, batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.ledger.certainty import Moment
    from graph.stores import Store

_LIMITS = Limits(timeout=120.0)
_NODE_FIELDS = ("id", "kind", "name", "names", "summary", "datasets", "protected")
_EDGE_FIELDS = ("id", "status", "grade", "since", "until", "sources", "origins")


def around(store: Store, entity_id: str, hops: int, moment: Moment = TIMELESS) -> set[str]:
    """The ids of everything within so many hops of an entity, itself included; hypotheses are not walked.

    At a moment only the relations that there may have been then are walked.
    """
    found, edge = {entity_id}, {entity_id}
    for _ in range(hops):
        edge = _neighbours(store, edge) - found
        found |= edge
    return _still_around(store, entity_id, found, hops, moment) if moment else found


def _still_around(store: Store, entity_id: str, ids: set[str], hops: int, moment: Moment) -> set[str]:
    chosen = sorted(ids - absent(store, ids, moment))
    ends = [(one.source, one.target) for one in _edges(store, chosen, moment) if one.relation != HYPOTHESIS]
    found = {entity_id}
    for _ in range(hops):
        found |= {end for pair in ends if found.intersection(pair) for end in pair}
    return found


def _neighbours(store: Store, ids: Iterable[str]) -> set[str]:
    query = "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r]-(o:Entity) WHERE type(r) IN $types RETURN DISTINCT o.id AS id"
    found: set[str] = set()
    for batch in batches(sorted(ids)):
        found |= set(store.read(query, {"ids": list(batch), "types": list(path_types())}, _LIMITS).column("id"))
    return found


def component(store: Store, entity_id: str) -> set[str]:
    """The ids of everything that is connected with an entity at all, itself included; hypotheses are not walked."""
    found, edge = {entity_id}, {entity_id}
    while edge:
        edge = _neighbours(store, edge) - found
        found |= edge
    return found


def everything(store: Store) -> set[str]:
    """The ids of all entities."""
    return set(store.read("MATCH (e:Entity) RETURN e.id AS id", limits=_LIMITS).column("id"))


def mentioned(store: Store, rows: Iterable[dict[str, Any]]) -> set[str]:
    """The ids of the entities that a query's rows name: by id, as a node, or as the id of a relation."""
    words: set[str] = set()
    for row in rows:
        _collect(row, words)
    found: set[str] = set()
    for batch in batches(sorted(words)):
        query = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id"
        found |= set(store.read(query, {"ids": list(batch)}, _LIMITS).column("id"))
    return found


def _collect(value: Any, words: set[str]) -> None:
    if isinstance(value, str):
        words.update(value.split("|") if value.count("|") == 2 else (value,))  # noqa: PLR2004  a relation's id
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, words)
    elif isinstance(value, list):
        for item in value:
            _collect(item, words)


def view(store: Store, ids: Iterable[str], title: str, description: str, generated: str, moment: Moment = TIMELESS) -> GraphView:
    """The chosen entities as a page shows them; nodes, edges, claims and sources in the order of their ids."""
    chosen = sorted(set(ids) - absent(store, ids, moment))
    nodes = _nodes(store, chosen, moment)
    edges = _edges(store, chosen, moment)
    said = _said_then(store, _said(store, chosen), edges, moment)
    sources = _sources(store, {row["source"] for row in said} | {key for edge in edges for key in edge.sources})
    return GraphView(
        title=title,
        description=description,
        **moment.asked(),
        generated=generated,
        version=__version__,
        nodes=nodes,
        edges=edges,
        claims=_claims(store, said, set(chosen)),
        sources=sources,
        conflicts=_conflicts(store, said),
        kinds=kind_legend(nodes),
        relations=relation_legend(edges),
    )


def _read(store: Store, query: str, ids: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for batch in batches(ids):
        found += store.read(query, {"ids": list(batch), "all": ids, "types": list(RELATIONS)}, _LIMITS).rows
    return found


def _nodes(store: Store, ids: list[str], moment: Moment) -> list[ViewNode]:
    rows = _read(
        store,
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) OPTIONAL MATCH (e)-[:REPORTED_BY]->(s:Source) "
        "RETURN properties(e) AS p, collect(s.id) AS sources",
        ids,
    )
    known = known_of(store, ids, moment.known_at) if moment.known_at else None
    nodes = []
    for row in rows:
        shown, sources = described(row["p"]), set(row["sources"])
        if known:
            shown, sources = known.fields(shown), sources & known.sources.get(shown["id"], set())
        if moment.as_of and shown["kind"] in EVENTS:
            shown["certainty"] = str(happened(shown.get("date"), moment.as_of))
        own = {name: value for name, value in shown.items() if name not in _NODE_FIELDS}
        first = {name: shown[name] for name in _NODE_FIELDS if name in shown}
        date = own["date"] if shown["kind"] in EVENTS and "date" in own else None
        nodes.append(ViewNode(**first, sources=sorted(sources), properties=own, **_days("date", date)))
    return sorted(nodes, key=lambda node: node.id)


def _edges(store: Store, ids: list[str], moment: Moment) -> list[ViewEdge]:
    query = (
        "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r]->(o:Entity) WHERE type(r) IN $types AND o.id IN $all "
        "RETURN type(r) AS relation, e.id AS source, o.id AS target, properties(r) AS p"
    )
    rows = {row["p"]["id"]: row for row in _read(store, query, ids)}
    properties = {key: row["p"] for key, row in rows.items()}
    if moment.known_at:
        properties = relations_known(store, properties, moment.known_at)
    if moment.as_of:
        properties = {found["id"]: found for found in certain(properties.values(), moment.as_of)}
    edges = []
    for key, found in properties.items():
        row = rows[key]
        shown = {name: value for name, value in sorted(found.items()) if not name.endswith(("_earliest", "_latest"))}
        known = {name: shown.pop(name) for name in _EDGE_FIELDS if name in shown}
        known |= {key: day for name in ("since", "until") for key, day in _days(name, known.get(name)).items()}
        shown.pop("datasets", None)
        edges.append(ViewEdge(relation=row["relation"], source=row["source"], target=row["target"], properties=shown, **known))
    return sorted(edges, key=lambda edge: edge.id)


def _days(name: str, text: str | None) -> dict[str, str]:
    """A date as stated, with the days that it can mean as ISO text; nothing for one that is not stated."""
    return {key: str(value) for key, value in dated(name, text).items()}


def _said(store: Store, ids: list[str]) -> list[dict[str, Any]]:
    """The claims about the chosen, as rows: a relation's claim only when both its ends are there."""
    query = (
        "UNWIND $ids AS id MATCH (c:Claim)-[:ABOUT]->(:Entity {id: id}) WHERE c.status <> 'retracted' "
        "MATCH (c)-[:REPORTED_BY]->(s:Source) RETURN DISTINCT c.id AS id, c.text AS text, c.property AS property, "
        "c.status AS status, c.grade AS grade, c.source AS source, c.origin AS origin, c.credibility AS credibility, "
        "s.reliability AS reliability, c.recorded_at AS recorded_at, c.language AS language, c.since AS since, "
        "c.until AS until, c.locator_start AS locator_start, c.locator_end AS locator_end, c.about AS about, "
        "c.attributed_to AS attributed_to, c.relation AS relation, c.metric AS metric, c.scope AS scope, "
        "c.value AS value, c.bound AS bound, c.unit AS unit, c.as_of AS as_of"
    )
    chosen = set(ids)
    rows = {row["id"]: row for row in _read(store, query, ids) if row["relation"] is None or chosen.issuperset(row["about"])}
    return [row for _, row in sorted(rows.items())]


def _said_then(store: Store, rows: list[dict[str, Any]], edges: list[ViewEdge], moment: Moment) -> list[dict[str, Any]]:
    """The claims that were known then, and that speak of what there may have been."""
    if moment.known_at:
        known = known_of(store, {key for row in rows for key in row["about"]}, moment.known_at)
        rows = [row for row in rows if row["id"] in known.claims]
    if moment.as_of:
        untrue = untrue_claims(store, (row["id"] for row in rows), (edge.id for edge in edges), moment.as_of)
        rows = [row for row in rows if row["id"] not in untrue]
    return rows


def _claims(store: Store, rows: list[dict[str, Any]], chosen: set[str]) -> list[ViewClaim]:
    named = {key for row in rows for key in (row["origin"], *(row["attributed_to"] or ()))}
    names = {**_names(store, named - chosen), **{key: key for key in chosen}}
    return [
        ViewClaim.model_validate(
            {
                **row,
                "about": [key for key in row["about"] if key in chosen],
                "attributed_to": [names[key] for key in row["attributed_to"] or ()],
                "origin": names.get(row["origin"], row["origin"]),
            }
        )
        for row in rows
    ]


def _conflicts(store: Store, rows: list[dict[str, Any]]) -> list[ViewConflict]:
    """What the claims are to each other, conflicts first; that measures differ is left out."""
    query = "UNWIND $ids AS id MATCH (s:Source {id: id})-[:CITES]->(c:Source) RETURN s.id AS id, collect(c.id) AS cites"
    cites = {row["id"]: row["cites"] for row in _read(store, query, sorted({row["source"] for row in rows}))}
    return conflict_list(judge.among(row | {"cites": cites.get(row["source"], [])} for row in rows))


def _names(store: Store, ids: set[str]) -> dict[str, str]:
    rows = _read(store, "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, e.name AS name", sorted(ids))
    return {row["id"]: row["name"] for row in rows}


def _sources(store: Store, ids: set[str]) -> list[ViewSource]:
    rows = _read(
        store,
        "UNWIND $ids AS id MATCH (s:Source {id: id}) OPTIONAL MATCH (s)-[:PUBLISHED_BY]->(o:Entity) "
        "RETURN s.id AS id, s.title AS title, s.url AS url, o.name AS publisher, s.published AS published, "
        "s.language AS language, s.reliability AS reliability",
        sorted(ids),
    )
    return [ViewSource(**row) for row in sorted(rows, key=lambda row: row["id"])]
