"""Records as the view and the claims' parts that a store would give, without a store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.export.format import EdgeClaim
from graph.export.view import GraphView, ViewClaim, ViewEdge, ViewNode, ViewSource
from graph.ledger import derive, episode_of
from graph.model import Claim, Entity, Source
from graph.model.located import Located

NODE = ("id", "kind", "name", "names", "summary", "datasets", "protected")
EDGE = ("id", "status", "grade", "since", "until", "sources", "origins")


def view_of(items: Iterable[Located], *sources: Source) -> tuple[GraphView, dict[str, EdgeClaim]]:
    """The view of everything in some records, and the parts of their claims."""
    records = [one.record for one in items]
    entities = {one.id: one for one in records if isinstance(one, Entity)}
    known = {one.id: one for one in (*records, *sources) if isinstance(one, Source)}
    claims = [one for one in records if isinstance(one, Claim) and set(one.about) <= entities.keys()]
    told_apart = episode_of(claims)
    reported: dict[str, set[str]] = {}
    for one in items:
        reported.setdefault(one.record.id, set()).update(one.reported_by)
    for claim in claims:
        for key in claim.about:
            reported.setdefault(key, set()).add(claim.source)
    view = GraphView(
        title="",
        nodes=[_node(one, sorted(reported.get(one.id, ()))) for one in entities.values()],
        edges=[_edge(one) for one in derive(claims, known).values()],
        claims=[
            ViewClaim(id=one.id, text=one.text, property=one.property, status=one.status, grade="F3", source=one.source,
                      about=list(one.about), relation=told_apart.get(one.id, one.relation))
            for one in claims
        ],
        sources=[
            ViewSource(id=one.id, title=one.title, url=one.url, published=one.published, language=one.language)
            for one in known.values()
        ],
    )  # fmt: skip
    parts = {
        one.id: EdgeClaim(one.since, one.until, one.details, {name: list(texts) for name, texts in one.extra.items()})
        for one in claims
    }
    return view, parts


def _stated(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if not name.endswith(("_earliest", "_latest"))}


def _node(one: Entity, sources: list[str]) -> ViewNode:
    shown = _stated(one.properties())
    return ViewNode(**{name: shown.pop(name) for name in NODE if name in shown}, sources=sources, properties=shown)


def _edge(one: Any) -> ViewEdge:
    shown = _stated(one.properties())
    known = {name: shown.pop(name) for name in EDGE if name in shown}
    shown.pop("datasets", None)
    return ViewEdge(relation=type(one).type_name(), source=one.source, target=one.target, properties=shown, **known)
