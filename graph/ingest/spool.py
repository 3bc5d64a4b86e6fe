"""What a load cannot write yet or must remember, on disk: claims before their ends, ids with their kinds, sources, deletions.

It lies in a folder of the process's own that is removed at the end, and in the system's temporary folder (TMPDIR). What
reading remembers lies in files of its own, so that a worker can hand them over.
"""

from __future__ import annotations

import pickle
import shutil
import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from graph.errors import SpoolFull
from graph.stores import scratch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from graph.model import Claim, Source
    from graph.model.located import Located

_PRAGMAS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -4000;
"""
_READING = f"""{_PRAGMAS}
CREATE TABLE seen (id TEXT PRIMARY KEY, kind TEXT NOT NULL, listed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counted (id TEXT PRIMARY KEY, claims INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (id TEXT PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE gone (id TEXT, dataset TEXT, PRIMARY KEY (id, dataset)) WITHOUT ROWID;
"""
_WRITING = f"""{_PRAGMAS}
CREATE TABLE met (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE named (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE gathered (relation TEXT NOT NULL, claim BLOB NOT NULL);
"""
_GROUP = 200  # records that are written together
_CHUNK = 500  # ids of one question to SQLite


class Waiting:
    """Located records in a file, in the order in which they came."""

    def __init__(self, path: Path, count: int | None = None) -> None:
        self.path, self.count = path, count or 0
        self._group: list[Located] = []
        self._file: IO[bytes] = path.open("wb" if count is None else "ab")

    def add(self, one: Located) -> None:
        """Puts a record at the end."""
        self._group.append(one)
        self.count += 1
        if len(self._group) == _GROUP:
            self._write()

    def _write(self) -> None:
        """Writes the records that wait: in one go, since what they have in common is then written once."""
        group, self._group = self._group, []
        try:
            if group:
                pickle.dump(group, self._file, pickle.HIGHEST_PROTOCOL)
            self._file.flush()
        except OSError as error:
            raise _full(self.path, error) from error

    def read(self) -> Iterator[Located]:
        """All of them."""
        self._write()
        left = self.count
        with self.path.open("rb") as file:
            while left > 0:
                group = pickle.load(file)  # noqa: S301  written by this process, into its own folder
                left -= len(group)
                yield from group

    def close(self, *, keep: bool = False) -> None:
        """Lets go of the file; what was put there is only sure to be in it if it is to be kept."""
        if keep:
            self._write()
        self._file.close()


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a process that read the files leaves: its folder, how many claims and late records, how many deletions."""

    folder: Path
    claims: int
    late: int
    deletions: int


class _Table:
    """One SQLite database, for the thread that reads and the one that writes."""

    def __init__(self, path: Path, schema: str = "") -> None:
        self._path, self._lock = path, threading.Lock()
        self._inner = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._inner.executescript(schema or _PRAGMAS)
        self._inner.execute("BEGIN")  # for speed; committed by `close`

    def put(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        try:
            with self._lock:
                self._inner.executemany(statement, rows)
        except sqlite3.OperationalError as error:
            raise _full(self._path, error) from error

    def get(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._inner.execute(query, values).fetchall()

    def some(self, query: str, ids: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query for ids, each once, a few hundred at a time."""
        keys = list(dict.fromkeys(ids))
        for start in range(0, len(keys), _CHUNK):
            part = keys[start : start + _CHUNK]
            yield from self.get(f"{query} WHERE id IN ({','.join('?' * len(part))})", part)

    def each(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, while nothing is put."""
        yield from self._inner.execute(query)

    def close(self, *, keep: bool = False) -> None:
        if keep:
            self._inner.execute("COMMIT")
        self._inner.close()


class Spool:
    """The memory of one load; in a folder of its own, unless one is given."""

    def __init__(self, folder: Path | None = None) -> None:
        self._own = folder is None
        self.folder = folder or scratch("load")
        self._read = _Table(self.folder / "reading.db", _READING)
        self._written = _Table(self.folder / "writing.db", _WRITING)
        self._waiting: list[Waiting] = []
        self.claims, self.late = self.waiting("claims"), self.waiting("late")
        self.deletions = 0

    def hand_over(self) -> Remembered:
        """Closes it and leaves on disk what was read."""
        part = Remembered(self.folder, self.claims.count, self.late.count, self.deletions)
        self._read.close(keep=True)
        self._written.close()
        for waiting in self._waiting:
            waiting.close(keep=True)
        return part

    def take_over(self, left: Remembered) -> None:
        """Goes on with what another process read, instead of its own."""
        self._read.close()
        self._read = _Table(left.folder / "reading.db")
        for waiting in (self.claims, self.late):
            waiting.close()
            self._waiting.remove(waiting)
        self.claims, self.late = Waiting(left.folder / "claims", left.claims), Waiting(left.folder / "late", left.late)
        self._waiting += [self.claims, self.late]
        self.deletions = left.deletions

    def see(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Remembers (id, kind, listing sources), and that an id which was to be deleted came back."""
        rows = list(rows)
        if not rows:
            return
        self._read.put("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", rows)
        if self.deletions:
            self._read.put("DELETE FROM gone WHERE id = ?", [(row[0],) for row in rows])

    def kinds(self, ids: Iterable[str]) -> dict[str, tuple[str, frozenset[str]]]:
        """Of those ids that came: the kind, and the sources that list it."""
        rows = self._read.some("SELECT id, kind, listed FROM seen", ids)
        return {key: (kind, frozenset(listed.split())) for key, kind, listed in rows}

    def keep(self, sources: Iterable[Source]) -> None:
        """Remembers sources: a data set may hold as many documents as entities."""
        rows = [(source.id, pickle.dumps(source, pickle.HIGHEST_PROTOCOL)) for source in sources]
        if rows:
            self._read.put("INSERT OR REPLACE INTO sources VALUES (?, ?)", rows)

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """Those of some sources that came."""
        rows = self._read.some("SELECT id, record FROM sources", ids)
        return {key: pickle.loads(blob) for key, blob in rows}  # noqa: S301  written by this load, into its own folder

    def meet(self, family: str, ids: Iterable[str]) -> None:
        """Remembers that records of a family (Entity, Source or Claim) are in the files."""
        self._written.put("INSERT OR IGNORE INTO met VALUES (?)", [(f"{family} {key}",) for key in ids])

    def has_met(self, family: str, key: str) -> bool:
        """Whether a record is in the files."""
        return bool(self._written.get("SELECT 1 FROM met WHERE id = ?", (f"{family} {key}",)))

    def new(self, family: str, keys: Iterable[str]) -> set[str]:
        """Those of some keys that come for the first time; they are remembered."""
        wanted = {f"{family} {key}": key for key in keys}
        there = {row[0] for row in self._written.some("SELECT id FROM met", wanted)}
        fresh = {key for name, key in wanted.items() if name not in there}
        self.meet(family, fresh)
        return fresh

    def name(self, family: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Remembers what an engine calls records of a family (Entity or Source)."""
        self._written.put("INSERT INTO named VALUES (?, ?)", [(f"{family} {key}", name) for key, name in pairs])

    def named(self, family: str, ids: Iterable[str]) -> dict[str, str]:
        """What an engine calls those of some records that it has."""
        keys = (f"{family} {key}" for key in ids)
        return {key.split(" ", 1)[1]: name for key, name in self._written.some("SELECT id, name FROM named", keys)}

    def count_claims(self, relations: Sequence[str]) -> None:
        """Counts claims of relations."""
        statement = "INSERT INTO counted VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET claims = claims + excluded.claims"
        if relations:
            self._read.put(statement, list(Counter(relations).items()))

    def repeated(self, relations: Iterable[str]) -> set[str]:
        """Those of some relations that have several claims."""
        return {key for key, claims in self._read.some("SELECT id, claims FROM counted", relations) if claims > 1}

    def gather(self, claims: Iterable[Claim]) -> None:
        """Puts claims aside until all of their relations have come."""
        rows = [(claim.relation, pickle.dumps(claim, pickle.HIGHEST_PROTOCOL)) for claim in claims]
        self._written.put("INSERT INTO gathered VALUES (?, ?)", rows)

    def gathered(self) -> Iterator[list[Claim]]:
        """The claims that were put aside, in groups of whole relations."""
        group: list[Claim] = []
        for _, blob in self._written.each("SELECT relation, claim FROM gathered ORDER BY relation"):
            claim: Claim = pickle.loads(blob)  # noqa: S301  written by this process, into its own folder
            if len(group) >= _CHUNK and group[-1].relation != claim.relation:
                yield group
                group = []
            group.append(claim)
        if group:
            yield group

    def waiting(self, name: str) -> Waiting:
        """Further records that wait; they go with the spool."""
        self._waiting.append(Waiting(self.folder / name))
        return self._waiting[-1]

    def delete(self, key: str, dataset: str) -> None:
        """Remembers that an id is to go."""
        self._read.put("INSERT OR REPLACE INTO gone VALUES (?, ?)", [(key, dataset)])
        self.deletions += 1

    def gone_by_set(self) -> Iterator[tuple[str, list[str]]]:
        """The ids that are to go: some at a time, with their data set."""
        rows = self._read.each("SELECT id, dataset FROM gone ORDER BY dataset, id")
        for dataset, group in groupby(rows, key=itemgetter(1)):
            while page := [key for key, _ in islice(group, _CHUNK)]:
                yield dataset, page

    def close(self) -> None:
        """Removes everything."""
        self._read.close()
        self._written.close()
        for waiting in self._waiting:
            waiting.close()
        if self._own:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _full(path: Path, error: Exception) -> SpoolFull:
    return SpoolFull(
        f"{path.parent} takes no more of what the load must remember: {error}",
        hint="make room there, or set TMPDIR to a folder with room, and give the same command again",
    )
