"""What a hop costs, in whole numbers, so that every engine and every way of searching adds up to the same.

A cost is one number with three places: what is preferred, then what breaks the tie. `short` counts hops and takes the
better supported of two equally short paths; `evidence` adds up weakness and then counts hops; `specific` makes
everybody's acquaintances costly and then counts hops. What still ties is ordered by ids.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from graph.paths.question import Prefer

BASE = 100
_WORST_GRADE = 10
TIE = 1_000_000
"""What is preferred counts so many times, so that what breaks a tie fits below it."""
_HUB = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A hop: how weakly the best of its relations is supported, and how many relations the entity has that it leads to."""

    weakness: int
    degree: int = 0


def weakness(grade: str | None, origins: int) -> int:
    """How weakly a relation is supported, 101 (A1, a hundred origins) to 300 (F6, one origin; the same where no grade is known).

    A step of the Admiralty system on either axis weighs 10, and a second origin as much as five such steps.
    """
    steps = (ord(grade[0]) - ord("A")) + int(grade[1]) - 1 if grade else _WORST_GRADE
    return BASE + 10 * steps + BASE // max(1, origins)


def hub_cost(degree: int) -> int:
    """What it costs to pass through an entity with so many relations: 100, and 50 more for each doubling."""
    return BASE + round(_HUB * math.log2(max(1, degree)))


def weight(prefer: Prefer, step: Step, *, last: bool) -> int:
    """A hop's cost in one number; at the last hop the entity that it leads to is an end, which nobody passes through."""
    if prefer is Prefer.SHORT:
        return TIE + step.weakness
    if prefer is Prefer.EVIDENCE:
        return step.weakness * TIE + 1
    return (BASE if last else hub_cost(step.degree)) * TIE + 1


def least(prefer: Prefer) -> int:
    """No hop costs less."""
    return TIE if prefer is Prefer.SHORT else BASE * TIE


def most(prefer: Prefer) -> int:
    """No hop costs more: evidence at its weakest, or an entity with sixteen million relations."""
    return (3 * BASE if prefer is Prefer.EVIDENCE else 13 * BASE) * TIE + 1


def shown_cost(cost: int) -> int:
    """The part of a cost that answers show: hops, or the sum of weaknesses or of hub costs."""
    return cost // TIE
