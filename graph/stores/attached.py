"""A Bolt store that owns the engine behind it; apart from `embedded`, so that the driver can load as the engine starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.stores.bolt import BoltStore
from graph.stores.embedded import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.stores.embedded import EmbeddedEngine


class EmbeddedStore(BoltStore):
    """The embedded engine's store; closing it stops the engine and frees the folder."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        super().__init__(engine.url, engine.accounts.reader, engine.accounts.writer, DATABASE)
        self.engine = engine
        self.embedded = True
        self.state = engine.state

    def sql(self, statement: str) -> None:
        """Runs one statement of the engine's own language; for migrations."""
        self._changing()
        self.engine.sql(statement)

    def _changing(self) -> None:
        """Also, the files are no longer what they were when the folder was opened."""
        super()._changing()
        self.state = ""

    def count(self, types: Iterable[str]) -> int:
        """How many relations of some types there are."""
        return sum(self.engine.count(name) for name in self.types().intersection(types))

    def types(self) -> set[str]:
        """The names of the node and relationship types that the store has."""
        return {row["name"] for row in self.engine.rows("SELECT name FROM schema:types")}

    def close(self) -> None:
        """Stops the engine; one that a runaway query holds goes down with the process instead."""
        super().close()
        if self.runaway:
            self.engine.abandon()
        else:
            self.engine.stop()
