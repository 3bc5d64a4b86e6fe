"""Questions to a store: names, entities, claims and their evidence, cases and laws, conflicts, and views to draw."""

__all__ = [
    "case", "claims", "conflicts", "edge_claims", "entity", "evidence", "laws", "search", "select", "snapshot",
]  # fmt: skip
