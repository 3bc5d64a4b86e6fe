"""What a load did, and what it left out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, NamedTuple, Self

from graph.errors import UsageError
from graph.ingest.merge import Summary
from loaders.stream import Census

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from graph.errors import Fault
    from graph.model.located import Located, RejectedRecord

MOST_FAULTS = 100
"""As many faults are collected before a load that stops at the first gives up reading."""


class Reject(NamedTuple):
    """A record that was left out: where it stands, its id where it has one, what was read of it, and why."""

    file: str
    line: int
    id: str | None
    record: object
    faults: list[str]


class Rejects:
    """What cannot be loaded: handed on one by one when it is left out, else collected until there is enough of it."""

    def __init__(self, skip: bool, write: Callable[[Reject], None]) -> None:
        self.skip, self.count = skip, 0
        self.faults: list[Fault] = []
        self._write = write

    def add(self, one: RejectedRecord) -> None:
        """Takes in an input record that the loader could not read."""
        self._take(list(one.faults), one.file, one.line, one.id or None, one.raw)

    def add_record(self, one: Located, faults: Sequence[Fault]) -> None:
        """Takes in a record that is at fault against others."""
        self._take(faults, one.file, one.line, one.record.id, one.record.model_dump(mode="json", exclude_defaults=True))

    def _take(self, faults: Sequence[Fault], file: str, line: int, key: str | None, record: object) -> None:
        self.count += 1
        if self.skip:
            self._write(Reject(file, line, key, record, [str(fault) for fault in faults]))
        elif len(self.faults) < MOST_FAULTS:
            self.faults.extend(faults)

    def take_over(self, count: int, faults: list[Fault], rejects: list[Reject]) -> None:
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


class RejectsFile:
    """A file of JSON lines for what is left out, made when the first comes; without a path nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def add(self, reject: Reject) -> None:
        """Writes one.

        Raises:
            UsageError: the file cannot be written.
        """
        if self.path is None:
            return
        try:
            if self._file is None:
                self._file = self.path.open("w", encoding="utf-8", errors="backslashreplace")
            self._file.write(json.dumps(reject._asdict(), ensure_ascii=False, default=str) + "\n")
        except OSError as error:
            hint = "name another file with --rejects"
            raise UsageError(f"{self.path} cannot be written: {error.strerror or error}", hint=hint) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()


@dataclass(slots=True)
class Outcome:
    """What a load did: the counts, records read and left out, the data sets, what became what; `census` is that of streams."""

    tally: Summary = field(default_factory=Summary)
    read: int = 0
    rejected: int = 0
    datasets: set[str] = field(default_factory=set)
    census: Census = field(default_factory=Census)
    resumed: bool = False
    seconds: float = 0.0
    dossiers: bool = False

    def add(self, done: Iterable[Summary]) -> None:
        """Takes in what was written."""
        self.tally = sum(done, self.tally)

    def __iadd__(self, other: Outcome) -> Self:
        """Takes in what another part of the load did."""
        self.tally += other.tally
        self.read += other.read
        self.rejected += other.rejected
        self.datasets |= other.datasets
        self.census += other.census
        self.resumed |= other.resumed
        self.seconds += other.seconds
        return self
