"""Questions to a store: names, entities, claims and their evidence, cases and laws, conflicts, and views to draw."""
