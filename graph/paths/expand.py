"""One step further from many entities at once, asked of the engine in one query: the same words for every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from graph.model import RELATIONS
from graph.paths.costs import Step, weakness
from graph.paths.filters import STEP_COLUMNS, Condition, RelationStep, StepFilter, step_condition
from graph.paths.question import Prefer
from graph.stores import Limits, batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.paths.question import PathQuestion
    from graph.stores import Store

Onward = dict[str, dict[str, Step]]
"""By entity, the entities one step on, each with the cheapest relation that leads there."""
_BATCH = 2000
_LIMITS = Limits(timeout=60.0)


class Expander(Protocol):
    """Gives the steps that may be walked from some entities, or, backwards, to them."""

    def onward(self, ids: Sequence[str], *, backwards: bool) -> Onward:
        """By each of the ids, the entities one step away."""


class CypherExpander:
    """Asks the store; `filter.removed` counts what filters took away, if `counting`."""

    def __init__(self, store: Store, question: PathQuestion, limits: Limits, *, counting: bool = False) -> None:
        self._store, self._limits = store, limits
        walkable = question.walkable
        ends = frozenset((question.start.id, question.end.id))
        self.filter = StepFilter(walkable, ends)
        condition = Condition("TRUE", {}) if counting else step_condition(walkable, ends)
        self._params = condition.params
        self._degrees: dict[str, int] | None = {} if question.prefer is Prefer.SPECIFIC else None
        self._queries = {
            backwards: _query(walkable.types, _arrow(directed=walkable.directed, backwards=backwards), condition.text)
            for backwards in (False, True)
        }

    def onward(self, ids: Sequence[str], *, backwards: bool) -> Onward:
        """See `Expander.onward`."""
        found: Onward = {}
        for start in range(0, len(ids), _BATCH):
            params = {**self._params, "ids": list(ids[start : start + _BATCH])}
            rows = self._store.read(self._queries[backwards], params, self._limits).rows
            kept = self.filter.kept(self._store, [RelationStep(**row) for row in rows])
            self._count(one.here if backwards else one.there for one in kept)
            for relation in kept:
                passed = relation.here if backwards else relation.there
                step = Step(weakness(relation.grade, len(relation.origins or ())), (self._degrees or {}).get(passed, 0))
                onward = found.setdefault(relation.here, {})
                if relation.there not in onward or step.weakness < onward[relation.there].weakness:
                    onward[relation.there] = step
        return found

    def _count(self, ids: Iterable[str]) -> None:
        """Counts the relations of entities that are passed, each once in a search: a hub is come to by all that it has."""
        if self._degrees is not None:
            self._degrees |= degrees(self._store, {*ids} - self._degrees.keys())


def _query(types: Sequence[str], arrow: tuple[str, str], condition: str) -> str:
    where = "" if condition == "TRUE" else f"WHERE {condition} "
    return (
        f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}){arrow[0]}[r:{'|'.join(types)}]{arrow[1]}(o:Entity) {where}"
        f"RETURN e.id AS here, o.id AS there, o.kind AS kind, {STEP_COLUMNS}"
    )


def _arrow(*, directed: bool, backwards: bool) -> tuple[str, str]:
    if not directed:
        return "-", "-"
    return ("<-", "-") if backwards else ("-", "->")


def degree_of(store: Store, name: str) -> str:
    """How many relations the entity of that name has, whatever is walked."""
    return store.features.count_of(f"({name})-[:{'|'.join(sorted(RELATIONS))}]-()")


def degrees(store: Store, ids: Iterable[str]) -> dict[str, int]:
    """How many relations entities have, whatever is walked."""
    query = f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) RETURN e.id AS id, {degree_of(store, 'e')} AS degree"
    return {
        row["id"]: row["degree"]
        for some in batches(sorted(ids), _BATCH)
        for row in store.read(query, {"ids": some}, _LIMITS).rows
    }
