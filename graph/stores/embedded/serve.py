"""An embedded store for several programs at once: the engine in a child process, a relay in front of it.

The engine cannot be told to stop a query. So the relay watches every connection: when the engine has left a request
without a byte of answer for longer than the limit, the child is ended and a new one takes its place on the same
folder; its write-ahead log keeps every finished transaction, and drivers repeat what was under way. Everything
listens on loopback only.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreInUse, StoreUnreachable
from graph.stores.embedded.engine import LOOPBACK, Accounts, EmbeddedEngine, free_port

if TYPE_CHECKING:
    from collections.abc import Callable

_CHUNK = 65536
_ABANDONED_SECONDS = 30.0  # a query whose client has gone has nobody to answer to


@dataclass(slots=True)
class Child:
    """The engine in a process of its own; it ends when its standard input closes, so it never outlives us."""

    folder: Path
    accounts: Accounts
    process: subprocess.Popen[bytes] | None = None
    port: int = 0

    def start(self) -> None:
        """Starts the engine and waits until it listens.

        Raises:
            StoreInUse, StoreUnreachable: as the engine says.
        """
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "graph.stores.embedded.serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        order = {"folder": str(self.folder), "port": self.port, **asdict(self.accounts)}
        assert self.process.stdin is not None  # noqa: S101  we asked for a pipe
        assert self.process.stdout is not None  # noqa: S101
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or b'{"error": "the engine ended at once", "hint": "", "used": false}')
        if "error" in answer:
            self.stop()
            raise (StoreInUse if answer["used"] else StoreUnreachable)(answer["error"], hint=answer["hint"])

    def stop(self, *, kill: bool = False) -> None:
        """Ends the process: asks it to close the store, or, of a runaway, kills it."""
        process, self.process = self.process, None
        if process is None:
            return
        if kill:
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(slots=True, eq=False)
class _Line:
    """One client's connection: since when the engine owes it an answer."""

    owed_since: float | None = None
    abandoned: bool = False
    writers: list[asyncio.StreamWriter] = field(default_factory=list)

    def overdue(self, now: float, timeout: float) -> bool:
        """Whether the engine has kept it waiting too long; of a client that has gone, sooner."""
        limit = min(timeout, _ABANDONED_SECONDS) if self.abandoned else timeout
        return self.owed_since is not None and now - self.owed_since > limit


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
                line.owed_since = None
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
            overdue = any(line.overdue(now, self.timeout) for line in self._lines)
            gone = self.child.process is not None and self.child.process.poll() is not None
            if overdue or gone:
                self.tell("a query ran past its time limit" if overdue else "the engine ended")
                await asyncio.to_thread(self._replace)
                self.tell("the engine was started anew; unfinished transactions were rolled back")

    def _replace(self) -> None:
        self.child.stop(kill=True)
        self.child.start()


def engine_process() -> None:
    """The child: reads its order from standard input, opens the store, and closes it when standard input closes."""
    order = json.loads(sys.stdin.buffer.readline())
    accounts = Accounts(tuple(order["reader"]), tuple(order["writer"]))
    engine = EmbeddedEngine(Path(order["folder"]), accounts, order["port"])
    try:
        engine.start()
    except StoreUnreachable as error:
        _answer({"error": str(error), "hint": error.hint, "used": isinstance(error, StoreInUse)})
        return
    _answer({"listening": engine.url})
    with contextlib.suppress(KeyboardInterrupt):
        sys.stdin.buffer.read()
    engine.stop()


def _answer(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which closes our standard input
    engine_process()
