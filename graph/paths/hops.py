"""What is told of the paths that were found: each entity, and for each hop every relation that holds it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graph.ledger.certainty import holds
from graph.model import HYPOTHESIS
from graph.model.vocabulary import Status
from graph.paths.filters import Sieve
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from graph.paths.bidirectional import Found
    from graph.paths.question import PathQuestion
    from graph.stores import Store

_TOLD = ("relation", "source", "target", "id", "status", "grade", "sources", "origins", "since", "until")
_NO_GRADE = "~"
_LIMITS = Limits(timeout=60.0)


def entities(store: Store, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """`{"id", "kind", "name"}` by id."""
    query = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, e.kind AS kind, e.name AS name"
    return {row["id"]: row for row in store.read(query, {"ids": sorted(ids)}, _LIMITS).rows}


HOP_COLUMNS = (
    "a.id AS a_id, a.kind AS a_kind, a.name AS a_name, b.id AS b_id, b.kind AS b_kind, b.name AS b_name, "
    "type(r) AS relation, startNode(r).id AS source, endNode(r).id AS target, r.id AS id, r.status AS status, "
    "r.grade AS grade, r.sources AS sources, r.origins AS origins, r.since AS since, r.until AS until, "
    "r.since_earliest AS since_earliest, r.until_latest AS until_latest, r.judgement AS judgement"
)
"""What a query returns of a relation `r` between `a` and `b`, beside `here` and `there`: the ids in walking order."""


def told(store: Store, question: PathQuestion, found: Found) -> list[dict[str, Any]]:
    """The routes as `{"length", "weakest": {"grade", "origins"}, "nodes", "hops"}`.

    A hop is `{"relation", "source", "target", "id", "status", "grade", "sources", "origins", "since", "until"}` of the
    relation that speaks loudest, in its own direction, with the others that hold the hop under `also`; with a day asked
    for also `certainty`, and for a hypothesis `hypothesis: true`. `weakest` is the lowest grade and the smallest number of
    origins along the way, by the best of each hop's relations.
    """
    routes = found.routes
    pairs = sorted({pair for route in routes for pair in pairwise(route.ids)})
    rows = found.rows or _rows(store, question, pairs, found.hubs)
    nodes, hops = _hops(store, question, rows)
    alone = {route.ids[0] for route in routes} - nodes.keys()
    nodes |= entities(store, alone) if alone else {}
    return [_path([nodes[key] for key in route.ids], [hops[pair] for pair in pairwise(route.ids)]) for route in routes]


def _path(nodes: list[dict[str, Any]], hops: list[dict[str, Any]]) -> dict[str, Any]:
    """One path, with how well it is supported."""
    every = [[hop, *hop["also"]] for hop in hops]
    grades = [min(one["grade"] or _NO_GRADE for one in relations) for relations in every]
    origins = [max(len(one["origins"] or ()) for one in relations) for relations in every]
    weakest = {"grade": max(grades).replace(_NO_GRADE, "") or None, "origins": min(origins)} if hops else None
    return {"length": len(hops), "weakest": weakest, "nodes": nodes, "hops": hops}


def _rows(store: Store, question: PathQuestion, pairs: Sequence[tuple[str, str]], hubs: Collection[str]) -> list[dict[str, Any]]:
    """Every relation between the pairs; `hubs` are entities that it is dear to ask from."""
    asked = [[there, here, here, there] if here in hubs else [here, there, here, there] for here, there in pairs]
    query = (
        "UNWIND $pairs AS pair MATCH (a:Entity {id: pair[0]}) MATCH (b:Entity {id: pair[1]}) "
        f"MATCH (a)-[r:{'|'.join(question.walkable.types)}]-(b) RETURN pair[2] AS here, pair[3] AS there, {HOP_COLUMNS}"
    )
    return store.read(query, {"pairs": asked}, _LIMITS).rows if asked else []


def _hops(
    store: Store, question: PathQuestion, rows: list[dict[str, Any]]
) -> tuple[dict[str, dict[str, Any]], dict[tuple[str, str], dict[str, Any]]]:
    """The entities of the hops, and for every hop the relations that hold it and that the question lets be walked."""
    nodes = {row[f"{end}_id"]: {name: row[f"{end}_{name}"] for name in ("id", "kind", "name")} for row in rows for end in "ab"}
    if question.walkable.directed:
        rows = [row for row in rows if row["source"] == row["here"]]
    sieve = Sieve(question.walkable, frozenset((question.start["id"], question.end["id"])))
    found: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in sieve.kept(store, [row | {"kind": nodes[row["there"]]["kind"]} for row in rows]):
        found.setdefault((row["here"], row["there"]), {})[row["id"]] = _as_told(row, question)
    return nodes, {pair: _loudest(list(side_by_side.values())) for pair, side_by_side in found.items()}


def _as_told(row: dict[str, Any], question: PathQuestion) -> dict[str, Any]:
    hop = {name: row[name] for name in _TOLD}
    if question.walkable.moment.as_of is not None:
        hop["certainty"] = str(holds(row["since"], row["until"], question.walkable.moment.as_of))
    if row["relation"] == HYPOTHESIS:
        hop["hypothesis"] = True
    return hop


def _loudest(relations: list[dict[str, Any]]) -> dict[str, Any]:
    ordered = sorted(
        relations,
        key=lambda hop: (hop["relation"] == HYPOTHESIS, Status.strength(hop["status"]), hop["grade"] or "Z", hop["id"]),
    )
    return ordered[0] | {"also": ordered[1:]}
