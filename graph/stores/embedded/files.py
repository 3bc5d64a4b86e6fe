"""The files of an embedded store, read and filled in this process through the engine's own language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.stores.embedded.bulk import Batching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.stores.embedded.store import EmbeddedStore

_RELATION = "id, grade, origins.size() AS origins, since_earliest AS since, until_latest AS until, judgement"


class EmbeddedFiles:
    """See `graph.stores.base.Files`."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store, self._engine = store, store.engine
        self.folder, self.state = store.engine.folder, store.engine.state

    def types(self) -> set[str]:
        """The names of the node and relationship types that the store has."""
        return {row["name"] for row in self._engine.rows("SELECT name FROM schema:types")}

    def count(self, types: Iterable[str]) -> int:
        """How many relations of some types there are."""
        return sum(self._engine.count(name) for name in self.types().intersection(types))

    def entities(self) -> Iterator[dict[str, Any]]:
        """`{"id", "kind"}` of every entity."""
        return self._engine.rows("SELECT id, kind FROM Entity")

    def relations(self, type_name: str) -> Iterator[dict[str, Any]]:
        """The facts of every relation of a type; see `Files.relations`."""
        return self._engine.rows(f"SELECT {_RELATION} FROM {type_name}")  # noqa: S608  a name of the registry

    def bulk(self) -> Batching:
        """Fills the store without a log; use it in `with`."""
        return Batching(self._store)
