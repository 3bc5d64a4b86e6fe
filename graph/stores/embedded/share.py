"""An embedded store shared with several programs: a relay in front of an engine that does not end a query by itself.

It watches every connection: when the engine has left a request without a byte of answer for longer than the limit, its
transaction is terminated, and nobody else notices. Where it does not obey, the engine is ended and a new one takes its place
on the same folder; its write-ahead log keeps every finished transaction, and drivers repeat what was under way. Everything
listens on loopback only.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import StoreUnreachable
from graph.stores.embedded.accounts import Accounts
from graph.stores.embedded.child import Child
from graph.stores.embedded.engine import LOOPBACK, free_port
from graph.stores.embedded.folder import DATABASE
from graph.stores.embedded.terminate import terminate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_CHUNK = 65536
_OBEYING_SECONDS = 3.0  # a transaction that heeds its termination ends within one
_ABANDONED_SECONDS = 30.0  # a query whose client has gone has nobody to answer to


@dataclass(slots=True, eq=False)
class _Line:
    """One client's connection: since when the engine owes it an answer."""

    owed_since: float | None = None
    told_at: float | None = None  # when the engine was told to end what it asked
    abandoned: bool = False
    port: int = 0  # of its connection with the engine, on our side
    writers: list[asyncio.StreamWriter] = field(default_factory=list)

    def overdue(self, now: float, timeout: float) -> bool:
        """Whether the engine has kept it waiting too long; of a client that has gone, sooner."""
        limit = min(timeout, _ABANDONED_SECONDS) if self.abandoned else timeout
        return self.owed_since is not None and now - self.owed_since > limit

    def stubborn(self, now: float) -> bool:
        """Whether what it asked runs on although the engine was told to end it."""
        return self.owed_since is not None and self.told_at is not None and now - self.told_at > _OBEYING_SECONDS


class Relay:
    """Passes bytes between clients and the engine, and replaces an engine that does not answer."""

    def __init__(self, child: Child, port: int, timeout: float, tell: Callable[[str], None]) -> None:
        self.child, self.port, self.timeout, self.tell = child, port, timeout, tell
        self._lines: set[_Line] = set()

    async def run(self, listening: Callable[[], None]) -> None:
        """Serves until it is cancelled; calls `listening` as soon as clients can connect."""
        server = await asyncio.start_server(self._serve, LOOPBACK, self.port)
        listening()
        async with server:
            await asyncio.gather(server.serve_forever(), self._watch())

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = _Line(writers=[writer])
        try:
            engine_reader, engine_writer = await asyncio.open_connection(LOOPBACK, self.child.port)
        except OSError:
            writer.close()
            return
        line.writers.append(engine_writer)
        line.port = engine_writer.get_extra_info("sockname")[1]
        self._lines.add(line)
        try:
            with contextlib.suppress(asyncio.CancelledError):  # at the end of serving; Python 3.11 would print a traceback
                await asyncio.gather(self._questions(reader, engine_writer, line), self._answers(engine_reader, writer, line))
        finally:
            self._lines.discard(line)
            self._close(line)

    async def _questions(self, client: asyncio.StreamReader, engine: asyncio.StreamWriter, line: _Line) -> None:
        """Passes on what the client asks; when it goes away in the middle of a query, the engine's side stays watched."""
        with contextlib.suppress(ConnectionError, OSError):
            while chunk := await client.read(_CHUNK):
                line.owed_since = line.owed_since or time.monotonic()
                engine.write(chunk)
                await engine.drain()
        line.abandoned = True
        if line.owed_since is None:
            self._close(line)

    async def _answers(self, engine: asyncio.StreamReader, client: asyncio.StreamWriter, line: _Line) -> None:
        """Passes on what the engine answers, until it closes or has nobody left to answer to."""
        with contextlib.suppress(ConnectionError, OSError):
            while chunk := await engine.read(_CHUNK):
                line.owed_since = line.told_at = None
                if line.abandoned:
                    break
                with contextlib.suppress(ConnectionError, OSError):
                    client.write(chunk)
                    await client.drain()
        self._close(line)

    @staticmethod
    def _close(line: _Line) -> None:
        for writer in line.writers:
            with contextlib.suppress(Exception):
                writer.close()

    async def _watch(self) -> None:
        """Looks every quarter second for an answer that is overdue, or an engine that is gone."""
        while True:
            await asyncio.sleep(0.25)
            now = time.monotonic()
            overdue = [line for line in self._lines if line.told_at is None and line.overdue(now, self.timeout)]
            if overdue:
                self.tell("a query ran past its time limit and is ended")
                await self._terminate(overdue, now)
            gone = self.child.process is not None and self.child.process.poll() is not None
            if gone or any(line.stubborn(now) for line in self._lines):
                self.tell("the engine ended" if gone else "a query does not end when it is told to; all connections are cut")
                await asyncio.to_thread(self._replace)
                self.tell("the engine was started anew; unfinished transactions were rolled back")

    async def _terminate(self, lines: list[_Line], now: float) -> None:
        """Has the engine end what some clients asked; one that hears nothing any more is found by its silence."""
        for line in lines:
            line.told_at = now
        url, ports = f"bolt://{LOOPBACK}:{self.child.port}", {line.port for line in lines}
        with contextlib.suppress(DriverError, Neo4jError, TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(terminate, url, self.child.accounts, ports), _OBEYING_SECONDS)

    def _replace(self) -> None:
        self.child.stop(kill=True)
        self.child.start()


class Share:
    """A store's folder over Bolt on loopback: under which address, for whom; use it in `with`."""

    database = DATABASE

    def __init__(self, folder: Path, port: int, *, write: bool) -> None:
        accounts = Accounts.fresh()
        self.port = port or free_port()
        self.url = f"bolt://{LOOPBACK}:{self.port}"
        self.user, self.password = accounts.writer if write else accounts.reader
        self._child = Child(folder, accounts)

    async def run(self, timeout: float, listening: Callable[[], None], tell: Callable[[str], None]) -> None:
        """Serves until it is cancelled; a query without an answer for `timeout` seconds is ended.

        `listening` is called as soon as clients can connect, `tell` hears of an engine that was started anew.

        Raises:
            StoreUnreachable: the port cannot be used.
        """
        try:
            await Relay(self._child, self.port, timeout, tell).run(listening)
        except OSError as error:
            hint = "choose another with --port"
            raise StoreUnreachable(f"port {self.port} cannot be used: {error.strerror or error}", hint=hint) from error

    def __enter__(self) -> Self:
        """Starts the engine.

        Raises:
            StoreInUse: another process has the folder open.
            StoreUnreachable: the engine cannot open it.
        """
        self._child.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._child.stop()
