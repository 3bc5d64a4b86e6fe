"""What a load cannot write yet or must remember, on disk: claims before their ends, ids with their kinds, deletions.

It lies in a folder of the process's own that is removed at the end, and in the system's temporary folder (TMPDIR).
"""

from __future__ import annotations

import pickle
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from graph.errors import CasegraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from graph.model.placed import Placed

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16000;
CREATE TABLE seen (id TEXT PRIMARY KEY, kind TEXT NOT NULL, listed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE met (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE gone (id TEXT, dataset TEXT, PRIMARY KEY (id, dataset)) WITHOUT ROWID;
"""
_CHUNK = 500  # ids of one question to SQLite


class SpoolFull(CasegraphError):
    """The temporary folder has no room for what a load must remember."""


class Shelf:
    """Placed records in a file, in the order in which they came."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: IO[bytes] = path.open("wb")

    def add(self, one: Placed) -> None:
        """Puts a record at the end."""
        try:
            pickle.dump(one, self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise _full(self.path, error) from error
        self.count += 1

    def read(self, skip: int = 0) -> Iterator[Placed]:
        """All of them, or those after the first `skip`."""
        try:
            self._file.flush()
        except OSError as error:
            raise _full(self.path, error) from error
        with self.path.open("rb") as file:
            for number in range(self.count):
                one = pickle.load(file)  # noqa: S301  written by this process, into its own folder
                if number >= skip:
                    yield one

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()


class Spool:
    """The memory of one load; not for two threads at once."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="casegraph-load-"))
        self._ids = sqlite3.connect(self._folder / "ids.db", check_same_thread=False, isolation_level=None)
        self._ids.executescript(_SCHEMA)
        self._ids.execute("BEGIN")  # never committed: nobody reads it after this load
        self._shelves: list[Shelf] = []
        self.claims, self.late = self.shelf("claims"), self.shelf("late")
        self.deletions = 0

    def see(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Remembers (id, kind, listing sources), and that an id which was to be deleted came back."""
        rows = list(rows)
        self._run("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", rows)
        if self.deletions:
            self._run("DELETE FROM gone WHERE id = ?", [(row[0],) for row in rows])

    def kinds(self, ids: Iterable[str]) -> dict[str, tuple[str, frozenset[str]]]:
        """Of those ids that came: the kind, and the sources that list it."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, tuple[str, frozenset[str]]] = {}
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            query = f"SELECT id, kind, listed FROM seen WHERE id IN ({marks})"  # noqa: S608  marks only
            found |= {key: (kind, frozenset(listed.split())) for key, kind, listed in self._ids.execute(query, part)}
        return found

    def meet(self, family: str, ids: Iterable[str]) -> None:
        """Remembers that records of a family (Entity, Source or Claim) are in the files."""
        self._run("INSERT OR IGNORE INTO met VALUES (?)", [(f"{family} {key}",) for key in ids])

    def has_met(self, family: str, key: str) -> bool:
        """Whether a record is in the files."""
        return self._ids.execute("SELECT 1 FROM met WHERE id = ?", (f"{family} {key}",)).fetchone() is not None

    def shelf(self, name: str) -> Shelf:
        """A further shelf, which goes with the spool."""
        self._shelves.append(Shelf(self._folder / name))
        return self._shelves[-1]

    def delete(self, key: str, dataset: str) -> None:
        """Remembers that an id is to go."""
        self._run("INSERT OR REPLACE INTO gone VALUES (?, ?)", [(key, dataset)])
        self.deletions += 1

    def gone(self) -> Iterator[tuple[str, str]]:
        """The ids that are to go, with their data sets."""
        yield from self._ids.execute("SELECT id, dataset FROM gone ORDER BY dataset, id")

    def _run(self, statement: str, rows: Sequence[tuple[str, ...]]) -> None:
        try:
            self._ids.executemany(statement, rows)
        except sqlite3.OperationalError as error:
            raise _full(self._folder, error) from error

    def close(self) -> None:
        """Removes everything."""
        self._ids.close()
        for shelf in self._shelves:
            shelf.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _full(path: Path, error: Exception) -> SpoolFull:
    return SpoolFull(
        f"{path.parent} takes no more of what the load must remember: {error}",
        hint="make room there, or set TMPDIR to a folder with room, and give the same command again",
    )
