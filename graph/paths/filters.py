"""Whether a relation and the entity that it leads to may be walked: as Cypher for the engine, and as a test in Python.

Both say the same. The engine's form keeps what does not qualify from being sent; the other one is the measure, counts
what each filter takes away, and looks at relations as they were known on a day, which no stored property says.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graph.ask.snapshot import EVENTS, absent, relations_known
from graph.ledger.certainty import Certainty, holds
from graph.model import relation_parts
from graph.model.vocabulary import Judgement, Status, meets_grade
from graph.query import fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Relation
    from graph.paths.question import Walkable
    from graph.stores import Store

STEP_COLUMNS = (
    "r.id AS id, r.status AS status, r.grade AS grade, r.origins AS origins, r.disputed_sources AS disputed_sources, "
    "r.since AS since, r.until AS until, r.judgement AS judgement"
)
"""What a query returns of a relation `r` that is to be filtered, beside `here`, `there` and the `kind` of there."""
S = TypeVar("S", bound="RelationStep")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationStep:
    """A relation as it is walked from one entity to another of some kind; `judgement` is that of a hypothesis."""

    here: str
    there: str
    kind: str
    id: str
    status: str
    grade: str | None
    origins: Sequence[str] | None
    disputed_sources: Sequence[str] | None
    since: str | None
    until: str | None
    judgement: str | None

    @property
    def type_name(self) -> str:
        """The type of the relation, as its id has it."""
        parts = relation_parts(self.id)
        return parts.type_name if parts else ""

    def derived_anew(self, relation: Relation) -> Self:
        """The same step with what another derivation says of its relation."""
        judgement = getattr(relation, "judgement", None)
        return replace(self, status=str(relation.status), grade=relation.grade, origins=relation.origins,
                       disputed_sources=relation.disputed_sources, since=relation.since, until=relation.until,
                       judgement=judgement)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in the engine's words, and its parameters; `TRUE` where everything qualifies."""

    text: str
    params: Mapping[str, Any]


def relation_condition(walkable: Walkable) -> Condition:
    """What a relation `r` must meet, by the properties that the graph keeps on it."""
    parts, params = [] if walkable.denied else [fragment("stands", "r")], dict[str, Any]()
    if walkable.undisputed:
        parts.append("size(coalesce(r.disputed_sources, [])) = 0")
    if walkable.min_grade is not None:
        parts.append(fragment("meets_grade", "r"))
        params["min_grade"] = walkable.min_grade
    if walkable.min_origins > 1:
        parts.append("size(r.origins) >= $min_origins")
        params["min_origins"] = walkable.min_origins
    if walkable.snapshot.as_of is not None:
        parts.append(fragment("may_hold", "r"))
        params["as_of"] = walkable.snapshot.as_of
    if walkable.hypotheses:
        parts.append("coalesce(r.judgement, '') <> 'negative'")
    return Condition(" AND ".join(parts) or "TRUE", params)


def entity_condition(walkable: Walkable, ends: Iterable[str], name: str) -> Condition:
    """What an entity must meet that a path passes through; the ends are exempt."""
    parts, params = [], dict[str, Any]()
    if walkable.avoid:
        parts.append(f"NOT {name}.id IN $avoid")
        params["avoid"] = sorted(walkable.avoid)
    if walkable.avoid_kinds:
        parts.append(f"(NOT {name}.kind IN $avoid_kinds OR {name}.id IN $ends)")
        params |= {"avoid_kinds": sorted(walkable.avoid_kinds), "ends": sorted(ends)}
    return Condition(" AND ".join(parts) or "TRUE", params)


def step_condition(walkable: Walkable, ends: Iterable[str]) -> Condition:
    """What the engine can be asked of a step over `r` to `o`: of the relation only where no day of knowledge is asked for."""
    conditions = [entity_condition(walkable, ends, "o")]
    if walkable.snapshot.known_at is None:
        conditions.append(relation_condition(walkable))
    texts = [condition.text for condition in conditions if condition.text != "TRUE"]
    return Condition(" AND ".join(texts) or "TRUE", {key: value for one in conditions for key, value in one.params.items()})


@dataclass(slots=True)
class StepFilter:
    """Filters steps one by one, and counts under the name of each filter what it took away."""

    walkable: Walkable
    ends: frozenset[str]
    removed: Counter[str] = field(default_factory=Counter)

    def kept(self, store: Store, steps: list[S]) -> list[S]:
        """The steps that may be walked, on the days asked for as they were then."""
        day = self.walkable.snapshot.known_at
        if day is not None:
            then = relations_known(store, {step.id for step in steps}, day)
            self.removed["known_at"] += sum(step.id not in then for step in steps)
            steps = [step.derived_anew(then[step.id]) for step in steps if step.id in then]
        steps = [step for step in steps if self.passes(step)]
        return self._present(store, steps) if self.walkable.snapshot else steps

    def passes(self, step: RelationStep) -> bool:
        """Whether the relation and the entity qualify; the first filter that takes them away is counted."""
        name = self._objection(step)
        if name:
            self.removed[name] += 1
        return not name

    def _objection(self, step: RelationStep) -> str:
        wanted, day = self.walkable, self.walkable.snapshot.as_of
        if doubt := self._doubt(step):
            return doubt
        if wanted.min_grade is not None and not meets_grade(step.grade, wanted.min_grade):
            return "min_grade"
        if wanted.min_origins > 1 and len(step.origins or ()) < wanted.min_origins:
            return "min_origins"
        if day is not None and holds(step.since, step.until, day, step.type_name) is Certainty.NO:
            return "as_of"
        if step.there in wanted.avoid:
            return "avoid"
        return "avoid_kinds" if step.kind in wanted.avoid_kinds and step.there not in self.ends else ""

    def _doubt(self, step: RelationStep) -> str:
        if step.status == Status.DENIED and not self.walkable.denied:
            return "denied"
        if self.walkable.undisputed and step.disputed_sources:
            return "undisputed"
        return "judgement" if step.judgement == Judgement.NEGATIVE else ""

    def _present(self, store: Store, steps: list[S]) -> list[S]:
        """Without those that lead to what had not happened then, or to what nobody had heard of."""
        snapshot = self.walkable.snapshot
        asked = {step.there for step in steps if snapshot.known_at or step.kind in EVENTS}
        gone = absent(store, asked, snapshot) if asked else set()
        self.removed["known_at" if snapshot.known_at else "as_of"] += sum(step.there in gone for step in steps)
        return [step for step in steps if step.there not in gone]
