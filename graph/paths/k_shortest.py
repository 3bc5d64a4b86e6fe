"""The best simple paths through a small graph of known steps, one after the other: cheapest first, then by ids.

The known steps are what a search has brought together around the two ends. The exact cost from every entity to the end
guides the search, so that only beginnings that can still become one of the best are ever followed.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Steps = dict[str, dict[str, int]]
"""By entity, the entities one step on, each with what the step costs."""
MOST_BEGINNINGS = 300_000


class Route(NamedTuple):
    """A path: what it costs (graph.paths.costs) and its entities' ids from start to end."""

    cost: int
    ids: tuple[str, ...]


class TooMany(Exception):
    """More beginnings were followed than `MOST_BEGINNINGS`."""


@dataclass(slots=True)
class Target:
    """The ends, the hops that a path may have, and what it has to pass through."""

    start: str
    end: str
    max_hops: int
    via: frozenset[str] = field(default_factory=frozenset)


def cheapest_routes(steps: Steps, target: Target) -> Iterator[Route]:
    """Simple paths in the order of cost and then of ids, as long as there are any.

    Raises:
        TooMany: the search was given up.
    """
    heuristic = _Heuristic(steps, target)
    first = heuristic.remaining(target.start, target.via - {target.start})
    heap: list[tuple[int, tuple[str, ...], int]] = [] if first is None else [(first, (target.start,), 0)]
    followed = 0
    while heap:
        estimate, ids, cost = heapq.heappop(heap)
        here = ids[-1]
        if here == target.end:
            yield Route(estimate, ids)
            continue
        followed += 1
        if followed > MOST_BEGINNINGS:
            raise TooMany
        for there, cost_of_step in steps.get(here, {}).items():
            if there in ids or len(ids) + heuristic.hops.get(there, target.max_hops + 1) > target.max_hops:
                continue
            ahead = heuristic.remaining(there, target.via.difference(ids, (there,)))
            if ahead is not None:
                heapq.heappush(heap, (cost + cost_of_step + ahead, (*ids, there), cost + cost_of_step))


class _Heuristic:
    """What is at least ahead of an entity: hops to the end, and cost by way of what is still to be passed through."""

    def __init__(self, steps: Steps, target: Target) -> None:
        turned = _turned(steps)
        self._target = target
        self._to = {key: _remaining(turned, key) for key in {target.end, *target.via}}
        self.hops = _hops_left(turned, target.end)

    def remaining(self, here: str, missing: frozenset[str]) -> int | None:
        """The least that any way from here to the end by the missing ones costs; None where there is none."""
        if not missing:
            return self._to[self._target.end].get(here)
        if here == self._target.end:
            return None
        ways = [self._along((here, *order, self._target.end)) for order in permutations(sorted(missing))]
        return min((way for way in ways if way is not None), default=None)

    def _along(self, stations: tuple[str, ...]) -> int | None:
        parts = [self._to[there].get(here) for here, there in pairwise(stations)]
        return None if None in parts else sum(part for part in parts if part is not None)


def _turned(steps: Steps) -> Steps:
    """The same steps, walked backwards."""
    turned: Steps = {}
    for here, onward in steps.items():
        for there, cost_of_step in onward.items():
            turned.setdefault(there, {})[here] = cost_of_step
    return turned


def _remaining(turned: Steps, end: str) -> dict[str, int]:
    """The least cost from each entity to the end (Dijkstra, backwards)."""
    found: dict[str, int] = {}
    heap = [(0, end)]
    while heap:
        cost, here = heapq.heappop(heap)
        if here in found:
            continue
        found[here] = cost
        for there, cost_of_step in turned.get(here, {}).items():
            if there not in found:
                heapq.heappush(heap, (cost + cost_of_step, there))
    return found


def _hops_left(turned: Steps, end: str) -> dict[str, int]:
    """The least number of hops from each entity to the end."""
    found, edge, hops = {end: 0}, {end}, 0
    while edge:
        hops += 1
        edge = {there for here in edge for there in turned.get(here, {}) if there not in found}
        found |= dict.fromkeys(edge, hops)
    return found
