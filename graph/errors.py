"""Every error that casegraph raises on purpose, as one tree; each knows its exit code and the way out.

CasegraphError                1   anything that we could foresee
├── RecordFaults              1   records that cannot be loaded, all of them with their places
├── QueryError                1   the engine refused or failed a query
│   └── QueryTimeout          1   … because it ran past its deadline
├── SearchStopped             1   a path search reached a limit before it found anything
├── ExportError               1   a page or file could not be written
├── DocumentError             1   a document that is missing, or is not the one that its source means
├── SpoolFull                 1   the temporary folder has no room for what a load must remember
├── LoadStopped             130   somebody stopped a load between two batches
├── UsageError                2   what was asked cannot be meant
│   ├── QueryRefused          2   a writing query without --write
│   └── CatalogueError        2   a canned query whose header does not fit its text
├── NothingFound              3   no entity, no path, no rows, no such query
│   └── AmbiguousName         3   several entities fit; the candidates are named
└── StoreUnreachable          4   no store, a dead server
    ├── StoreInUse            4   another process holds the embedded store, or another load a store
    ├── StoreFull             4   the disk of the store has no room left
    ├── StoreDamaged          5   files of the store are lost or are not what was written
    └── StoreRefused          4   wrong user or password
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class CasegraphError(Exception):
    """Base of all; `hint` names the next step and `exit_code` is what the command ends with."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        """So that it can go from one process to another, whatever its class takes."""
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[CasegraphError], args: tuple[Any, ...]) -> CasegraphError:
    """An error of a kind without calling what makes one."""
    return kind.__new__(kind, *args)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one record: where it stands and what was found there; `record` is its id, where it has one."""

    message: str
    file: str = ""
    line: int = 0
    field: str = ""
    value: str = ""
    record: str = ""

    def __str__(self) -> str:
        """`file:line: field: message (found: value)`, leaving out what is not known."""
        place = f"{self.file}:{self.line}: " if self.line else (f"{self.file}: " if self.file else "")
        field = f"{self.field}: " if self.field else ""
        value = f" (found: {self.value})" if self.value else ""
        return f"{place}{field}{self.message}{value}"


class RecordFaults(CasegraphError):
    """Records that cannot be loaded; `faults` has every one, in the order of their places."""

    def __init__(self, faults: Iterable[Fault], *, hint: str = "") -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.file, fault.line, fault.field))
        noun = "fault" if len(self.faults) == 1 else "faults"
        super().__init__(
            f"{len(self.faults)} {noun} in the records; nothing was written",
            hint=hint or "mend the places above, or load with --on-error skip",
        )


class QueryError(CasegraphError):
    """The engine refused or failed a query."""


class QueryTimeout(QueryError):
    """A query ran past its deadline and was ended."""


class SearchStopped(CasegraphError):
    """A path search that reached its limit of time or of entities before it found anything."""


class ExportError(CasegraphError):
    """A page or file could not be written."""


class DocumentError(CasegraphError):
    """A document that is missing, or is not the one that its source means."""


class SpoolFull(CasegraphError):
    """The temporary folder has no room for what a load must remember."""


class LoadStopped(CasegraphError):
    """Somebody stopped a load between two batches."""

    exit_code = 130


class UsageError(CasegraphError):
    """What was asked cannot be meant: an unknown option value, a missing parameter."""

    exit_code = 2


class QueryRefused(UsageError):
    """A query that writes, changes the schema or reads files, asked without --write."""


class CatalogueError(UsageError):
    """A canned query whose header does not fit its text."""


class NothingFound(CasegraphError):
    """No entity, no path, no such query."""

    exit_code = 3


class AmbiguousName(NothingFound):
    """A name that fits several entities; `candidates` are dictionaries with id, kind and name."""

    def __init__(self, name: str, candidates: Sequence[dict[str, Any]]) -> None:
        self.candidates = list(candidates)
        super().__init__(f"“{name}” fits {len(self.candidates)} entities", hint="name one of them by its id")


class StoreUnreachable(CasegraphError):
    """No store at that place, or a server that does not answer."""

    exit_code = 4


class StoreInUse(StoreUnreachable):
    """Another process holds the embedded store."""


class StoreFull(StoreUnreachable):
    """The disk of the store has no room left."""


class StoreDamaged(StoreUnreachable):
    """Files of the store are lost, or are not what was written: nothing in it can be relied on."""

    exit_code = 5


class StoreRefused(StoreUnreachable):
    """The server answered, but refused the user or the password."""
