"""The search that a large Neo4j does itself: its own shortest paths, with the filters inside the pattern.

It is asked for questions that Cypher can express: shortest paths, all or the first few, with conditions on relations and
entities. Of equally short paths the engine gives as many as it is asked for, in an order of its own; when there are more
than are fetched, the choice among them is the server's, and the answer says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.errors import QueryTimeout
from graph.paths.bidirectional import Outcome, Way
from graph.paths.costs import Step, weakness, weight
from graph.paths.filters import StepFilter, entity_condition, relation_condition
from graph.paths.hops import HOP_COLUMNS, ShownStep
from graph.paths.k_shortest import Route
from graph.paths.question import Prefer

if TYPE_CHECKING:
    from graph.paths.question import PathQuestion
    from graph.stores import Limits, Store

Rows = list[dict[str, Any]]
MOST_TIES = 100
"""So many paths are fetched to choose from, at least; more are asked for when more are wanted."""
ANY_OF_MANY = "the server's choice among the paths of this length"


def expressible(question: PathQuestion) -> bool:
    """Whether the engine's own shortest paths answer the question."""
    return question.prefer is Prefer.SHORT and not question.via and question.walkable.snapshot.known_at is None


def search_by_selectors(store: Store, question: PathQuestion, limits: Limits, most_ties: int = MOST_TIES) -> Outcome:
    """The shortest paths as the engine finds them."""
    search = _SelectorSearch(store, question, limits, most_ties)
    try:
        search.run()
    except QueryTimeout:
        search.outcome.stopped = f"at the time limit of {limits.timeout:g} s"
    return search.outcome


class _SelectorSearch:
    def __init__(self, store: Store, question: PathQuestion, limits: Limits, most_ties: int) -> None:
        self._store, self._question, self._limits = store, question, limits
        self._ends = (question.start.id, question.end.id)
        self._relation = relation_condition(question.walkable)
        self._entity = entity_condition(question.walkable, self._ends, "n")
        self._fetched = max(most_ties, question.wanted + 1)
        self._any = question.wanted == 1 and not question.every and most_ties == MOST_TIES
        self.outcome = Outcome(way=Way.SELECTORS)

    def run(self) -> None:
        """One length more at a time, until there are enough paths."""
        if self._any and self._entity.text == "TRUE":
            self._take_one(self._asked(self._legacy("shortestPath", _HOPS.format(types=self._types(), columns=HOP_COLUMNS))))
            return
        rows = self._asked(self._first_query())
        self._take(rows)
        groups = 1
        while rows and len(self.outcome.routes) < self._question.wanted and not self._question.every:
            groups += 1
            before, rows = len(rows), self._asked(self._groups(groups))
            if len(rows) == before or len(rows[-1]["ids"]) - 1 > self._question.max_hops:
                break
            self._take(rows)

    def _first_query(self) -> str:
        return self._legacy("allShortestPaths") if self._entity.text == "TRUE" else self._groups(1)

    def _asked(self, query: str) -> Rows:
        start, end = self._ends
        params = {**self._relation.params, **self._entity.params, "start": start, "end": end, "most": self._fetched}
        return self._store.read(query, params, self._limits).rows

    def _arrow(self) -> str:
        return "->" if self._question.walkable.directed else "-"

    def _types(self) -> str:
        return "|".join(self._question.walkable.types)

    def _legacy(self, function: str, returned: str = "") -> str:
        """Cypher's older functions: the faster ones, for conditions on relations alone."""
        pattern = f"(a)-[rs:{self._types()}*..{self._question.max_hops}]{self._arrow()}(b)"
        condition = "" if self._relation.text == "TRUE" else f"WHERE all(r IN rs WHERE {self._relation.text}) "
        return f"{_ENDS} MATCH p = {function}({pattern}) {condition}{returned or _RETURNED}"

    def _groups(self, groups: int) -> str:
        """A path selector with the conditions inside the pattern: every path of the so many shortest lengths."""
        relation = "" if self._relation.text == "TRUE" else f" WHERE {self._relation.text}"
        entity = "" if self._entity.text == "TRUE" else f" WHERE {self._entity.text}"
        hop = f"(()-[r:{self._types()}{relation}]{self._arrow()}(n{entity}))"
        return f"{_ENDS} MATCH p = SHORTEST {groups} GROUPS (a){hop}{{1,{self._question.max_hops}}}(b) {_RETURNED}"

    def _take_one(self, rows: Rows) -> None:
        """Keeps the one path that the server chose, with its hops, which came in the same answer."""
        self.outcome.choice, self.outcome.steps = ANY_OF_MANY, [ShownStep.of(row) for row in rows]
        weak: dict[tuple[str, str], int] = {}
        qualify = StepFilter(self._question.walkable, frozenset(self._ends))
        for step in self.outcome.steps:
            along = not self._question.walkable.directed or step.source == step.here
            if along and qualify.passes(step):
                pair, value = (step.here, step.there), weakness(step.grade, len(step.origins or ()))
                weak[pair] = min(value, weak.get(pair, value))
        if weak:
            cost = sum(weight(Prefer.SHORT, Step(value), last=False) for value in weak.values())
            self.outcome.routes = [Route(cost, (self._ends[0], *(there for _, there in weak)))]

    def _take(self, rows: Rows) -> None:
        """Keeps the simple paths among the rows, each once however many relations run side by side, in our order."""
        costs: dict[tuple[str, ...], int] = {}
        for row in rows:
            ids = tuple(row["ids"])
            cost = sum(weight(Prefer.SHORT, Step(weakness(grade, count)), last=False) for grade, count in row["facts"])
            if len(set(ids)) == len(ids):
                costs[ids] = min(cost, costs.get(ids, cost))
        routes = sorted(Route(cost, ids) for ids, cost in costs.items())
        if self._question.every:
            routes = [route for route in routes if len(route.ids) == len(routes[0].ids)]
        wanted = self._question.wanted
        self.outcome.routes, self.outcome.more = routes[:wanted], len(routes) > wanted
        self.outcome.choice = ANY_OF_MANY if len(rows) >= self._fetched else ""


_ENDS = "MATCH (a:Entity {id: $start}) MATCH (b:Entity {id: $end})"
_HOPS = (
    "WITH nodes(p) AS ns UNWIND range(0, size(ns) - 2) AS at WITH at, ns[at] AS a, ns[at + 1] AS b "
    "MATCH (a)-[r:{types}]-(b) RETURN a.id AS here, b.id AS there, {columns} ORDER BY at"
)
_RETURNED = (
    "WITH p LIMIT $most RETURN [n IN nodes(p) | n.id] AS ids, "
    "[r IN relationships(p) | [r.grade, size(coalesce(r.origins, []))]] AS facts"
)
