"""Which way of searching answers a path question fastest.

    a large embedded store      shortest paths in mapped arrays; anything else over the arrays as well
    a large Neo4j               what its own shortest paths can express
    everything else             outwards from both ends, one query a step

All give the same paths in the same order; where a server had to choose among too many, the answer says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.ask.snapshot import EVENTS, absent
from graph.paths.bidirectional import BidirectionalSearch, Caps, Outcome
from graph.paths.expand import CypherExpander
from graph.paths.hops import HUB, named
from graph.paths.selectors import expressible, search_by_selectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.paths.question import PathQuestion
    from graph.stores import Limits, Store

LARGE_SERVER = 50_000
_KEPT_RELATIONS = "relations"


def ignore(_: str) -> None:
    """For whom nothing needs to be said."""


def search(
    store: Store, question: PathQuestion, limits: Limits, *, explain: bool = False, notice: Callable[[str], None] = ignore
) -> Outcome:
    """The routes, by the fastest way that can answer the question."""
    if explain or question.walkable.snapshot.known_at is not None:
        return _bidirectional(store, question, limits, explain=explain)
    outcome = _in_arrays(store, question, limits, notice) if store.files is not None else None
    if outcome is None and store.features.path_selectors and expressible(question) and _is_large(store):
        outcome = search_by_selectors(store, question, limits)
    if outcome is None or _over_the_unhappened(store, question, outcome):
        return _bidirectional(store, question, limits)
    return outcome


def _bidirectional(store: Store, question: PathQuestion, limits: Limits, *, explain: bool = False) -> Outcome:
    expander = CypherExpander(store, question, limits, counting=explain)
    outcome = BidirectionalSearch(expander, question, Caps(seconds=limits.timeout)).run()
    outcome.removed = expander.filter.removed
    return outcome


def _in_arrays(store: Store, question: PathQuestion, limits: Limits, notice: Callable[[str], None]) -> Outcome | None:
    from graph.paths.arrays.use import arrays_of

    arrays = arrays_of(store, notice)
    if arrays is None:
        return None
    caps = Caps(seconds=limits.timeout)
    if expressible(question):
        from graph.paths.arrays.walk import MappedSearch

        outcome = MappedSearch(arrays, question, caps).run()
    else:
        from graph.paths.arrays.expand import MappedExpander

        outcome = BidirectionalSearch(MappedExpander(arrays, question), question, caps).run()
    outcome.hubs = arrays.hubs({key for route in outcome.routes for key in route.ids}, HUB)
    return outcome


def _is_large(store: Store) -> bool:
    """Whether a server has so many relations that a query a step would be slow; asked once."""
    kept = store.kept
    if _KEPT_RELATIONS not in kept:
        [kept[_KEPT_RELATIONS]] = store.read("MATCH ()-[r]->() RETURN count(r) AS n").column("n")
    return bool(kept[_KEPT_RELATIONS] >= LARGE_SERVER)


def _over_the_unhappened(store: Store, question: PathQuestion, outcome: Outcome) -> bool:
    """Whether a path passes through an event that had not happened by the day asked for, which no stored property says."""
    if question.walkable.snapshot.as_of is None:
        return False
    nodes = named(store, {key for route in outcome.routes for key in route.ids})
    events = [node.id for node in nodes.values() if node.kind in EVENTS]
    return bool(events and absent(store, events, question.walkable.snapshot))
