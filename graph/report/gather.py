"""From a store to what a report is made of: the claims about an entity and its cases, and all that they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.ask.conflicts import CompareQuestion, comparisons
from graph.ledger.certainty import known, was_known
from graph.model import Status
from graph.stores.base import Limits
from graph.stores.records import batches, read_claims, read_entities, read_sources

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from graph.ledger.certainty import Certainty
    from graph.model import Claim, Entity, Source
    from graph.stores.base import Store

_LIMITS = Limits(timeout=120.0)
_ABOUT = "UNWIND $ids AS id MATCH (c:Claim)-[:ABOUT]->(:Entity {id: id}) WHERE c.status <> 'retracted' RETURN DISTINCT c.id AS id"
_WORD = (
    "UNWIND $ids AS id MATCH (c:Claim)-[:ATTRIBUTED_TO]->(:Entity {id: id}) "
    "WHERE c.status <> 'retracted' AND c.origin = id RETURN DISTINCT c.id AS id"
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Records for one report, by id: `cases` and `events` belong to the entity, `laws` to its cases.

    `withheld` names the fields that were taken out of some entities before they may be published.
    """

    focus: Entity
    entities: dict[str, Entity]
    sources: dict[str, Source]
    claims: dict[str, Claim]
    cases: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    on_word: frozenset[str] = frozenset()
    verdicts: tuple[dict[str, Any], ...] = ()
    known: dict[str, Certainty] = field(default_factory=dict)
    withheld: dict[str, frozenset[str]] = field(default_factory=dict)


class _Gathering:
    """Reads claims in rounds and keeps those that stand on the day asked for."""

    def __init__(self, store: Store, known_at: dt.date | None) -> None:
        self.store, self.known_at = store, known_at
        self.claims: dict[str, Claim] = {}
        self.sources: dict[str, Source] = {}
        self.known: dict[str, Certainty] = {}

    def about(self, ids: Iterable[str]) -> None:
        """Takes in the claims about some entities."""
        self.take(self._ids(_ABOUT, ids))

    def on_word_of(self, key: str) -> frozenset[str]:
        """Takes in what is told on the word of an entity about others; the ids of those claims."""
        told = self._ids(_WORD, [key])
        self.take(told)
        return frozenset(one for one in told if one in self.claims and key not in self.claims[one].about)

    def take(self, ids: Iterable[str]) -> None:
        """Takes in claims by id."""
        read = read_claims(self.store, set(ids) - self.claims.keys())
        missing = {claim.source for claim in read.values()} - self.sources.keys()
        self.sources |= read_sources(self.store, missing)
        for key, claim in read.items():
            if claim.status != Status.RETRACTED and self._is_known(claim):
                self.claims[key] = claim

    def _is_known(self, claim: Claim) -> bool:
        if self.known_at is None:
            return True
        published = self.sources[claim.source].published
        self.known[claim.id] = known(published, claim.recorded_at, self.known_at)
        return was_known(published, claim.recorded_at, self.known_at)

    def _ids(self, query: str, ids: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for batch in batches(sorted(ids)):
            found |= set(self.store.read(query, {"ids": list(batch)}, _LIMITS).column("id"))
        return found

    def ends(self, type_name: str, keys: Iterable[str], end: int) -> set[str]:
        """What stands at the other end of a relation whose `end` (0 from, 1 to) is one of the keys."""
        keys = set(keys)
        carried = [claim for claim in self.claims.values() if claim.property == type_name and claim.relation]
        standing = [claim for claim in carried if claim.status != Status.DENIED]
        return {claim.about[1 - end] for claim in standing if claim.about[end] in keys}


def gather(store: Store, entity_id: str, known_at: dt.date | None = None) -> Gathered:
    """All that the store holds for a report on an entity, as it is or as it was known on a day."""
    focus = read_entities(store, [entity_id])[entity_id]
    found = _Gathering(store, known_at)
    found.about([entity_id])
    cases = {entity_id} if focus.kind == "LegalCase" else found.ends("DEFENDANT_IN", [entity_id], 0)
    found.about(cases)
    events = _events(found, focus, cases)
    found.about(events)
    laws = found.ends("PROSECUTED_UNDER", {*cases, entity_id}, 0)
    found.about(laws)
    on_word = found.on_word_of(entity_id)
    belonging = {key for key in cases | events if _judgeable(key, found)}
    verdicts = _verdicts(store, {entity_id, *belonging}, found)
    entities = read_entities(store, _named(found))
    return Gathered(
        focus, entities | {entity_id: focus}, dict(sorted(found.sources.items())), dict(sorted(found.claims.items())),
        tuple(sorted(cases - {entity_id})), tuple(sorted(events - {entity_id})), tuple(sorted(laws - {entity_id})),
        on_word, verdicts, found.known,
    )  # fmt: skip


def _events(found: _Gathering, focus: Entity, cases: set[str]) -> set[str]:
    """Events and rulings about the entity, its case or the defendants of it; no ruling of another case or on others alone."""
    if focus.id in cases:
        defendants = found.ends("DEFENDANT_IN", cases, 1)
        found.about(defendants)
        events = found.ends("CONCERNS", {focus.id, *defendants}, 1)
        rulings = found.ends("RULED_IN", cases, 1)
        found.about(events | rulings)
        return rulings | {event for event in events if found.ends("RULED_IN", [event], 0) <= cases}
    events = found.ends("CONCERNS", [focus.id], 1) | found.ends("ISSUED_BY", [focus.id], 1)
    rulings = found.ends("RULED_IN", cases, 1)
    found.about(rulings | events)
    return events | {ruling for ruling in rulings - events if not _on_people(found, ruling)}


def _on_people(found: _Gathering, ruling: str) -> bool:
    """Whether a ruling says whom it is about."""
    concerned = read_entities(found.store, found.ends("CONCERNS", [ruling], 0)).values()
    return any(entity.kind in ("Person", "Group") for entity in concerned)


def _verdicts(store: Store, scopes: set[str], found: _Gathering) -> tuple[dict[str, Any], ...]:
    """What is judged of the entity and of what belongs to it; the claims of every verdict are taken in."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for key in sorted(scopes):
        for row in (found.as_json() for found in comparisons(store, CompareQuestion(entity=key))):
            rows.setdefault((row["finding"], row["measure"], row["scope"], row["one"], row["other"], row.get("one_claim")), row)
    found.take({row[side] for row in rows.values() for side in ("one_claim", "other_claim") if row.get(side)})
    return tuple(
        row
        for row in rows.values()
        if all(row.get(side) is None or row[side] in found.claims for side in ("one_claim", "other_claim"))
    )


def _judgeable(key: str, found: _Gathering) -> bool:
    """Whether an entity has anything to compare: two claims on one of its fields, a figure, or a term in months."""
    fields: list[str] = []
    for claim in found.claims.values():
        if not claim.relation and key in (*claim.about, *claim.attributed_to):
            fields.append(claim.property)
    return len(fields) > len(set(fields)) or not {"sentence_months", "metric"}.isdisjoint(fields)


def _named(found: _Gathering) -> set[str]:
    """The ids of all entities that the claims and sources name."""
    claims = found.claims.values()
    named = {key for claim in claims for key in (*claim.about, *claim.attributed_to)}
    named |= {str(claim.value) for claim in claims if claim.property == "jurisdiction"}
    return named | {source.published_by for source in found.sources.values() if source.published_by}
