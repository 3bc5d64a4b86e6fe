"""What a load is asked to do, and who is told while it does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from graph.ingest.outcome import Outcome
    from graph.stores import Store
    from loaders.stream import Stream

PATIENCE = 60.0
"""Seconds for which the load of a dossier waits for another load to end."""


class Progress(Protocol):
    """Who is told how a load goes on, and may stop it."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins: reading, entities, relations or deletions; `total` in records or bytes, where it is known."""

    def moved(self, records: int, at: int, rejected: int) -> None:
        """So many records of the stage are finished; `at` in the unit of the total."""

    def remark(self, text: str) -> None:
        """The load waits for a server or for another load."""

    def stopped(self) -> bool:
        """Whether to stop after the batch that is being written."""

    def finished(self, outcome: Outcome) -> None:
        """The dossiers, or the streams, of a load are in the store."""


class Silent:
    """Says nothing and lets the load run."""

    def stage(self, name: str, total: int | None) -> None:
        """Says nothing."""

    def moved(self, records: int, at: int, rejected: int) -> None:
        """Says nothing."""

    def remark(self, text: str) -> None:
        """Says nothing."""

    def stopped(self) -> bool:
        """Never."""
        return False

    def finished(self, outcome: Outcome) -> None:
        """Says nothing."""


SILENT = Silent()


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How files are loaded; `dataset` to `import_files` are for streams, `documents` and `patience` for dossiers.

    With `on_error` "skip" what is at fault is left out, and written to `rejects` as JSON lines if that is given.
    """

    dataset: str | None = None
    mapping: Path | None = None
    encoding: str | None = None
    sheet: str | None = None
    replace: bool = False
    resume: bool = False
    bulk: bool = False
    import_files: Path | None = None
    on_error: Literal["stop", "skip"] = "stop"
    rejects: Path | None = None
    documents: Path | None = None
    by: str | None = None
    patience: float = PATIENCE
    progress: Progress = SILENT

    @property
    def skip(self) -> bool:
        """Whether what is at fault is left out."""
        return self.on_error == "skip"

    def for_streams(self) -> str:
        """The first option that only streams take, as the command line spells it, or ""."""
        names = ("dataset", "mapping", "encoding", "sheet", "replace", "resume", "bulk", "import_files")
        return next((f"--{name.replace('_', '-')}" for name in names if getattr(self, name)), "")

    def check(self) -> None:
        """Looks whether the options go together.

        Raises:
            UsageError: they do not.
        """
        if self.import_files is not None and not self.bulk:
            raise UsageError("--import-files goes with --bulk", hint="a store is written out by `casegraph export neo4j-import`")
        if self.bulk and (self.replace or self.resume):
            raise UsageError("--bulk begins with an empty store", hint="leave out --replace and --resume, or --bulk")


@dataclass(frozen=True, slots=True)
class Plan:
    """The streams of one load, each opened anew for every reading; by whom; whether what is at fault is left out, and whether
    the files take the place of what their data sets held.

    `digest` stands for the files and all options that change what is read: a load that was cut off goes on only with
    the same; "" is never resumed.
    """

    files: Sequence[Callable[[], AbstractContextManager[Stream]]]
    by: str | None = None
    skip: bool = False
    digest: str = ""
    replace: bool = False


@runtime_checkable
class StorePlace(Protocol):
    """A store that is opened when the files were found fit to be loaded."""

    @property
    def place(self) -> str:
        """Its folder or address."""

    def exists(self) -> bool:
        """Whether something may be there."""

    def open(self, *, create: bool = False) -> AbstractContextManager[Store]:
        """The store, opened."""
