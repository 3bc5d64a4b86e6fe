"""A Bolt store that owns the engine behind it; apart from `embedded`, so that the driver can load as the engine starts."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from graph.stores.bolt import BoltStore
from graph.stores.embedded import DATABASE
from graph.stores.faults import full

if TYPE_CHECKING:
    from graph.errors import CasegraphError
    from graph.stores.base import Limits
    from graph.stores.embedded import EmbeddedEngine


_ROOM = 4 * 2**20  # bytes below which a write that failed is taken to have failed for want of room


class EmbeddedStore(BoltStore):
    """The embedded engine's store; closing it stops the engine and frees the folder."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        super().__init__(engine.url, engine.accounts.reader, engine.accounts.writer, DATABASE)
        self.engine = engine
        self.embedded = True

    def _our_error(self, error: Exception, limits: Limits | None) -> CasegraphError:
        """Our error; the engine does not say that its disk is full, so we look."""
        found = super()._our_error(error, limits)
        with suppress(OSError):
            if shutil.disk_usage(self.engine.folder).free < _ROOM:
                return full(str(self.engine.folder))
        return found

    def sql(self, statement: str) -> None:
        """Runs one statement of the engine's own language; for migrations."""
        self.engine.sql(statement)

    def close(self) -> None:
        """Stops the engine; one that a runaway query holds goes down with the process instead."""
        super().close()
        if self.runaway:
            self.engine.abandon()
        else:
            self.engine.stop()
