"""A Bolt store that owns the engine behind it; apart from `embedded`, so that the driver can load as the engine starts."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from graph.stores.bolt import WRITE_LIMITS, BoltStore
from graph.stores.embedded.engine import DATABASE
from graph.stores.embedded.files import EmbeddedFiles
from graph.stores.errors import full

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.stores.base import Access, Limits
    from graph.stores.embedded.engine import EmbeddedEngine


T = TypeVar("T")
RESERVE = 64 * 2**20
"""Bytes that a transaction must find on the disk, in the worst case: a batch, its log and indexes that are merged."""


class EmbeddedStore(BoltStore):
    """The embedded engine's store; closing it stops the engine and frees the folder."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        super().__init__(engine.url, engine.accounts.reader, engine.accounts.writer, DATABASE)
        self.engine = engine
        self.embedded = True
        self.files: EmbeddedFiles = EmbeddedFiles(self)

    def transaction(self, work: Callable[[Access], T], limits: Limits = WRITE_LIMITS) -> T:
        """Does some work in one transaction, as long as the disk has room: the engine may not survive a full one.

        What it makes outside of transactions, such as the index of a kind that is new to it, would stay half made.

        Raises:
            StoreFull: less than `RESERVE` bytes are left; nothing was written.
        """
        with suppress(OSError):
            if shutil.disk_usage(self.engine.folder).free < RESERVE:
                raise full(str(self.engine.folder))
        return super().transaction(work, limits)

    def sql(self, statement: str) -> None:
        """Runs one statement of the engine's own language; for migrations."""
        self._changing()
        self.engine.sql(statement)

    def _changing(self) -> None:
        """Also, the files are no longer what they were when the folder was opened."""
        super()._changing()
        self.files.state = ""

    def close(self) -> None:
        """Stops the engine; one that a runaway query holds goes down with the process instead."""
        super().close()
        if self.runaway:
            self.engine.abandon()
        else:
            self.engine.stop()
