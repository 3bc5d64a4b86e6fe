"""Records into a store: what is new or changed is written, and the relations that follow from the claims with it.

Loading the same records twice changes nothing the second time. Nothing is written before every record was checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graph import stores
from graph.ingest import decisions, editions, history, protection
from graph.ingest.relate import relate
from graph.ledger import Ledger
from graph.model import Claim, Entity, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.model.located import Located
    from graph.stores import Writer

R = TypeVar("R", bound="Entity | Source | Claim")


@dataclass(frozen=True, slots=True)
class Summary:
    """How many records were new, changed, there already or deleted; how many relations were written or taken away.

    `still_protected` are the persons who stay protected although what was loaded does not say so, by id.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    relations: int = 0
    gone: int = 0
    deleted: int = 0
    still_protected: tuple[str, ...] = ()

    def __add__(self, other: Summary) -> Summary:
        """What both did."""
        return Summary(*(getattr(self, name) + getattr(other, name) for name in Summary.__slots__))


def known_to(store: Writer, located: Iterable[Located]) -> Ledger:
    """What the store holds under the ids that the records bear or refer to."""
    entity_ids: set[str] = set()
    source_ids: set[str] = set()
    claim_ids: set[str] = set()
    for record in (one.record for one in located):
        if isinstance(record, Claim):
            claim_ids.add(record.id)
            source_ids.add(record.source)
            entity_ids |= {*record.about, *record.attributed_to}
        elif isinstance(record, Source):
            source_ids |= {record.id, *record.cites}
            entity_ids |= {record.published_by} if record.published_by else set()
        else:
            entity_ids |= {record.id, getattr(record, "jurisdiction", None) or record.id}
    return Ledger(
        stores.read_entities(store, entity_ids), stores.read_sources(store, source_ids), stores.read_claims(store, claim_ids)
    )


def ingest(store: Writer, ledger: Ledger, known: Ledger, by: str | None = None, *, replacing: bool = False) -> Summary:
    """Writes a checked ledger into a store that holds `known` under the same ids; `by` is who does it, for the history.

    Where it is `replacing` what its data sets said, a record that only names its entity takes the place of one that says more.

    What the store must have to read as up to date is written last, so that a load that was cut off anywhere is made
    good by loading again.
    """
    given, ledger = ledger.entities, decisions.effective(store, ledger)
    stated = protection.effective(store, given)
    wanted, said = editions.beside(store, stated, known.entities, ledger.sources, replacing=replacing)
    entities, entity_counts = differing(wanted, known.entities)
    sources, source_counts = differing(ledger.sources, known.sources)
    claims, claim_counts = differing(ledger.claims, known.claims)
    changed_sources = {key: sources[key] for key in sources.keys() & known.sources.keys() if _speaks_anew(sources[key], known)}
    regraded = stores.read_claims_of_sources(store, changed_sources) if changed_sources else {}
    history.keep(store, _earlier(known, entities, sources, claims), by)
    stores.write_entities(store, entities.values(), {key: entity.kind for key, entity in known.entities.items()})
    stores.write_editions(store, [one.row for one in said])
    stores.write_sources(store, (source for key, source in sources.items() if key not in changed_sources))
    every_source = {**known.sources, **ledger.sources}
    every_claim = {**regraded, **claims}
    before = [claim for key, claim in {**regraded, **known.claims}.items() if key in every_claim]
    touched = {claim.relation for claim in (*every_claim.values(), *before) if claim.relation}
    carried = stores.read_claims_of_pairs(store, touched)
    related = relate(store, carried, {**carried.claims, **every_claim}, every_source, writing=every_claim)
    stores.write_claims(store, every_claim.values(), every_source, before, related.episode_of)
    stores.write_sources(store, changed_sources.values())
    counts = [sum(part) for part in zip(entity_counts, source_counts, claim_counts, strict=True)]
    still = still_protected(given, {**wanted, **known.entities, **entities})
    return Summary(counts[0], counts[1], counts[2], related.written, related.gone, still_protected=still)


def still_protected(given: Mapping[str, Entity], now: Mapping[str, Entity]) -> tuple[str, ...]:
    """The ids of those who are protected now although what was given does not say so."""
    return tuple(key for key, one in given.items() if protection.is_protected(now[key]) and not protection.is_protected(one))


def _speaks_anew(source: Source, known: Ledger) -> bool:
    """Whether a changed source changes what its claims weigh or whose voice they are; a new title does not."""
    earlier = known.sources[source.id]
    return any(getattr(source, name) != getattr(earlier, name) for name in ("reliability", "published_by", "cites"))


def _earlier(known: Ledger, *changing: Mapping[str, Entity | Source | Claim]) -> list[Entity | Source | Claim]:
    """The records that are about to be replaced."""
    families: tuple[Mapping[str, Entity | Source | Claim], ...] = (known.entities, known.sources, known.claims)
    return [there[key] for changes, there in zip(changing, families, strict=True) for key in changes if key in there]


def differing(wanted: Mapping[str, R], there: Mapping[str, R]) -> tuple[dict[str, R], tuple[int, int, int]]:
    """The records that the store does not hold as they are, with their data sets joined; how many new, changed, same."""
    found: dict[str, R] = {}
    new = 0
    for key, record in wanted.items():
        earlier = there.get(key)
        if earlier is None:
            new += 1
            found[key] = record
            continue
        stated: Any = protection.joined(earlier, record) if isinstance(earlier, Entity) else record  # type: ignore[arg-type]  # of one family
        joined = stated.model_copy(update={"datasets": tuple(sorted({*earlier.datasets, *record.datasets}))})
        if joined != earlier:
            found[key] = joined
    return found, (new, len(found) - new, len(wanted) - len(found))
