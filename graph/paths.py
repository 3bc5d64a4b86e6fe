"""Paths between two entities: the shortest ones, each hop with the relation that holds it and how well it is supported.

The search runs in the engine (`allShortestPaths` with the relation types in the pattern, which both engines answer
alike); claims, sources and hypotheses are never walked, so that a shared newspaper connects nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graph.errors import NothingFound, UsageError
from graph.model import path_types
from graph.model.terms import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.stores.base import Limits, Store

MAX_HOPS = 15
_LOUDNESS = {status.value: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """What is asked: from where to where (entities as mappings with an id), how far, and whether all or one."""

    start: dict[str, Any]
    end: dict[str, Any]
    max_hops: int = 6
    every: bool = False
    most: int = 100


def find_paths(store: Store, question: PathQuestion, limits: Limits) -> dict[str, Any]:
    """`{"from", "to", "paths": [{"length", "nodes", "hops"}], "truncated"}`; paths in the order of their node ids.

    A hop is `{"relation", "source", "target", "status", "grade", "sources", "origins", …}` with source and target in
    the relation's own direction; other relations between the same two entities stand under `"also"`.

    Raises:
        NothingFound: the two are not connected within that many hops.
        UsageError: a number of hops that is not between 1 and 15.
    """
    if not 1 <= question.max_hops <= MAX_HOPS:
        raise UsageError(f"--max-hops is between 1 and {MAX_HOPS}, not {question.max_hops}", hint="leave it out for 6")
    start, end = question.start["id"], question.end["id"]
    most = question.most if question.every else 1
    ids = [[start]] if start == end else _shortest(store, question, limits)
    if not ids:
        raise NothingFound(
            f"no path of at most {question.max_hops} hops from “{question.start['name']}” to “{question.end['name']}”",
            hint=f"try --max-hops {min(MAX_HOPS, question.max_hops * 2)}; hypotheses (POSSIBLY_SAME_AS) are never walked",
        )
    kept = ids[:most]
    nodes = _entities(store, sorted({key for path in kept for key in path}))
    hops = _hops(store, kept)
    paths = [
        {"length": len(path) - 1, "nodes": [nodes[key] for key in path], "hops": [hops[pair] for pair in pairwise(path)]}
        for path in kept
    ]
    return {"from": nodes[start], "to": nodes[end], "paths": paths, "truncated": question.every and len(ids) > most}


def _shortest(store: Store, question: PathQuestion, limits: Limits) -> list[list[str]]:
    """Node ids of the shortest paths, each once however many relations run side by side; one more than is wanted."""
    pattern = f"(a)-[:{'|'.join(path_types())}*..{question.max_hops}]-(b)"
    query = (
        f"MATCH (a:Entity {{id: $start}}) MATCH (b:Entity {{id: $end}}) MATCH p = allShortestPaths({pattern}) "
        "WITH DISTINCT [n IN nodes(p) | n.id] AS ids RETURN ids ORDER BY ids LIMIT $most"
    )
    most = question.most + 1 if question.every else 1
    params = {"start": question.start["id"], "end": question.end["id"], "most": most}
    return store.read(query, params, limits).column("ids")


def _entities(store: Store, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    rows = store.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, e.kind AS kind, e.name AS name", {"ids": list(ids)}
    ).rows
    return {row["id"]: row for row in rows}


def _hops(store: Store, paths: Sequence[Sequence[str]]) -> dict[tuple[str, str], dict[str, Any]]:
    """For every step of the paths the relation that speaks loudest, with the others under `also`."""
    pairs = sorted({pair for path in paths for pair in pairwise(path)})
    query = (
        "UNWIND $pairs AS pair MATCH (a:Entity {id: pair[0]})-[r]-(b:Entity {id: pair[1]}) WHERE type(r) IN $types "
        "RETURN pair[0] AS a, pair[1] AS b, type(r) AS relation, startNode(r).id AS source, endNode(r).id AS target, "
        "r.id AS id, r.status AS status, r.grade AS grade, r.sources AS sources, r.origins AS origins, "
        "r.since AS since, r.until AS until"
    )
    rows = store.read(query, {"pairs": [list(pair) for pair in pairs], "types": list(path_types())}).rows
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((row.pop("a"), row.pop("b")), []).append(row)
    return {pair: _loudest(side_by_side) for pair, side_by_side in found.items()}


def _loudest(relations: list[dict[str, Any]]) -> dict[str, Any]:
    ordered = sorted(relations, key=lambda hop: (_LOUDNESS.get(hop["status"], 9), hop["grade"] or "Z", hop["id"]))
    return ordered[0] | {"also": ordered[1:]}
