"""Whose the dates and properties of a relation are: its best claim lends it a grade, but not to what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ask.answer import Answer
from graph.ledger import origin, stance
from graph.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Claim, Source
    from graph.stores import Store


class StatedValue(Answer):
    """One value of a date or property of a relation, and a claim that states it."""

    name: str
    value: Any
    claim: str
    grade: str
    origin: str


def stated_by(claim: Claim) -> dict[str, Any]:
    """The dates and properties that a claim gives its relation, by name."""
    if not claim.relation:
        return {}
    days = {name: text for name, text in (("since", claim.since), ("until", claim.until)) if text}
    own = {name: value for name, value in claim.details.items() if name != "extra"}
    return {**days, **own, **claim.details.get("extra", {})}


def values_where_claims_differ(store: Store, relations: Iterable[str]) -> dict[str, tuple[StatedValue, ...]]:
    """By relation id, value by value, who states what; nothing of a relation whose claims all state the same."""
    carried = stores.read_claims_carrying(store, relations)
    sources = stores.read_sources(store, {claim.source for claim in carried.claims.values()})
    found = {}
    for key, claims in carried.by_relation().items():
        supporting = [claim for claim in claims if stance(claim) is Stance.SUPPORTS]
        if any(stated_by(claim) != stated_by(supporting[0]) for claim in supporting[1:]):
            found[key] = tuple(_values(supporting, sources))
    return found


def _values(claims: list[Claim], sources: dict[str, Source]) -> list[StatedValue]:
    """By name, the best grade first."""
    every = [
        StatedValue(name=name, value=value, claim=one.id, grade=one.graded(sources[one.source]), origin=origin(one, sources))
        for one in claims
        for name, value in stated_by(one).items()
    ]
    return sorted(every, key=lambda one: (one.name, one.grade, one.claim))
