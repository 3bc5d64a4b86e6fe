"""One load at a time, and how far it came: the node `:Load {id: 'load'}` of a store.

Whoever loads holds it with a token and beats now and then. Every batch moves `stage` and `done` on within its own
transaction, so that what is written and what is said to be written are the same; a holder whose token is no longer
there has lost the store to another and writes nothing more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
import socket
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import StoreInUse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.stores.base import Access

STALE = 60.0
"""Seconds without a beat after which a holder on another machine counts as gone."""
_BEAT = 5.0
_SOON, _LOOK = 2.0, 0.2
_READ = "MATCH (l:Load {id: 'load'}) RETURN properties(l) AS p"
_TAKE = "MERGE (l:Load {id: 'load'}) SET l += $p"
_MOVE = "MATCH (l:Load {id: 'load', token: $token}) SET l += $p RETURN l.id AS id"
DONE = "done"
_LIVE: set[str] = set()  # the tokens of this process


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a load came: of which files (a digest), in which stage, how many records of the stage are finished."""

    of: str = ""
    stage: str = DONE
    done: int = 0
    mode: str = ""


class Lease:
    """The right to load into one store; take it with `take`, and give it back with `release`."""

    def __init__(self, token: str, found: Mark) -> None:
        self.token, self.found = token, found
        self._beaten = time.monotonic()

    @classmethod
    def take(cls, store: Access, by: str | None = None) -> Lease:
        """The lease, with the mark that the last load left.

        Raises:
            StoreInUse: another load is running.
        """
        token = secrets.token_hex(8)

        def work(within: Access) -> Mark:
            rows = within.read(_READ).rows
            held: dict[str, Any] = rows[0]["p"] if rows else {}
            if held.get("token") and _runs(held):
                raise StoreInUse(
                    f"another load is running since {held['since'][:19]} UTC, {_far(held)}",
                    hint="wait until it is done, then give the same command again",
                )
            values = {"token": token, "since": _now(), "beat": _now(), "host": _host(), "process": _process(), "by": by}
            within.write(_TAKE, {"p": values})
            return _mark(held)

        found = store.transaction(work)
        _LIVE.add(token)
        return cls(token, found)

    def move(self, within: Access, mark: Mark) -> None:
        """Says within a transaction how far the load is.

        Raises:
            StoreInUse: another load took the store over.
        """
        values = {"of": mark.of, "stage": mark.stage, "done": mark.done, "mode": mark.mode, "beat": _now()}
        if not within.write(_MOVE, {"token": self.token, "p": values}).rows:
            raise _lost()
        self._beaten = time.monotonic()

    def beat(self, store: Access) -> None:
        """Says that the holder is there, when it is time to."""
        if time.monotonic() - self._beaten < _BEAT:
            return
        if not store.write(_MOVE, {"token": self.token, "p": {"beat": _now()}}).rows:
            raise _lost()
        self._beaten = time.monotonic()

    def release(self, store: Access) -> None:
        """Gives the lease back; the mark stays."""
        _LIVE.discard(self.token)
        store.write("MATCH (l:Load {id: 'load', token: $token}) REMOVE l.token", {"token": self.token})


@contextmanager
def held(
    store: Access, by: str | None = None, patience: float = 0.0, waiting: Callable[[str], None] | None = None
) -> Iterator[Lease]:
    """The lease, given back at the end; `waiting` is told when it takes some of the `patience` (seconds) to get it.

    Raises:
        StoreInUse: another load is running, and so it was until the patience ended.
    """
    lease = _awaited(store, by, patience, waiting)
    try:
        yield lease
    finally:
        with suppress(Exception):  # a store that is gone keeps it; whoever comes next sees that we are gone, too
            lease.release(store)


def _awaited(store: Access, by: str | None, patience: float, waiting: Callable[[str], None] | None) -> Lease:
    since = time.monotonic()
    while True:
        try:
            return Lease.take(store, by)
        except StoreInUse as error:
            if time.monotonic() - since >= patience:
                raise
            if waiting is not None and time.monotonic() - since > _SOON:
                waiting(f"{error}; waiting for it")
                waiting = None
        time.sleep(_LOOK)


def read_mark(store: Access) -> Mark:
    """The mark that the last load left; that of a finished one where there was none."""
    rows = store.read(_READ).rows
    return _mark(rows[0]["p"]) if rows else Mark()


def _mark(held: dict[str, Any]) -> Mark:
    return Mark(held.get("of", ""), held.get("stage", DONE), held.get("done", 0), held.get("mode", ""))


def _lost() -> StoreInUse:
    return StoreInUse("another load has taken the store over", hint="wait until it is done, then give the same command again")


def _far(held: dict[str, Any]) -> str:
    return f"with {held['done']} records of its {held['stage']} written" if held.get("done") else "still reading its files"


def _runs(held: dict[str, Any]) -> bool:
    """Whether the holder lives: on this machine its process says so, on another its last beat."""
    if held.get("host") == _host():
        pid, _, started = str(held.get("process", "")).partition("@")
        if pid == str(os.getpid()):
            return held["token"] in _LIVE
        return pid.isdigit() and _started(int(pid)) == started
    beaten = dt.datetime.fromisoformat(held["beat"])
    return (dt.datetime.now(dt.UTC) - beaten).total_seconds() < STALE


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def _host() -> str:
    """This machine since it was started, as a digest: its name is nobody's business."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
    except OSError:
        boot = ""
    return hashlib.sha256(f"{socket.gethostname()}\n{boot}".encode()).hexdigest()[:16]


def _process() -> str:
    return f"{os.getpid()}@{_started(os.getpid())}"


def _started(pid: int) -> str:
    """When a process was started, so that a number that was given anew is told apart; "" when there is none of it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[19]
    except OSError:
        pass
    if Path("/proc/self/stat").exists():
        return ""
    try:
        os.kill(pid, 0)
    except OSError:
        return ""
    return "runs"
