"""What is said when no path qualifies: what would."""

from __future__ import annotations

from graph.errors import NothingFound


def nothing(store, question, limits, found):
    return NothingFound(
        f"no path of at most {question.max_hops} hops from “{question.start['name']}” to “{question.end['name']}”",
        hint="--max-hops",
    )
