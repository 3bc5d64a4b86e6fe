"""Claims as statements that can be compared: figures with their bounds, and values of fields that a thing has one of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.ledger.conflicts import Statement, bounded, interval
from graph.ledger.values import Reading, Spoken, attribute_readings, lasts, period, readings, span
from graph.model import RELATIONS, Stance, bounds
from graph.model.fields import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


def figures(claims: Iterable[Spoken]) -> Iterator[Statement]:
    """The figures among some claims, each as an interval; what is denied states none."""
    for claim in claims:
        if claim.property == "metric" and claim.stance is Stance.SUPPORTS:
            yield _figure(claim)


def facts(claims: Iterable[Spoken]) -> Iterator[Statement]:
    """What some claims give for fields of one value: of entities, of relations, and for the one day of a birth or death."""
    for claim in claims:
        if claim.stance is not Stance.SUPPORTS:
            continue
        if claim.property in RELATIONS:
            yield from _of_relation(claim)
        elif (reading := attribute_readings().get(claim.property)) and claim.value is not None:
            yield _fact(claim, claim.property, claim.about[0], reading)


def _figure(claim: Spoken) -> Statement:
    value, bound = claim.value if isinstance(claim.value, (int, float)) else 0, claim.bound or "exactly"
    low, high = interval(value, bound)
    first, last = bounds(claim.as_of) if claim.as_of else (None, None)
    return Statement(
        claim.id, claim.metric or "", claim.scope or "", claim.unit or "", low, high, bounded(value, bound, claim.unit),
        claim.source, claim.origin, claim.grade, first, last, repeats=claim.repeats,
    )  # fmt: skip


def _of_relation(claim: Spoken) -> Iterator[Statement]:
    """Its single-valued properties, at the time at which they hold; its dates, where it lasts or happens once in a life."""
    relation = RELATIONS[claim.property]
    type_name, source, target = claim.pair
    scope = "|".join((source, type_name, target))
    for name, reading in readings(relation).items():
        if claim.gives(name) is not None and (reading is not Reading.DAY or lasts(claim.property)):
            yield _fact(claim, name, scope, reading, period(claim))
    if relation.dates and (day := claim.since or claim.until):
        yield _fact(claim, relation.dates, claim.about[0], Reading.DAY, value=day)


def _fact(
    claim: Spoken, name: str, scope: str, reading: Reading, when: tuple[date | None, date | None] = (None, None),
    *, value: object = None,
) -> Statement:  # fmt: skip
    value = claim.gives(name) if value is None else value
    low, high, text = span(value, reading)
    return Statement(
        claim.id, name, scope, "", low, high, f"{in_words(name)} {value}", claim.source, claim.origin, claim.grade, *when,
        text=text, repeats=claim.repeats,
    )  # fmt: skip
