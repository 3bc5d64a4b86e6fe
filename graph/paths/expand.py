"""One step further from many entities at once, asked of the engine in one query: the same words for every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from graph.model import RELATIONS
from graph.paths.costs import Step, weakness
from graph.paths.filters import Condition, Sieve, entity_condition, relation_condition
from graph.paths.question import Prefer
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.paths.question import PathQuestion
    from graph.stores import Store

Onward = dict[str, dict[str, Step]]
"""By entity, the entities one step on, each with the cheapest relation that leads there."""
_BATCH = 2000


class Expander(Protocol):
    """Gives the steps that may be walked from some entities, or, backwards, to them."""

    def onward(self, ids: Sequence[str], *, backwards: bool) -> Onward:
        """By each of the ids, the entities one step away."""


class CypherExpander:
    """Asks the store; `sieve.removed` counts what filters took away, if `counting`."""

    def __init__(self, store: Store, question: PathQuestion, limits: Limits, *, counting: bool = False) -> None:
        self._store, self._limits = store, limits
        walkable = question.walkable
        ends = frozenset((question.start["id"], question.end["id"]))
        self.sieve = Sieve(walkable, ends)
        self._params: dict[str, Any] = {}
        conditions = []
        if not counting:
            at_once = [entity_condition(walkable, ends, "o")]
            if walkable.moment.known_at is None:
                at_once.append(relation_condition(walkable))
            conditions = self._taken(at_once)
        counted = question.prefer is Prefer.SPECIFIC
        self._queries = {
            backwards: _query(
                walkable.types,
                _arrow(directed=walkable.directed, backwards=backwards),
                conditions,
                f", {degree_of(store, 'e' if backwards else 'o')} AS degree" if counted else "",
            )
            for backwards in (False, True)
        }

    def _taken(self, conditions: Iterable[Condition]) -> list[str]:
        for condition in conditions:
            self._params |= condition.params
        return [condition.text for condition in conditions if condition.text != "TRUE"]

    def onward(self, ids: Sequence[str], *, backwards: bool) -> Onward:
        """See `Expander.onward`."""
        found: Onward = {}
        for start in range(0, len(ids), _BATCH):
            params = {**self._params, "ids": list(ids[start : start + _BATCH])}
            rows = self._store.read(self._queries[backwards], params, self._limits).rows
            for row in self.sieve.kept(self._store, rows):
                step = Step(weakness(row["grade"], len(row["origins"] or ())), row.get("degree") or 0)
                onward = found.setdefault(row["here"], {})
                if row["there"] not in onward or step.weakness < onward[row["there"]].weakness:
                    onward[row["there"]] = step
        return found


def _query(types: Sequence[str], arrow: tuple[str, str], conditions: Sequence[str], degree: str) -> str:
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    return (
        f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}){arrow[0]}[r:{'|'.join(types)}]{arrow[1]}(o:Entity) {where}"
        "RETURN e.id AS here, o.id AS there, o.kind AS kind, r.id AS id, r.grade AS grade, r.origins AS origins, "
        f"r.since_earliest AS since_earliest, r.until_latest AS until_latest, r.judgement AS judgement{degree}"
    )


def _arrow(*, directed: bool, backwards: bool) -> tuple[str, str]:
    if not directed:
        return "-", "-"
    return ("<-", "-") if backwards else ("-", "->")


def degree_of(store: Store, name: str) -> str:
    """How many relations the entity of that name has, whatever is walked."""
    return store.features.count_of(f"({name})-[:{'|'.join(sorted(RELATIONS))}]-()")
