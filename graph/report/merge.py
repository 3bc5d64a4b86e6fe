"""Which claims one sentence can say together: those that say the same, and a value with what qualifies it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.ledger import origin
from graph.model import KINDS, Status
from graph.model.fields import field_spec

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from graph.model import Claim, Source

QUALIFIED = {name: main for kind in KINDS.values() for name in kind.own_fields() if (main := field_spec(kind, name).qualifies)}
"""Fields that qualify another one (the bound of a size, the day of an age), and which."""


def alike(claims: Iterable[Claim], sources: Mapping[str, Source]) -> list[tuple[list[Claim], str | None]]:
    """Claims that one sentence can say, together, in the order in which they come, each with the qualifying value."""
    claims = list(claims)
    qualifying = _qualifying(claims)
    groups: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_content(claim, qualifying.get(claim.id), sources), []).append(claim)
    for group in groups.values():
        group.sort(key=lambda claim: claim.property in QUALIFIED)
    return [(group, qualifying.get(group[0].id)) for group in groups.values()]


def _qualifying(claims: Iterable[Claim]) -> dict[str, str]:
    """By the ids of the claims that another one at the same place qualifies, and of that one: the qualifying value."""
    by_place: dict[Hashable, dict[str, Claim]] = {}
    for claim in claims:
        if claim.property in QUALIFIED or claim.property in QUALIFIED.values():
            by_place.setdefault((claim.about, *_place(claim)), {})[claim.property] = claim
    values: dict[str, str] = {}
    for place in by_place.values():
        for name, main in QUALIFIED.items():
            if name in place and main in place:
                values[place[main].id] = values[place[name].id] = str(place[name].value)
    return values


def _place(claim: Claim) -> tuple[Hashable, ...]:
    return (claim.source, claim.locator_start, claim.locator_end, claim.status, claim.attributed_to)


def _content(claim: Claim, qualifying: str | None, sources: Mapping[str, Source]) -> Hashable:
    """What a claim says, as a key: claims with the same key are said in one sentence."""
    by = origin(claim, sources) if claim.status in (Status.ALLEGED, Status.DENIED) else bool(claim.attributed_to)
    if qualifying is not None:
        main = QUALIFIED.get(claim.property, claim.property)
        return (main, claim.about, qualifying, claim.status, by, *_place(claim))
    return (
        claim.property, claim.about, claim.status, by, claim.source if claim.property == "mention" else None,
        claim.since, claim.until, json.dumps(claim.details, sort_keys=True),
        repr(claim.value), claim.metric, claim.scope, claim.bound, claim.unit, claim.as_of,
    )  # fmt: skip
