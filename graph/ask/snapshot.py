"""The graph on a day: as it was then, and as it was known then.

As of a day, what surely did not hold or had surely not happened is left out, and what is left says how sure it is. As
known on a day, relations are derived anew from the claims known by then; whatever no such claim carries is left out.
Whether an event had happened depends on all that is known today, and so is which claims are retracted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ledger import relation_of, stance, with_denials
from graph.ledger.certainty import Certainty, Snapshot, stated, was_known
from graph.model import Stance, kinds_under, relation_parts
from graph.query import fragment
from graph.stores import Limits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from graph.model import Relation
    from graph.stores import Store

TIMELESS = Snapshot()
"""No day asked for on either axis: the graph as it is."""
EVENTS = kinds_under("Event")
LIMITS = Limits(timeout=120.0)
_ALWAYS_SHOWN = ("id", "kind", "name", "names", "protected")
_SPOKEN_OF = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[link:ABOUT|ATTRIBUTED_TO]-(c:Claim)-[:REPORTED_BY]->(s:Source)
WHERE c.status <> 'retracted'
RETURN e.id AS entity, type(link) AS link, c.id AS claim, s.id AS source, c.relation AS relation, c.property AS property,
       c.value AS value, s.published AS published, c.recorded_at AS recorded_at
"""
_DATED = (
    "UNWIND $ids AS id MATCH (c:Claim {id: id}) "
    "RETURN id, c.relation AS relation, c.property AS property, c.since AS since, c.until AS until, c.as_of AS as_of"
)
# An event comes after those that its rulings replaced and after those that a source puts before it.
_NOT_YET = f"""
UNWIND $ids AS id
MATCH (e:Entity {{id: id}})
WHERE e:Event AND NOT {fragment("may_have_happened_in_order", "e")}
RETURN e.id AS id
"""


@dataclass(slots=True)
class Known:
    """What was known of some entities on a day.

    `said` and `values` are by entity and property: what claims say at all, and what the known ones say (a value, or the
    id of a relation); `learnt_later` are those of whom some claim became known only afterwards.
    """

    claims: set[str] = field(default_factory=set)
    sources: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spoken_of: set[str] = field(default_factory=set)
    learnt_later: set[str] = field(default_factory=set)
    said: set[tuple[str, str]] = field(default_factory=set)
    values: dict[tuple[str, str], list[Any]] = field(default_factory=lambda: defaultdict(list))

    def unheard_of(self) -> set[str]:
        """The entities that claims speak of, none of them known."""
        return {key for key in self.spoken_of if not self.sources.get(key)}

    def fields(self, shown: Mapping[str, Any]) -> dict[str, Any]:
        """An entity's fields without those whose value only claims carry that were not known."""
        return {name: value for name, value in shown.items() if self._stays(shown["id"], name, value)}

    def _stays(self, key: str, name: str, value: Any) -> bool:
        if name == "summary" and key in self.learnt_later:
            return False  # our own words, written with everything in view
        return name in _ALWAYS_SHOWN or (key, name) not in self.said or value in self.values.get((key, name), ())


def known_of(store: Store, ids: Iterable[str], day: dt.date) -> Known:
    """What was known of some entities on a day."""
    known = Known()
    for row in rows_about(store, _SPOKEN_OF, ids):
        key, about = (row["entity"], row["property"]), row["link"] == "ABOUT"
        known.spoken_of.add(row["entity"])
        if about:
            known.said.add(key)
        if was_known(row["published"], row["recorded_at"], day):
            known.claims.add(row["claim"])
            known.sources[row["entity"]].add(row["source"])
            if about:
                known.values[key].append(row["relation"] or row["value"])
        else:
            known.learnt_later.add(row["entity"])
    return known


def relations_known(store: Store, ids: Iterable[str], day: dt.date) -> dict[str, Relation]:
    """Some relations as the claims known on a day make them, by id; without those that no such claim carries.

    Which claims are of one period stays as all that is known today has it.
    """
    ids = set(ids)
    pairs = {parts.pair for parts in map(relation_parts, ids) if parts}
    carried = stores.read_claims_of_pairs(store, pairs)
    sources = stores.read_sources(store, {claim.source for claim in carried.claims.values()})
    found: dict[str, Relation] = {}
    for key, claims in sorted(with_denials(carried.by_relation()).items()):
        if key not in ids:
            continue
        standing = (claim for claim in claims if stance(claim) is not Stance.SILENT)
        if then := [one for one in standing if was_known(sources[one.source].published, one.recorded_at, day)]:
            found[key] = relation_of(key, then, sources)
    return found


def not_yet(store: Store, ids: Iterable[str], day: dt.date) -> set[str]:
    """The events among some entities that had surely not happened by a day, by their date or by one that came before."""
    return {row["id"] for row in rows_about(store, _NOT_YET, ids, as_of=day)}


def absent(store: Store, ids: Iterable[str], snapshot: Snapshot) -> set[str]:
    """The entities among some that are no part of the graph then: events not yet happened, and what nobody had heard of."""
    ids = set(ids)
    future = not_yet(store, ids, snapshot.as_of) if snapshot.as_of else set()
    return future | known_of(store, ids, snapshot.known_at).unheard_of() if snapshot.known_at else future


def untrue_claims(store: Store, ids: Iterable[str], relations: Iterable[str], day: dt.date) -> set[str]:
    """The claims among some that speak of what had surely not begun, been counted or lasted until a day.

    That is also so of a claim without dates whose relation is none of `relations`.
    """
    there = set(relations)
    return {
        row["id"]
        for row in rows_about(store, _DATED, ids)
        if (row["relation"] and row["relation"] not in there)
        or stated(row["since"], row["until"], row["as_of"], day, row["property"]) is Certainty.NO
    }


def rows_about(store: Store, query: str, ids: Iterable[str], **params: Any) -> list[dict[str, Any]]:
    """The rows of a query that takes `$ids`, asked for some ids at a time."""
    rows: list[dict[str, Any]] = []
    for batch in stores.batches(sorted(set(ids))):
        rows += store.read(query, {"ids": list(batch), **params}, LIMITS).rows
    return rows
