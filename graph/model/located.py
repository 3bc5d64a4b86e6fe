"""A record together with the place that it came from, so that every fault can name file, line and field."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from graph.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model.entity import Entity
    from graph.model.sources import Claim, Source


@dataclass(frozen=True, slots=True)
class Located:
    """A record and where it stands; `lines` maps its fields, as the file names them, to lines.

    `reported_by` are ids of sources that speak of an entity without any claim about it, as a data set does.
    """

    record: Entity | Source | Claim
    file: str = ""
    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)
    reported_by: tuple[str, ...] = ()

    def place(self) -> str:
        """File and line, as messages show them."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def fault(self, message: str, field_name: str = "", value: object = "") -> Fault:
        """A fault of this record at the line of the named field."""
        line = self.lines.get(field_name, self.line)
        shown = f"{self.record.id}.{field_name}" if field_name else self.record.id
        return Fault(message, self.file, line, shown, str(value), self.record.id)


def edge_claim_id(dataset: str, key: str) -> str:
    """The id of the claim that stands for one edge (an entity that describes a relation) of a data set."""
    return "c-" + sha256(f"{dataset}\n{key}".encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Deletion:
    """An input record that takes away what a data set says under an id; not a fault when there is nothing.

    The id may be that of an entity or source, or of an edge, whose claim has the id `edge_claim_id(dataset, id)`.
    """

    id: str
    dataset: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """An input record that cannot be loaded: why, where it stands, its id where it has one, and what was read of it."""

    faults: tuple[Fault, ...]
    file: str = ""
    line: int = 0
    id: str = ""
    raw: Any = None


@dataclass(slots=True)
class Loaded:
    """What a loader made of its files: records with their places, and every fault that it met."""

    records: list[Located] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rejects: list[RejectedRecord] = field(default_factory=list)

    def extend(self, other: Loaded) -> None:
        """Takes in what another file gave."""
        self.records += other.records
        self.faults += other.faults
        self.rejects += other.rejects
