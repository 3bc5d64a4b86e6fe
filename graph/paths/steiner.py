"""The cheapest tree that ties some entities together in a small graph of known hops (a Steiner tree).

Of few entities in a small graph the cheapest one is found (Dreyfus and Wagner 1971); otherwise the cheapest ways between
pairs are put together (Kou, Markowsky and Berman 1981), which costs at most 2 − 2/n times the cheapest for n entities.
networkx has the second one, but its choice among equals depends on the order of sets; here it depends on ids alone.
"""

from __future__ import annotations

import heapq
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Hop = tuple[str, str]
"""Two entities, the smaller id first."""
Weights = dict[Hop, int]
MOST_EXACT = 6
MOST_NODES = 400
_Near = dict[str, list[tuple[str, int]]]


def hop(one: str, other: str) -> Hop:
    """The two as a hop."""
    return (one, other) if one <= other else (other, one)


def at_worst(count: int) -> float:
    """How many times what the cheapest tree costs a tree of pairwise best ways may cost, for so many entities."""
    return 2 - 2 / count


def cheapest_tree(weights: Weights, ends: Sequence[str]) -> set[Hop]:
    """A tree over hops with positive weights that has all the ends, which must be connected; ends must be distinct."""
    near = _near(weights)
    if len(ends) <= MOST_EXACT and len(near) <= MOST_NODES:
        return _exact(near, sorted(ends))
    return _pruned(_approximate(near, sorted(ends)), set(ends))


def components(pairs: Iterable[Hop], ends: Iterable[str]) -> list[list[str]]:
    """The ends by the component in which the pairs join them: each in the order of ids, components by their first."""
    sets = DisjointSets()
    for one, other in pairs:
        sets.join(one, other)
    grouped: dict[str, list[str]] = {}
    for end in sorted(ends):
        grouped.setdefault(sets.of(end), []).append(end)
    return sorted(grouped.values())


class DisjointSets:
    """Which things are connected (union–find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, key: str) -> str:
        """What stands for all that it is connected with."""
        while (above := self._above.get(key, key)) != key:
            key = above
        return key

    def join(self, one: str, other: str) -> bool:
        """Whether they were not connected before."""
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first
        return first != second


def _near(weights: Weights) -> _Near:
    near: _Near = {}
    for (one, other), weight in sorted(weights.items()):
        near.setdefault(one, []).append((other, weight))
        near.setdefault(other, []).append((one, weight))
    return near


def _spread(near: _Near, costs: dict[str, int], came: dict[str, str]) -> None:
    """Lowers the costs to what they are by way of others, and keeps in `came` from where (Dijkstra)."""
    heap = sorted((cost, key) for key, cost in costs.items())
    while heap:
        cost, here = heapq.heappop(heap)
        if cost > costs[here]:
            continue
        for there, weight in near.get(here, ()):
            if cost + weight < costs.get(there, cost + weight + 1):
                costs[there] = cost + weight
                came[there] = here
                heapq.heappush(heap, (cost + weight, there))


def _exact(near: _Near, ends: list[str]) -> set[Hop]:
    """What it costs to tie each set of ends to each entity, from small sets to large ones."""
    *others, root = ends
    costs: dict[int, dict[str, int]] = {}
    came: dict[int, dict[str, str]] = {}
    split: dict[int, dict[str, int]] = {}
    for size in range(1, len(others) + 1):
        for chosen in combinations(range(len(others)), size):
            mask = sum(1 << at for at in chosen)
            costs[mask], split[mask] = ({others[chosen[0]]: 0}, {}) if size == 1 else _merged(costs, mask)
            came[mask] = {}
            _spread(near, costs[mask], came[mask])
    tree: set[Hop] = set()
    left = [((1 << len(others)) - 1, root)] if others else []
    while left:
        mask, here = left.pop()
        if (before := came[mask].get(here)) is not None:
            tree.add(hop(before, here))
            left.append((mask, before))
        elif (part := split[mask].get(here)) is not None:
            left += [(part, here), (mask ^ part, here)]
    return tree


def _merged(costs: dict[int, dict[str, int]], mask: int) -> tuple[dict[str, int], dict[str, int]]:
    """For each entity the least that two parts of a set of ends cost that meet there, and one of the two."""
    least: dict[str, int] = {}
    split: dict[str, int] = {}
    part = (mask - 1) & mask
    while part > mask ^ part:
        for key, cost in costs[part].items():
            both = cost + costs[mask ^ part].get(key, -cost - 1)
            if both >= 0 and both < least.get(key, both + 1):
                least[key], split[key] = both, part
        part = (part - 1) & mask
    return least, split


def _approximate(near: _Near, ends: list[str]) -> list[Hop]:
    """The hops of the cheapest ways between pairs, of the cheapest pairs that tie all, without those that close a ring."""
    ways: list[tuple[int, str, str]] = []
    came: dict[str, dict[str, str]] = {}
    for end in ends:
        costs, came[end] = {end: 0}, {}
        _spread(near, costs, came[end])
        ways += [(costs[other], end, other) for other in ends if other > end and other in costs]
    pairs, hops = DisjointSets(), DisjointSets()
    tree: list[Hop] = []
    for _, one, other in sorted(ways):
        if pairs.join(one, other):
            here = other
            while here != one:
                before = came[one][here]
                if hops.join(before, here):
                    tree.append(hop(before, here))
                here = before
    return tree


def _pruned(tree: Iterable[Hop], ends: set[str]) -> set[Hop]:
    """The tree without its loose ends that nobody asked for."""
    kept = set(tree)
    while True:
        degree: dict[str, int] = {}
        for pair in kept:
            for key in pair:
                degree[key] = degree.get(key, 0) + 1
        loose = {pair for pair in kept if any(degree[key] == 1 and key not in ends for key in pair)}
        if not loose:
            return kept
        kept -= loose
