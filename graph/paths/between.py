"""Everything on any path of at most so many hops between two entities: the entities, and the hops that such a path takes.

Outwards from both ends, the smaller side first, until the two radii add up to the hops: the steps of every such path are
then known. Which of them a simple path takes, one that comes to no entity twice, is found out among those (through.py).
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.errors import SearchStopped
from graph.paths.bidirectional import MOST_VISITED
from graph.paths.drawn import hops_told, named, weakest
from graph.paths.expand import CypherExpander
from graph.paths.search import find_paths
from graph.paths.simple_paths import Steps, Through, distances, steps_through, turned

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.paths.expand import Expander, Onward
    from graph.paths.question import PathQuestion
    from graph.stores import Limits, Store

_HUB = 1000


def _ignore(_: str) -> None: ...


def find_between(
    store: Store, question: PathQuestion, limits: Limits, most: int = 500, notice: Callable[[str], None] = _ignore
) -> dict[str, Any]:
    """`{"from", "to", "max_hops", "nodes": [{"id", "kind", "name", "from", "to"}], "hops", "weakest", "truncated"}`.

    Of the question its ends, `max_hops` and `walkable` count. A node's `from` and `to` are how many hops it is at least
    from either end; nodes come by `from` and id, hops by where they begin on the way. `truncated` says that there
    are more than `most` entities: those on the shortest paths are given. `note` stands there when some could not be settled.
    `notice` is told what takes long.

    Raises:
        NothingFound: there is no such path; the message says what would qualify.
        SearchStopped: a limit was reached.
        UsageError: the question cannot be meant.
    """
    question.check()
    start, end = question.start["id"], question.end["id"]
    found, known = Through(), Steps()
    if start != end:
        known = _Ball(_expander(store, question, limits, notice), question, limits).run()
        found = steps_through(known, (start, end), question.max_hops, max(most, question.max_hops + 1))
        if not found.steps and not found.unsettled:
            find_paths(store, replace(question, k=1, every=False), limits)  # says why there is none
    return _told(store, question, found, known)


def _told(store: Store, question: PathQuestion, found: Through, known: Steps) -> dict[str, Any]:
    start, end = question.start["id"], question.end["id"]
    steps = found.steps | found.unsettled
    away = distances({here: there for here, there in known.items() if here != end}, start)
    left = distances({here: there for here, there in turned(known).items() if here != start}, end)
    pairs = {min(step, step[::-1], key=lambda pair: (away[pair[0]], pair)) if step[::-1] in steps else step for step in steps}
    hubs = {key for key, there in known.items() if len(there) > _HUB}
    hops = hops_told(store, question, pairs, hubs)
    nodes = named(store, {start, end, *(key for step in steps for key in step)})
    ordered = sorted(nodes, key=lambda key: (away[key], key))
    answer: dict[str, Any] = {
        "from": nodes[start],
        "to": nodes[end],
        "max_hops": question.max_hops,
        "nodes": [nodes[key] | {"from": away[key], "to": left[key]} for key in ordered],
        "hops": [hop for pair in sorted(pairs, key=lambda pair: (away[pair[0]], pair)) for hop in hops[pair]["hops"]],
        "weakest": weakest(hops.values()),
        "truncated": found.cut,
    }
    settled = {key for step in found.steps for key in step}
    if unsettled := {key for step in found.unsettled for key in step} - settled:
        answer["note"] = (
            f"{len(unsettled)} of the entities are near enough to both ends, but whether a path leads over them without "
            "coming to any entity twice was not settled; ask for fewer hops to have it settled"
        )
        answer["unsettled"] = sorted(unsettled)
    return answer


def _expander(store: Store, question: PathQuestion, limits: Limits, notice: Callable[[str], None]) -> Expander:
    """The store, or of a large embedded one its mapped arrays, which know of no day what had happened by then."""
    if not question.walkable.moment:
        from graph.paths.arrays.use import arrays_of

        if (arrays := arrays_of(store, notice)) is not None:
            from graph.paths.arrays.expand import MappedExpander

            return MappedExpander(arrays, question)
    return CypherExpander(store, question, limits)


class _Ball:
    """Goes outwards from both ends and keeps every step that may be taken."""

    def __init__(self, expander: Expander, question: PathQuestion, limits: Limits) -> None:
        self._expander, self._limits = expander, limits
        self._hops = question.max_hops
        self._ends = (question.start["id"], question.end["id"])
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
