"""The hops that answers show: for each every relation that holds it, and how well it is supported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from graph.ask.answer import Answer, Named
from graph.ask.stated import StatedValue, values_where_claims_differ
from graph.ledger.certainty import holds
from graph.model import HYPOTHESIS, Standing
from graph.model.vocabulary import GRADES, Status
from graph.paths.costs import weakness
from graph.paths.expand import degree_of
from graph.paths.filters import STEP_COLUMNS, RelationStep, StepFilter
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.model import Relation
    from graph.paths.question import PathQuestion
    from graph.stores import Store

Pair = tuple[str, str]
"""Two entities in walking order."""
HUB = 1000
"""From so many relations on an entity is costly to ask from."""
_LIMITS = Limits(timeout=60.0)
HOP_COLUMNS = (
    "a.id AS a_id, a.kind AS a_kind, a.name AS a_name, b.id AS b_id, b.kind AS b_kind, b.name AS b_name, type(r) AS relation, "
    "startNode(r).id AS source, endNode(r).id AS target, r.sources AS sources, r.role AS role, r.standing AS standing, "
    f"r.disputed_grade AS disputed_grade, r.disputed_origins AS disputed_origins, {STEP_COLUMNS}"
)
"""What a query returns of a relation `r` between `a` and `b`, beside `here` and `there`."""


class GradeAndOrigins(Answer):
    """How well a hop or a path is supported: the grade (None where there is none) and the number of independent origins."""

    grade: str | None
    origins: int


class Hop(Answer):
    """A relation in its own direction; `also` are the others that hold the same hop, weaker ones later.

    `certainty` is there with a day asked for, `hypothesis` where it is one. Grade, sources and origins are of the claims
    that support it, the `disputed_` ones of those that deny it.
    `role` is there where a source names one, `stated` where its claims differ in dates and properties: whose each is.
    """

    relation: str
    source: str
    target: str
    id: str
    status: str
    grade: str | None
    sources: tuple[str, ...] | None
    origins: tuple[str, ...] | None
    standing: Standing
    disputed_grade: str | None
    disputed_sources: tuple[str, ...]
    disputed_origins: tuple[str, ...]
    since: str | None
    until: str | None
    role: str | None = None
    certainty: str | None = None
    hypothesis: bool = False
    stated: tuple[StatedValue, ...] = ()
    also: tuple[Hop, ...] = ()

    def relations(self) -> tuple[Hop, ...]:
        """Every relation that holds the hop, the strongest first."""
        return (self, *self.also)

    def support(self) -> GradeAndOrigins:
        """The best grade and the largest number of origins among its relations."""
        grade = min((one.grade for one in self.relations() if one.grade), key=GRADES.index, default=None)
        return GradeAndOrigins(grade=grade, origins=max(len(one.origins or ()) for one in self.relations()))

    def weakness(self) -> int:
        """How weakly the best supported of its relations is supported, as `graph.paths.costs` counts it."""
        return min(weakness(one.grade or None, len(one.origins or ())) for one in self.relations())


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep(RelationStep):
    """A step with all that a hop shows of its relation, and the entities at both ends."""

    relation: str
    source: str
    target: str
    sources: Sequence[str] | None
    standing: str | None
    disputed_grade: str | None
    disputed_origins: Sequence[str] | None
    role: str | None
    ends: tuple[Named, Named]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> ShownStep:
        """A row with `HOP_COLUMNS`, `here` and `there`."""
        ends = tuple(Named(id=row[f"{end}_id"], kind=row[f"{end}_kind"], name=row[f"{end}_name"]) for end in "ab")
        kind = next(end.kind for end in ends if end.id == row["there"])
        rest = {name: value for name, value in row.items() if name[:2] not in ("a_", "b_")}
        return cls(kind=kind, ends=(ends[0], ends[1]), **rest)

    def derived_anew(self, relation: Relation) -> Self:
        """The same step with what another derivation says of its relation."""
        step = RelationStep.derived_anew(self, relation)
        return replace(step, role=getattr(relation, "role", None), sources=relation.sources, standing=relation.standing,
                       disputed_grade=relation.disputed_grade, disputed_origins=relation.disputed_origins)  # fmt: skip

    def hop(self, question: PathQuestion) -> Hop:
        """The relation as an answer shows it."""
        day = question.walkable.snapshot.as_of
        given: dict[str, Any] = {} if day is None else {"certainty": str(holds(self.since, self.until, day, self.relation))}
        given |= {"role": self.role} if self.role else {}
        given |= {"hypothesis": True} if self.relation == HYPOTHESIS else {}
        return Hop(relation=self.relation, source=self.source, target=self.target, id=self.id, status=self.status,
                   grade=self.grade, sources=None if self.sources is None else tuple(self.sources),
                   origins=None if self.origins is None else tuple(self.origins),
                   standing=Standing(self.standing or Standing.SUPPORTED), disputed_grade=self.disputed_grade or None,
                   disputed_sources=tuple(self.disputed_sources or ()), disputed_origins=tuple(self.disputed_origins or ()),
                   since=self.since, until=self.until, **given)  # fmt: skip


def named(store: Store, ids: Iterable[str]) -> dict[str, Named]:
    """Entities by id, in the order of ids; one that is not there is left out."""
    query = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, e.kind AS kind, e.name AS name"
    found = {row["id"]: Named(**row) for row in store.read(query, {"ids": sorted(ids)}, _LIMITS).rows}
    return dict(sorted(found.items()))


def degrees(store: Store, ids: Iterable[str]) -> dict[str, int]:
    """How many relations entities have, whatever is walked."""
    query = f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) RETURN e.id AS id, {degree_of(store, 'e')} AS degree"
    return {row["id"]: row["degree"] for row in store.read(query, {"ids": sorted(ids)}).rows}


def steps_between(store: Store, question: PathQuestion, pairs: Iterable[Pair], hubs: Collection[str] = ()) -> list[ShownStep]:
    """Every relation between the pairs; `hubs` are entities that it is costly to ask from."""
    asked = [[there, here, here, there] if here in hubs else [here, there, here, there] for here, there in sorted(set(pairs))]
    query = (
        "UNWIND $pairs AS pair MATCH (a:Entity {id: pair[0]}) MATCH (b:Entity {id: pair[1]}) "
        f"MATCH (a)-[r:{'|'.join(question.walkable.types)}]-(b) RETURN pair[2] AS here, pair[3] AS there, {HOP_COLUMNS}"
    )
    return [ShownStep.of(row) for row in store.read(query, {"pairs": asked}, _LIMITS).rows] if asked else []


def hops_of(store: Store, question: PathQuestion, steps: Iterable[ShownStep]) -> dict[Pair, Hop]:
    """By pair, in the order of ids, the relations that hold the hop and that the question lets be walked."""
    along = [step for step in steps if not question.walkable.directed or step.source == step.here]
    kept = StepFilter(question.walkable, frozenset((question.start.id, question.end.id))).kept(store, along)
    with_values = [step.id for step in kept if step.since or step.until or step.role]
    told = values_where_claims_differ(store, with_values, question.walkable.snapshot.known_at) if with_values else {}
    found: dict[Pair, dict[str, Hop]] = {}
    for step in kept:
        hop = step.hop(question)
        shown = hop.model_copy(update={"stated": told[step.id]}) if step.id in told else hop
        found.setdefault((step.here, step.there), {})[step.id] = shown
    return {pair: _strongest_first(side_by_side.values()) for pair, side_by_side in sorted(found.items())}


def hops_between(store: Store, question: PathQuestion, pairs: Iterable[Pair], hubs: Collection[str] = ()) -> dict[Pair, Hop]:
    """The hops between pairs of entities, by pair in the order of ids."""
    return hops_of(store, question, steps_between(store, question, pairs, hubs))


def weakest(hops: Iterable[Hop]) -> GradeAndOrigins | None:
    """The lowest grade and the smallest number of origins along some hops, by the best of each; None of no hop at all."""
    supports = [hop.support() for hop in hops]
    if not supports:
        return None
    grades = [support.grade for support in supports]
    lowest = None if None in grades else max((grade for grade in grades if grade), key=GRADES.index)
    return GradeAndOrigins(grade=lowest, origins=min(support.origins for support in supports))


def _strongest_first(relations: Iterable[Hop]) -> Hop:
    """One hop of relations side by side: asserted before alleged, then by grade; hypotheses last."""
    first, *others = sorted(
        relations, key=lambda hop: (hop.relation == HYPOTHESIS, Status.strength(hop.status), hop.grade or "Z", hop.id)
    )
    return first.model_copy(update={"also": tuple(others)})
