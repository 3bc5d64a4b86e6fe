"""Which steps lie on a simple path of at most so many hops between two entities: a path that comes to no entity twice.

That a step is near enough to both ends is not enough: the way there and the way on may need the same entity. So for each
step one end's ways to it are tried one after the other, and from each the shortest way on that avoids it is looked for.
Every path that is found settles all of its steps, so that few steps need a search of their own; and what is joined to the rest
by one entity alone, as most of what is around a hub does, is left out beforehand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

Steps = dict[str, set[str]]
"""By entity, the entities one step on."""
Step = tuple[str, str]
MOST_WORK = 2_000_000


class _TooMuch(Exception):
    """The work that may be done is done."""


@dataclass(slots=True)
class StepsOnPaths:
    """What lies on simple paths: `steps` surely do, `unsettled` are near enough, but nobody looked to the end.

    `cut` says that there are more entities than were asked for; the steps are then those of whole paths all the same.
    """

    steps: set[Step] = field(default_factory=set)
    unsettled: set[Step] = field(default_factory=set)
    cut: bool = False


def steps_on_simple_paths(steps: Steps, ends: Step, max_hops: int, most: int, work: int = MOST_WORK) -> StepsOnPaths:
    """The steps on simple paths of at most `max_hops` from the first end to the second, with at most `most` entities.

    Paths with few hops come first. `work` bounds how many entities are looked at.
    """
    search = _Search(steps, ends, max_hops, work)
    found, entities = StepsOnPaths(), set(ends)
    candidates = search.candidates()
    for at, step in enumerate(candidates):
        if step in found.steps:
            continue
        try:
            path = search.path(step)
        except _TooMuch:
            found.unsettled.update(set(candidates[at:]) - found.steps)
            break
        if len(entities.union(path)) > most:
            found.cut = True
            break
        entities.update(path)
        found.steps.update(pairwise(path))
    return found


def turned(steps: Mapping[str, Set[str]]) -> Steps:
    """The same steps, walked backwards."""
    back: Steps = {}
    for here, onward in steps.items():
        for there in onward:
            back.setdefault(there, set()).add(here)
    return back


def distances(steps: Mapping[str, Set[str]], start: str) -> dict[str, int]:
    """The least number of hops from an entity to each that can be reached."""
    found, edge = {start: 0}, [start]
    while edge:
        new = {there for here in edge for there in steps.get(here, ()) if there not in found}
        found |= dict.fromkeys(new, found[edge[0]] + 1)
        edge = list(new)
    return found


class _Search:
    def __init__(self, steps: Steps, ends: Step, max_hops: int, work: int) -> None:
        start, end = ends
        self._ends, self._max_hops, self._work = ends, max_hops, work
        joined = _joined(steps, ends)
        onward = {here: (there & joined) - {start, here} for here, there in steps.items() if here in joined - {end}}
        back = turned(onward)
        self._from, self._to = distances(onward, start), distances(back, end)
        self._onward = {here: sorted(there & self._to.keys(), key=self._near_end) for here, there in onward.items()}
        self._back = {here: sorted(there & self._from.keys(), key=self._near_start) for here, there in back.items()}

    def _near_end(self, key: str) -> tuple[int, str]:
        return self._to[key], key

    def _near_start(self, key: str) -> tuple[int, str]:
        return self._from[key], key

    def candidates(self) -> list[Step]:
        """The steps that are near enough to both ends, those of short paths first."""
        ranked = [
            (self._from[here] + 1 + self._to[there], here, there)
            for here, onward in self._onward.items()
            if here in self._from
            for there in onward
        ]
        return [(here, there) for hops, here, there in sorted(ranked) if hops <= self._max_hops]

    def path(self, step: Step) -> tuple[str, ...]:
        """A simple path over a step; () where there is none."""
        here, there = step
        if self._from[here] <= self._to[there]:
            for before in self._ways(here, self._back, self._from, self._max_hops - 1 - self._to[there], there):
                after = self._way_on(there, self._onward, self._to, self._max_hops - len(before), frozenset(before))
                if after:
                    return (*before[::-1], *after)
        else:
            for after in self._ways(there, self._onward, self._to, self._max_hops - 1 - self._from[here], here):
                before = self._way_on(here, self._back, self._from, self._max_hops - len(after), frozenset(after))
                if before:
                    return (*before[::-1], *after)
        return ()

    def _ways(
        self, here: str, steps: dict[str, list[str]], left: dict[str, int], hops: int, without: str
    ) -> Iterator[tuple[str, ...]]:
        """Every simple way from an entity to the end that `left` counts the hops to, of at most so many hops."""
        stack: list[tuple[str, ...]] = [(here,)]
        while stack:
            way = stack.pop()
            if left[way[-1]] == 0:
                yield way
                continue
            onward = self._within(steps.get(way[-1], []), left, hops - len(way))
            stack += [(*way, there) for there in reversed(onward) if there != without and there not in way]

    def _way_on(
        self, here: str, steps: dict[str, list[str]], left: dict[str, int], hops: int, without: frozenset[str]
    ) -> tuple[str, ...]:
        """The shortest way from an entity to that end which avoids others; () where none of at most so many hops does."""
        came: dict[str, str | None] = {here: None}
        queue = deque([(here, 0)])
        while queue:
            at, done = queue.popleft()
            if left[at] == 0:
                return _traced(came, at)
            for there in self._within(steps.get(at, []), left, hops - done - 1):
                if there not in came and there not in without:
                    came[there] = at
                    queue.append((there, done + 1))
        return ()

    def _within(self, onward: list[str], left: dict[str, int], hops: int) -> list[str]:
        """Those of some entities, the nearest to the end first, from which it takes no more than so many hops."""
        near = onward[: bisect_right(onward, hops, key=left.__getitem__)]
        self._work -= 1 + len(near)
        if self._work < 0:
            raise _TooMuch
        return near


def _joined(steps: Steps, ends: Step) -> set[str]:
    """The entities on simple paths of any length, were there no directions.

    They are those of the biconnected component in which the two ends lie when they are joined by a step of their own.
    """
    import networkx as nx

    graph = nx.Graph((here, there) for here, onward in steps.items() for there in onward)
    graph.add_edge(*ends)
    parts = cast("Iterator[set[str]]", nx.biconnected_components(graph))
    return next(part for part in parts if part.issuperset(ends))


def _traced(came: dict[str, str | None], at: str) -> tuple[str, ...]:
    way, here = [at], came[at]
    while here is not None:
        way.append(here)
        here = came[here]
    return tuple(reversed(way))
