"""The shortest paths in the arrays: outwards from both ends hop by hop, then back over what lies on such a path.

The answer is the few steps that paths of the wanted lengths may take; `graph.paths.k_shortest` orders the paths among them, as
it does for every other way of searching.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.paths.arrays import facts
from graph.paths.bidirectional import Caps, Outcome, Way
from graph.paths.costs import Step, weight
from graph.paths.k_shortest import Steps, Target, TooMany, cheapest_routes
from graph.paths.question import Prefer

if TYPE_CHECKING:
    from graph.paths.arrays.arrays import Arrays
    from graph.paths.arrays.facts import Numbers
    from graph.paths.k_shortest import Route
    from graph.paths.question import PathQuestion

_UNSEEN, _BARRED, _FARTHEST = 255, 254, 250
_MANY_STEPS = 3000
_EPOCH = date(1970, 1, 1).toordinal()
Layer = tuple["Numbers", "Numbers", "Numbers"]
"""Steps of one hop's distance: from where, to where, and how weak."""


@dataclass(slots=True)
class _Side:
    """One end: how many hops each entity is away from it, and the entities of each distance."""

    name: str
    hops: Numbers
    rings: list[Numbers]
    done: bool = False
    seen: int = 1

    @property
    def depth(self) -> int:
        """How many hops away everything is known."""
        return len(self.rings) - 1


@dataclass(slots=True)
class MappedSearch:
    """One search in the arrays; `run()` gives what it found, as `BidirectionalSearch` does."""

    arrays: Arrays
    question: PathQuestion
    caps: Caps
    outcome: Outcome = field(default_factory=lambda: Outcome(way=Way.ARRAYS))

    def run(self) -> Outcome:
        """The shortest paths; none where an end is not there."""
        start, end = (self.arrays.place(one.id) for one in (self.question.start, self.question.end))
        if start is not None and end is not None:
            _Walk(self, start, end).run()
        return self.outcome


class _Walk:
    """The state of a search between two entities, by their numbers."""

    def __init__(self, search: MappedSearch, start: int, end: int) -> None:
        self.arrays, self.question, self.caps, self.outcome = search.arrays, search.question, search.caps, search.outcome
        self.ends = (start, end)
        self._admits = Admission(self.arrays, self.question, self.ends)
        self.sides = tuple(self._side(name, place) for name, place in (("start", start), ("end", end)))
        self.steps: Steps = {}
        self._until = None if self.caps.seconds is None else time.monotonic() + self.caps.seconds

    def _side(self, name: str, place: int) -> _Side:
        hops = np.full(len(self.arrays.ids), _UNSEEN, dtype=np.uint8)
        hops[self._admits.barred] = _BARRED
        hops[place] = 0
        return _Side(name, hops, [np.array([place])])

    def run(self) -> None:
        """Lengthens the paths that are looked for until there are enough, or no longer ones may be."""
        length = self._meet()
        while length is not None and length <= self.question.max_hops and not self._enough(length):
            length += 1
            if not self._reach(length):
                break
        self.outcome.visited = sum(side.seen for side in self.sides)
        for side in self.sides:
            if side.done and not self.outcome.exhausted:
                self.outcome.exhausted, self.outcome.around = side.name, side.seen - 1

    def _meet(self) -> int | None:
        """How long the shortest paths are; None where there is none within the hops that are asked for."""
        one, other = self.sides
        while one.depth + other.depth < self.question.max_hops and not (one.done or other.done):
            if self._given_up():
                return None
            side = min(self.sides, key=lambda side: int(self.arrays.degrees(side.rings[-1]).sum()))
            opposite = other if side is one else one
            self._widen(side)
            if (opposite.hops[side.rings[-1]] <= _FARTHEST).any():
                return one.depth + other.depth
        return None

    def _given_up(self) -> bool:
        if self._until is not None and time.monotonic() > self._until:
            self.outcome.stopped = f"at the time limit of {self.caps.seconds:g} s"
        return bool(self.outcome.stopped)

    def _widen(self, side: _Side) -> None:
        entries, _ = self.arrays.around(side.rings[-1])
        there = self.arrays.there[entries]
        fresh = side.hops[there] == _UNSEEN
        entries, there = entries[fresh], there[fresh]
        there = there[self._admits(entries, there, backwards=side is self.sides[1])]
        side.hops[there] = side.depth + 1
        ring = np.unique(there)
        side.rings.append(ring)
        side.done, side.seen = not len(ring), side.seen + len(ring)
        self.outcome.frontiers.append((side.name, len(ring)))

    def _reach(self, length: int) -> bool:
        """Goes outwards far enough for paths of that length; False when the caps say no."""
        one, other = self.sides
        while one.depth + other.depth < length and not (one.done and other.done):
            if self._given_up():
                return False
            open_sides = [side for side in self.sides if not side.done]
            self._widen(min(open_sides, key=lambda side: int(self.arrays.degrees(side.rings[-1]).sum())))
        return length <= self.question.max_hops

    def _enough(self, length: int) -> bool:
        """Finds the paths of up to that length; whether they are as many as are asked for."""
        wanted = self.question.wanted
        layers = self._layers(length)
        shortest = not self.steps
        if shortest and sum(len(layer[0]) for layer in layers) > _MANY_STEPS:
            layers = _narrowed(layers, wanted + 1)
        self._keep(layers)
        first, last = (one.id for one in (self.question.start, self.question.end))
        known: list[Route] = []
        try:
            for route in cheapest_routes(self.steps, Target(first, last, length)):
                known.append(route)
                if len(known) > wanted:
                    break
        except TooMany:
            self.outcome.stopped = "because too many ways are about as good"
        self.outcome.routes, self.outcome.more = known[:wanted], len(known) > wanted
        return len(known) >= wanted or (self.question.every and bool(known)) or bool(self.outcome.stopped)

    def _layers(self, length: int) -> list[Layer]:
        """The steps of every walk of that length between the ends, by how far along they are."""
        one, other = self.sides
        near = min(one.depth, length)
        far = length - near
        small, opposite, most = (one, other, (near, far)) if one.seen < other.seen else (other, one, (far, near))
        middle = np.concatenate(small.rings[: most[0] + 1])
        middle = middle[opposite.hops[middle] <= most[1]]
        layers = []
        here = middle
        for hops in range(near - 1, -1, -1):
            layers.append(self._between(here, one, hops, backwards=True))
            here = np.unique(layers[-1][0])
        layers.reverse()
        here = middle
        for hops in range(far - 1, -1, -1):
            layers.append(self._between(here, other, hops, backwards=False))
            here = np.unique(layers[-1][1])
        return layers

    def _between(self, here: Numbers, side: _Side, hops: int, *, backwards: bool) -> Layer:
        """The steps between some entities and those that are at most so many hops from a side."""
        entries, origin = self.arrays.around(here)
        there = self.arrays.there[entries]
        near = side.hops[there] <= hops
        entries, origin, there = entries[near], origin[near], there[near]
        fine = self._admits(entries, there, backwards=backwards)
        entries, origin, there = entries[fine], origin[fine], there[fine]
        weak = facts.weaknesses(self.arrays.facts[entries])
        return (there, origin, weak) if backwards else (origin, there, weak)

    def _keep(self, layers: list[Layer]) -> None:
        for sources, targets, weak in layers:
            names = (self.arrays.ids[sources].tolist(), self.arrays.ids[targets].tolist())
            for source, target, value in zip(*names, weak.tolist(), strict=True):
                cost = weight(Prefer.SHORT, Step(value), last=False)
                onward = self.steps.setdefault(source.decode(), {})
                key = target.decode()
                onward[key] = min(onward.get(key, cost), cost)


class Admission:
    """Which places in the arrays may be walked, by the question's filters."""

    def __init__(self, arrays: Arrays, question: PathQuestion, ends: tuple[int, ...]) -> None:
        self._arrays, self._ends = arrays, ends
        wanted = question.walkable
        self._types = np.array([name in wanted.types for name in arrays.types] + [False] * (64 - len(arrays.types)))
        self._every_type = all(name in wanted.types for name in arrays.types)
        self._grade = None if wanted.min_grade is None else facts.grade_code(wanted.min_grade)
        self._origins, self._directed, self._hypotheses = wanted.min_origins, wanted.directed, wanted.hypotheses
        self._barring = (0 if wanted.denied else facts.DENIED) | (facts.DISPUTED if wanted.undisputed else 0)
        day = wanted.snapshot.as_of
        self._day = None if day is None else day.toordinal() - _EPOCH
        found = (arrays.place(key) for key in wanted.avoid)
        self.barred = np.array([place for place in found if place is not None], dtype=np.int64)
        self._kinds = np.array([name in wanted.avoid_kinds for name in arrays.kind_names])

    def __call__(self, entries: Numbers, there: Numbers, *, backwards: bool) -> Numbers:
        """Whether each of the places may be walked; `backwards` when they are gone towards the start."""
        about = self._arrays.facts[entries]
        fine = np.ones(len(entries), dtype=bool) if self._every_type else self._types[facts.types(about)]
        if self._barring:
            fine &= (about & self._barring) == 0
        if self._grade is not None:
            fine &= facts.grades(about) <= self._grade
        if self._origins > 1:
            fine &= facts.origins(about) >= self._origins
        if self._directed:
            fine &= ((about & facts.BACKWARDS) != 0) == backwards
        if self._hypotheses:
            fine &= (about & facts.REFUTED) == 0
        if self._day is not None:
            fine &= (self._arrays.since[entries] <= self._day) & (self._arrays.until[entries] >= self._day)
        if self._kinds.any():
            fine &= ~self._kinds[self._arrays.kinds[there]] | np.isin(there, self._ends)
        return fine


def _narrowed(layers: list[Layer], wanted: int) -> list[Layer]:
    """The steps of the best paths alone, where all walks are shortest and therefore paths.

    A path through an entity costs what is least before it and after it. The entities at the widest distance lie on
    different paths, so that nothing costlier than the last wanted one of them can be among the best.
    """
    before, after = _least(layers, forwards=True), _least(layers[::-1], forwards=False)[::-1]
    totals = [
        one[np.searchsorted(keys_a, layer[0])] + layer[2] + other[np.searchsorted(keys_b, layer[1])]
        for layer, (keys_a, one), (keys_b, other) in zip(layers, before, after, strict=True)
    ]
    bests = [np.sort(_by_key(layer[1], total)[1]) for layer, total in zip(layers, totals, strict=True)]
    widest = max(bests, key=len)
    if len(widest) < wanted:
        return layers
    limit = widest[wanted - 1]
    kept = [total <= limit for total in totals]
    return [(a[fine], b[fine], weak[fine]) for (a, b, weak), fine in zip(layers, kept, strict=True)]


def _least(layers: list[Layer], *, forwards: bool) -> list[tuple[Numbers, Numbers]]:
    """For each layer, the entities that its steps leave (or, backwards, reach), and the least cost up to each."""
    near, far = (0, 1) if forwards else (1, 0)
    keys = np.unique(layers[0][near])
    costs = np.zeros(len(keys), dtype=np.int64)
    found = [(keys, costs)]
    for layer in layers[:-1]:
        keys, costs = _by_key(layer[far], costs[np.searchsorted(keys, layer[near])] + layer[2])
        found.append((keys, costs))
    return found


def _by_key(keys: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """Each key once, with the least of its values."""
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    firsts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    return keys[firsts], np.minimum.reduceat(values, firsts)
