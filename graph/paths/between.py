"""Everything on any path of at most so many hops between two entities: the entities, and the hops that such a path takes.

Outwards from both ends, the smaller side first, until the two radii add up to the hops: the steps of every such path are
then known. Which of them a simple path takes, one that comes to no entity twice, is found out among those (simple_paths.py).
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import Field

from graph.ask.answer import Answer, Named
from graph.errors import SearchStopped
from graph.paths.bidirectional import MOST_VISITED
from graph.paths.expand import CypherExpander
from graph.paths.find import find_paths
from graph.paths.hops import HUB, GradeAndOrigins, Hop, hops_between, named, weakest
from graph.paths.search import ignore
from graph.paths.simple_paths import Step, Steps, StepsOnPaths, distances, steps_on_simple_paths, turned

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.paths.expand import Expander, Onward
    from graph.paths.question import PathQuestion
    from graph.stores import Limits, Store


class NodeBetween(Named):
    """An entity with the least number of hops to it from either end."""

    from_start: int = Field(alias="from")
    to_end: int = Field(alias="to")


class Between(Answer):
    """Entities by the hops from the start and id, and hops by where they begin on the way.

    `truncated` says that there are more entities than were asked for: those on the shortest paths are given. `note` and
    `unsettled` (ids) are there when it could not be settled whether some lie on a path.
    """

    start: Named = Field(alias="from")
    end: Named = Field(alias="to")
    max_hops: int
    nodes: tuple[NodeBetween, ...]
    hops: tuple[Hop, ...]
    weakest: GradeAndOrigins | None
    truncated: bool
    note: str = ""
    unsettled: tuple[str, ...] = ()


def find_between(
    store: Store, question: PathQuestion, limits: Limits, most: int = 500, notice: Callable[[str], None] = ignore
) -> Between:
    """What lies on paths between the ends of a question, of which its ends, `max_hops` and `walkable` count.

    At most `most` entities are given; `notice` hears of what takes long.

    Raises:
        NothingFound: there is no such path; the message says what would qualify.
        SearchStopped: a limit was reached.
        UsageError: the question cannot be meant.
    """
    question.check()
    start, end = question.start.id, question.end.id
    found, known = StepsOnPaths(), Steps()
    if start != end:
        known = _Outwards(_expander(store, question, limits, notice), question, limits).run()
        found = steps_on_simple_paths(known, (start, end), question.max_hops, max(most, question.max_hops + 1))
        if not found.steps and not found.unsettled:
            find_paths(store, replace(question, k=1, every=False), limits)  # says why there is none
    return _between(store, question, found, known)


def _between(store: Store, question: PathQuestion, found: StepsOnPaths, known: Steps) -> Between:
    start, end = question.start.id, question.end.id
    steps = found.steps | found.unsettled
    away = distances({here: there for here, there in known.items() if here != end}, start)
    left = distances({here: there for here, there in turned(known).items() if here != start}, end)

    def place(pair: Step) -> tuple[int, Step]:
        return away[pair[0]], pair

    pairs = {min(step, step[::-1], key=place) if step[::-1] in steps else step for step in steps}
    hops = hops_between(store, question, pairs, {key for key, there in known.items() if len(there) > HUB})
    nodes = named(store, {start, end, *(key for step in steps for key in step)})
    ordered = sorted(nodes.values(), key=lambda node: (away[node.id], node.id))
    return Between(
        start=nodes[start], end=nodes[end], max_hops=question.max_hops,
        nodes=tuple(NodeBetween(**node.as_json(), from_start=away[node.id], to_end=left[node.id]) for node in ordered),
        hops=tuple(hops[pair] for pair in sorted(pairs, key=place)), weakest=weakest(hops.values()), truncated=found.cut,
        **_unsettled(found),
    )  # fmt: skip


def _unsettled(found: StepsOnPaths) -> dict[str, Any]:
    """What could not be settled, with a note; nothing where all was."""
    settled = {key for step in found.steps for key in step}
    open_ends = {key for step in found.unsettled for key in step} - settled
    note = (
        f"{len(open_ends)} of the entities are near enough to both ends, but whether a path leads over them without "
        "coming to any entity twice was not settled; ask for fewer hops to have it settled"
    )
    return {"note": note, "unsettled": tuple(sorted(open_ends))} if open_ends else {}


def _expander(store: Store, question: PathQuestion, limits: Limits, notice: Callable[[str], None]) -> Expander:
    """The store, or of a large embedded one its mapped arrays, which know of no day what had happened by then."""
    if store.info.embedded and not question.walkable.snapshot:
        from graph.paths.arrays.use import arrays_of

        if (arrays := arrays_of(store, notice)) is not None:
            from graph.paths.arrays.expand import MappedExpander

            return MappedExpander(arrays, question)
    return CypherExpander(store, question, limits)


class _Outwards:
    """Goes outwards from both ends and keeps every step that may be taken."""

    def __init__(self, expander: Expander, question: PathQuestion, limits: Limits) -> None:
        self._expander, self._limits = expander, limits
        self._hops = question.max_hops
        self._ends = (question.start.id, question.end.id)
        self._seen = tuple({end} for end in self._ends)
        self._edges = [{end} for end in self._ends]
        self._until = None if limits.timeout is None else time.monotonic() + limits.timeout
        self._steps: Steps = {}

    def run(self) -> Steps:
        """The steps of every path of at most so many hops, and others."""
        for _ in range(self._hops):
            side = 0 if len(self._edges[0]) <= len(self._edges[1]) else 1
            if not self._edges[side]:
                break  # everything that can be reached from there is known, with all its steps
            self._give_up_in_time()
            self._take(self._expander.onward(sorted(self._edges[side]), backwards=side == 1), side)
        return self._steps

    def _take(self, onward: Onward, side: int) -> None:
        reached: set[str] = set()
        for here, steps in onward.items():
            reached.update(steps)
            if side:
                for there in steps:
                    self._steps.setdefault(there, set()).add(here)
            else:
                self._steps.setdefault(here, set()).update(steps)
        self._edges[side] = reached - self._seen[side] - {self._ends[1 - side]}
        self._seen[side].update(reached)

    def _give_up_in_time(self) -> None:
        visited = len(self._seen[0] | self._seen[1])
        if self._until is not None and time.monotonic() > self._until:
            raise _stopped(f"at the time limit of {self._limits.timeout:g} s", visited)
        if visited > MOST_VISITED:
            raise _stopped(f"at the limit of {MOST_VISITED:,} entities", visited)


def _stopped(reason: str, visited: int) -> SearchStopped:
    return SearchStopped(
        f"the search stopped {reason} after looking at {visited:,} entities",
        hint="ask for fewer hops with --max-hops, or for less to search: --only, --avoid, --min-grade; or give it more --timeout",
    )
