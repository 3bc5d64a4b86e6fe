"""The rulings and events of a report in their order, from the claims that date them or order them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.ledger.chronology import Chain, Link
from graph.model import Status
from graph.report import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.ledger.chronology import Span
    from graph.model import Claim, Entity


@dataclass(frozen=True, slots=True)
class Order:
    """Events with their steps (None where nothing places one), what is to be said of their dates, and contradictions."""

    steps: dict[str, int | None]
    remarks: dict[str, str]
    contradictions: tuple[tuple[str, list[Claim]], ...] = ()


def in_order(ids: Iterable[str], claims: Iterable[Claim], entities: Mapping[str, Entity]) -> Order:
    """The events in the order that the claims give; the same for the same claims, in whatever sequence they come."""
    names = {key: entities[key].name for key in sorted(ids)}
    standing = sorted((claim for claim in claims if claim.status != Status.DENIED), key=lambda claim: claim.id)
    links = {}
    for claim in standing:
        if claim.property in ("PRECEDES", "SUPERSEDES") and names.keys() >= {*claim.about[:2]}:
            before, after = claim.about[:2] if claim.property == "PRECEDES" else (claim.about[1], claim.about[0])
            links[claim.id] = (Link(before, after, claim.property, str(claim.status)), claim)
    chain = Chain(names, _dates(names, standing), [link for link, _ in links.values()])
    steps = chain.steps(names)
    spans = chain.spans(asserted_only=True)
    remarks = {key: _remark(chain.dates[key], steps[key], spans[key]) for key in names}
    return Order(steps, remarks, tuple((said, _behind(said, chain, links.values())) for said in chain.contradictions))


def _dates(names: Mapping[str, str], claims: list[Claim]) -> dict[str, str | None]:
    """The date of each event, by the claim that puts it forward most firmly."""
    dates: dict[str, str | None] = dict.fromkeys(names)
    for claim in sorted(claims, key=lambda claim: -Status.strength(claim.status)):
        if claim.property == "date" and claim.about[0] in names:
            dates[claim.about[0]] = str(claim.value)
    return dates


def _behind(contradiction: str, chain: Chain, links: Iterable[tuple[Link, Claim]]) -> list[Claim]:
    """The claims of order that a contradiction speaks of."""
    found = []
    for link, claim in links:
        if contradiction.startswith(f"“{chain.names[link.before]}” is said to come before “{chain.names[link.after]}”"):
            found.append(claim)
    return found


def _remark(date: str | None, step: int | None, span: Span) -> str:
    """What to say beside an event that no source dates: where the order puts it, if it does."""
    if date is not None:
        return ""
    if step is None:
        return "no source dates it or places it in the order"
    first, last = span
    if first and last:
        return f"no source dates it; by the order, between {wording.day(first.isoformat())} and {wording.day(last.isoformat())}"
    if first or last:
        side = f"not before {wording.day(first.isoformat())}" if first else f"not after {wording.day(str(last))}"
        return f"no source dates it; by the order, {side}"
    return "no source dates it"
