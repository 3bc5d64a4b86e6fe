"""Claims as they are listed: who says what, on whose word, since when it is known, with its grade."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeVar

from graph import stores
from graph.ask.answer import Answer
from graph.ledger import conflicts
from graph.ledger.certainty import Certainty, Snapshot, known, stated
from graph.ledger.conflicts import Statement
from graph.model.dates import bounds
from graph.model.vocabulary import meets_grade
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.stores import Store

_FIELDS = """
c.id AS id, c.text AS text, c.property AS property, c.status AS status, c.grade AS grade, c.source AS source,
c.origin AS origin, c.attributed_to AS attributed_to, c.locator_start AS locator_start, c.locator_end AS locator_end,
s.published AS published, c.recorded_at AS recorded_at, c.relation AS relation,
c.metric AS metric, c.scope AS scope, c.value AS value, c.bound AS bound, c.unit AS unit, c.as_of AS as_of,
c.since AS since, c.until AS until, c.about AS about, c.credibility AS credibility, c.language AS language,
s.reliability AS reliability, cites
"""
_OF_ENTITY = "MATCH (c:Claim)-[:ABOUT]->(:Entity {id: $id}) MATCH (c)-[:REPORTED_BY]->(s:Source)"
_OF_RELATION = (
    "MATCH (c:Claim {relation: $id}) MATCH (c)-[:REPORTED_BY]->(s:Source)",
    "MATCH (c:Claim {pair: $id}) MATCH (c)-[:REPORTED_BY]->(s:Source)",
)
_FIGURES = "MATCH (c:Claim {property: 'metric'}) MATCH (c)-[:REPORTED_BY]->(s:Source)"
_ATTRIBUTES = "MATCH (c:Claim)-[:REPORTED_BY]->(s:Source) WHERE c.relation IS NULL AND c.property IN $single"
_ABOUT = """
UNWIND $ids AS id MATCH (:Entity {id: id})<-[:ABOUT]-(c:Claim) WHERE c.status <> 'retracted'
WITH DISTINCT c MATCH (c)-[:REPORTED_BY]->(s:Source)
"""
_SHAPE = "WITH c, s OPTIONAL MATCH (s)-[:CITES]->(cited:Source) WITH c, s, collect(cited.id) AS cites"
_LIMITS, _NO_LIMITS = Limits(timeout=120.0), Limits()


class ListedClaim(Answer):
    """A claim as it is listed; `certainty` and `known` say how sure it is on the days asked for, and are None without one.

    `cites` are the sources that its own source cites.
    """

    id: str
    text: str
    property: str
    status: str
    grade: str | None
    source: str
    origin: str
    attributed_to: tuple[str, ...] | None
    locator_start: int | None
    locator_end: int | None
    published: str | None
    recorded_at: str | None
    relation: str | None
    metric: str | None
    scope: str | None
    value: float | int | bool | str | None
    bound: str | None
    unit: str | None
    as_of: str | None
    since: str | None
    until: str | None
    about: tuple[str, ...]
    credibility: int | None
    reliability: str | None
    language: str | None
    cites: tuple[str, ...]
    certainty: Certainty | None = None
    known: Certainty | None = None

    def on(self, snapshot: Snapshot) -> Self:
        """The claim with how sure it is on the days asked for."""
        certainty = stated(self.since, self.until, self.as_of, snapshot.as_of, self.property) if snapshot.as_of else None
        was = known(self.published, self.recorded_at, snapshot.known_at) if snapshot.known_at else None
        return self.model_copy(update={"certainty": certainty, "known": was})

    def repeats(self) -> frozenset[str]:
        """The sources that it only repeats: those that its own source cites, when it names nobody itself."""
        return frozenset() if self.attributed_to else frozenset(self.cites)


class ListedFigure(ListedClaim):
    """A claim on a number."""

    metric: str
    scope: str
    value: float | int
    bound: str


C = TypeVar("C", bound=ListedClaim)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to list: of one source or origin, on which days, of a grade or better; retracted or not."""

    source: str | None = None
    by: str | None = None
    snapshot: Snapshot = field(default_factory=Snapshot)
    min_grade: str | None = None
    retracted: bool = False

    def passes(self, claim: ListedClaim) -> bool:
        """Whether a claim, with how sure it is on the days, is to be listed."""
        return (
            (self.retracted or claim.status != "retracted")
            and self.source in (None, claim.source)
            and self.by in (None, claim.origin)
            and (self.min_grade is None or meets_grade(claim.grade, self.min_grade))
            and Certainty.NO not in (claim.certainty, claim.known)
        )


def of_entity(store: Store, entity_id: str, wanted: ClaimFilter) -> list[ListedClaim]:
    """The claims about an entity, by source and place."""
    return _listed(store, _OF_ENTITY, {"id": entity_id}, wanted, ListedClaim)


def of_relation(store: Store, relation_id: str, wanted: ClaimFilter) -> list[ListedClaim]:
    """The claims that carry a relation, by source and place; where a pair has several, its id lists those of all."""
    claims = [one for match in _OF_RELATION for one in _listed(store, match, {"id": relation_id}, wanted, ListedClaim)]
    return sorted(claims, key=lambda claim: (claim.source, claim.locator_start or 0, claim.id))


def figures(
    store: Store, metrics: Iterable[str] = (), scope: str | None = None, wanted: ClaimFilter | None = None
) -> list[ListedFigure]:
    """Figure claims, side by side: by metric, scope, unit and origin; `scope` keeps those whose scope has that text."""
    metrics = set(metrics)
    claims = [
        claim
        for claim in _listed(store, _FIGURES, {}, wanted or ClaimFilter(), ListedFigure)
        if (not metrics or claim.metric in metrics) and (scope is None or scope.casefold() in claim.scope.casefold())
    ]
    return sorted(claims, key=lambda one: (one.metric, one.scope, one.unit or "", one.origin, one.source, one.id))


def attributes(store: Store, single: Iterable[str]) -> list[ListedClaim]:
    """Claims on single-valued facts."""
    return _listed(store, _ATTRIBUTES, {"single": sorted(single)}, ClaimFilter(), ListedClaim)


def about(store: Store, ids: Iterable[str]) -> list[ListedClaim]:
    """The claims about some entities that are not retracted, by id, each once."""
    claims: dict[str, ListedClaim] = {}
    for batch in stores.batches(sorted(set(ids))):
        listed = _listed(store, _ABOUT, {"ids": list(batch)}, ClaimFilter(), ListedClaim, _LIMITS)
        claims |= {claim.id: claim for claim in listed}
    return [claim for _, claim in sorted(claims.items())]


def metrics_in(store: Store) -> list[str]:
    """The metrics that there are figures of, in order."""
    query = "MATCH (c:Claim) WHERE c.metric IS NOT NULL RETURN DISTINCT c.metric AS metric ORDER BY metric"
    return store.read(query).column("metric")


def independent_origins(claims: Iterable[ListedClaim]) -> set[str]:
    """The independent origins behind some listed claims: a source that only repeats another one of them adds none."""
    claims = list(claims)
    speaking = {claim.source for claim in claims}
    return {claim.origin for claim in claims if not speaking & claim.repeats()} or {claim.origin for claim in claims}


def _listed(
    store: Store,
    match: str,
    params: Mapping[str, str | list[str]],
    wanted: ClaimFilter,
    kind: type[C],
    limits: Limits = _NO_LIMITS,
) -> list[C]:
    rows = store.read(f"{match} {_SHAPE} RETURN {_FIELDS} ORDER BY source, locator_start, id", params, limits).rows
    return [claim for claim in (kind(**row).on(wanted.snapshot) for row in rows) if wanted.passes(claim)]


def figure_statement(claim: ListedFigure) -> Statement:
    """A figure claim as an interval."""
    low, high = conflicts.interval(claim.value, claim.bound)
    first, last = bounds(claim.as_of) if claim.as_of else (None, None)
    return Statement(
        claim.id, claim.metric, claim.scope, claim.unit or "", low, high,
        conflicts.bounded(claim.value, claim.bound, claim.unit), claim.source, claim.origin, claim.grade or "",
        first, last, repeats=claim.repeats(),
    )  # fmt: skip


def fact_statement(claim: ListedClaim, *, dated: bool) -> Statement:
    """A claim on a single-valued fact: a number as a point, a date as its days, anything else as words."""
    value, text = claim.value, None
    if dated:
        first, last = bounds(str(value))
        low = float(first.toordinal()) if first else float("-inf")
        high = float(last.toordinal()) if last else float("inf")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        low = high = float(value)
    else:
        low, high, text = 0.0, 0.0, str(value)
    shown = f"{claim.property.replace('_', ' ')} {value}"
    return Statement(claim.id, claim.property, claim.about[0], "", low, high, shown, claim.source, claim.origin,
                     claim.grade or "", text=text, repeats=claim.repeats())  # fmt: skip
