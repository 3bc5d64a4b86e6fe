"""Batches: as many records as make about a megabyte, with the rows that are written of them.

A batch ends after a whole input record, so that the number of input records finished says where to go on.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.model import Claim, Entity, Source
from graph.stores.records import entity_properties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model.placed import Placed
    from loaders.stream import StreamInfo

MOST_BYTES = 2**20
MOST_RECORDS = 2000


class Head(NamedTuple):
    """What is written of an entity beside its row: its id, its kind, and the sources that list it."""

    id: str
    kind: str
    reported_by: tuple[str, ...]


@dataclass(slots=True)
class Batch:
    """Records of one transaction; `done` counts what is finished when it is written, `file` and `line` say where that is.

    `opens` is what is known of a file whose first batch this is. Entities have a head and a row each, by their order;
    the entities themselves may lie packed, since few of them are looked at again.
    """

    others: list[Placed] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    listed: set[tuple[str, str]] = field(default_factory=set)
    size: int = 0
    done: int = 0
    file: str = ""
    line: int = 0
    offset: int = 0
    opens: StreamInfo | None = None
    _entities: list[Placed] | bytes = field(default_factory=list)

    def add(self, one: Placed) -> None:
        """Takes in a record and makes its row."""
        record = one.record
        if isinstance(record, Entity):
            row = self.rows[record.id] = entity_properties(record)
            self.heads.append(Head(record.id, record.kind, one.reported_by))
            self.entities().append(one)
            self.size += weight(row)
        else:
            self.others.append(one)
            if isinstance(record, Claim):
                self.size += 400 + len(record.text)
        self.file, self.line = one.file, one.line

    def full(self) -> bool:
        """Whether it is time to write it."""
        return self.size >= MOST_BYTES or len(self.heads) + len(self.others) >= MOST_RECORDS

    def pack(self) -> None:
        """Packs the entities, for the way to another process."""
        if self._entities and not isinstance(self._entities, bytes):
            self._entities = pickle.dumps(self._entities, pickle.HIGHEST_PROTOCOL)

    def entities(self) -> list[Placed]:
        """The entities among the records."""
        if isinstance(self._entities, bytes):
            self._entities = pickle.loads(self._entities)  # noqa: S301  packed by `pack`
        return self._entities  # type: ignore[return-value]  # unpacked above

    def records(self) -> list[Placed]:
        """All records, entities last."""
        return [*self.others, *self.entities()]

    def sources(self) -> list[Source]:
        """The sources among the records."""
        return [one.record for one in self.others if isinstance(one.record, Source)]

    def claims(self) -> list[Claim]:
        """The claims among the records."""
        return [one.record for one in self.others if isinstance(one.record, Claim)]


def weight(row: Mapping[str, Any]) -> int:
    """About how many bytes a row takes on its way."""
    total = 20 * len(row)
    for value in row.values():
        if isinstance(value, str):
            total += len(value)
        elif isinstance(value, list):
            total += sum(map(len, value)) if value and isinstance(value[0], str) else 8 * len(value)
    return total
