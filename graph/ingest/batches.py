"""Batches: as many records as make about a megabyte, with the rows that are written of them.

A batch ends after a whole input record, so that the number of input records finished says where to go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.model import KINDS, Claim, Entity, Source
from graph.model.located import Located
from graph.stores import entity_row, stored

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from loaders.stream import StreamInfo

MOST_BYTES = 2**20
MOST_RECORDS = 2000


class EntityKey(NamedTuple):
    """What is known of an entity beside its row: its id, its kind, the sources that list it, its line."""

    id: str
    kind: str
    reported_by: tuple[str, ...]
    line: int


@dataclass(slots=True)
class Batch:
    """Records of one transaction; `done` counts what is finished when it is written, `file` and `line` say where that is.

    `opens` is what is known of a file whose first batch this is. Of entities there are keys and rows alone, since few of
    them are looked at again: those are made of their rows, as they are when they come from a store. `listed` are pairs of entity
    and source where the one is known to list the other, `repeated` relations that several claims of the files carry.
    """

    others: list[Located] = field(default_factory=list)
    keys: list[EntityKey] = field(default_factory=list)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    listed: set[tuple[str, str]] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)
    size: int = 0
    done: int = 0
    file: str = ""
    line: int = 0
    offset: int = 0
    opens: StreamInfo | None = None

    def add(self, one: Located) -> None:
        """Takes in a record and makes its row."""
        record = one.record
        if isinstance(record, Entity):
            row = self.rows[record.id] = entity_row(record)
            self.keys.append(EntityKey(record.id, record.kind, one.reported_by, one.line))
            self.size += weight(row)
        else:
            self.others.append(one)
            if isinstance(record, Claim):
                self.size += 400 + len(record.text)
        self.file, self.line = one.file, one.line

    def full(self) -> bool:
        """Whether it is time to write it."""
        return self.size >= MOST_BYTES or len(self.keys) + len(self.others) >= MOST_RECORDS

    def entities(self, ids: Container[str] | None = None) -> list[Located]:
        """The entities among the records, or those with some ids."""
        keys = (key for key in self.keys if ids is None or key.id in ids)
        return [self._entity(key) for key in keys]

    def _entity(self, key: EntityKey) -> Located:
        record = KINDS[key.kind].model_validate(stored(self.rows[key.id]))
        return Located(record, self.file, key.line, reported_by=key.reported_by)

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
        kind = type(value)
        if kind is str:
            total += len(value)
        elif kind is list:
            total += len(value[0]) if len(value) == 1 and type(value[0]) is str else sum(len(str(item)) for item in value)
    return total
