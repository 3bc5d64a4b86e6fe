"""What claims say of the relations that they support: dates, properties, and the id that an edge had in its data set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.export.format import EdgeClaim
from graph.model.extra import PREFIX
from graph.stores import Limits, batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.stores import Store

_LIMITS = Limits(timeout=120.0)


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
