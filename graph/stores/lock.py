"""One load at a time, and how far it came: the node `:Load {id: 'load'}` of a store.

Whoever loads holds the lock with a token and gives signs of life. Every batch moves `stage` and `done` on within its own
transaction, so that what is written and what is said to be written are the same; a holder whose token is no longer
there has lost the store to another and writes nothing more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import socket
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from graph.errors import StoreInUse
from graph.stores.processes import runs, this_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.stores.base import Reader, Writer

STALE = 60.0
"""Seconds without a beat after which a holder on another machine counts as gone."""
_BEAT = 5.0
_SOON, _LOOK = 2.0, 0.2
_READ = "MATCH (l:Load {id: 'load'}) RETURN properties(l) AS p"
_TAKE = "MERGE (l:Load {id: 'load'}) SET l += $p"
_MOVE = "MATCH (l:Load {id: 'load', token: $token}) SET l += $p RETURN l.id AS id"
DONE = "done"
_LIVE: set[str] = set()  # the tokens that this process holds


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a load came: of which files (a digest), in which stage, how many records of the stage are finished."""

    of: str = ""
    stage: str = DONE
    done: int = 0
    mode: str = ""


class _Holder(BaseModel):
    """The properties of the node: how far the last load came, and who holds the lock, if anybody."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    of: str = ""
    stage: str = DONE
    done: int = 0
    mode: str = ""
    token: str = ""
    since: str = ""
    beat: str = ""
    host: str = ""
    process: str = ""

    def lives(self) -> bool:
        """Whether the holder is there: on this machine its process says so, on another its last sign of life."""
        if not self.token:
            return False
        if self.host == _host():
            return self.token in _LIVE if self.process == this_process() else runs(self.process)
        return (dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(self.beat)).total_seconds() < STALE

    def progress(self) -> str:
        """How far it is, in words."""
        return f"with {self.done} records of its {self.stage} written" if self.done else "still reading its files"

    def mark(self) -> Mark:
        """How far it is."""
        return Mark(self.of, self.stage, self.done, self.mode)


class Lock:
    """The right to load into one store; take it with `take`, and give it back with `release`."""

    def __init__(self, token: str, mark: Mark) -> None:
        self.token, self.mark = token, mark
        self._beaten = time.monotonic()

    @classmethod
    def take(cls, store: Writer, by: str | None = None) -> Lock:
        """The lock, with the mark that the last load left.

        Raises:
            StoreInUse: another load is running.
        """
        token = secrets.token_hex(8)

        def work(within: Writer) -> Mark:
            holder = _holder(within)
            if holder.lives():
                raise StoreInUse(
                    f"another load is running since {holder.since[:19]} UTC, {holder.progress()}",
                    hint="wait until it is done, then give the same command again",
                )
            values = {"token": token, "since": _now(), "beat": _now(), "host": _host(), "process": this_process(), "by": by}
            within.write(_TAKE, {"p": values})
            return holder.mark()

        mark = store.transaction(work)
        _LIVE.add(token)
        return cls(token, mark)

    def move(self, within: Writer, mark: Mark) -> None:
        """Says within a transaction how far the load is.

        Raises:
            StoreInUse: another load took the store over.
        """
        values = {"of": mark.of, "stage": mark.stage, "done": mark.done, "mode": mark.mode, "beat": _now()}
        if not within.write(_MOVE, {"token": self.token, "p": values}).rows:
            raise _lost()
        self._beaten = time.monotonic()

    def beat(self, store: Writer) -> None:
        """Says that the holder is there, when it is time to."""
        if time.monotonic() - self._beaten < _BEAT:
            return
        if not store.write(_MOVE, {"token": self.token, "p": {"beat": _now()}}).rows:
            raise _lost()
        self._beaten = time.monotonic()

    def release(self, store: Writer) -> None:
        """Gives the lock back; the mark stays."""
        _LIVE.discard(self.token)
        store.write("MATCH (l:Load {id: 'load', token: $token}) REMOVE l.token", {"token": self.token})


@contextmanager
def held(
    store: Writer, by: str | None = None, patience: float = 0.0, waiting: Callable[[str], None] | None = None
) -> Iterator[Lock]:
    """The lock, given back at the end; `waiting` is told when it takes some of the `patience` (seconds) to get it.

    Raises:
        StoreInUse: another load is running, and so it was until the patience ended.
    """
    lock = _awaited(store, by, patience, waiting)
    try:
        yield lock
    finally:
        with suppress(Exception):  # a store that is gone keeps it; whoever comes next sees that we are gone, too
            lock.release(store)


def _awaited(store: Writer, by: str | None, patience: float, waiting: Callable[[str], None] | None) -> Lock:
    since = time.monotonic()
    while True:
        try:
            return Lock.take(store, by)
        except StoreInUse as error:
            if time.monotonic() - since >= patience:
                raise
            if waiting is not None and time.monotonic() - since > _SOON:
                waiting(f"{error}; waiting for it")
                waiting = None
        time.sleep(_LOOK)


def read_mark(store: Reader) -> Mark:
    """The mark that the last load left; that of a finished one where there was none."""
    return _holder(store).mark()


def _holder(store: Reader) -> _Holder:
    rows = store.read(_READ).rows
    return _Holder.model_validate(rows[0]["p"]) if rows else _Holder()


def _lost() -> StoreInUse:
    return StoreInUse("another load has taken the store over", hint="wait until it is done, then give the same command again")


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def _host() -> str:
    """This machine, as a digest: its name is nobody's business."""
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:16]
