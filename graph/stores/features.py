"""What each engine does in a way of its own: the one place where engines are told apart by name."""

from __future__ import annotations

from graph.stores.base import Engine, Features

FEATURES = {
    Engine.NEO4J: Features(
        search_index="entity_search",
        counted="COUNT {{ {} }}",
        path_selectors=True,
        moves_labels=True,
        locks_merges=True,
        obeys_access_mode=True,
        ends_queries=True,
    ),
    Engine.ARCADEDB: Features(
        search_index="Entity[search]",
        counted="size([{} | 1])",
        path_selectors=False,
        moves_labels=False,
        locks_merges=False,
        obeys_access_mode=False,
        ends_queries=False,
    ),
}
