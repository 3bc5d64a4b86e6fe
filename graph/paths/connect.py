"""The smallest part of the graph that ties several entities together.

The best ways between every two of them are looked for, with all filters; of the hops of these ways the cheapest tree is
taken (steiner.py). As the cheapest tree of all may use a hop that no best way between two uses, this one is an
approximation: it costs at most 2 − 2/n times the cheapest of those in which any two are as near as a path may be long.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from pydantic import Field

from graph.ask.answer import Answer, Named
from graph.errors import CasegraphError, NothingFound, SearchStopped, UsageError
from graph.paths.costs import BASE, TIE, Step, hub_cost, weight
from graph.paths.expand import degrees
from graph.paths.find import find_paths
from graph.paths.hops import GradeAndOrigins, Hop, Pair, hops_between, named, weakest
from graph.paths.question import PathQuestion, Prefer, Walkable
from graph.paths.search import ignore, search
from graph.paths.steiner import DisjointSets, Weights, at_worst, cheapest_tree, components, hop
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.paths.bidirectional import Outcome
    from graph.paths.k_shortest import Route
    from graph.stores import Store

MOST_TIED = 10
_WAYS = 3
_REASONS = 3


@dataclass(frozen=True, slots=True)
class ConnectQuestion:
    """What is to be tied together, over how many hops between two at most, and by which measure."""

    entities: tuple[Named, ...]
    max_hops: int = 8
    prefer: Prefer = Prefer.SHORT
    walkable: Walkable = field(default_factory=Walkable)

    def between(self, one: Named, other: Named) -> PathQuestion:
        """The question for the best ways between two of them."""
        every = self.prefer is Prefer.SHORT
        return PathQuestion(
            one, other, self.max_hops, every=every, k=1 if every else _WAYS, prefer=self.prefer, walkable=self.walkable
        )

    def pairs(self) -> list[tuple[Named, Named]]:
        """Every two of them, in the order of their ids; where relations have a direction, in both orders."""
        ordered = sorted({one.id: one for one in self.entities}.values(), key=lambda one: one.id)
        pairs = list(combinations(ordered, 2))
        return [*pairs, *((other, one) for one, other in pairs)] if self.walkable.directed else pairs

    def check(self) -> None:
        """Raises UsageError for what cannot be meant."""
        if len(self.entities) > MOST_TIED:
            raise UsageError(f"{len(self.entities)} entities are more than can be tied at once", hint=f"name {MOST_TIED} at most")
        for one in self.entities:
            self.between(one, one).check()


class TiedNode(Named):
    """An entity of the tie, and whether it was asked for."""

    asked: bool


class Apart(Answer):
    """Two of those asked for that could not be tied, and why ("" where that was not looked for)."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    why: str


class Tie(Answer):
    """What ties some entities: `parts` are the ids asked for by component, `apart` some pairs that do not.

    `at_worst` is how many times the cheapest tree's cost this one's may be, None where that is not known; `note` says why.
    """

    asked: tuple[Named, ...]
    parts: tuple[tuple[str, ...], ...]
    nodes: tuple[TiedNode, ...]
    hops: tuple[Hop, ...]
    weakest: GradeAndOrigins | None
    apart: tuple[Apart, ...]
    at_worst: float | None
    note: str = ""


def connect(store: Store, question: ConnectQuestion, limits: Limits, notice: Callable[[str], None] = ignore) -> Tie:
    """The smallest tie that was found; `notice` hears of what takes long.

    Raises:
        NothingFound: no two of them could be tied.
        SearchStopped: a limit was reached before any two were.
        UsageError: the question cannot be meant.
    """
    question.check()
    ends = sorted({one.id for one in question.entities})
    ways = _Ways(store, question, limits, notice)
    ways.find()
    parts = components(ways.tied, ends)
    if len(ends) > 1 and len(parts) == len(ends):
        raise ways.nothing()
    kept = _tied_by(store, question, ways, parts)
    nodes = named(store, {*ends, *(key for pair in kept for key in pair)})
    bounded = not ways.stopped and not question.walkable.directed
    return Tie(
        asked=tuple(nodes[key] for key in dict.fromkeys(one.id for one in question.entities)),
        parts=tuple(map(tuple, parts)),
        nodes=tuple(TiedNode(**node.as_json(), asked=key in ends) for key, node in nodes.items()),
        hops=tuple(kept.values()), weakest=weakest(kept.values()), apart=ways.apart(parts),
        at_worst=round(at_worst(max(map(len, parts))), 3) if bounded else None,
        **({"note": note} if (note := ways.note()) else {}),
    )  # fmt: skip


def _tied_by(store: Store, question: ConnectQuestion, ways: _Ways, parts: list[list[str]]) -> dict[Pair, Hop]:
    """The hops of the tie: those of the cheapest trees, or all that were found where relations have a direction."""
    hops = hops_between(store, question.between(question.entities[0], question.entities[0]), ways.hops(), ways.hubs)
    if question.walkable.directed:
        return hops
    chosen = _tree(store, question, hops, parts)
    return {pair: found for pair, found in hops.items() if pair in chosen}


def _tree(store: Store, question: ConnectQuestion, hops: dict[Pair, Hop], parts: list[list[str]]) -> set[Pair]:
    """The pairs of the cheapest tree of each part."""
    weights = _weights(store, question, hops)
    trees = [cheapest_tree(_around(weights, part), part) for part in parts if len(part) > 1]
    chosen = {pair for tree in trees for pair in tree}
    return {pair for pair in hops if hop(*pair) in chosen}


def _around(weights: Weights, part: list[str]) -> Weights:
    """The weights of the hops that are connected with a part."""
    groups = components(weights, {key for pair in weights for key in pair})
    [group] = [set(group) for group in groups if part[0] in group]
    return {pair: weight for pair, weight in weights.items() if pair[0] in group}


def _weights(store: Store, question: ConnectQuestion, hops: dict[Pair, Hop]) -> Weights:
    """What each hop costs, so that the hops of a way add up to what the path search counts for it.

    Hubs are costly to pass through: half of what each of a hop's two entities costs counts, the least for one asked for.
    """
    if question.prefer is not Prefer.SPECIFIC:
        return {hop(*pair): weight(question.prefer, Step(one.weakness()), last=True) for pair, one in hops.items()}
    asked = {one.id for one in question.entities}
    passed = {key for pair in hops for key in pair} - asked
    costs = {key: hub_cost(degree) for key, degree in degrees(store, passed).items()}
    return {hop(*pair): sum(costs.get(key, BASE) for key in pair) * TIE + 1 for pair in hops}


class _Ways:
    """The best ways between every two; `tied` are the ends that a way ties."""

    def __init__(self, store: Store, question: ConnectQuestion, limits: Limits, notice: Callable[[str], None]) -> None:
        self._store, self._question, self._limits, self._notice = store, question, limits, notice
        self._until = None if limits.timeout is None else time.monotonic() + limits.timeout
        self._missing: list[tuple[Named, Named]] = []
        self._choice = ""
        self._routes: list[Route] = []
        self.tied: list[Pair] = []
        self.hubs: set[str] = set()
        self.stopped = ""

    def find(self) -> None:
        """Asks for every pair, as long as there is time."""
        for one, other in self._question.pairs():
            left = self._left()
            if left.timeout is not None and left.timeout <= 0:
                self.stopped = f"at the time limit of {self._limits.timeout:g} s"
                self._missing.append((one, other))
                continue
            self._keep(search(self._store, self._question.between(one, other), left, notice=self._notice), one, other)

    def _keep(self, outcome: Outcome, one: Named, other: Named) -> None:
        self.stopped = self.stopped or outcome.stopped
        self._choice = self._choice or outcome.choice
        if not outcome.routes:
            self._missing.append((one, other))
            return
        self.hubs |= outcome.hubs
        self.tied.append((one.id, other.id))
        self._routes += outcome.routes

    def hops(self) -> set[Pair]:
        """The hops to choose from; along the direction of relations those of the cheapest ways that tie what can be tied."""
        if not self._question.walkable.directed:
            return {hop(*pair) for route in self._routes for pair in pairwise(route.ids)}
        sets = DisjointSets()
        chosen = [route for route in sorted(self._routes) if sets.join(route.ids[0], route.ids[-1])]
        return {pair for route in chosen for pair in pairwise(route.ids)}

    def _left(self) -> Limits:
        return Limits(timeout=None if self._until is None else self._until - time.monotonic())

    def nothing(self) -> CasegraphError:
        """The error that says why no two of them are tied."""
        if self.stopped:
            return SearchStopped(
                f"the search stopped {self.stopped}; whether any two of them are connected is not known",
                hint="give it more time with --timeout, or less to search: --max-hops, --only, --avoid",
            )
        why = self._why(*self._missing[0])
        count = len({one.id for one in self._question.entities})
        if count == 2:  # noqa: PLR2004  two entities are a path
            return why
        message = f"no two of the {count} entities could be tied; of the first two: {why}"
        return NothingFound(message, hint=why.hint)

    def _why(self, one: Named, other: Named) -> CasegraphError:
        try:
            limits = Limits(timeout=max(1.0, self._left().timeout or 0.0))
            find_paths(self._store, replace(self._question.between(one, other), every=False, k=1), limits)
        except (NothingFound, SearchStopped) as error:
            return error
        return NothingFound(f"the search from “{one.name}” to “{other.name}” was not made", hint="give it more --timeout")

    def apart(self, parts: list[list[str]]) -> tuple[Apart, ...]:
        """For pairs of the first part and each other one why no way was found between them; the first few with a reason."""
        at = {key: number for number, part in enumerate(parts) for key in part}
        found: dict[tuple[int, ...], Apart] = {}
        for one, other in self._missing:
            between = tuple(sorted((at[one.id], at[other.id])))
            if between[0] == between[1] or between in found:
                continue
            why = str(self._why(one, other)) if len(found) < _REASONS and not self.stopped else ""
            why = why or (self.stopped and f"the search stopped {self.stopped}")
            found[between] = Apart(start=one.id, end=other.id, why=why)
        return tuple(found[between] for between in sorted(found))

    def note(self) -> str:
        """What keeps the answer from being the best that is known to be there."""
        if self.stopped:
            return f"the search stopped {self.stopped}: there may be a smaller tie, and more may be tied"
        if self._question.walkable.directed:
            return (
                "along the direction of relations the best ways are put together; how near that is to the smallest is not known"
            )
        return self._choice
