"""What claims that speak of one thing are worth together: who supports it, who disputes it, and how it stands.

A claim *supports* (asserted, alleged, inferred), *disputes* (denied) or is *silent* (retracted). Grade, sources and
origins come of the supporting claims alone; those of the disputing ones stand beside them. All of it is a function of the
set of claims: their order does not matter, and taking one back restores what was before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from graph.model import Claim, Source, Status, best_grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DESK = "desk"
"""The origin of what is inferred: those who wrote the case down, whichever source led them to it."""
_EXACT = 16
"""Up to so many claims that name nobody the largest set of independent ones is looked for; beyond, a large one."""


class Stance(StrEnum):
    """What a claim is to the thing that it speaks of."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    SILENT = "silent"


class Standing(StrEnum):
    """How a thing stands by all claims that speak of it."""

    SUPPORTED = "supported"
    DISPUTED = "disputed"
    DENIED_ONLY = "denied only"
    HYPOTHESIS = "hypothesis"


_STANCES = {
    Status.ASSERTED: Stance.SUPPORTS, Status.ALLEGED: Stance.SUPPORTS, Status.INFERRED: Stance.SUPPORTS,
    Status.DENIED: Stance.DISPUTES, Status.RETRACTED: Stance.SILENT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weight:
    """Grades ("B2", "" for none), ids of sources and independent origins, sorted, for and against one thing."""

    grade: str = ""
    sources: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    disputed_grade: str = ""
    disputed_sources: tuple[str, ...] = ()
    disputed_origins: tuple[str, ...] = ()

    @property
    def standing(self) -> Standing | None:
        """How the thing stands; None where no claim speaks of it."""
        if self.sources:
            return Standing.DISPUTED if self.disputed_sources else Standing.SUPPORTED
        return Standing.DENIED_ONLY if self.disputed_sources else None


def stance(claim: Claim) -> Stance:
    """Whether a claim supports or disputes what it speaks of, by its status."""
    return _STANCES[Status(claim.status)]


def origin(claim: Claim, sources: Mapping[str, Source]) -> str:
    """Who stands behind a claim: the desk for what it inferred, else the last link of the attribution, publisher or source."""
    if claim.status == Status.INFERRED:
        return DESK
    if claim.attributed_to:
        return claim.attributed_to[-1]
    source = sources[claim.source]
    return source.published_by or source.id


def weigh(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Weight:
    """What some claims that speak of one thing are worth together; `sources` must hold the source of each."""
    claims = list(claims)
    support = [claim for claim in claims if stance(claim) is Stance.SUPPORTS]
    against = [claim for claim in claims if stance(claim) is Stance.DISPUTES]
    return Weight(*_side(support, sources), *_side(against, sources))


def _side(claims: list[Claim], sources: Mapping[str, Source]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    grades = [claim.graded(sources[claim.source]) for claim in claims]
    return best_grade(grades), tuple(sorted({claim.source for claim in claims})), origins(claims, sources)


def origins(claims: Iterable[Claim], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The independent origins behind claims that say one thing, sorted.

    Whoever names another speaks for that one. Sources that name nobody are not independent where one cites the other or
    both cite a third: of these the cited ones count, and no further claim can make the number smaller.
    """
    claims = list(claims)
    named = {origin(claim, sources) for claim in claims if claim.attributed_to or claim.status == Status.INFERRED}
    plain = {
        claim.source: origin(claim, sources) for claim in claims if not claim.attributed_to and claim.status != Status.INFERRED
    }
    own = {key: voice for key, voice in plain.items() if voice not in named}
    return tuple(sorted(named | {own[key] for key in _independent(own, sources)}))


def _independent(own: Mapping[str, str], sources: Mapping[str, Source]) -> Sequence[str]:
    """The largest set of sources of which no two have one origin or lean on one another, the most cited first."""
    cited = {key: sum(key in sources[other].cites for other in own) for key in own}
    ordered = sorted(own, key=lambda key: (-cited[key], key))

    def lean(one: str, other: str) -> bool:
        mine, theirs = {one, *sources[one].cites}, {other, *sources[other].cites}
        return own[one] == own[other] or not mine.isdisjoint(theirs)

    apart = [frozenset(j for j, other in enumerate(ordered) if not lean(key, other)) for key in ordered]
    return [ordered[at] for at in _largest(apart)]


def _largest(apart: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """The largest group of numbers that all stand apart from each other; of several the first in order."""

    @cache
    def best(left: frozenset[int]) -> tuple[int, ...]:
        if not left:
            return ()
        first = min(left)
        with_it = (first, *best(left & apart[first]))
        if len(apart) > _EXACT or left - {first} == left & apart[first]:
            return with_it
        return max(with_it, best(left - {first}), key=len)

    return best(frozenset(range(len(apart))))
