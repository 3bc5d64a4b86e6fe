"""From a store to what a report is made of: the claims about an entity and its cases, and all that they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.ask.conflicts import CompareQuestion, comparisons
from graph.ledger.certainty import known, was_known
from graph.model import Status
from graph.stores import Limits, batches, read_claims, read_entities, read_sources

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from graph.ask.conflicts import Comparison
    from graph.ledger.certainty import Certainty
    from graph.model import Claim, Entity, Source
    from graph.stores import Store

_LIMITS = Limits(timeout=120.0)
_ABOUT = "UNWIND $ids AS id MATCH (:Entity {id: id})<-[:ABOUT]-(c:Claim) WHERE c.status <> 'retracted' RETURN DISTINCT c.id AS id"
_WORD = (
    "UNWIND $ids AS id MATCH (:Entity {id: id})<-[:ATTRIBUTED_TO]-(c:Claim) "
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
    comparisons: tuple[Comparison, ...] = ()
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
        """Takes in what is reported on the word of an entity about others; the ids of those claims."""
        ids = self._ids(_WORD, [key])
        self.take(ids)
        return frozenset(claim for claim in ids if claim in self.claims and key not in self.claims[claim].about)

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
        edge_claims = [claim for claim in self.claims.values() if claim.property == type_name and claim.relation]
        standing = [claim for claim in edge_claims if claim.status != Status.DENIED]
        return {claim.about[1 - end] for claim in standing if claim.about[end] in keys}


def gather(store: Store, entity_id: str, known_at: dt.date | None = None) -> Gathered:
    """All that the store holds for a report on an entity, as it is or as it was known on a day."""
    focus = read_entities(store, [entity_id])[entity_id]
    gathering = _Gathering(store, known_at)
    gathering.about([entity_id])
    cases = {entity_id} if focus.kind == "LegalCase" else gathering.ends("DEFENDANT_IN", [entity_id], 0)
    gathering.about(cases)
    events = _events(gathering, focus, cases)
    gathering.about(events)
    laws = gathering.ends("PROSECUTED_UNDER", {*cases, entity_id}, 0)
    gathering.about(laws)
    on_word = gathering.on_word_of(entity_id)
    belonging = {key for key in cases | events if _comparable(key, gathering)}
    compared = _comparisons(store, {entity_id, *belonging}, gathering)
    entities = read_entities(store, _named(gathering))
    return Gathered(
        focus, entities | {entity_id: focus}, dict(sorted(gathering.sources.items())), dict(sorted(gathering.claims.items())),
        tuple(sorted(cases - {entity_id})), tuple(sorted(events - {entity_id})), tuple(sorted(laws - {entity_id})),
        on_word, compared, gathering.known,
    )  # fmt: skip


def _events(gathering: _Gathering, focus: Entity, cases: set[str]) -> set[str]:
    """Events and rulings about the entity, its case or the defendants of it; no ruling of another case or on others alone."""
    if focus.id in cases:
        defendants = gathering.ends("DEFENDANT_IN", cases, 1)
        gathering.about(defendants)
        events = gathering.ends("CONCERNS", {focus.id, *defendants}, 1)
        rulings = gathering.ends("RULED_IN", cases, 1)
        gathering.about(events | rulings)
        return rulings | {event for event in events if gathering.ends("RULED_IN", [event], 0) <= cases}
    events = gathering.ends("CONCERNS", [focus.id], 1) | gathering.ends("ISSUED_BY", [focus.id], 1)
    rulings = gathering.ends("RULED_IN", cases, 1)
    gathering.about(rulings | events)
    return events | {ruling for ruling in rulings - events if not _on_people(gathering, ruling)}


def _on_people(gathering: _Gathering, ruling: str) -> bool:
    """Whether a ruling says whom it is about."""
    concerned = read_entities(gathering.store, gathering.ends("CONCERNS", [ruling], 0)).values()
    return any(entity.kind in ("Person", "Group") for entity in concerned)


def _comparisons(store: Store, scopes: set[str], gathering: _Gathering) -> tuple[Comparison, ...]:
    """What is compared about the entity and what belongs to it, each once; the claims of every comparison are taken in."""
    compared = dict.fromkeys(one for key in sorted(scopes) for one in comparisons(store, CompareQuestion(entity=key)))
    gathering.take({claim for one in compared for claim in one.claims})
    return tuple(one for one in compared if gathering.claims.keys() >= {*one.claims})


def _comparable(key: str, gathering: _Gathering) -> bool:
    """Whether an entity has anything to compare: two claims on one of its fields, a denial, a figure, or a term in months."""
    fields: list[str] = []
    for claim in gathering.claims.values():
        if claim.status == Status.DENIED and key in claim.about:
            return True
        if not claim.relation and key in (*claim.about, *claim.attributed_to):
            fields.append(claim.property)
    return len(fields) > len(set(fields)) or not {"sentence_months", "metric"}.isdisjoint(fields)


def _named(gathering: _Gathering) -> set[str]:
    """The ids of all entities that the claims and sources name."""
    claims = gathering.claims.values()
    named = {key for claim in claims for key in (*claim.about, *claim.attributed_to)}
    named |= {str(claim.value) for claim in claims if claim.property == "jurisdiction"}
    return named | {source.published_by for source in gathering.sources.values() if source.published_by}
