"""A Bolt store that owns the engine behind it, and reads and fills its files through the engine's own language.

Filling them is the engine's bulk path (GraphBatch): nodes and edges without Cypher, for a store that nobody reads yet.
Nodes answer with the engine's record ids, by which edges are made. Nothing in it is a transaction and no index is kept
up meanwhile, so it is for a folder that is thrown away when it does not come to its end.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import QueryError
from graph.model import KINDS, RELATIONS
from graph.stores.bolt import WRITE_LIMITS, BoltStore
from graph.stores.embedded.folder import DATABASE
from graph.stores.errors import damaged, full, gone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from graph.stores.base import BulkEdge, Limits, Row, Writer
    from graph.stores.embedded.engine import EmbeddedEngine


T = TypeVar("T")
FAMILIES = ("Source", "Claim")
EDGES = ("REPORTED_BY", "ABOUT", "ATTRIBUTED_TO", "PUBLISHED_BY", "CITES")
_RELATION = (
    "id, status, grade, origins.size() AS origins, disputed_sources.size() AS disputed, since_earliest AS since, "
    "until_latest AS until, judgement"
)
_FAULTS = {
    "totalErrors": "errors",
    "totalCorruptedRecords": "records that cannot be read",
    "totalUndecodableRecords": "records that cannot be understood",
    "totalConstraintViolations": "records against a constraint",
    "invalidLinks": "links that lead nowhere",
    "missingReferenceBack": "relations that one end does not know",
    "edgesMissingInReference": "relations that their end does not know",
    "edgesMissingOutReference": "relations that their start does not know",
}
"""What the engine's own check counts, in words."""
_NOBODY = "casegraph-nobody"
RESERVE = 64 * 2**20
"""Bytes that a transaction must find on the disk, in the worst case: a batch, its log and indexes that are merged."""


class Batching:
    """A bulk load into an embedded store without indexes; use it in `with`, and nothing else on the store meanwhile."""

    def __init__(self, engine: EmbeddedEngine, store: Writer) -> None:
        self._engine, self._store = engine, store
        self._opened: AbstractContextManager[Any] | None = None
        self._batch: Any = None
        self._types: dict[str, str] = {}

    def __enter__(self) -> Batching:
        for kind, model in KINDS.items():
            self._types[kind] = self._made(model.labels())
        for family in FAMILIES:
            self._types[family] = self._made((family,))
        for name in (*EDGES, *RELATIONS):
            self._engine.sql(f"CREATE EDGE TYPE {name} IF NOT EXISTS")
        self._opened = self._engine.batch()
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

    def nodes(self, kind: str, rows: Sequence[Row]) -> list[str]:
        """Creates nodes of a kind or family from their properties; their record ids, in order."""
        return list(self._batch.create_vertices(self._types[kind], rows))

    def edges(self, type_name: str, edges: Sequence[BulkEdge]) -> None:
        """Creates edges of one type."""
        if not edges:
            return
        starts, ends, properties = zip(*edges, strict=True)
        given = list(properties) if any(properties) else None
        self._batch.new_edges(list(starts), type_name, list(ends), given)


class EmbeddedFiles:
    """See `graph.stores.base.Files`."""

    def __init__(self, engine: EmbeddedEngine, store: Writer) -> None:
        self._engine, self._store = engine, store
        self.folder, self.state = engine.folder, engine.state

    def types(self) -> set[str]:
        """The names of the node and relationship types that the store has."""
        return {row["name"] for row in self._engine.rows("SELECT name FROM schema:types")}

    def count(self, types: Iterable[str]) -> int:
        """How many relations of some types there are."""
        return sum(self._engine.count(name) for name in self.types().intersection(types))

    def entities(self) -> Iterator[Row]:
        """`{"id", "kind"}` of every entity."""
        return self._engine.rows("SELECT id, kind FROM Entity")

    def relations(self, type_name: str) -> Iterator[Row]:
        """The facts of every relation of a type; see `Files.relations`."""
        return self._engine.rows(f"SELECT {_RELATION} FROM {type_name}")  # noqa: S608  a name of the registry

    def bulk(self) -> Batching:
        """Fills the store without a log; use it in `with`."""
        return Batching(self._engine, self._store)


class EmbeddedStore(BoltStore):
    """The embedded engine's store; closing it stops the engine and frees the folder."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        super().__init__(engine.url, engine.accounts.reader, engine.accounts.writer, DATABASE)
        self.engine = engine
        self.embedded = True
        self.files: EmbeddedFiles = EmbeddedFiles(engine, self)

    def transaction(self, work: Callable[[Writer], T], limits: Limits = WRITE_LIMITS) -> T:
        """Does some work in one transaction, as long as the disk has room: the engine may not survive a full one.

        What it makes outside of transactions, such as the index of a kind that is new to it, would stay half made.

        Raises:
            StoreFull: less than `RESERVE` bytes are left; nothing was written.
            StoreUnreachable: the store was taken away; what was written is nowhere.
        """
        with suppress(OSError):
            if shutil.disk_usage(self.engine.folder).free < RESERVE or not (self.engine.synced or self.engine.fast):
                raise full(str(self.engine.folder))
        done = super().transaction(work, limits)
        if not self.engine.is_in_place():  # the engine goes on writing into files that have no name any more
            raise gone(self.engine.folder)
        return done

    def check(self, *, mend: bool = False) -> None:
        """The engine's own check of every record, page and index; see `Store.check`.

        Raises:
            StoreDamaged: it found something wrong.
        """
        try:
            found = self.engine.check(mend=mend)
        except QueryError as error:
            raise damaged(self.engine.folder, [str(error)]) from error
        if not mend and (faults := [f"{number} {words}" for name, words in _FAULTS.items() if (number := found.get(name))]):
            raise damaged(self.engine.folder, faults)

    def schema(self, statement: str, language: str = "cypher") -> None:
        """Runs one schema statement, of Cypher or of the engine's own language."""
        if language == "cypher":
            super().schema(statement)
        else:
            self._changing()
            self.engine.sql(statement)

    def _changing(self) -> None:
        """Also, the files are no longer what they were when the folder was opened."""
        super()._changing()
        self.engine.changing()
        self.files.state = ""

    def close(self) -> None:
        """Stops the engine; one that a runaway query holds goes down with the process instead."""
        super().close()
        if self.runaway:
            self.engine.abandon()
        else:
            self.engine.stop()
