"""Conflicts in a store: figures, facts of one value, denials, shares, deaths and ends that cannot all be true, with reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.ask import spoken
from graph.ask.answer import Answer
from graph.ask.names import names_of
from graph.ledger import conflicts, statements
from graph.ledger.clashes import RULES, clashes
from graph.ledger.conflicts import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.ledger.clashes import Clash
    from graph.ledger.values import Spoken
    from graph.stores import Store

OUTSIDE_LAW = "outside the law's range"
_RELATION = 3
CHECKED = (
    "figures of one scope and unit",
    "fields, dates and properties that have one value",
    *RULES.values(),
    "terms outside the law of their case",
)
NOT_CHECKED = (
    "free text",
    "figures whose scopes are worded differently",
    "sums of money without a stated rate",
    "whether two places, roles or offices exclude each other",
)
"""What is looked at for contradictions, and what is not, for whoever must say that there are none."""
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
    """Two sides and what they are to each other; each has its strongest claim's word first, and all its claims behind it.

    `scope` is an entity's or a relation's id, or what a figure counts; `subject` the same with names, for people.
    """

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
    one_claims: tuple[str, ...] = ()
    other_claims: tuple[str, ...] = ()
    one_origins: tuple[str, ...] = ()
    other_origins: tuple[str, ...] = ()
    subject: str = ""

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that are compared, where there are any."""
        return (*self.one_claims, *self.other_claims)


COLUMNS = tuple(name for name in Comparison.model_fields if "_claim" not in name and not name.endswith("_origins"))
CONFLICTS = (str(Finding.CONFLICT), OUTSIDE_LAW)
"""The findings that are contradictions; all others only look like one."""


@dataclass(frozen=True, slots=True)
class CompareQuestion:
    """What to compare: some metrics (set against each other as well, if several), what concerns one entity, or all.

    With `alike`, what only looks like a conflict is found as well.
    """

    metrics: tuple[str, ...] = ()
    entity: str | None = None
    rates: Mapping[str, float] = field(default_factory=dict)
    alike: bool = True


def comparisons(store: Store, question: CompareQuestion) -> list[Comparison]:
    """What the claims in a store are to each other, conflicts first."""
    claims = _claims(store, question)
    names = names_of(store, {key for claim in claims for key in (*claim.about, claim.origin)})
    across = len(question.metrics) > 1 or question.entity is not None
    figures = conflicts.verdicts(statements.figures(claims), question.rates or None, across=across)
    found = [_comparison(one, names) for one in (*figures, *_facts(claims)) if question.alike or one.finding is Finding.CONFLICT]
    found += [_clash(clash, names) for clash in clashes(claims, names)]
    if not question.metrics:
        found += _outside_law(store)
    about = {claim.id: {*claim.about, claim.origin} for claim in claims}
    wanted = (one for one in found if _concerns(one, question.entity, about))
    order = [Finding.CONFLICT, OUTSIDE_LAW, Finding.COMPATIBLE, Finding.REPEATED, Finding.DIFFERENT]
    rank = {str(finding): place for place, finding in enumerate(order)}
    return sorted(wanted, key=lambda one: (rank[one.finding], one.measure, one.scope, one.one, one.other))


def _claims(store: Store, question: CompareQuestion) -> list[Spoken]:
    """The claims to compare, by id."""
    telling = spoken.Telling(store)
    if question.entity is not None:
        spoken.concerning(telling, question.entity)
    else:
        spoken.figures(telling, question.metrics, agreeing=question.alike)
        if not question.metrics:
            spoken.everywhere(telling)
    return [claim for _, claim in sorted(telling.claims.items()) if not question.metrics or claim.metric in question.metrics]


def _concerns(found: Comparison, entity: str | None, about: Mapping[str, set[str]]) -> bool:
    """Whether a comparison is about an entity, or one of its claims comes from it."""
    if entity is None or found.scope == entity:
        return True
    return any(entity in about[claim] for claim in found.claims)


def among(claims: Iterable[Spoken], names: Mapping[str, str]) -> tuple[list[Verdict], list[Clash]]:
    """Verdicts and contradictions among some claims alone."""
    claims = list(claims)
    return [*conflicts.verdicts(statements.figures(claims)), *_facts(claims)], clashes(claims, names)


def contradictions(claims: Iterable[Spoken], names: Mapping[str, str]) -> tuple[Comparison, ...]:
    """What cannot all be true of some claims alone, by what it is about."""
    verdicts, found = among(claims, names)
    compared = [_comparison(one, names) for one in verdicts if one.finding is Finding.CONFLICT]
    compared += [_clash(one, names) for one in found]
    return tuple(sorted(compared, key=lambda one: (one.measure, one.scope, one.one, one.other)))


def _facts(claims: Iterable[Spoken]) -> Iterator[Verdict]:
    """Verdicts on facts of one value, each fact against those of its own entity or relation."""
    found = conflicts.verdicts(statements.facts(claims))
    return (verdict for verdict in found if verdict.finding is not Finding.DIFFERENT)


def _comparison(verdict: Verdict, names: Mapping[str, str]) -> Comparison:
    one, other = verdict.one, verdict.other
    origins = {one.origin} if conflicts.share_origin(one, other) else {one.origin, other.origin}
    scope = one.scope if one.scope == other.scope else f"{one.scope} / {other.scope}"
    return Comparison(
        finding=str(verdict.finding),
        measure=one.measure if one.measure == other.measure else " / ".join(sorted((one.measure, other.measure))),
        scope=scope, subject=_named(scope, names),
        one=one.shown, one_origin=one.origin, one_source=one.source, one_grade=one.grade,
        other=other.shown, other_origin=other.origin, other_source=other.source, other_grade=other.grade,
        sources=tuple(sorted({one.source, other.source})), origins=tuple(sorted(origins)), why=verdict.why,
        one_claim=one.claim, other_claim=other.claim, one_claims=(one.claim,), other_claims=(other.claim,),
        one_origins=(one.origin,), other_origins=(other.origin,),
    )  # fmt: skip


def _clash(clash: Clash, names: Mapping[str, str]) -> Comparison:
    one, other = clash.one, clash.other
    first, second = one.claims[0], other.claims[0]
    return Comparison(
        finding=str(Finding.CONFLICT), measure=clash.measure, scope=clash.scope, subject=_named(clash.scope, names),
        one=one.shown, one_origin=first.origin, one_source=first.source, one_grade=one.grade,
        other=other.shown, other_origin=second.origin, other_source=second.source, other_grade=other.grade,
        sources=tuple(sorted({*one.sources, *other.sources})), origins=tuple(sorted({*one.origins, *other.origins})),
        why=clash.why, one_claim=first.id, other_claim=second.id,
        one_claims=tuple(claim.id for claim in one.claims), other_claims=tuple(claim.id for claim in other.claims),
        one_origins=one.origins, other_origins=other.origins,
    )  # fmt: skip


def _named(scope: str, names: Mapping[str, str]) -> str:
    """What a comparison is about, with names in the place of ids: “Bob Arden, paid, Cy Morrow”."""
    parts = scope.split("|")
    if len(parts) < _RELATION:
        return names.get(scope, scope)
    source, type_name, target = parts[:_RELATION]
    return f"{names.get(source, source)}, {type_name.replace('_', ' ').lower()}, {names.get(target, target)}"


def _outside_law(store: Store) -> Iterator[Comparison]:
    """Terms that the law which the case is prosecuted under does not allow: for a look, never corrected."""
    for row in store.read(_TERMS).rows:
        allowed = f"{row['least'] or 0} to {row['most'] if row['most'] is not None else '…'} months"
        yield Comparison(
            finding=OUTSIDE_LAW, measure="sentence_months", scope=row["ruling"], subject=row["ruling_name"],
            one=f"{row['ruling_name']}: {row['months']} months", one_origin=None, one_source=None, one_grade=None,
            other=f"{row['law_name']}: {allowed}", other_origin=None, other_source=None, other_grade=row["grade"],
            sources=tuple(row["sources"]), origins=tuple(row["origins"]),
            why=f"the term is outside the {allowed} that the law allows as stated; look at both, neither is corrected",
        )  # fmt: skip
