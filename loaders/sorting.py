"""Sorting more than the memory holds: fragments with a key, in chunks on disk, given back together key by key."""

from __future__ import annotations

import heapq
import pickle
import tempfile
from itertools import groupby
from operator import itemgetter
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 50_000
Fragment = tuple[str, int, Any]


class Spool:
    """Fragments that belong together by key but lie apart in a file; the files on disk vanish when it is closed."""

    def __init__(self, chunk: int = CHUNK) -> None:
        self._chunk, self._held, self._count = chunk, list[Fragment](), 0
        self._files: list[IO[bytes]] = []

    def add(self, key: str, fragment: Any) -> None:
        """Takes in a fragment, after all others of its key.

        Raises:
            OSError: there is no room for temporary files.
        """
        self._held.append((key, self._count, fragment))
        self._count += 1
        if len(self._held) >= self._chunk:
            self._write()

    def _write(self) -> None:
        self._held.sort(key=itemgetter(0, 1))
        file = tempfile.TemporaryFile(prefix="casegraph-")  # noqa: SIM115  closed by close()
        self._files.append(file)
        for fragment in self._held:
            pickle.dump(fragment, file, pickle.HIGHEST_PROTOCOL)
        file.seek(0)
        self._held = []

    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        """Each key once, in order, with its fragments in the order in which they came."""
        self._held.sort(key=itemgetter(0, 1))
        parts = [_read(file) for file in self._files]
        merged = heapq.merge(*parts, iter(self._held), key=itemgetter(0, 1))
        for key, group in groupby(merged, key=itemgetter(0)):
            yield key, [fragment for _, _, fragment in group]

    def close(self) -> None:
        """Throws the temporary files away."""
        for file in self._files:
            file.close()
        self._files, self._held = [], []


def _read(file: IO[bytes]) -> Iterator[Fragment]:
    """What this process wrote itself, one fragment at a time."""
    while True:
        try:
            yield pickle.load(file)  # noqa: S301  our own temporary file, which has no name
        except EOFError:
            return
