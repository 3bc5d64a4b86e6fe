"""The relations that follow from claims, and how well claims that say one thing are supported.

A relation exists because at least one claim that is not retracted carries it; its dates and properties are those of
the strongest claim (status, then grade, then id), its `sources` count documents and its `origins`
independent origins. Nothing is averaged and nothing is overwritten by the order of files.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import RELATIONS, Claim, Relation, Source, Status, best_grade
from graph.model.extra import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def derive(claims: Iterable[Claim], sources: Mapping[str, Source]) -> dict[str, Relation]:
    """The relations that some claims carry, by id; what only retracted claims carry is not there.

    All claims of a relation must be given together, and `sources` must hold every source of theirs.
    """
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.relation and claim.status != Status.RETRACTED:
            grouped[claim.relation].append(claim)
    return {key: _relation(key, group, sources) for key, group in sorted(grouped.items())}


def _relation(key: str, claims: list[Claim], sources: Mapping[str, Source]) -> Relation:
    def strength(claim: Claim) -> tuple[int, str, str]:
        return Status.strength(claim.status), claim.graded(sources[claim.source]), claim.id

    ordered = sorted(claims, key=strength)
    first = ordered[0]
    values: dict[str, object] = {}
    for claim in reversed(ordered):
        values |= {name: value for name, value in (("since", claim.since), ("until", claim.until)) if value is not None}
        values |= claim.details
    extra = joined(*(claim.details.get("extra", {}) for claim in ordered))
    return RELATIONS[first.property].model_validate(
        {
            **values,
            "extra": extra,
            "id": key,
            "source": first.about[0],
            "target": first.about[1],
            "status": first.status,
            "grade": best_grade([claim.graded(sources[claim.source]) for claim in claims]),
            "sources": tuple(sorted({claim.source for claim in claims})),
            "origins": origins(claims, sources),
            "datasets": tuple(sorted({name for claim in claims for name in claim.datasets})),
        }
    )


def origin(claim: Claim, sources: Mapping[str, Source]) -> str:
    """Who stands behind a claim: the last link of its attribution, else the publisher, else the source itself."""
    if claim.attributed_to:
        return claim.attributed_to[-1]
    source = sources[claim.source]
    return source.published_by or source.id


def origins(claims: Iterable[Claim], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The independent origins behind claims that say one thing.

    A source that names nobody, but cites another source that says the same, repeats that one and adds none.
    """
    claims = list(claims)
    speaking = {claim.source for claim in claims}
    independent = {
        origin(claim, sources)
        for claim in claims
        if claim.attributed_to or not speaking.intersection(sources[claim.source].cites)
    }
    return tuple(sorted(independent or {origin(claim, sources) for claim in claims}))


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind claims that say one thing: the best grade, the documents, the independent origins."""

    grade: str | None
    sources: tuple[str, ...]
    origins: tuple[str, ...]


def support(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Support:
    """How well claims that say one thing are supported."""
    claims = list(claims)
    grade = best_grade([claim.graded(sources[claim.source]) for claim in claims]) or None
    return Support(grade, tuple(sorted({claim.source for claim in claims})), origins(claims, sources))
