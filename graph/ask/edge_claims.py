"""What claims say of the relations that they carry: dates, properties, and the id that an edge had in its data set."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.model.extra import PREFIX
from graph.stores.base import Limits
from graph.stores.records import batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.stores.base import Store

_LIMITS = Limits(timeout=120.0)


@dataclass(frozen=True, slots=True)
class EdgeClaim:
    """One claim's part in a relation; `extra` are the claim's own properties in the words of its data set."""

    since: str | None = None
    until: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, list[str]] = field(default_factory=dict)


def edge_claims(store: Store, claim_ids: Iterable[str]) -> dict[str, EdgeClaim]:
    """By claim id, for the claims that are there."""
    query = "UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN c.id AS id, properties(c) AS p"
    found: dict[str, EdgeClaim] = {}
    for batch in batches(sorted(set(claim_ids))):
        for row in store.read(query, {"ids": list(batch)}, _LIMITS).rows:
            stored = row["p"]
            extra = {name[len(PREFIX) :]: list(texts) for name, texts in stored.items() if name.startswith(PREFIX)}
            details = json.loads(stored.get("details") or "{}")
            found[row["id"]] = EdgeClaim(stored.get("since"), stored.get("until"), details, extra)
    return found
