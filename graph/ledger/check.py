"""Located records checked against each other: the ledger of those that are right, and every fault of the others."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.ledger.faults import claim_faults
from graph.model import Claim, Entity, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.errors import Fault
    from graph.model.located import Located


@dataclass(slots=True)
class Ledger:
    """Checked records by id, in the order of their ids."""

    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.entities) + len(self.sources) + len(self.claims)

    def sorted(self) -> Ledger:
        """The same records, in the order of their ids."""
        return Ledger(dict(sorted(self.entities.items())), dict(sorted(self.sources.items())), dict(sorted(self.claims.items())))


def check(located: Iterable[Located], known: Ledger | None = None) -> tuple[Ledger, list[Fault], set[str]]:
    """The ledger of some records, every fault among them, and the ids of the records at fault.

    `known` is what the store already holds of the entities and sources that these records refer to.
    """
    known = known or Ledger()
    located = list(located)
    ledger, faults, bad = _unique(located)
    for one in located:
        if one.record.id not in bad and (found := _reference_faults(one, ledger, known)):
            faults += found
            bad.add(one.record.id)
    return ledger.sorted(), faults, bad


def without(located: Iterable[Located], bad: set[str], known: Ledger | None = None) -> tuple[Ledger, set[str]]:
    """What is left of the records when the bad ones and all that lean on them are taken out, and what was taken out."""
    located = list(located)
    dropped = set(bad)
    while True:
        rest = [one for one in located if one.record.id not in dropped]
        ledger, _, newly_bad = check(rest, known)
        if not newly_bad:
            return ledger, dropped
        dropped |= newly_bad


def _unique(located: list[Located]) -> tuple[Ledger, list[Fault], set[str]]:
    """Records by id; the same record twice is one, an id with two contents is a fault at both places."""
    ledger, faults, bad = Ledger(), [], set()
    first: dict[str, Located] = {}
    for one in located:
        earlier = first.setdefault(one.record.id, one)
        if earlier is not one and not _same_content(earlier.record, one.record):
            where = f"{earlier.file}:{earlier.line}"
            faults.append(one.fault(f"the id stands for something else at {where}", "id", one.record.id))
            bad.add(one.record.id)
            continue
        part = _part(ledger, one.record)
        part[one.record.id] = _joined(part.get(one.record.id), one.record)
    return ledger, faults, bad


def _part(ledger: Ledger, record: Entity | Source | Claim) -> dict[str, Entity | Source | Claim]:
    if isinstance(record, Claim):
        return ledger.claims  # type: ignore[return-value]  # a dictionary of one record type
    return ledger.sources if isinstance(record, Source) else ledger.entities  # type: ignore[return-value]  # likewise


def _same_content(one: Entity | Source | Claim, other: Entity | Source | Claim) -> bool:
    return type(one) is type(other) and one.model_dump(exclude={"datasets"}) == other.model_dump(exclude={"datasets"})


def _joined(earlier: Entity | Source | Claim | None, record: Entity | Source | Claim) -> Entity | Source | Claim:
    """The record with the data sets of both."""
    if earlier is None or earlier.datasets == record.datasets:
        return record
    return record.model_copy(update={"datasets": tuple(sorted({*earlier.datasets, *record.datasets}))})


def _reference_faults(one: Located, ledger: Ledger, known: Ledger) -> list[Fault]:
    """What is wrong with what a record refers to."""
    entities, sources = ChainMap(ledger.entities, known.entities), ChainMap(ledger.sources, known.sources)
    record = one.record
    if isinstance(record, Claim):
        named = {key: entities[key] for key in (*record.about, *record.attributed_to) if key in entities}
        kinds = {key: entity.kind for key, entity in named.items()}
        return claim_faults(one, record, kinds, sources.get(record.source), named.get(record.about[0]))
    if isinstance(record, Source):
        faults = [one.fault("no such source", "cites", cited) for cited in record.cites if cited not in sources]
        return faults + _kind_faults(one, "published_by", record.published_by, "MediaOutlet", entities)
    return _kind_faults(one, "jurisdiction", getattr(record, "jurisdiction", None), "Country", entities)


def _kind_faults(one: Located, field: str, key: str | None, kind: str, entities: Mapping[str, Entity]) -> list[Fault]:
    """What is wrong with a field that names an entity of one kind."""
    if key is None:
        return []
    if key not in entities:
        return [one.fault("no such entity", field, key)]
    found = entities[key].kind
    return [] if found == kind else [one.fault(f"is a {found}, not a {kind}", field, key)]
