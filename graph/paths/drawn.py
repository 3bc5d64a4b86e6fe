"""A part of the graph that an answer consists of: entities, and the hops among them as `details` tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.paths.bidirectional import Found
from graph.paths.costs import weakness
from graph.paths.expand import degree_of
from graph.paths.hops import entities, told
from graph.paths.k_shortest import Route

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from graph.paths.question import PathQuestion
    from graph.stores import Store

Pair = tuple[str, str]
_UNGRADED = "~"


def hops_told(
    store: Store, question: PathQuestion, pairs: Iterable[Pair], hubs: Collection[str] = ()
) -> dict[Pair, dict[str, Any]]:
    """By pair of entities, in walking order, `{"length", "weakest", "nodes", "hops"}` of the path that is one hop."""
    ordered = sorted(set(pairs))
    return dict(
        zip(ordered, told(store, question, Found([Route(0, pair) for pair in ordered], hubs=frozenset(hubs))), strict=True)
    )


def named(store: Store, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """`{"id", "kind", "name"}` by id, in the order of ids."""
    found = entities(store, ids)
    return {key: found[key] for key in sorted(found)}


def degrees(store: Store, ids: Iterable[str]) -> dict[str, int]:
    """How many relations entities have, whatever is walked."""
    query = f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) RETURN e.id AS id, {degree_of(store, 'e')} AS degree"
    return {row["id"]: row["degree"] for row in store.read(query, {"ids": sorted(ids)}).rows}


def weakest(paths: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The lowest grade and the smallest number of origins of several paths; None of no hop at all."""
    supports = [path["weakest"] for path in paths if path["weakest"]]
    if not supports:
        return None
    grade = max(support["grade"] or _UNGRADED for support in supports)
    return {"grade": None if grade == _UNGRADED else grade, "origins": min(support["origins"] for support in supports)}


def hop_weakness(hop: dict[str, Any]) -> int:
    """How weakly the best supported of a hop's relations is supported, as `graph.paths.costs` counts it."""
    return min(weakness(one["grade"] or None, len(one["origins"] or ())) for one in (hop, *hop["also"]))
