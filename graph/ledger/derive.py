"""The relations that follow from claims, and how well claims that say one thing are supported.

A relation exists because at least one claim that is not retracted speaks of it. What is said of it, dates and properties
as well, is what supports it says, the strongest claim first (status, then grade, then id); what is only denied has what
the denials say. Nothing is averaged and nothing is overwritten by the order of files.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from graph.ledger.episodes import by_relation, with_denials
from graph.ledger.standing import stance, weigh
from graph.model import HYPOTHESIS, RELATIONS, Claim, Relation, Source, Stance, Standing, Status
from graph.model.extra import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def derive(claims: Iterable[Claim], sources: Mapping[str, Source]) -> dict[str, Relation]:
    """The relations that some claims speak of, by id; what only retracted claims speak of is not there.

    A pair whose claims are of several periods has a relation for each (see `graph.ledger.episodes`). All claims of a pair
    must be given together, and `sources` must hold every source of theirs.
    """
    return {key: relation_of(key, group, sources) for key, group in with_denials(by_relation(claims)).items()}


def relation_of(key: str, claims: Iterable[Claim], sources: Mapping[str, Source]) -> Relation:
    """The relation of some id that claims carry together, of which at least one stands."""
    claims = list(claims)

    def strength(claim: Claim) -> tuple[int, str, str]:
        return Status.strength(claim.status), claim.graded(sources[claim.source]), claim.id

    weight = weigh(claims, sources)
    telling = sorted((one for one in claims if stance(one) is Stance.SUPPORTS or not weight.sources), key=strength)
    first = telling[0]
    values: dict[str, object] = {}
    for claim in reversed(telling):
        values |= {name: value for name, value in (("since", claim.since), ("until", claim.until)) if value is not None}
        values |= claim.details
    values |= asdict(weight) | {"extra": joined(*(claim.details.get("extra", {}) for claim in telling))}
    values |= {"id": key, "source": first.about[0], "target": first.about[1], "status": first.status}
    values["standing"] = Standing.HYPOTHESIS if first.property == HYPOTHESIS else weight.standing
    values["datasets"] = tuple(sorted({name for claim in claims for name in claim.datasets}))
    return RELATIONS[first.property].model_validate(values)


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind claims that say one thing: the best grade, the documents, the independent origins."""

    grade: str | None
    sources: tuple[str, ...]
    origins: tuple[str, ...]


def support(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Support:
    """How well claims that say one thing are supported; what disputes it is not counted."""
    weight = weigh(claims, sources)
    return Support(weight.grade or None, weight.sources, weight.origins)
