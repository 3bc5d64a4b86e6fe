"""What is said when no path qualifies: what would, or what stands between the two.

Each answer is itself a search, with one filter taken off or with more hops, so that nothing is guessed.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.ask.snapshot import absent
from graph.errors import CasegraphError, NothingFound, SearchStopped
from graph.model import HYPOTHESIS
from graph.model.vocabulary import GRADES, meets_grade
from graph.paths.bidirectional import BidirectionalSearch, Caps, Way
from graph.paths.expand import CypherExpander
from graph.paths.hops import named
from graph.paths.question import MAX_HOPS, Prefer
from graph.paths.search import search
from graph.stores import Limits
from graph.text import counted

if TYPE_CHECKING:
    from graph.paths.bidirectional import Outcome
    from graph.paths.k_shortest import Route
    from graph.paths.question import PathQuestion, Walkable
    from graph.stores import Store

_SMALL = 1000
"""So many entities are looked at to tell whether an end is in a small component of its own."""
_OPTIONS = {
    "min_grade": "--min-grade",
    "min_origins": "--min-origins",
    "snapshot": "the day asked for",
    "directed": "--directed",
    "undisputed": "--undisputed",
    "avoid": "--avoid",
    "avoid_kinds": "--avoid",
    "types": "--only and --not",
}


def no_path(store: Store, question: PathQuestion, limits: Limits, outcome: Outcome) -> CasegraphError:
    """The error that says why there is no path, and what there is instead."""
    if outcome.stopped:
        return _stopped(outcome)
    return _Reasons(store, question, limits).error(outcome)


def _stopped(outcome: Outcome) -> SearchStopped:
    looked = f" after looking at {outcome.visited:,} entities" if outcome.visited else ""
    return SearchStopped(
        f"the search stopped {outcome.stopped}{looked}; whether there is a path is not known",
        hint="give it more time with --timeout, or less to search: --max-hops, --only, --avoid",
    )


class _Reasons:
    def __init__(self, store: Store, question: PathQuestion, limits: Limits) -> None:
        self._store, self._limits = store, limits
        self._question = replace(question, k=1, every=False, prefer=Prefer.SHORT)
        self._names = f"from “{question.start.name}” to “{question.end.name}”"
        self._last: Outcome | None = None
        self._farthest: Outcome | None = None
        self._until = None if limits.timeout is None else time.monotonic() + limits.timeout

    def error(self, outcome: Outcome) -> CasegraphError:
        """Nothing found, in words that fit."""
        question = self._question
        if gone := self._not_there_yet():
            return gone
        asked = _asked_of(question.walkable, question.via, self._named(question.via))
        message = f"no path of at most {counted(question.max_hops, 'hop')} {self._names}{asked}"
        try:
            instead, hint = self._over_denied() or self._instead(outcome)
        except _OutOfTime:
            instead, hint = "no time was left to look for what would do instead", "give it more time with --timeout"
        return NothingFound(f"{message}; {instead}", hint=hint)

    def _not_there_yet(self) -> NothingFound | None:
        """An end that is no part of the graph, at all or on the day asked for."""
        snapshot = self._question.walkable.snapshot
        ends = {end.id: end.name for end in (self._question.start, self._question.end)}
        if missing := sorted(ends.keys() - named(self._store, ends).keys()):
            return NothingFound(f"there is no entity {missing[0]}", hint="`casegraph search WORD` looks through all names")
        gone = sorted(absent(self._store, ends, snapshot)) if snapshot else []
        if not gone:
            return None
        return NothingFound(f"“{ends[gone[0]]}” is no part of the graph {snapshot.words()}", hint="ask for a later day")

    def _over_denied(self) -> tuple[str, str] | None:
        if self._question.walkable.denied:
            return None
        route = self._try(replace(self._question, walkable=replace(self._question.walkable, denied=True)))
        return (f"over what is denied only {self._described(route)}", "ask with --through-denied") if route else None

    def _instead(self, outcome: Outcome) -> tuple[str, str]:
        narrowing = self._question.walkable.narrowing()
        for name in narrowing:
            if name == "min_grade":
                if weaker := self._weaker_grade():
                    return weaker
            elif route := self._try(replace(self._question, walkable=_loosened(self._question.walkable, name))):
                return f"without {_OPTIONS[name]} {self._described(route)}", f"leave out {_OPTIONS[name]}"
        if self._question.via and (route := self._try(replace(self._question, via=()))):
            return f"without --via {self._described(route)}", "leave out --via, or ask for more hops"
        if longer := self._longer(narrowing):
            return longer
        if len(narrowing) > 1:
            free = replace(self._question, walkable=_free(self._question.walkable))
            if route := self._try(free):
                return f"with none of the filters {self._described(route)}", "take filters off one by one"
        return self._separate(outcome, filtered=bool(narrowing))

    def _weaker_grade(self) -> tuple[str, str] | None:
        """The best grade at which there is a path: every better one was tried, by halves."""
        lowest = self._question.walkable.min_grade
        weaker = [grade for grade in GRADES if lowest is not None and not meets_grade(grade, lowest)]
        best: tuple[str, Route] | None = None
        if not weaker and not (route := self._at_grade(None)):
            return None
        low, high = 0, len(weaker) - 1
        while low <= high:
            middle = (low + high) // 2
            route = self._at_grade(weaker[middle])
            if route:
                best, high = (weaker[middle], route), middle - 1
            else:
                low = middle + 1
        if best is None:
            route = self._at_grade(None)
            return (f"without a grade asked for {self._described(route)}", "leave out --min-grade") if route else None
        return f"{self._described(best[1], f' at {best[0]}')}", f"ask with --min-grade {best[0]}"

    def _at_grade(self, grade: str | None) -> Route | None:
        return self._try(replace(self._question, walkable=replace(self._question.walkable, min_grade=grade)))

    def _longer(self, narrowing: list[str]) -> tuple[str, str] | None:
        if self._question.max_hops >= MAX_HOPS:
            return None
        route = self._try(replace(self._question, max_hops=MAX_HOPS))
        self._farthest = self._last
        if route is None:
            return None
        hops = len(route.ids) - 1
        return self._described(route, " that qualifies" if narrowing else ""), f"ask with --max-hops {hops}"

    def _separate(self, outcome: Outcome, *, filtered: bool) -> tuple[str, str]:
        """The two are in different components, or too far from each other."""
        if HYPOTHESIS not in self._question.walkable.types:
            types = (*self._question.walkable.types, HYPOTHESIS)
            route = self._try(replace(self._question, walkable=replace(self._question.walkable, types=types)))
            if route:
                return f"over a hypothesis {self._described(route)}", "ask with --through-hypotheses"
        outcome = self._farthest or outcome
        if outcome.way is Way.SELECTORS:  # a server says only that there is none
            outcome = self._surroundings()
        if not outcome.exhausted:
            return f"nor is there one of at most {MAX_HOPS} hops", "`casegraph neighbours` shows what is around an entity"
        end = self._question.start if outcome.exhausted == "start" else self._question.end
        joined = "by what is asked for the two are not connected" if filtered else "the two are in different components"
        around = f"only {outcome.around:,} other entities" if outcome.around != 1 else "only one other entity"
        if not outcome.around:
            around = "no other entity"
        return f"{joined}: {around} can be reached from “{end.name}”", "`casegraph neighbours` shows what is around it"

    def _surroundings(self) -> Outcome:
        """What is around the two, as far as it is small."""
        expander = CypherExpander(self._store, self._question, Limits(timeout=self._left()))
        return BidirectionalSearch(expander, replace(self._question, max_hops=MAX_HOPS), Caps(self._left(), _SMALL)).run()

    def _left(self) -> float | None:
        return None if self._until is None else max(0.1, self._until - time.monotonic())

    def _try(self, question: PathQuestion) -> Route | None:
        left = None if self._until is None else self._until - time.monotonic()
        if left is not None and left <= 0:
            raise _OutOfTime
        outcome = self._last = search(self._store, question, Limits(timeout=left))
        if outcome.stopped and not outcome.routes:
            raise _OutOfTime
        return outcome.routes[0] if outcome.routes else None

    def _described(self, route: Route, how: str = "") -> str:
        nodes = named(self._store, route.ids)
        return f"one of {counted(len(route.ids) - 1, 'hop')} exists{how}: {' – '.join(nodes[key].name for key in route.ids)}"

    def _named(self, ids: tuple[str, ...]) -> str:
        nodes = named(self._store, ids) if ids else {}
        return " and ".join(f"“{nodes[key].name}”" if key in nodes else key for key in ids)


class _OutOfTime(Exception):
    """No time is left to look for what would do instead."""


def _asked_of(walkable: Walkable, via: tuple[str, ...], named: str) -> str:
    """What was asked of the path."""
    parts = [
        f"at grade {walkable.min_grade} or better" if walkable.min_grade else "",
        f"with {walkable.min_origins} independent origins on every hop" if walkable.min_origins > 1 else "",
        walkable.snapshot.words(),
        "by undisputed relations" if walkable.undisputed else "",
        "along the direction of its relations" if walkable.directed else "",
        "by relations of the types asked for" if "types" in walkable.narrowing() else "",
        "around what is to be avoided" if walkable.avoid or walkable.avoid_kinds else "",
        f"by way of {named}" if via else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f" {said}" if said else ""


def _loosened(walkable: Walkable, name: str) -> Walkable:
    """Without one filter; hypotheses stay walked, or not walked, as they are."""
    loose = walkable.without(name)
    return replace(loose, types=(*loose.types, HYPOTHESIS)) if name == "types" and walkable.hypotheses else loose


def _free(walkable: Walkable) -> Walkable:
    """Without any filter."""
    free = walkable
    for name in walkable.narrowing():
        free = _loosened(free, name)
    return free
