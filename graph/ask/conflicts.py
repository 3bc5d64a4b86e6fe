"""Conflicts in a store: figures, single-valued facts and terms outside what a law allows, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.ask import claims
from graph.ask.answer import Answer
from graph.ask.claims import ListedClaim, ListedFigure
from graph.ledger import conflicts
from graph.ledger.conflicts import Finding, Verdict
from graph.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.stores import Store

OUTSIDE_LAW = "outside the law's range"
_SEVERAL_VALUES = frozenset({
    "name", "names", "size", "size_bound", "age", "summary", "motive", "charge", "restriction", "occupation", "event", "id",
    "datasets",
})  # fmt: skip
_TERMS = """
MATCH (g:Ruling)-[:RULED_IN]->(case:LegalCase)
MATCH (case)-[p:PROSECUTED_UNDER]->(law:Law)
WHERE g.sentence_months IS NOT NULL AND p.status <> 'denied'
  AND (g.sentence_months < law.penalty_min_months OR g.sentence_months > law.penalty_max_months)
  AND NOT coalesce(law.penalty_life, false)
RETURN g.id AS ruling, g.name AS ruling_name, g.sentence_months AS months, law.id AS law, law.name AS law_name,
       law.penalty_min_months AS least, law.penalty_max_months AS most, p.sources AS sources, p.origins AS origins,
       p.grade AS grade
ORDER BY ruling, law
"""


class Comparison(Answer):
    """Two statements and what they are to each other; `one_claim` and `other_claim` where both are claims."""

    finding: str
    measure: str
    scope: str
    one: str
    one_origin: str | None
    one_source: str | None
    one_grade: str | None
    other: str
    other_origin: str | None
    other_source: str | None
    other_grade: str | None
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    why: str
    one_claim: str = ""
    other_claim: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that are compared, where there are any."""
        return tuple(claim for claim in (self.one_claim, self.other_claim) if claim)


COLUMNS = tuple(name for name in Comparison.model_fields if not name.endswith("_claim"))


@dataclass(frozen=True, slots=True)
class CompareQuestion:
    """What to compare: some metrics (set against each other as well, if several), what concerns one entity, or all."""

    metrics: tuple[str, ...] = ()
    entity: str | None = None
    rates: Mapping[str, float] = field(default_factory=dict)


def comparisons(store: Store, question: CompareQuestion) -> list[Comparison]:
    """What the claims in a store are to each other, conflicts first."""
    compared = [_comparison(verdict) for verdict in _verdicts(store, question)]
    if not question.metrics:
        compared += [one for one in _outside_law(store) if question.entity in (None, one.scope)]
    order = [Finding.CONFLICT, OUTSIDE_LAW, Finding.COMPATIBLE, Finding.REPEATED, Finding.DIFFERENT]
    rank = {str(finding): place for place, finding in enumerate(order)}
    return sorted(compared, key=lambda one: (rank[one.finding], one.measure, one.scope, one.one, one.other))


def _verdicts(store: Store, question: CompareQuestion) -> Iterator[Verdict]:
    figures = [
        figure
        for figure in claims.figures(store, question.metrics)
        if question.entity in (None, *figure.about, figure.origin) and figure.status != "denied"
    ]
    across = len(question.metrics) > 1 or question.entity is not None
    yield from conflicts.verdicts(map(claims.figure_statement, figures), question.rates or None, across=across)
    if not question.metrics:
        facts = claims.attributes(store, _single())
        yield from _fact_verdicts(claim for claim in facts if question.entity in (None, claim.about[0]))


def among(listed: Iterable[ListedClaim]) -> list[Verdict]:
    """Verdicts on some claims: figures, and facts of one value."""
    listed, single = list(listed), _single()
    facts = [claim for claim in listed if claim.relation is None and claim.property in single and claim.value is not None]
    figures = [
        claims.figure_statement(ListedFigure(**dict(claim)))
        for claim in listed
        if claim.property == "metric" and claim.status != "denied"
    ]
    return [*conflicts.verdicts(figures), *_fact_verdicts(facts)]


def _fact_verdicts(facts: Iterable[ListedClaim]) -> Iterator[Verdict]:
    """Verdicts on facts of one value, each fact against those of its own entity."""
    dated = {name for kind in KINDS.values() for name in kind.date_fields()}
    statements = [claims.fact_statement(claim, dated=claim.property in dated) for claim in facts if claim.status != "denied"]
    yield from (verdict for verdict in conflicts.verdicts(statements) if verdict.one.scope == verdict.other.scope)


def _single() -> set[str]:
    """Fields that can have one value only: those that are no free text."""
    return {name for kind in KINDS.values() for name in kind.own_fields()} - _SEVERAL_VALUES


def _comparison(verdict: Verdict) -> Comparison:
    one, other = verdict.one, verdict.other
    origins = {one.origin} if conflicts.share_origin(one, other) else {one.origin, other.origin}
    return Comparison(
        finding=str(verdict.finding),
        measure=one.measure if one.measure == other.measure else " / ".join(sorted((one.measure, other.measure))),
        scope=one.scope if one.scope == other.scope else f"{one.scope} / {other.scope}",
        one=one.shown, one_origin=one.origin, one_source=one.source, one_grade=one.grade,
        other=other.shown, other_origin=other.origin, other_source=other.source, other_grade=other.grade,
        sources=tuple(sorted({one.source, other.source})), origins=tuple(sorted(origins)), why=verdict.why,
        one_claim=one.claim, other_claim=other.claim,
    )  # fmt: skip


def _outside_law(store: Store) -> Iterator[Comparison]:
    """Terms that the law which the case is prosecuted under does not allow: for a look, never corrected."""
    for row in store.read(_TERMS).rows:
        allowed = f"{row['least'] or 0} to {row['most'] if row['most'] is not None else '…'} months"
        yield Comparison(
            finding=OUTSIDE_LAW, measure="sentence_months", scope=row["ruling"],
            one=f"{row['ruling_name']}: {row['months']} months", one_origin=None, one_source=None, one_grade=None,
            other=f"{row['law_name']}: {allowed}", other_origin=None, other_source=None, other_grade=row["grade"],
            sources=tuple(row["sources"]), origins=tuple(row["origins"]),
            why=f"the term is outside the {allowed} that the law allows as stated; look at both, neither is corrected",
        )  # fmt: skip
