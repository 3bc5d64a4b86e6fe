"""The answer to a path question: which way of searching is taken, and what the answer says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.paths.best import Route
from graph.paths.details import entities, told
from graph.paths.expand import CypherExpander
from graph.paths.levels import Caps, Found, LevelSearch

if TYPE_CHECKING:
    from graph.paths.question import PathQuestion
    from graph.stores.base import Limits, Store


def find_paths(store: Store, question: PathQuestion, limits: Limits, *, explain: bool = False) -> dict[str, Any]:
    """`{"from", "to", "paths": [{"length", "nodes", "hops"}], "truncated"}`; paths by cost and then by their ids.

    A hop is described at `graph.paths.details.told`. `truncated` says that there are more of the same length than are
    shown; with `explain` there is also `explain`, with how the search went.

    Raises:
        NothingFound: nothing qualifies; the message says what would.
        UsageError: the question cannot be meant.
    """
    question.check()
    start, end = question.start["id"], question.end["id"]
    found = Found([Route(0, (start,))]) if start == end else search(store, question, limits, explain=explain)
    if not found.routes:
        from graph.paths.why import nothing

        raise nothing(store, question, limits, found)
    paths = told(store, question, found.routes)
    ends = entities(store, {start, end})
    answer = {"from": ends[start], "to": ends[end], "paths": paths, "truncated": question.every and found.more}
    return answer


def search(store: Store, question: PathQuestion, limits: Limits, *, explain: bool = False) -> Found:
    """The routes, by the fastest way that can answer the question."""
    expander = CypherExpander(store, question, limits, counting=explain)
    found = LevelSearch(expander, question, Caps(seconds=limits.timeout)).run()
    found.removed = expander.sieve.removed
    return found
