"""What the rest of the product may ask of a store, whichever engine is behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from graph.query.result import Result

T = TypeVar("T")
Row = dict[str, Any]
"""One node's or edge's properties, or one row of an answer, as the driver takes and gives them."""
BulkEdge = tuple[str, str, Row | None]
"""What an engine calls both ends of an edge, and its properties."""
Parameters = Mapping[str, object]
"""What `$name` stands for in a query."""
DEFAULT_TIMEOUT = 30.0
DEFAULT_LIMIT = 1000


class Engine(StrEnum):
    """The engines that are told apart, where their Cypher differs."""

    NEO4J = "neo4j"
    ARCADEDB = "arcadedb"


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which engine answers, in which version, under which address (never with a password)."""

    engine: Engine
    version: str
    edition: str
    address: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class Features:
    """What engines do in ways of their own; `graph.stores.features` says which does what."""

    search_index: str
    """What `db.index.fulltext.queryNodes` calls the index of names."""
    counted: str
    """How a count of a pattern is written; `count_of` fills it in."""
    path_selectors: bool
    """Whether `SHORTEST k GROUPS` finds paths, with conditions inside the pattern."""
    moves_labels: bool
    """Whether one statement may take labels from a node and give it others."""
    locks_merges: bool
    """Whether two transactions that MERGE the same edge wait for each other."""
    obeys_access_mode: bool
    """Whether a read transaction refuses to write."""
    ends_queries: bool
    """Whether a query past its time limit is ended, rather than left to run."""

    def count_of(self, pattern: str) -> str:
        """A Cypher expression for how often a pattern fits."""
        return self.counted.format(pattern)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a reading query may run, in seconds, and how many rows it may give; None is without bound."""

    timeout: float | None = DEFAULT_TIMEOUT
    rows: int | None = None


class Sink(Protocol):
    """Where whole nodes and edges go in bulk: into an engine, or into files for one."""

    def nodes(self, kind: str, rows: list[Row]) -> list[str]:
        """Creates nodes of a kind or family; what the engine calls them, in order."""

    def edges(self, type_name: str, edges: Sequence[BulkEdge]) -> None:
        """Creates edges of one type."""


class Files(Protocol):
    """The files of a store that this process has opened, read without the way through Cypher."""

    folder: Path
    state: str
    """What tells the state of the files from every other; "" when the store was written to since it was opened."""

    def types(self) -> set[str]:
        """The names of the node and relationship types that the store has."""

    def count(self, types: Iterable[str]) -> int:
        """How many relations of some types there are."""

    def entities(self) -> Iterator[Row]:
        """`{"id", "kind"}` of every entity."""

    def relations(self, type_name: str) -> Iterator[Row]:
        """`{"id", "status", "grade", "origins", "disputed", "since", "until", "judgement"}` of every relation of a type.

        Origins are counted, and so are the sources that dispute it.
        """

    def bulk(self) -> AbstractContextManager[Sink]:
        """Fills the store without a log: for a folder that is thrown away when that does not come to its end."""


class Reader(Protocol):
    """A graph that can be asked in Cypher."""

    @property
    def info(self) -> EngineInfo:
        """The engine behind it."""

    @property
    def features(self) -> Features:
        """What that engine does in a way of its own."""

    def read(self, query: str, params: Parameters | None = None, limits: Limits = ...) -> Result:
        """Runs a query that cannot change anything, whatever its text says.

        Raises:
            QueryTimeout: it ran past `limits.timeout`.
            QueryError: the engine refused it, as it does every write.
        """


class Writer(Reader, Protocol):
    """A graph that can also be changed with Cypher: a store, or one transaction of it."""

    def write(self, query: str, params: Parameters | None = None, limits: Limits = ...) -> Result:
        """Runs a query in a managed write transaction, again if the engine says that it may be repeated."""

    def transaction(self, work: Callable[[Writer], T], limits: Limits = ...) -> T:
        """Does some work in one managed transaction: all that it writes is there at once or not at all.

        The work may be done more than once, when the engine says that the transaction is to be repeated; within a
        transaction it is simply done.
        """


class Store(Writer, Protocol):
    """A graph in one place; a context manager that closes what it opened."""

    kept: dict[str, Any]
    """What others found out about the store and need again; emptied by every write of this process."""

    @property
    def files(self) -> Files | None:
        """The store's own files, where this process has opened them: not those of a server."""

    def scan(self, query: str, params: Parameters | None = None, *, native: bool = False) -> Iterator[Row]:
        """The rows of a reading query one after the other, however many; neither bounded in time nor held in memory.

        Dates come as ISO text, or, `native`, as Python's.
        """

    def check(self, *, mend: bool = False) -> None:
        """Has the engine look at all that it stores, where it can, and with `mend` take out what cannot be read.

        Raises:
            StoreDamaged: it found something wrong.
        """

    def migrate(self) -> list[str]:
        """Brings constraints and indexes up to date; the names of the migrations that were applied now."""

    def close(self) -> None:
        """Lets go of connections and, for an embedded store, of its folder."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
