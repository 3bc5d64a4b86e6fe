"""Files read and checked in a process of their own, beside the one that writes: Python runs one thread at a time.

The process is told the plan on stdin and answers with batches, one message each; a pipe that is full makes it wait. What is to
be remembered it writes into a folder of the load's spool, which is taken over when every entity has come. It ends when
nobody listens any more, whatever became of the load.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import traceback
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from graph.errors import CasegraphError
from graph.ingest.outcome import Outcome, Rejects
from graph.ingest.reading import Reading
from graph.ingest.spool import Remembered, Spool
from graph.model.ftm import library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.errors import Fault
    from graph.ingest.batches import Batch
    from graph.ingest.options import Plan
    from graph.ingest.outcome import Reject

_COLLECT = (100_000, 50, 100)
_WAIT = 30.0


@dataclass(slots=True)
class _Sent:
    """A batch, with what was left out since the last one."""

    batch: Batch
    count: int = 0
    faults: list[Fault] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Ended:
    """Everything was read, or no more of it needs to be."""

    outcome: Outcome
    left: Remembered


@dataclass(frozen=True, slots=True)
class _Failed:
    """What was raised, with its traceback."""

    error: BaseException
    where: str


def collect_rarely() -> None:
    """Looks for garbage seldom from now on: records hold no circles, and a load makes very many of them."""
    gc.freeze()
    gc.set_threshold(*_COLLECT)


class Workers:
    """Processes that read: one is started at once, so that it is ready when the store is; use it in `with`."""

    def __init__(self) -> None:
        self._ready: _Worker | None = _Worker()

    def worker(self) -> _Worker:
        """A process that waits for its task; close it."""
        ready, self._ready = self._ready, None
        return ready or _Worker()

    def give_back(self, worker: _Worker) -> None:
        """Keeps one that was not needed for the next that asks."""
        self._ready = worker

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._ready is not None:
            self._ready.close()


def entities(reading: Reading, workers: Workers | None) -> Iterator[Batch]:
    """The batches of entities of a reading, by this process or, where there are workers, by one of them.

    Raises:
        CasegraphError: as `reading.entities()` does; or the worker came to an end of its own.
    """
    return reading.entities() if workers is None else _by_worker(reading, workers)


def _by_worker(reading: Reading, workers: Workers) -> Iterator[Batch]:
    folder = reading.spool.folder / "worker"
    folder.mkdir()
    with closing(workers.worker()) as worker:
        worker.begin(reading.plan, folder)
        for message in worker.messages():
            if isinstance(message, _Failed):
                message.error.add_note(message.where)
                raise message.error
            if isinstance(message, _Ended):
                reading.take_over(message.outcome, message.left)
                return
            reading.rejects.take_over(message.count, message.faults, message.rejects)
            yield message.batch
    raise CasegraphError(
        f"the process that reads the files ended too early ({worker.ended})", hint="give the same command again; it goes on"
    )


class _Worker:
    """The other process; close it."""

    def __init__(self) -> None:
        environment = {name: value for name, value in os.environ.items() if name != "CASEGRAPH_PASSWORD"}  # not its business
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(  # noqa: S603  this interpreter, this module
            [sys.executable, "-c", f"from {__name__} import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,  # Ctrl-C is for the one that writes
        )

    def begin(self, plan: Plan, folder: Path) -> None:
        """Tells it what to read."""
        into = cast("IO[bytes]", self._process.stdin)
        with suppress(BrokenPipeError):
            pickle.dump((plan, folder), into, pickle.HIGHEST_PROTOCOL)
            into.close()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def ended(self) -> str:
        """How it ended."""
        code = self._process.returncode
        return f"signal {-code}" if code and code < 0 else f"exit {code}"

    def messages(self) -> Iterator[_Sent | _Ended | _Failed]:
        """What it says, as it comes."""
        with suppress(EOFError, pickle.UnpicklingError):
            while True:
                yield pickle.load(cast("IO[bytes]", self._process.stdout))  # noqa: S301  from our own process

    def close(self) -> None:
        """Ends it: it has nothing more to read or nobody to tell."""
        for end in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):
                cast("IO[bytes]", end).close()
        try:
            self._process.wait(_WAIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _read(plan: Plan, folder: Path, out: IO[bytes]) -> None:
    written: list[Reject] = []
    rejects = Rejects(plan.skip, written.append)
    outcome = Outcome()
    spool = Spool(folder)
    reading = Reading(plan, spool, rejects, outcome)
    told = faults = 0
    for batch in reading.entities():
        _send(out, _Sent(batch, rejects.count - told, rejects.faults[faults:], written))
        told, faults = rejects.count, len(rejects.faults)
        written.clear()
    _send(out, _Ended(outcome, spool.hand_over()))


def _send(out: IO[bytes], message: _Sent | _Ended | _Failed) -> None:
    pickle.dump(message, out, pickle.HIGHEST_PROTOCOL)
    out.flush()


def main() -> None:
    """Reads what stdin asks for; answers on what stdout was, which nothing else may write to."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(CasegraphError):
        library()  # which takes a second, and is wanted most of the time
    try:
        plan, folder = pickle.load(sys.stdin.buffer)  # noqa: S301  from the process that started this one
    except EOFError:
        return  # it was not needed
    collect_rarely()
    try:
        _read(plan, folder, out)
    except BrokenPipeError:
        os._exit(0)  # nobody listens any more
    except BaseException as error:  # whatever it is belongs to the one that asked
        _fail(out, error)


def _fail(out: IO[bytes], error: BaseException) -> None:
    """Sends an error, or its words where it cannot be sent itself."""
    where = traceback.format_exc()
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  our own
    except Exception:  # whatever its class does when it is pickled
        error = CasegraphError(f"{type(error).__name__}: {error}")
    with suppress(BrokenPipeError):
        _send(out, _Failed(error, where))
