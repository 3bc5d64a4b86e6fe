"""A record together with the place that it came from, so that every fault can name file, line and field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model.kinds import Entity
    from graph.model.sources import Claim, Source


@dataclass(frozen=True, slots=True)
class Placed:
    """A record and where it stands; `lines` maps its fields, as the file names them, to lines."""

    record: Entity | Source | Claim
    file: str = ""
    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)

    def fault(self, message: str, field_name: str = "", value: object = "") -> Fault:
        """A fault of this record at the line of the named field."""
        line = self.lines.get(field_name, self.line)
        shown = f"{self.record.id}.{field_name}" if field_name else self.record.id
        return Fault(message, self.file, line, shown, str(value), self.record.id)


@dataclass(slots=True)
class Loaded:
    """What a loader made of its files: records with their places, and every fault that it met."""

    records: list[Placed] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)

    def extend(self, other: Loaded) -> None:
        """Takes in what another file gave."""
        self.records += other.records
        self.faults += other.faults
        self.rejects += other.rejects
