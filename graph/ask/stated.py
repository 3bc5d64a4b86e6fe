"""Whose the dates and properties of a relation are: its best claim lends it a grade, but not to what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ask.answer import Answer
from graph.ledger import origin, stance
from graph.ledger.certainty import was_known
from graph.model import Stance
from graph.model.fields import in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

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


def values_where_claims_differ(
    store: Store, relations: Iterable[str], known_at: dt.date | None = None
) -> dict[str, tuple[StatedValue, ...]]:
    """By relation id, value by value, who states what; nothing of a relation whose claims all state the same.

    With a day, only the claims count that were known then.
    """
    carried = stores.read_claims_carrying(store, relations)
    sources = stores.read_sources(store, {claim.source for claim in carried.claims.values()})
    found = {}
    for key, claims in carried.by_relation().items():
        then = claims if known_at is None else [one for one in claims if _was_known(one, sources, known_at)]
        supporting = [claim for claim in then if stance(claim) is Stance.SUPPORTS]
        if any(stated_by(claim) != stated_by(supporting[0]) for claim in supporting[1:]):
            found[key] = tuple(_values(supporting, sources))
    return found


def whose(stated: Iterable[StatedValue], name: Callable[[str], str] = str) -> str:
    """Who states what, in words: “since 2001: The Gazette (A2); until 2005: The Courier (B2)”; `name` gives an origin's name."""
    voices: dict[str, dict[str, None]] = {}
    for one in stated:
        voices.setdefault(f"{in_words(one.name)} {_as_text(one.value)}", {})[f"{name(one.origin)} ({one.grade})"] = None
    return "; ".join(f"{value}: {', '.join(by)}" for value, by in voices.items())


def _as_text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _was_known(claim: Claim, sources: dict[str, Source], day: dt.date) -> bool:
    return was_known(sources[claim.source].published, claim.recorded_at, day)


def _values(claims: list[Claim], sources: dict[str, Source]) -> list[StatedValue]:
    """By name, the best grade first."""
    every = [
        StatedValue(name=name, value=value, claim=one.id, grade=one.graded(sources[one.source]), origin=origin(one, sources))
        for one in claims
        for name, value in stated_by(one).items()
    ]
    return sorted(every, key=lambda one: (one.name, one.grade, one.claim))
