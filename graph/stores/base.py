"""What the rest of the product may ask of a store, whichever engine is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from graph.query.result import Result

T = TypeVar("T")
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
class Limits:
    """How long a reading query may run, in seconds, and how many rows it may give; None is without bound."""

    timeout: float | None = DEFAULT_TIMEOUT
    rows: int | None = None


class Access(Protocol):
    """A graph that can be read and written with Cypher: a store, or one transaction of it."""

    @property
    def info(self) -> EngineInfo:
        """The engine behind it."""

    def read(self, query: str, params: Mapping[str, Any] | None = None, limits: Limits = ...) -> Result:
        """Runs a query that cannot change anything, whatever its text says.

        Raises:
            QueryTimeout: it ran past `limits.timeout`.
            QueryError: the engine refused it, as it does every write.
        """

    def write(self, query: str, params: Mapping[str, Any] | None = None, limits: Limits = ...) -> Result:
        """Runs a query in a managed write transaction, again if the engine says that it may be repeated."""

    def transaction(self, work: Callable[[Access], T]) -> T:
        """Does some work in one managed transaction: all that it writes is there at once or not at all.

        The work may be done more than once, when the engine says that the transaction is to be repeated; within a
        transaction it is simply done.
        """


class Store(Access, Protocol):
    """A graph that can be read and written with Cypher; a context manager that closes what it opened."""

    kept: dict[str, Any]
    """What others found out about the store and need again; emptied by every write of this process."""

    def migrate(self) -> list[str]:
        """Brings constraints and indexes up to date; the names of the migrations that were applied now."""

    def close(self) -> None:
        """Lets go of connections and, for an embedded store, of its folder."""

    def __enter__(self) -> Store: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
