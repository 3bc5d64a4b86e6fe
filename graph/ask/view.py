"""A part of the graph as one GraphView: the chosen entities with all that joins them and all that is said of them.

What is chosen comes whole: the relations among the chosen entities, the claims that carry them or speak of them, and
the sources of those claims. On a day, what surely did not hold then or was not known then is left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from graph import __version__
from graph.ask import claims, conflicts
from graph.ask.contested import of_fields, of_relation
from graph.ask.entity import described
from graph.ask.snapshot import EVENTS, TIMELESS, absent, known_of, relations_known, rows_about, untrue_claims
from graph.export.legend import conflict_list, kind_legend, relation_legend
from graph.export.view import GraphView, ViewClaim, ViewConflict, ViewContested, ViewEdge, ViewNode, ViewSource
from graph.ledger.certainty import Certainty, ends, happened, holds
from graph.model import RELATIONS, Status
from graph.model.dates import dated
from graph.model.relation import DISPUTE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from graph.ask.claims import ListedClaim
    from graph.ledger.certainty import Snapshot
    from graph.ledger.values import Contested
    from graph.stores import Store

_FEW = 1000
_NODE_FIELDS = ("id", "kind", "name", "names", "summary", "datasets", "protected")
_EDGE_FIELDS = ("id", "status", "grade", "since", "until", "sources", "origins", "standing", *DISPUTE)


def view(  # noqa: PLR0913  which part of the graph, and the words over it
    store: Store, ids: Iterable[str], title: str, description: str, generated: str, snapshot: Snapshot = TIMELESS, *,
    denied: bool = False,
) -> GraphView:  # fmt: skip
    """The chosen entities as a page shows them; nodes, edges, claims and sources in the order of their ids.

    What is denied only is no edge unless `denied`; the claims that deny it are there all the same.
    """
    ids = set(ids)
    chosen = sorted(ids - absent(store, ids, snapshot))
    nodes, edges = _nodes(store, chosen, snapshot), edges_among(store, chosen, snapshot, denied=denied)
    listed = _claims_then(store, _listed(store, chosen), edges, snapshot)
    sources = _sources(store, {claim.source for claim in listed} | {key for edge in edges for key in edge.sources})
    return GraphView(
        title=title,
        description=description,
        **snapshot.asked(),
        generated=generated,
        version=__version__,
        nodes=_nodes_contested(nodes, listed),
        edges=_edges_contested(edges, listed),
        claims=_claims(store, listed, set(chosen)),
        sources=sources,
        conflicts=_conflicts(listed, nodes),
        kinds=kind_legend(nodes),
        relations=relation_legend(edges),
    )


def _nodes(store: Store, ids: list[str], snapshot: Snapshot) -> list[ViewNode]:
    query = (
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) OPTIONAL MATCH (e)-[:REPORTED_BY]->(s:Source) "
        "RETURN properties(e) AS p, collect(s.id) AS sources"
    )
    known = known_of(store, ids, snapshot.known_at) if snapshot.known_at else None
    nodes = []
    for row in rows_about(store, query, ids):
        fields, sources = described(row["p"]), set(row["sources"])
        if known:
            fields, sources = known.fields(fields), sources & known.sources.get(fields["id"], set())
        nodes.append(_node(fields, sources, snapshot.as_of))
    return sorted(nodes, key=lambda node: node.id)


def _node(fields: Mapping[str, Any], sources: Iterable[str], day: dt.date | None) -> ViewNode:
    own = {name: value for name, value in fields.items() if name not in _NODE_FIELDS}
    is_event = fields["kind"] in EVENTS
    if day and is_event:
        own["certainty"] = str(happened(own.get("date"), day))
    first = {name: fields[name] for name in _NODE_FIELDS if name in fields}
    date = own["date"] if is_event and "date" in own else None
    return ViewNode(**first, sources=sorted(sources), properties=own, **_days("date", date))


@dataclass(frozen=True, slots=True)
class _StoredEdge:
    """A relation as the graph holds it."""

    relation: str
    source: str
    target: str
    properties: Mapping[str, Any]


def edges_among(store: Store, ids: list[str], snapshot: Snapshot, *, denied: bool = False) -> list[ViewEdge]:
    """The relations among some entities, by id, with what is denied only if `denied`.

    On a day they are those that may have been there, with how sure that is.
    """
    few = len(ids) <= _FEW  # of more, most relations lead to one another, and looking each up in a list takes longer
    query = (
        f"UNWIND $ids AS id MATCH (e:Entity {{id: id}})-[r]->(o:Entity) WHERE type(r) IN $types {'AND o.id IN $all ' * few}"
        "RETURN type(r) AS relation, e.id AS source, o.id AS target, properties(r) AS properties"
    )
    chosen = set(ids)
    every = rows_about(store, query, ids, types=list(RELATIONS), **({"all": ids} if few else {}))
    rows = (row for row in every if row["target"] in chosen)
    stored = {edge.properties["id"]: edge for edge in (_StoredEdge(**row) for row in rows)}
    properties = {key: edge.properties for key, edge in stored.items()}
    if snapshot.known_at:
        then = relations_known(store, stored, snapshot.known_at)
        properties = {key: relation.properties() | {"status": str(relation.status)} for key, relation in then.items()}
    drawn = {key: values for key, values in properties.items() if denied or values.get("status") != Status.DENIED}
    edges = [_edge(stored[key], values, snapshot.as_of) for key, values in drawn.items()]
    return sorted((edge for edge in edges if edge is not None), key=lambda edge: edge.id)


def _edge(stored: _StoredEdge, properties: Mapping[str, Any], day: dt.date | None) -> ViewEdge | None:
    """A relation as a page shows it; None for one that surely did not hold on the day."""
    own = {name: value for name, value in sorted(properties.items()) if not name.endswith(("_earliest", "_latest"))}
    if day:
        how = holds(own.get("since"), own.get("until"), day, stored.relation)
        if how is Certainty.NO:
            return None
        own["certainty"] = str(how)
    fields = {name: own.pop(name) for name in _EDGE_FIELDS if name in own}
    stated = ends(fields.get("since"), fields.get("until"), stored.relation)
    days = {key: value for name, text in zip(("since", "until"), stated, strict=True) for key, value in _days(name, text).items()}
    fields |= {key: value for key, value in days.items() if key not in ("since", "until")}
    own.pop("datasets", None)
    own = dict(sorted(own.items()))
    return ViewEdge(relation=stored.relation, source=stored.source, target=stored.target, properties=own, **fields)


def _days(name: str, text: str | None) -> dict[str, str]:
    """A date as stated, with the days that it can mean as ISO text; nothing for one that is not stated."""
    return {key: str(value) for key, value in dated(name, text).items()}


def _listed(store: Store, ids: list[str]) -> list[ListedClaim]:
    """The claims about the chosen: a relation's claim only when both its ends are there."""
    chosen = set(ids)
    return [claim for claim in claims.about(store, ids) if claim.relation is None or chosen.issuperset(claim.about)]


def _nodes_contested(nodes: list[ViewNode], listed: list[ListedClaim]) -> list[ViewNode]:
    """The entities with the other values that the claims of the view give for their fields."""
    own: dict[str, list[ListedClaim]] = defaultdict(list)
    for claim in listed:
        if claim.relation is None:
            own[claim.about[0]].append(claim)
    found = {node.id: of_fields(own[node.id], node.id, {"kind": node.kind, **node.properties}) for node in nodes}
    return [node.model_copy(update={"contested": _contested(found[node.id])}) for node in nodes]


def _edges_contested(edges: list[ViewEdge], listed: list[ListedClaim]) -> list[ViewEdge]:
    """The relations with the other values that the claims of the view give for their dates and properties."""
    own: dict[str, list[ListedClaim]] = defaultdict(list)
    for claim in listed:
        own[claim.relation or ""].append(claim)
    shown = {edge.id: {"since": edge.since, "until": edge.until, **edge.properties} for edge in edges}
    found = {edge.id: of_relation(own[edge.id], edge.id, shown[edge.id]) for edge in edges}
    return [edge.model_copy(update={"contested": _contested(found[edge.id])}) for edge in edges]


def _contested(found: Iterable[Contested]) -> list[ViewContested]:
    return [ViewContested(**asdict(one)) for one in found]


def _conflicts(listed: list[ListedClaim], nodes: list[ViewNode]) -> list[ViewConflict]:
    """What the claims of the view are to each other."""
    verdicts, clashes = conflicts.among((claim.spoken() for claim in listed), {node.id: node.name for node in nodes})
    return conflict_list(verdicts, clashes)


def _claims_then(store: Store, listed: list[ListedClaim], edges: list[ViewEdge], snapshot: Snapshot) -> list[ListedClaim]:
    """The claims that were known then, and that speak of what there may have been."""
    if snapshot.known_at:
        known = known_of(store, {key for claim in listed for key in claim.about}, snapshot.known_at)
        listed = [claim for claim in listed if claim.id in known.claims]
    if snapshot.as_of:
        untrue = untrue_claims(store, (claim.id for claim in listed), (edge.id for edge in edges), snapshot.as_of)
        listed = [claim for claim in listed if claim.id not in untrue]
    return listed


def _claims(store: Store, listed: list[ListedClaim], chosen: set[str]) -> list[ViewClaim]:
    named = {key for claim in listed for key in (claim.origin, *(claim.attributed_to or ()))}
    query = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, e.name AS name"
    names = {row["id"]: row["name"] for row in rows_about(store, query, named - chosen)} | {key: key for key in chosen}
    fields = set(ViewClaim.model_fields) - {"about", "attributed_to", "origin"}
    return [
        ViewClaim(
            **claim.model_dump(include=fields),
            about=[key for key in claim.about if key in chosen],
            attributed_to=[names[key] for key in claim.attributed_to or ()],
            origin=names.get(claim.origin, claim.origin),
        )
        for claim in listed
    ]


def _sources(store: Store, ids: set[str]) -> list[ViewSource]:
    query = (
        "UNWIND $ids AS id MATCH (s:Source {id: id}) OPTIONAL MATCH (s)-[:PUBLISHED_BY]->(o:Entity) "
        "RETURN s.id AS id, s.title AS title, s.url AS url, o.name AS publisher, s.published AS published, "
        "s.language AS language, s.reliability AS reliability, s.document AS document"
    )
    return [ViewSource(**row) for row in sorted(rows_about(store, query, ids), key=lambda row: str(row["id"]))]
