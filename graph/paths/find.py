"""The answer to a path question: the paths that were found as people and machines get them, or why there is none."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import Field

from graph.ask.answer import Answer, Named
from graph.paths.bidirectional import Outcome, Way
from graph.paths.costs import shown_cost
from graph.paths.hops import GradeAndOrigins, Hop, hops_of, named, steps_between, weakest
from graph.paths.k_shortest import Route
from graph.paths.no_path import no_path
from graph.paths.search import ignore, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.paths.question import PathQuestion
    from graph.stores import Limits, Store


class Path(Answer):
    """One path; `weakest` is the lowest grade and the smallest number of origins along it, None of no hop at all."""

    length: int
    weakest: GradeAndOrigins | None
    nodes: tuple[Named, ...]
    hops: tuple[Hop, ...]
    cost: int


class Explanation(Answer):
    """How a search went: entities looked at, new ones by step and end, relations that each filter took away."""

    way: Way
    visited: int
    frontiers: tuple[tuple[str, int], ...]
    removed: dict[str, int]
    seconds: float


class Paths(Answer):
    """Paths, the best first; `truncated` says that there are more of the same length than are shown.

    `note` is there when the paths are somebody's choice, or when better ones may exist; `explain` when it was asked for.
    """

    start: Named = Field(alias="from")
    end: Named = Field(alias="to")
    paths: tuple[Path, ...]
    truncated: bool
    note: str = ""
    explain: Explanation | None = None


def find_paths(
    store: Store, question: PathQuestion, limits: Limits, *, explain: bool = False, notice: Callable[[str], None] = ignore
) -> Paths:
    """The paths, by what is preferred, then by evidence or length, then by their ids; `notice` hears of what takes long.

    Raises:
        NothingFound: nothing qualifies; the message says what would.
        SearchStopped: a limit was reached before anything was found.
        UsageError: the question cannot be meant.
    """
    question.check()
    began = time.monotonic()
    if question.start.id == question.end.id:
        outcome = Outcome([Route(0, (question.start.id,))])
    else:
        outcome = search(store, question, limits, explain=explain, notice=notice)
    if not outcome.routes:
        raise no_path(store, question, limits, outcome)
    paths = _paths(store, question, outcome)
    nodes, given = paths[0].nodes, _noted(outcome)
    if explain:
        given["explain"] = _explained(outcome, time.monotonic() - began)
    return Paths(start=nodes[0], end=nodes[-1], paths=paths, truncated=question.every and outcome.more, **given)


def _noted(outcome: Outcome) -> dict[str, Any]:
    """The note that belongs to an outcome, under `note`; nothing where there is none."""
    note = outcome.choice or (outcome.stopped and f"the search stopped {outcome.stopped}: there may be better paths")
    return {"note": note} if note else {}


def _paths(store: Store, question: PathQuestion, outcome: Outcome) -> tuple[Path, ...]:
    """The routes with their entities and hops."""
    pairs = {pair for route in outcome.routes for pair in pairwise(route.ids)}
    steps = outcome.steps or steps_between(store, question, pairs, outcome.hubs)
    nodes = {end.id: end for step in steps for end in step.ends}
    nodes |= named(store, lone) if (lone := {key for route in outcome.routes for key in route.ids} - nodes.keys()) else {}
    every = hops_of(store, question, steps)
    paths = []
    for route in outcome.routes:
        hops = tuple(every[pair] for pair in pairwise(route.ids))
        on_path = tuple(nodes[key] for key in route.ids)
        paths.append(Path(length=len(hops), weakest=weakest(hops), nodes=on_path, hops=hops, cost=shown_cost(route.cost)))
    return tuple(paths)


def _explained(outcome: Outcome, seconds: float) -> Explanation:
    return Explanation(way=outcome.way, visited=outcome.visited, frontiers=tuple(outcome.frontiers),
                       removed=dict(sorted(outcome.removed.items())), seconds=round(seconds, 3))  # fmt: skip
