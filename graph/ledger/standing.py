"""What claims that speak of one thing are worth together: who supports it, who disputes it, and how it stands.

A claim *supports* (asserted, alleged, inferred), *disputes* (denied) or is *silent* (retracted). Grade, sources and
origins come of the supporting claims alone; those of the disputing ones stand beside them. All of it is a function of the
set of claims: their order does not matter, and taking one back restores what was before it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

from graph.model import Claim, Source, Stance, Standing, Status, best_grade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

DESK = "desk"
"""The origin of what is inferred: those who wrote the case down, whichever source led them to it."""


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

    def shown(self) -> dict[str, Any]:
        """The fields that answers show: with the standing, and None for a grade that is not known."""
        grades = {"grade": self.grade or None, "disputed_grade": self.disputed_grade or None}
        return {**asdict(self), **grades, "standing": self.standing}


class Weighed(Protocol):
    """A relation as any answer shows it."""

    @property
    def status(self) -> str | None:
        """The status of the strongest claim."""

    @property
    def grade(self) -> str | None:
        """Of what supports it."""

    @property
    def origins(self) -> Sequence[str] | None:
        """Of what supports it."""

    @property
    def disputed_grade(self) -> str | None:
        """Of what denies it."""

    @property
    def disputed_sources(self) -> Sequence[str]:
        """Of what denies it."""

    @property
    def disputed_origins(self) -> Sequence[str]:
        """Of what denies it."""


def manner(relation: Weighed, name: Callable[[str], str] = str) -> str:
    """How a relation is put forward: “alleged”, or “alleged by Blog (D4); denied by Bob (A1)”; "" of what is plainly asserted.

    `name` gives the name of an origin.
    """
    if not relation.disputed_sources:
        return "" if relation.status in (None, Status.ASSERTED) else str(relation.status)
    denied = _by("denied", map(name, relation.disputed_origins), relation.disputed_grade)
    if not relation.origins:
        return denied
    return f"{_by(str(relation.status), map(name, relation.origins), relation.grade)}; {denied}"


def _by(verb: str, names: Iterable[str], grade: str | None) -> str:
    return f"{verb} by {', '.join(names)} ({grade or 'ungraded'})"


def stance(claim: Claim) -> Stance:
    """Whether a claim supports or disputes what it speaks of, by its status."""
    return Status(claim.status).stance


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

    A source that names nobody, but cites another source that says the same, repeats that one and adds none: only so can a
    further claim make the number smaller, by showing that what seemed two was one.
    """
    claims = list(claims)
    speaking = {claim.source for claim in claims}
    independent = {
        origin(claim, sources) for claim in claims if _names_origin(claim) or speaking.isdisjoint(sources[claim.source].cites)
    }
    return tuple(sorted(independent or {origin(claim, sources) for claim in claims}))


def _names_origin(claim: Claim) -> bool:
    return bool(claim.attributed_to) or claim.status == Status.INFERRED
