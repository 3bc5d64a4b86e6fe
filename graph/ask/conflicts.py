"""Conflicts in a store: figures, single-valued facts and terms outside what a law allows, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.ask import claims
from graph.ledger import conflicts
from graph.ledger.conflicts import Finding, Verdict
from graph.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.stores import Store

OUTSIDE_LAW = "outside the law's range"
COLUMNS = ("finding", "measure", "scope", "one", "one_origin", "one_source", "one_grade", "other", "other_origin", "other_source",
           "other_grade", "sources", "origins", "why")  # fmt: skip
_NOT_SINGLE = frozenset(
    {
        "name",
        "names",
        "size",
        "size_bound",
        "age",
        "summary",
        "motive",
        "charge",
        "restriction",
        "occupation",
        "event",
        "id",
        "datasets",
    }
)
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


@dataclass(frozen=True, slots=True)
class Question:
    """What to compare: some metrics (set against each other as well, if several), what concerns one entity, or all."""

    metrics: tuple[str, ...] = ()
    entity: str | None = None
    rates: dict[str, float] = field(default_factory=dict)


def judged(store: Store, question: Question) -> list[dict[str, Any]]:
    """Rows of verdicts under `COLUMNS`, conflicts first."""
    rows = [_row(verdict) for verdict in _verdicts(store, question)]
    if not question.metrics:
        rows += [row for row in _outside_law(store) if question.entity in (None, row["scope"])]
    order = [Finding.CONFLICT, OUTSIDE_LAW, Finding.COMPATIBLE, Finding.REPEATED, Finding.DIFFERENT]
    rank = {str(finding): place for place, finding in enumerate(order)}
    return sorted(rows, key=lambda row: (rank[row["finding"]], row["measure"], row["scope"], row["one"], row["other"]))


def _verdicts(store: Store, question: Question) -> Iterator[Verdict]:
    figures = claims.figures(store, question.metrics)
    if question.entity:
        figures = [row for row in figures if question.entity in (*row["about"], row["origin"])]
    statements = [claims.figure_statement(row) for row in figures if row["status"] != "denied"]
    across = len(question.metrics) > 1 or question.entity is not None
    yield from conflicts.verdicts(statements, question.rates or None, across=across)
    if not question.metrics:
        facts = [row for row in _facts(store) if question.entity in (None, row["about"][0])]
        yield from (
            verdict for verdict in conflicts.verdicts(_fact_statements(facts)) if verdict.one.scope == verdict.other.scope
        )


def among(rows: Iterable[dict[str, Any]]) -> list[Verdict]:
    """Verdicts on some claims, given as rows with the columns of `graph.ask.claims`: figures, and facts of one value."""
    said = [row for row in rows if row["status"] != "denied"]
    single = _single()
    facts = [row for row in said if row["relation"] is None and row["property"] in single and row["value"] is not None]
    figures = [claims.figure_statement(row) for row in said if row["property"] == "metric"]
    return [
        *conflicts.verdicts(figures),
        *(verdict for verdict in conflicts.verdicts(_fact_statements(facts)) if verdict.one.scope == verdict.other.scope),
    ]


def _single() -> set[str]:
    """Fields that can have one value only: those that are no free text."""
    return {name for kind in KINDS.values() for name in kind.own_fields()} - _NOT_SINGLE


def _facts(store: Store) -> list[dict[str, Any]]:
    """Claims on facts that can have one value only."""
    return [row for row in claims.attributes(store, _single()) if row["status"] != "denied"]


def _fact_statements(rows: list[dict[str, Any]]) -> list[conflicts.Statement]:
    dated = {name for kind in KINDS.values() for name in kind.date_fields()}
    return [claims.fact_statement(row, dated=row["property"] in dated) for row in rows]


def _row(verdict: Verdict) -> dict[str, Any]:
    one, other = verdict.one, verdict.other
    shared = conflicts.share_origin(one, other)
    origins = sorted({one.origin} if shared else {one.origin, other.origin})
    return {
        "finding": str(verdict.finding),
        "measure": one.measure if one.measure == other.measure else " / ".join(sorted((one.measure, other.measure))),
        "scope": one.scope if one.scope == other.scope else f"{one.scope} / {other.scope}",
        "one": one.shown, "one_origin": one.origin, "one_source": one.source, "one_grade": one.grade,
        "other": other.shown, "other_origin": other.origin, "other_source": other.source, "other_grade": other.grade,
        "sources": sorted({one.source, other.source}), "origins": origins, "why": verdict.why,
        "one_claim": one.claim, "other_claim": other.claim,
    }  # fmt: skip


def _outside_law(store: Store) -> list[dict[str, Any]]:
    """Terms that the law which the case is prosecuted under does not allow: for a look, never corrected."""
    rows = []
    for row in store.read(_TERMS).rows:
        allowed = f"{row['least'] or 0} to {row['most'] if row['most'] is not None else '…'} months"
        rows.append({
            "finding": OUTSIDE_LAW, "measure": "sentence_months", "scope": row["ruling"],
            "one": f"{row['ruling_name']}: {row['months']} months", "one_origin": None, "one_source": None, "one_grade": None,
            "other": f"{row['law_name']}: {allowed}", "other_origin": None, "other_source": None, "other_grade": row["grade"],
            "sources": row["sources"], "origins": row["origins"],
            "why": f"the term is outside the {allowed} that the law allows as stated; look at both, neither is corrected",
        })  # fmt: skip
    return rows
