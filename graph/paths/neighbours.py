"""What lies around an entity: entities by distance, each with the relations that lead there from one hop nearer.

The engine gives the entities of one distance page by page in the order of their ids, and no more pages than the limit
needs, so that of a hub's hundred thousand neighbours only those are fetched that are shown.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.ask.answer import Answer, Named
from graph.ask.snapshot import absent
from graph.errors import NothingFound, SearchStopped, UsageError
from graph.paths.expand import degrees
from graph.paths.filters import STEP_COLUMNS, RelationStep, StepFilter, step_condition
from graph.paths.hops import HUB, GradeAndOrigins, Hop, hops_between, named, weakest
from graph.paths.question import PathQuestion, Walkable
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.stores import Store

MOST_AROUND = 6
_PAGE = 50
_LARGEST_PAGE = 2000


@dataclass(frozen=True, slots=True)
class NeighbourQuestion:
    """Around what, how far, and how many entities at most, the nearest first."""

    around: Named
    hops: int = 1
    most: int = 100
    walkable: Walkable = field(default_factory=Walkable)

    def check(self) -> None:
        """Raises UsageError for a distance that cannot be meant, or an entity that is to be avoided."""
        if not 1 <= self.hops <= MOST_AROUND:
            raise UsageError(f"--hops is between 1 and {MOST_AROUND}, not {self.hops}", hint="leave it out for one hop")
        if self.around.id in self.walkable.avoid:
            raise UsageError(f"“{self.around.name}” is asked about and to be avoided as well", hint="leave out --avoid")


class Neighbour(Named):
    """An entity so many hops away, with the hops that lead there from one hop nearer."""

    distance: int
    weakest: GradeAndOrigins | None
    relations: tuple[Hop, ...]


class Neighbourhood(Answer):
    """Neighbours by distance and then by id; `truncated` says that there are more than the limit lets be shown."""

    around: Named
    hops: int
    neighbours: tuple[Neighbour, ...]
    truncated: bool


def find_neighbours(store: Store, question: NeighbourQuestion, limits: Limits) -> Neighbourhood:
    """What lies around an entity.

    Raises:
        NothingFound: nothing is next to it.
        SearchStopped: the time was over; QueryTimeout: it was over within a query.
        UsageError: the question cannot be meant.
    """
    question.check()
    search = _Search(store, question, limits)
    search.run()
    if len(search.distance) == 1:
        raise _nothing(store, question)
    leading: dict[str, list[Hop]] = {}
    for (_, key), hop in hops_between(store, search.question, search.pairs, _hubs(store, search.pairs)).items():
        leading.setdefault(key, []).append(hop)
    nodes = named(store, search.distance)
    around = nodes.pop(question.around.id)
    neighbours = [
        Neighbour(**node.as_json(), distance=search.distance[key], weakest=weakest(leading[key]), relations=tuple(leading[key]))
        for key, node in sorted(nodes.items(), key=lambda item: (search.distance[item[0]], item[0]))
    ]
    return Neighbourhood(around=around, hops=question.hops, neighbours=tuple(neighbours), truncated=search.truncated)


def _hubs(store: Store, pairs: set[tuple[str, str]]) -> set[str]:
    """Of the entities that lead to several others those with very many relations, which are not to be gone through for each."""
    several = {here for here, count in Counter(here for here, _ in pairs).items() if count > 1}
    return {key for key, degree in degrees(store, several).items() if degree > HUB} if several else set()


class _Search:
    def __init__(self, store: Store, question: NeighbourQuestion, limits: Limits) -> None:
        self._store, self._asked, self._limits = store, question, limits
        self._until = None if limits.timeout is None else time.monotonic() + limits.timeout
        walkable, ends = question.walkable, frozenset((question.around.id,))
        self.question = PathQuestion(question.around, question.around, walkable=walkable)
        self._filter = StepFilter(walkable, ends)
        condition = step_condition(walkable, ends)
        self._params, self._where = condition.params, "" if condition.text == "TRUE" else f" AND {condition.text}"
        self._pattern = f"-[r:{'|'.join(walkable.types)}]-{'>' if walkable.directed else ''}"
        self.distance: dict[str, int] = {question.around.id: 0}
        self.pairs: set[tuple[str, str]] = set()
        self.truncated = False

    def run(self) -> None:
        """From each distance to the next, until there are enough or nothing is left."""
        edge = [self._asked.around.id]
        for distance in range(1, self._asked.hops + 1):
            edge = self._next(edge, distance)
            if not edge or self.truncated:
                break

    def _next(self, edge: list[str], distance: int) -> list[str]:
        """The entities one hop further, as many as may still be shown; whether there are more is found out, too."""
        found: list[str] = []
        after, page = "", _PAGE
        while True:
            room = self._asked.most - len(self.distance) + 1
            page = min(_LARGEST_PAGE, max(page * 2, room + 1))
            rows = self._page(edge, after, page)
            new = [key for key in rows if key not in self.distance]
            for key, before in self._led(edge, new):
                if room == 0:
                    self.truncated = True
                    return found
                self.distance[key] = distance
                self.pairs.update((one, key) for one in before)
                found.append(key)
                room -= 1
            if len(rows) < page:
                return found
            after = rows[-1]

    def _page(self, edge: Sequence[str], after: str, page: int) -> list[str]:
        """The ids, in order, of entities one hop on that come after one of them."""
        query = (
            f"UNWIND $edge AS id MATCH (e:Entity {{id: id}}){self._pattern}(o:Entity) WHERE o.id > $after{self._where} "
            f"WITH DISTINCT o.id AS there ORDER BY there LIMIT {page} RETURN there"
        )
        params = {**self._params, "edge": list(edge), "after": after}
        return self._store.read(query, params, self._left()).column("there")

    def _led(self, edge: Sequence[str], ids: Sequence[str]) -> list[tuple[str, list[str]]]:
        """Those of the entities that a relation which qualifies leads to, each with where it comes from."""
        backwards = f"{'<' if self._asked.walkable.directed else ''}{self._pattern.removesuffix('>')}"
        query = (
            f"UNWIND $ids AS id MATCH (o:Entity {{id: id}}){backwards}(e:Entity) WHERE e.id IN $edge{self._where} "
            f"RETURN e.id AS here, o.id AS there, o.kind AS kind, {STEP_COLUMNS}"
        )
        params = {**self._params, "edge": list(edge), "ids": list(ids)}
        rows = self._store.read(query, params, self._left()).rows if ids else []
        before: dict[str, set[str]] = {}
        for step in self._filter.kept(self._store, [RelationStep(**row) for row in rows]):
            before.setdefault(step.there, set()).add(step.here)
        return [(key, sorted(before[key])) for key in ids if key in before]

    def _left(self) -> Limits:
        if self._until is None:
            return replace(self._limits, rows=None)
        left = self._until - time.monotonic()
        if left <= 0:
            raise SearchStopped(
                f"the search stopped at the time limit of {self._limits.timeout:g} s, {len(self.distance) - 1} entities on",
                hint="give it more time with --timeout, or ask for fewer with --hops or --limit",
            )
        return Limits(timeout=left)


def _nothing(store: Store, question: NeighbourQuestion) -> NothingFound:
    """Why there is nothing, and what there is instead."""
    around, walkable = question.around, question.walkable
    if walkable.snapshot and absent(store, {around.id}, walkable.snapshot):
        return NothingFound(f"“{around.name}” is no part of the graph {walkable.snapshot.words()}", hint="ask for a later day")
    narrowed = walkable.narrowing()
    free = replace(question, walkable=Walkable(), most=1)
    if narrowed and _any(store, free):
        return NothingFound(
            f"nothing next to “{around.name}” qualifies; without the filters something is there",
            hint="leave out a filter: --only, --not, --directed, --min-grade, --min-origins, --avoid, or the days",
        )
    if not walkable.denied and _any(store, replace(free, walkable=Walkable(denied=True))):
        return NothingFound(f"nothing is next to “{around.name}” but what is denied only", hint="ask with --through-denied")
    return NothingFound(
        f"nothing is next to “{around.name}” in this graph", hint=f"`casegraph show {around.id}` tells what is known"
    )


def _any(store: Store, question: NeighbourQuestion) -> bool:
    search = _Search(store, question, Limits())
    search.run()
    return len(search.distance) > 1
