"""What a load is asked to do, what it tells while it runs, and what it did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from graph.errors import Fault
    from graph.ingest.worker import Apart
    from graph.ingest.write import Tally
    from graph.model.located import Placed, RejectedRecord
    from loaders.stream import Stream

MOST_FAULTS = 100
"""As many faults are collected before a load that stops at the first gives up reading."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The files, each to be opened anew for every reading; whether what is at fault is left out; and by whom.

    `digest` stands for the files and all options that change what is read: a load that was cut off goes on only with
    the same; "" is never resumed. With `apart` a process of its own reads them, to which the plan goes pickled.
    """

    files: Sequence[Callable[[], AbstractContextManager[Stream]]]
    by: str | None = None
    skip: bool = False
    digest: str = ""
    apart: Apart | None = None


class Watch(Protocol):
    """Who is told how a load goes on, and may stop it."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins: reading, entities, relations or deletions; `total` in records or bytes, where it is known."""

    def moved(self, records: int, at: int, rejected: int) -> None:
        """So many records of the stage are finished; `at` in the unit of the total."""

    def waiting(self, seconds: int) -> None:
        """The server has not answered for so long."""

    def stopped(self) -> bool:
        """Whether to stop after the batch that is being written."""


class Rejects:
    """What cannot be loaded: handed on one by one when it is left out, else collected until there is enough of it."""

    def __init__(self, skip: bool, write: Callable[[dict[str, Any]], None]) -> None:
        self.skip, self.count = skip, 0
        self.faults: list[Fault] = []
        self._write = write

    def add(self, one: RejectedRecord) -> None:
        """Takes in an input record that the loader could not read."""
        self._take(list(one.faults), {"file": one.file, "line": one.line, "id": one.id or None, "record": one.raw})

    def add_record(self, one: Placed, faults: list[Fault]) -> None:
        """Takes in a record that is at fault against others."""
        record = one.record.model_dump(mode="json", exclude_defaults=True)
        self._take(faults, {"file": one.file, "line": one.line, "id": one.record.id, "record": record})

    def _take(self, faults: list[Fault], reject: dict[str, Any]) -> None:
        self.count += 1
        if self.skip:
            self._write({**reject, "faults": [str(fault) for fault in faults]})
        elif len(self.faults) < MOST_FAULTS:
            self.faults += faults

    def take_over(self, count: int, faults: list[Fault], rejects: list[dict[str, Any]]) -> None:
        """Takes in what another process rejected."""
        self.count += count
        self.faults += faults
        for reject in rejects:
            self._write(reject)

    @property
    def fatal(self) -> bool:
        """Whether nothing more may be written."""
        return bool(self.faults)

    @property
    def enough(self) -> bool:
        """Whether reading on would tell nothing more."""
        return len(self.faults) >= MOST_FAULTS


@dataclass(slots=True)
class Outcome:
    """What a load did: the counts, the records read, what became what, the data sets, what was left out and what is noted."""

    tally: Tally
    read: int = 0
    rejected: int = 0
    datasets: set[str] = field(default_factory=set)
    census: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    resumed: bool = False

    def note(self, what: str, example: str) -> None:
        """One thing more that is worth a line at the end, with the first place where it was met."""
        self.notes[what] += 1
        self.examples.setdefault(what, example)
