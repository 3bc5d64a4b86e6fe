"""The one implementation of a store: the official driver over Bolt, for Neo4j and for the embedded engine alike.

Reading uses read transactions of the reader's account; on the embedded engine, whose Bolt ignores the access mode,
it also ends every reading transaction by rolling it back. Labels and relationship types in the text come from the
registry only; everything else is a parameter.
"""

from __future__ import annotations

import logging
import re
import secrets
import threading
from typing import TYPE_CHECKING, Any, Self, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase
from neo4j.exceptions import ClientError, ConstraintError, DriverError, Neo4jError

from graph.errors import StoreUnreachable, UsageError
from graph.query.result import Result
from graph.stores.base import Engine, EngineInfo, Limits
from graph.stores.errors import mapped, timed_out
from graph.stores.features import FEATURES
from graph.stores.schema import migrate
from graph.stores.values import native as as_python
from graph.stores.values import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from neo4j import Driver, ManagedTransaction, Session, Transaction

    from graph.errors import CasegraphError
    from graph.stores.base import Features, Files, Parameters, Row, Writer

_ARCADE_AGENT = re.compile(r"ArcadeDB ([\w.\-]+)")
_NEO4J_AGENT = re.compile(r"Neo4j/([\w.\-]+)")
_RACES = 5
T = TypeVar("T")
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # retries and hints of servers are not for a terminal
WRITE_LIMITS = Limits(timeout=600.0)


class BoltStore:
    """A store behind a Bolt address; `reader` and `writer` are (user, password) pairs and may be the same."""

    def __init__(self, url: str, reader: tuple[str, str], writer: tuple[str, str], database: str | None = None) -> None:
        self.url, self.database = url, database
        self.embedded = False
        self.runaway = False
        self.files: Files | None = None
        self.kept: dict[str, Any] = {}
        settings: Row = {
            "connection_timeout": 5.0,
            "connection_acquisition_timeout": 15.0,
            "max_transaction_retry_time": 15.0,
            "telemetry_disabled": True,
            "user_agent": "casegraph",
            "notifications_min_severity": "OFF",  # a label that nothing bears yet is no news
        }
        self._reader = self._driver(url, reader, settings)
        self._writer = self._reader if reader == writer else self._driver(url, writer, settings)
        self._info: EngineInfo | None = None

    def _driver(self, url: str, account: tuple[str, str], settings: Row) -> Driver:
        try:
            return GraphDatabase.driver(url, auth=account, **settings)
        except ValueError as error:
            raise UsageError(f"{url} is no address: {error}", hint="an address looks like bolt://127.0.0.1:7687") from error
        except (DriverError, Neo4jError, OSError) as error:
            raise mapped(error, self.url) from error

    @property
    def info(self) -> EngineInfo:
        """The engine behind it; asks the server once."""
        if self._info is None:
            self._info = self._mapped(self._ask_info)
        return self._info

    @property
    def features(self) -> Features:
        """What the engine does in a way of its own."""
        return FEATURES[self.info.engine]

    def _ask_info(self) -> EngineInfo:
        agent = str(self._reader.get_server_info().agent)
        if arcade := _ARCADE_AGENT.search(agent):
            return EngineInfo(Engine.ARCADEDB, arcade.group(1), "embedded", self.url, self.embedded)
        version = _NEO4J_AGENT.search(agent)
        with self._session(self._reader, READ_ACCESS) as session:
            row = session.run("CALL dbms.components() YIELD edition RETURN edition LIMIT 1").single()
        return EngineInfo(Engine.NEO4J, version.group(1) if version else agent, row["edition"] if row else "", self.url, False)

    def read(self, query: str, params: Parameters | None = None, limits: Limits = Limits()) -> Result:  # noqa: B008  frozen
        """Runs a query that cannot change anything; see `Store.read`."""
        work = self._read_only if self.features.obeys_access_mode else self._read_and_roll_back
        return self._bounded(lambda: work(query, dict(params or {}), limits), limits)

    def _read_only(self, query: str, params: Parameters, limits: Limits) -> Result:
        with self._session(self._reader, READ_ACCESS) as session:
            return session.execute_read(_timed(lambda tx: _fetch(tx, query, params, limits.rows), limits))

    def _read_and_roll_back(self, query: str, params: Parameters, limits: Limits) -> Result:
        with self._session(self._reader, READ_ACCESS) as session, session.begin_transaction() as tx:
            try:
                return _fetch(tx, query, params, limits.rows)
            finally:
                if not tx.closed():
                    tx.rollback()

    def write(self, query: str, params: Parameters | None = None, limits: Limits = WRITE_LIMITS) -> Result:
        """Runs a query in a managed write transaction; see `Store.write`."""
        return self.transaction(lambda within: within.write(query, params, limits), limits)

    def transaction(self, work: Callable[[Writer], T], limits: Limits = WRITE_LIMITS) -> T:
        """Does some work in one managed write transaction; see `Writer.transaction`."""
        self._changing()

        def once() -> T:
            with self._session(self._writer, WRITE_ACCESS) as session:
                return session.execute_write(_timed(lambda tx: self._begun(tx, work), limits))

        for _ in range(_RACES):
            try:
                return self._bounded(once, limits, raw=(ClientError,))
            except ClientError as error:
                if not _is_race(error):
                    raise self._our_error(error, limits) from error
        return self._bounded(once, limits)

    def _changing(self) -> None:
        """What was found out about the store may be so no longer."""
        self.kept.clear()

    def _begun(self, tx: ManagedTransaction, work: Callable[[Writer], T]) -> T:
        """The work. Where MERGE takes no lock, two writers at once would make the same edge twice: there every
        transaction changes one common node first, and of two at once one is refused and done again.
        """
        if not self.features.locks_merges:
            tx.run("MATCH (m:Migration {id: '0001_ids'}) SET m.turn = $turn", {"turn": secrets.token_hex(8)}).consume()
        return work(Within(tx, self.info, self.features))

    def scan(self, query: str, params: Parameters | None = None, *, native: bool = False) -> Iterator[Row]:
        """The rows of a reading query one after the other; see `Store.scan`.

        Raises:
            StoreUnreachable: the server went away meanwhile.
        """
        shown = as_python if native else plain
        try:
            with self._session(self._reader, READ_ACCESS) as session, session.begin_transaction() as tx:
                answer = tx.run(query, dict(params or {}))
                columns = tuple(answer.keys())
                for record in answer:
                    yield {column: shown(record[column]) for column in columns}
        except (DriverError, Neo4jError, OSError) as error:
            raise self._our_error(error, None) from error

    def schema(self, statement: str, language: str = "cypher") -> None:
        """Runs one schema statement, in a transaction of its own; for migrations.

        Raises:
            StoreUnreachable: it is of a language that only the store's own process speaks.
        """
        if language != "cypher":
            raise StoreUnreachable(
                "the served store has no search index yet",
                hint="end `casegraph serve`, run `casegraph load` on its folder once, and serve it again",
            )
        self._changing()

        def work() -> None:
            with self._session(self._writer, WRITE_ACCESS) as session:
                session.run(statement).consume()

        self._mapped(work)

    def check(self, *, mend: bool = False) -> None:
        """Nothing over Bolt: a server is checked by its own tools; see `Store.check`."""

    def migrate(self) -> list[str]:
        """Applies the migrations that the store does not have yet; see `Store.migrate`."""
        return migrate(self)

    def _session(self, driver: Driver, mode: str) -> Session:
        return driver.session(
            database=self.database,
            default_access_mode=mode,
            fetch_size=1000,
            bookmark_manager=driver.execute_query_bookmark_manager,
        )

    def _bounded(self, work: Callable[[], T], limits: Limits, raw: tuple[type[Exception], ...] = ()) -> T:
        """Runs the work to its end or to the deadline; an engine that cannot be told to stop is left behind."""
        if limits.timeout is None or self.features.ends_queries:
            return self._mapped(work, limits, raw)
        outcome: list[tuple[bool, Any]] = []

        def run() -> None:
            try:
                outcome.append((True, self._mapped(work, limits, raw)))
            except Exception as error:
                outcome.append((False, error))

        thread = threading.Thread(target=run, name="casegraph-query", daemon=True)
        thread.start()
        try:
            thread.join(limits.timeout)
        finally:  # also when Ctrl-C ends the waiting
            self.runaway = self.runaway or thread.is_alive()
        if thread.is_alive():
            raise timed_out(limits)
        fine, value = outcome[0]
        if not fine:
            raise value
        return value  # type: ignore[no-any-return]  # what the work gave

    def _mapped(self, work: Callable[[], T], limits: Limits | None = None, raw: tuple[type[Exception], ...] = ()) -> T:
        try:
            return work()
        except raw:
            raise
        except (DriverError, Neo4jError, OSError) as error:
            raise self._our_error(error, limits) from error

    def _our_error(self, error: Exception, limits: Limits | None) -> CasegraphError:
        return mapped(error, self.url, limits)

    def close(self) -> None:
        """Closes the connections; one that a runaway query holds is left to the end of the process."""
        if self.runaway:
            return
        self._reader.close()
        if self._writer is not self._reader:
            self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class Within:
    """One transaction of a store, as `Writer`: what is read sees what was written before in it."""

    def __init__(self, tx: ManagedTransaction, info: EngineInfo, features: Features) -> None:
        self._tx, self.info, self.features = tx, info, features

    def read(self, query: str, params: Parameters | None = None, limits: Limits = Limits()) -> Result:  # noqa: B008  frozen
        """The rows of a query, whatever else the transaction does."""
        return _fetch(self._tx, query, dict(params or {}), limits.rows)

    def write(self, query: str, params: Parameters | None = None, limits: Limits = WRITE_LIMITS) -> Result:
        """Runs a query; what it did lasts when the transaction does."""
        return _fetch(self._tx, query, dict(params or {}), limits.rows)

    def transaction(self, work: Callable[[Writer], T], limits: Limits = WRITE_LIMITS) -> T:  # noqa: ARG002  those of the whole
        """The work, in this transaction."""
        return work(self)


def _is_race(error: ClientError) -> bool:
    """Whether a write lost a race and may be repeated: of two MERGEs of one id, where the loser finds the winner's node when
    it tries again, or, on ArcadeDB, of two that bring a label that is new to it.
    """
    return isinstance(error, ConstraintError) or "Error executing Cypher command" in str(error.message)


def _timed(work: Callable[[ManagedTransaction], T], limits: Limits) -> Callable[[ManagedTransaction], T]:
    """The work with the server told how long it may take."""
    from neo4j import unit_of_work

    return unit_of_work(timeout=limits.timeout, metadata={"app": "casegraph"})(work)


def _fetch(tx: ManagedTransaction | Transaction, query: str, params: Parameters, rows: int | None) -> Result:
    """The rows of a query; one more than the limit is asked for, so that a cut can be told."""
    answer = tx.run(query, dict(params))
    columns = tuple(answer.keys())
    records = list(answer) if rows is None else answer.fetch(rows + 1)
    truncated = rows is not None and len(records) > rows
    kept = records[:rows] if truncated else records
    shown = [{column: plain(record[column]) for column in columns} for record in kept]
    if truncated:
        answer.consume()
    return Result(columns, shown, truncated)
