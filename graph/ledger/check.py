"""Located records checked against each other: the ledger of those that are right, and every fault of the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from graph.model import KINDS, Claim, Entity, Source, ends_fault
from graph.model.extra import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.errors import Fault
    from graph.model.located import Placed


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


def check(placed: Iterable[Placed], known: Ledger | None = None) -> tuple[Ledger, list[Fault], set[str]]:
    """The ledger of some records, every fault among them, and the ids of the records at fault.

    `known` is what the store already holds of the entities and sources that these records refer to.
    """
    known = known or Ledger()
    placed = list(placed)
    ledger, faults, bad = _unique(placed)
    seen: set[str] = set()
    for one in placed:
        if one.record.id in bad or one.record.id in seen:
            continue
        seen.add(one.record.id)
        found = _reference_faults(one, ledger, known)
        if found:
            faults += found
            bad.add(one.record.id)
    return ledger.sorted(), faults, bad


def without(placed: Iterable[Placed], bad: set[str], known: Ledger | None = None) -> tuple[Ledger, set[str]]:
    """What is left of the records when the bad ones and all that lean on them are taken out, and what was taken out."""
    placed = list(placed)
    dropped = set(bad)
    while True:
        rest = [one for one in placed if one.record.id not in dropped]
        ledger, _, newly_bad = check(rest, known)
        if not newly_bad:
            return ledger, dropped
        dropped |= newly_bad


def _unique(placed: list[Placed]) -> tuple[Ledger, list[Fault], set[str]]:
    """Records by id; the same record twice is one, an id with two contents is a fault at both places."""
    ledger, faults, bad = Ledger(), [], set()
    first: dict[str, Placed] = {}
    for one in placed:
        earlier = first.setdefault(one.record.id, one)
        if earlier is not one and not _same_content(earlier.record, one.record):
            where = f"{earlier.file}:{earlier.line}"
            faults.append(one.fault(f"the id stands for something else at {where}", "id", one.record.id))
            bad.add(one.record.id)
            continue
        shelf = _shelf(ledger, one.record)
        shelf[one.record.id] = _joined(shelf.get(one.record.id), one.record)
    return ledger, faults, bad


def _shelf(ledger: Ledger, record: Entity | Source | Claim) -> dict[str, Entity | Source | Claim]:
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


def _reference_faults(one: Placed, ledger: Ledger, known: Ledger) -> list[Fault]:
    record = one.record
    entities: Callable[[str], Entity | None] = lambda key: ledger.entities.get(key) or known.entities.get(key)  # noqa: E731  two look-ups side by side
    sources: Callable[[str], Source | None] = lambda key: ledger.sources.get(key) or known.sources.get(key)  # noqa: E731  two look-ups side by side
    if isinstance(record, Claim):
        return [*_claim_faults(one, record, entities, sources), *_value_faults(one, record, entities)]
    if isinstance(record, Source):
        return _source_faults(one, record, entities, sources)
    jurisdiction = getattr(record, "jurisdiction", None)
    if jurisdiction is None:
        return []
    country = entities(jurisdiction)
    if country is None:
        return [one.fault("no such entity", "jurisdiction", jurisdiction)]
    return [] if country.kind == "Country" else [one.fault(f"is a {country.kind}, not a Country", "jurisdiction", jurisdiction)]


def _source_faults(
    one: Placed, record: Source, entities: Callable[[str], Entity | None], sources: Callable[[str], Source | None]
) -> list[Fault]:
    faults = [one.fault("no such source", "cites", cited) for cited in record.cites if sources(cited) is None]
    if record.published_by is not None:
        outlet = entities(record.published_by)
        if outlet is None:
            faults.append(one.fault("no such entity", "published_by", record.published_by))
        elif outlet.kind != "MediaOutlet":
            faults.append(one.fault(f"is a {outlet.kind}, not a MediaOutlet", "published_by", record.published_by))
    return faults


def _claim_faults(
    one: Placed, claim: Claim, entities: Callable[[str], Entity | None], sources: Callable[[str], Source | None]
) -> list[Fault]:
    faults = []
    about_field = "relation" if claim.relation else "about"
    faults += [one.fault("no such entity", about_field, key) for key in claim.about if entities(key) is None]
    faults += [one.fault("no such entity", "by", key) for key in claim.attributed_to if entities(key) is None]
    if claim.relation and not faults:
        source, target = (entities(key) for key in claim.about)
        if source and target and (wrong := ends_fault(claim.property, source.kind, target.kind)):
            faults.append(one.fault(wrong, "relation", " ".join((claim.about[0], claim.property, claim.about[1]))))
    source_record = sources(claim.source)
    if source_record is None:
        faults.append(one.fault("no such source", "source", claim.source))
    else:
        faults += _locator_faults(one, claim, source_record)
    return faults


def _locator_faults(one: Placed, claim: Claim, source: Source) -> list[Fault]:
    """A claim points into its document where there is one, and nowhere where there is none."""
    start, end = claim.locator_start, claim.locator_end
    if source.length is None:
        return [one.fault(f"{source.id} has no document to point into", "at", [start, end])] if end is not None else []
    if end is None:
        return [one.fault(f"says no place in the document of {source.id}", "at")]
    if end > source.length:
        message = f"lies outside the document of {source.id}, which has {source.length} characters"
        return [one.fault(message, "at", [start, end])]
    return []


def _value_faults(one: Placed, claim: Claim, entities: Callable[[str], Entity | None]) -> list[Fault]:
    """An attribute is a field of the entity's kind, and its value one that the field takes."""
    if claim.relation or claim.property in ("metric", "mention"):
        return []
    entity = entities(claim.about[0])
    if entity is None:
        return []
    kind = KINDS[entity.kind]
    if claim.property.startswith(PREFIX):
        return [] if isinstance(claim.value, str) else [one.fault("a property of a data set is text", "value", claim.value)]
    if claim.property not in kind.model_fields or claim.property in ("id", "datasets", "names"):
        known = ", ".join(("name", "summary", *kind.own_fields()))
        return [one.fault(f"a {entity.kind} has no such attribute; it has {known}", "attribute", claim.property)]
    try:
        kind.model_validate({**entity.model_dump(exclude_none=True), claim.property: claim.value})
    except ValidationError as error:
        message = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        return [one.fault(f"no value of {claim.property}: {message}", "value", claim.value)]
    return []
