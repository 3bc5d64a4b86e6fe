"""Claims as they are listed: who says what, on whose word, since when it is known, with its grade."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeVar

from graph import stores
from graph.ask.answer import Answer
from graph.ledger.certainty import Certainty, Snapshot, known, stated
from graph.ledger.made_text import is_made, with_names
from graph.ledger.values import Spoken
from graph.model.vocabulary import meets_grade
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.stores import Store

_FIELDS = """
c.id AS id, c.text AS text, c.property AS property, c.status AS status, c.grade AS grade, c.source AS source,
c.origin AS origin, c.attributed_to AS attributed_to, c.locator_start AS locator_start, c.locator_end AS locator_end,
c.row AS row, c.column AS column,
s.published AS published, c.recorded_at AS recorded_at, c.relation AS relation,
c.metric AS metric, c.scope AS scope, c.value AS value, c.bound AS bound, c.unit AS unit, c.as_of AS as_of,
c.since AS since, c.until AS until, c.about AS about, c.details AS details, c.credibility AS credibility, c.language AS language,
s.reliability AS reliability, cites
"""
_OF_ENTITY = "MATCH (:Entity {id: $id})<-[:ABOUT]-(c:Claim) MATCH (c)-[:REPORTED_BY]->(s:Source)"
_OF_RELATION = (
    "MATCH (c:Claim {relation: $id}) MATCH (c)-[:REPORTED_BY]->(s:Source)",
    "MATCH (c:Claim {pair: $id}) MATCH (c)-[:REPORTED_BY]->(s:Source)",
)
_FIGURES = "MATCH (c:Claim {property: 'metric'}) MATCH (c)-[:REPORTED_BY]->(s:Source)"
_ABOUT = """
UNWIND $ids AS id MATCH (:Entity {id: id})<-[:ABOUT]-(c:Claim) WHERE c.status <> 'retracted'
WITH DISTINCT c MATCH (c)-[:REPORTED_BY]->(s:Source)
"""
_SHAPE = "WITH c, s OPTIONAL MATCH (s)-[:CITES]->(cited:Source) WITH c, s, collect(cited.id) AS cites"
_NAMES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, e.name AS name"
_SPOKEN = ("id", "property", "about", "status", "source", "origin", "value", "since", "until", "metric", "scope", "bound",
           "unit", "as_of")  # fmt: skip
_LIMITS, _NO_LIMITS = Limits(timeout=120.0), Limits()


class ListedClaim(Answer):
    """A claim as it is listed; `certainty` and `known` say how sure it is on the days asked for, and are None without one.

    `cites` are the sources that its own source cites, `details` the properties of its relation as JSON text.
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
    row: int | None = None
    column: str | None = None
    details: str | None = None
    certainty: Certainty | None = None
    known: Certainty | None = None

    def on(self, snapshot: Snapshot) -> Self:
        """The claim with how sure it is on the days asked for."""
        certainty = stated(self.since, self.until, self.as_of, snapshot.as_of, self.property) if snapshot.as_of else None
        was = known(self.published, self.recorded_at, snapshot.known_at) if snapshot.known_at else None
        return self.model_copy(update={"certainty": certainty, "known": was})

    def spoken(self) -> Spoken:
        """The claim as the rules on contradictions read it."""
        same = {name: getattr(self, name) for name in _SPOKEN}
        return Spoken(**same, grade=self.grade or "", details=json.loads(self.details or "{}"), repeats=self.repeats())

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
    listed = [claim for claim in (kind(**row).on(wanted.snapshot) for row in rows) if wanted.passes(claim)]
    return _with_names(store, listed)


def _with_names(store: Store, listed: list[C]) -> list[C]:
    """The claims, those with a text made of ids told with names."""
    made = {key for claim in listed if claim.about and is_made(claim.text, claim.property, claim.about) for key in claim.about}
    if not made:
        return listed
    names: dict[str, str] = {}
    for batch in stores.batches(sorted(made)):
        names |= {row["id"]: row["name"] for row in store.read(_NAMES, {"ids": list(batch)}, _LIMITS).rows}
    texts = (with_names(claim.text, claim.property, claim.about, names) for claim in listed)
    return [claim.model_copy(update={"text": text}) for claim, text in zip(listed, texts, strict=True)]
