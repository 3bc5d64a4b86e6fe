"""The embedded engine's own bulk path (GraphBatch): nodes and edges without Cypher, for a store that nobody reads yet.

Nodes answer with the engine's record ids, by which edges are made. Nothing here is a transaction and no index is kept up
meanwhile, so it is for a folder that is thrown away when it does not come to its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import KINDS, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from graph.stores.embedded.store import EmbeddedStore

Edge = tuple[str, str, dict[str, Any] | None]
"""The record ids of both ends, and the properties."""
FAMILIES = ("Source", "Claim")
EDGES = ("REPORTED_BY", "ABOUT", "ATTRIBUTED_TO", "PUBLISHED_BY", "CITES")
_NOBODY = "casegraph-nobody"


class Batching:
    """A bulk load into an embedded store without indexes; use it in `with`, and nothing else on the store meanwhile."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._opened: AbstractContextManager[Any] | None = None
        self._batch: Any = None
        self._types: dict[str, str] = {}

    def __enter__(self) -> Batching:
        for kind, model in KINDS.items():
            self._types[kind] = self._made(model.labels())
        for family in FAMILIES:
            self._types[family] = self._made((family,))
        for name in (*EDGES, *RELATIONS):
            self._store.sql(f"CREATE EDGE TYPE {name} IF NOT EXISTS")
        self._opened = self._store.engine.batch()
        self._batch = self._opened.__enter__()
        return self

    def _made(self, labels: tuple[str, ...]) -> str:
        """The engine's type of nodes with these labels, made by its Cypher and so just as an ordinary load makes it."""
        self._store.write(f"CREATE (n:{':'.join(labels)} {{id: $id}})", {"id": _NOBODY})
        self._store.write(f"MATCH (n:{labels[-1]} {{id: $id}}) DELETE n", {"id": _NOBODY})
        return "~".join(sorted(labels))

    def __exit__(self, *raised: Any) -> None:
        if self._opened is not None:
            self._opened.__exit__(*raised)

    def nodes(self, kind: str, rows: Sequence[dict[str, Any]]) -> list[str]:
        """Creates nodes of a kind or family from their properties; their record ids, in order."""
        return list(self._batch.create_vertices(self._types[kind], rows))

    def edges(self, type_name: str, edges: Sequence[Edge]) -> None:
        """Creates edges of one type."""
        if not edges:
            return
        starts, ends, properties = zip(*edges, strict=True)
        given = list(properties) if any(properties) else None
        self._batch.new_edges(list(starts), type_name, list(ends), given)
