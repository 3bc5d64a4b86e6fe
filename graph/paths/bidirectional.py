"""The search that can do everything: outwards from both ends, cheapest first, until nothing better can be left out there.

It asks an `Expander` for the steps of a whole frontier at once. When everything nearer than F to the start and nearer
than B to the end has been expanded, every path that costs less than F + B + (the least that a hop costs) runs over
known steps only; so what is found below that bound is the whole answer.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.paths.costs import least, most, weight
from graph.paths.k_shortest import Route, Steps, Target, TooMany, cheapest_routes
from graph.paths.question import Prefer

if TYPE_CHECKING:
    from graph.paths.expand import Expander, Onward
    from graph.paths.hops import ShownStep
    from graph.paths.question import PathQuestion

MOST_VISITED = 200_000


class Way(StrEnum):
    """How a search went, in the words of `--explain`: outwards from both ends, by Neo4j itself, or in mapped arrays."""

    BIDIRECTIONAL = "levels"
    SELECTORS = "pushed"
    ARRAYS = "mapped"


@dataclass(frozen=True, slots=True)
class Caps:
    """Where a search gives up: seconds, and entities looked at."""

    seconds: float | None = 30.0
    visited: int = MOST_VISITED


@dataclass(slots=True)
class Outcome:
    """What a search found, and how.

    `routes` are in order. `more` says that there are others as good as the last; `stopped` why the search gave up ("" if
    it did not), so that better paths than those found may exist; `choice` whose choice the routes are where it is not the
    order of cost and ids. `exhausted` is the end whose surroundings were walked whole, which are `around` other entities.
    `frontiers` has, by step, which end was gone out from and how many entities were new; `hubs` are entities on the routes
    that have very many relations, and `steps` their hops, where the search brought them along (graph.paths.hops).
    """

    routes: list[Route] = field(default_factory=list)
    more: bool = False
    stopped: str = ""
    visited: int = 0
    exhausted: str = ""
    around: int = 0
    frontiers: list[tuple[str, int]] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    way: Way = Way.BIDIRECTIONAL
    choice: str = ""
    hubs: frozenset[str] = frozenset()
    steps: list[ShownStep] = field(default_factory=list)


@dataclass(slots=True)
class _Side:
    """One end: what each entity costs from there, and which are still to be expanded."""

    name: str
    costs: dict[str, int]
    pending: set[str]
    done: set[str] = field(default_factory=set)
    radius: int = 0

    def due(self, step: int) -> list[str]:
        """The entities to expand next, whose cost is final; in the order of their ids."""
        nearest = min(self.costs[key] for key in self.pending)
        self.radius = nearest - nearest % step + step
        return sorted(key for key in self.pending if self.costs[key] < self.radius)


class BidirectionalSearch:
    """One search; `run()` gives what it found."""

    def __init__(self, expander: Expander, question: PathQuestion, caps: Caps) -> None:
        self._expander, self._question, self._caps = expander, question, caps
        start, end = question.start.id, question.end.id
        self._target = Target(start, end, question.max_hops, frozenset(question.via))
        self._step = least(question.prefer)
        self._sides = (_Side("start", {start: 0}, {start}), _Side("end", {end: 0}, {end}))
        self._steps: Steps = {}
        self._began = time.monotonic()
        self.outcome = Outcome()

    def run(self) -> Outcome:
        """Goes outwards until the answer is known or a cap is reached."""
        while True:
            bound = self._bound()
            if self._met(bound) and self._answered(bound):
                return self._done()
            if bound is None or self._far_enough(bound):
                return self._done()
            if reason := self._given_up():
                self.outcome.stopped = reason
                self._answered(None)
                return self._done()
            self._expand(min(self._sides, key=lambda side: (len(side.pending), side.name)))

    def _done(self) -> Outcome:
        self.outcome.visited = len(self._sides[0].costs.keys() | self._sides[1].costs.keys())
        for side in self._sides:
            if not side.pending and not self.outcome.exhausted:
                self.outcome.exhausted, self.outcome.around = side.name, len(side.costs) - 1
        return self.outcome

    def _bound(self) -> int | None:
        """Every path that costs less is known; None when all paths are."""
        forward, backward = self._sides
        if not forward.pending or not backward.pending:
            return None
        return forward.radius + backward.radius + self._step

    def _met(self, bound: int | None) -> bool:
        """Whether some path is known that costs less than the bound."""
        small, large = sorted((side.costs for side in self._sides), key=len)
        meeting = min((cost + large[key] for key, cost in small.items() if key in large), default=None)
        return meeting is not None and (bound is None or meeting < bound)

    def _far_enough(self, bound: int) -> bool:
        """Whether paths of as many hops as may be asked for are all known."""
        hops = self._question.max_hops
        return (
            bound >= (hops + 1) * self._step
            if self._question.prefer is Prefer.SHORT
            else bound > hops * most(self._question.prefer)
        )

    def _given_up(self) -> str:
        seconds = self._caps.seconds
        if seconds is not None and time.monotonic() - self._began > seconds:
            return f"at the time limit of {seconds:g} s"
        visited = sum(len(side.costs) for side in self._sides)
        return f"at the limit of {self._caps.visited:,} entities" if visited > self._caps.visited else ""

    def _answered(self, bound: int | None) -> bool:
        """Whether what is known below the bound is all that was asked for; keeps it."""
        known: list[Route] = []
        try:
            for route in cheapest_routes(self._steps, self._target):
                if not self._belongs(route, known, bound):
                    break
                known.append(route)
        except TooMany:
            self.outcome.stopped = "because too many ways are about as good"
        wanted = self._question.wanted
        self.outcome.routes, self.outcome.more = known[:wanted], len(known) > wanted
        enough = len(known) >= wanted or (bool(known) and self._question.every)
        return enough or bool(self.outcome.stopped)

    def _belongs(self, route: Route, before: list[Route], bound: int | None) -> bool:
        """Whether a route is known to be the next best, and asked for, or the one more that shows that there are others."""
        if len(before) > self._question.wanted or (bound is not None and route.cost >= bound):
            return False
        return not (self._question.every and before and len(route.ids) > len(before[0].ids))

    def _expand(self, side: _Side) -> None:
        backwards = side is self._sides[1]
        due = side.due(self._step)
        side.pending.difference_update(due)
        side.done.update(due)
        before = len(side.costs)
        self._take(side, self._expander.onward(due, backwards=backwards), backwards=backwards)
        self.outcome.frontiers.append((side.name, len(side.costs) - before))

    def _take(self, side: _Side, onward: Onward, *, backwards: bool) -> None:
        """Keeps the steps, and what they make of the costs of the entities that they lead to."""
        for here, steps in onward.items():
            for there, step in steps.items():
                source, target = (there, here) if backwards else (here, there)
                cost = weight(self._question.prefer, step, last=target == self._target.end)
                known = self._steps.setdefault(source, {})
                known[target] = min(known.get(target, cost), cost)
                total = side.costs[here] + cost
                if there not in side.costs or (there not in side.done and total < side.costs[there]):
                    side.costs[there] = total
                    side.pending.add(there)
