"""The answer to a path question: which way of searching is taken, and what the answer says.

    a large embedded store      shortest paths in mapped arrays; anything else over the arrays as well
    a large Neo4j               what its own shortest paths can express
    everything else             outwards from both ends, one query a level

All give the same paths in the same order; where a server had to choose among too many, the answer says so.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from graph.ask.snapshot import EVENTS, absent
from graph.paths.bidirectional import Caps, Found, LevelSearch
from graph.paths.costs import told as cost_told
from graph.paths.expand import CypherExpander
from graph.paths.hops import entities, told
from graph.paths.k_shortest import Route
from graph.paths.neo4j import expressible, pushed

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.paths.question import PathQuestion
    from graph.stores import Limits, Store

LARGE_SERVER = 50_000
_HUB = 1000
_KEPT_RELATIONS = "relations"


def _ignore(_: str) -> None: ...


def find_paths(
    store: Store, question: PathQuestion, limits: Limits, *, explain: bool = False, notice: Callable[[str], None] = _ignore
) -> dict[str, Any]:
    """`{"from", "to", "paths": [{"length", "cost", "weakest", "nodes", "hops"}], "truncated"}`, best first.

    Paths come by what is preferred, then by evidence or length, then by their ids. A hop is described at
    `graph.paths.hops.told`; `weakest` is the lowest grade and the smallest number of origins along the path.
    `truncated` says that there are more of the same length than are shown, `note` whose choice the paths are where it is
    not that order. With `explain` there is also `explain`: the way taken, the entities looked at, how many were new at each
    step from either end, and how many relations each filter took away. `notice` is told what takes long.

    Raises:
        NothingFound: nothing qualifies; the message says what would.
        SearchStopped: a limit was reached before anything was found.
        UsageError: the question cannot be meant.
    """
    question.check()
    began = time.monotonic()
    start, end = question.start["id"], question.end["id"]
    found = Found([Route(0, (start,))]) if start == end else search(store, question, limits, explain=explain, notice=notice)
    if not found.routes:
        from graph.paths.no_path import nothing

        raise nothing(store, question, limits, found)
    paths = told(store, question, found)
    for path, route in zip(paths, found.routes, strict=True):
        path["cost"] = cost_told(route.cost)
    first, last = paths[0]["nodes"][0], paths[0]["nodes"][-1]
    answer = {"from": first, "to": last, "paths": paths, "truncated": question.every and found.more}
    if note := found.choice or (found.stopped and f"the search stopped {found.stopped}: there may be better paths"):
        answer["note"] = note
    return answer | ({"explain": _explained(found, time.monotonic() - began)} if explain else {})


def search(
    store: Store, question: PathQuestion, limits: Limits, *, explain: bool = False, notice: Callable[[str], None] = _ignore
) -> Found:
    """The routes, by the fastest way that can answer the question."""
    if explain or question.walkable.moment.known_at is not None:
        return _by_levels(store, question, limits, explain=explain)
    found = _in_arrays(store, question, limits, notice)
    if found is None and store.features.path_selectors and expressible(question) and _is_large(store):
        found = pushed(store, question, limits)
    if found is None or _over_the_unhappened(store, question, found):
        return _by_levels(store, question, limits)
    return found


def _by_levels(store: Store, question: PathQuestion, limits: Limits, *, explain: bool = False) -> Found:
    expander = CypherExpander(store, question, limits, counting=explain)
    found = LevelSearch(expander, question, Caps(seconds=limits.timeout)).run()
    found.removed = expander.sieve.removed
    return found


def _in_arrays(store: Store, question: PathQuestion, limits: Limits, notice: Callable[[str], None]) -> Found | None:
    from graph.paths.arrays.use import arrays_of

    arrays = arrays_of(store, notice)
    if arrays is None:
        return None
    caps = Caps(seconds=limits.timeout)
    if expressible(question):
        from graph.paths.arrays.walk import MappedSearch

        found = MappedSearch(arrays, question, caps).run()
    else:
        from graph.paths.arrays.expand import MappedExpander

        found = LevelSearch(MappedExpander(arrays, question), question, caps).run()
    found.hubs = arrays.hubs({key for route in found.routes for key in route.ids}, _HUB)
    return found


def _is_large(store: Store) -> bool:
    """Whether a server has so many relations that a query a level would be slow; asked once."""
    kept = store.kept
    if _KEPT_RELATIONS not in kept:
        [kept[_KEPT_RELATIONS]] = store.read("MATCH ()-[r]->() RETURN count(r) AS n").column("n")
    return bool(kept[_KEPT_RELATIONS] >= LARGE_SERVER)


def _over_the_unhappened(store: Store, question: PathQuestion, found: Found) -> bool:
    """Whether a path passes through an event that had not happened by the day asked for, which no stored property says."""
    if question.walkable.moment.as_of is None:
        return False
    nodes = entities(store, {key for route in found.routes for key in route.ids})
    events = [node["id"] for node in nodes.values() if node["kind"] in EVENTS]
    return bool(events and absent(store, events, question.walkable.moment))


def _explained(found: Found, seconds: float) -> dict[str, Any]:
    return {
        "way": found.way,
        "visited": found.visited,
        "frontiers": [list(one) for one in found.frontiers],
        "removed": dict(sorted(found.removed.items())),
        "seconds": round(seconds, 3),
    }
