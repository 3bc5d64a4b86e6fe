"""Which of the values that a view shows are contested by the claims that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.ledger.values import contested, readings
from graph.model import KINDS, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.ask.claims import ListedClaim
    from graph.ledger.values import Contested


def of_fields(claims: Iterable[ListedClaim], entity: str, shown: Mapping[str, object]) -> tuple[Contested, ...]:
    """What contests the fields of an entity; `shown` are its fields, its kind among them."""
    own = (claim.spoken() for claim in claims if claim.relation is None and claim.about[0] == entity)
    return contested(own, readings(KINDS[str(shown["kind"])]), shown)


def of_relation(claims: Iterable[ListedClaim], relation: str, shown: Mapping[str, object]) -> tuple[Contested, ...]:
    """What contests the dates and properties of a relation."""
    own = [claim.spoken() for claim in claims if claim.relation == relation]
    return contested(own, readings(RELATIONS[own[0].property]), shown) if own else ()
