"""Streams: records of large files, one at a time and in bounded memory, with the place that has been reached.

A stream is an iterator over items in the order of the file: `Located` records, `RejectedRecord`s and `Deletion`s. A
loader of a format gives the items of one input record (a line, a row, a group of statements) together; `Stream` counts
them, so that a load which was cut off can be resumed after the last input record that it finished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from graph.model.located import Deletion, Located, RejectedRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from graph.model import Source

Item = Located | RejectedRecord | Deletion


@dataclass(frozen=True, slots=True)
class StreamOptions:
    """How to read: the data set's name, a table's mapping, encoding and sheet, the format where the name does not tell."""

    dataset: str | None = None
    mapping: Path | None = None
    encoding: str | None = None
    sheet: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What is known before the first item: `size` is in bytes of the file as it lies on disk, None for stdin."""

    file: str
    format: str
    dataset: str
    source: Source
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """How far a stream was read: input records finished, their last line, bytes of the file as it lies on disk."""

    records: int = 0
    line: int = 0
    offset: int = 0


MAX_ROWS = 500  # of a census: what a file makes up itself (names of schemas) must not fill the memory


@dataclass(slots=True)
class Census:
    """What became what: how many input records of a type became records of a kind or relation, or were left out."""

    rows: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def count(self, what: str, became: str) -> None:
        """One input record more of a type that became something."""
        key = (what[:80], became)
        self.rows[key if key in self.rows or len(self.rows) < MAX_ROWS else ("(others)", became)] += 1

    def note(self, what: str, example: str = "") -> None:
        """One thing more that is worth a line at the end, with the first place where it was met."""
        key = what if what in self.notes or len(self.notes) < MAX_ROWS else "other notes"
        self.notes[key] += 1
        if example:
            self.examples.setdefault(key, example[:200])

    def __iadd__(self, other: Census) -> Self:
        """Takes in what another counted."""
        self.rows += other.rows
        self.notes += other.notes
        self.examples = other.examples | self.examples
        return self

    def table(self) -> list[dict[str, object]]:
        """`[{"from", "to", "count", "first"}]`, by name; what was noted comes last."""
        found: list[dict[str, object]] = [
            {"from": one, "to": other, "count": count, "first": None} for (one, other), count in sorted(self.rows.items())
        ]
        return found + [
            {"from": note, "to": "(noted)", "count": count, "first": self.examples.get(note)}
            for note, count in sorted(self.notes.items())
        ]


class Stream:
    """An open file as items; iterate it once, close it (or use it in `with`)."""

    def __init__(self, info: StreamInfo, batches: Iterator[list[Item]], census: Census, offset: Callable[[], int]) -> None:
        self.info, self.census = info, census
        self._batches, self._offset = batches, offset
        self._records = self._line = 0
        self._close: Callable[[], None] = lambda: None

    def __iter__(self) -> Iterator[Item]:
        """All items; `position()` moves on when an input record's items have all been taken."""
        for items in self.groups():
            yield from items

    def groups(self) -> Iterator[list[Item]]:
        """The items of one input record at a time; may be an empty list."""
        for items in self._batches:
            self._records += 1
            if items:
                self._line = items[-1].line or self._line
            yield items

    def position(self) -> Position:
        """The input records given so far, the one given last included."""
        return Position(self._records, self._line, self._offset())

    def on_close(self, close: Callable[[], None]) -> Stream:
        """The stream, which will call this once when it is closed."""
        self._close = close
        return self

    def close(self) -> None:
        """Closes the file and throws away what was spooled; may be called again."""
        if isinstance(self._batches, Generator):
            self._batches.close()
        close, self._close = self._close, lambda: None
        close()

    def __enter__(self) -> Stream:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes it."""
        self.close()
