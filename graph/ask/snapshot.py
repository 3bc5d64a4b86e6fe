"""The graph on a day: as it was then, and as it was known then.

As of a day, what surely did not hold or had surely not happened is left out, and what is left says how sure it is. As
known on a day, relations are derived anew from the claims known by then; whatever no such claim carries is left out.
Whether an event had happened is judged by all that is known today, and so is which claims are retracted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ledger import derive
from graph.ledger.certainty import Certainty, Moment, happened, holds, stated, was_known
from graph.model import kinds_under
from graph.stores import Limits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from graph.stores import Store

TIMELESS = Moment()
"""No day asked for on either axis: the graph as it is."""
EVENTS = kinds_under("Event")
_LIMITS = Limits(timeout=120.0)
_RELATION = ("since", "until", "status", "grade", "sources", "origins")
_ALWAYS_SHOWN = ("id", "kind", "name", "names", "protected")
_SPOKEN_OF = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[link:ABOUT|ATTRIBUTED_TO]-(c:Claim)-[:REPORTED_BY]->(s:Source)
WHERE c.status <> 'retracted'
RETURN e.id AS entity, type(link) AS link, c.id AS claim, s.id AS source, c.relation AS relation, c.property AS property,
       c.value AS value, s.published AS published, c.recorded_at AS recorded_at
"""
# An event comes after those that its rulings replaced and after those that a source puts before it.
_NOT_YET = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE e:Event
MATCH way = (e)-[:SUPERSEDES*0..12]->(:Event)<-[:PRECEDES*0..12]-(before:Event)
WHERE before.date_earliest > $day AND all(step IN relationships(way) WHERE step.status = 'asserted')
RETURN DISTINCT e.id AS id
"""


@dataclass(slots=True)
class Known:
    """What was known of some entities on a day.

    `carried` and `values` are by entity and property: what claims say at all, and what the known ones say (a value, or the
    id of a relation); `learnt_later` are those of whom some claim became known only afterwards.
    """

    claims: set[str] = field(default_factory=set)
    sources: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spoken_of: set[str] = field(default_factory=set)
    learnt_later: set[str] = field(default_factory=set)
    carried: set[tuple[str, str]] = field(default_factory=set)
    values: dict[tuple[str, str], list[Any]] = field(default_factory=lambda: defaultdict(list))

    def unheard_of(self) -> set[str]:
        """The entities that claims speak of, none of them known."""
        return {key for key in self.spoken_of if not self.sources.get(key)}

    def fields(self, shown: dict[str, Any]) -> dict[str, Any]:
        """An entity's fields without those whose value only claims carry that were not known."""

        def stays(name: str, value: Any) -> bool:
            key = (shown["id"], name)
            if name == "summary" and shown["id"] in self.learnt_later:
                return False  # the desk's own words, written with everything in view
            return name in _ALWAYS_SHOWN or key not in self.carried or value in self.values.get(key, ())

        return {name: value for name, value in shown.items() if stays(name, value)}


def known_of(store: Store, ids: Iterable[str], day: dt.date) -> Known:
    """What was known of some entities on a day."""
    known = Known()
    for row in _read(store, _SPOKEN_OF, ids):
        key, about = (row["entity"], row["property"]), row["link"] == "ABOUT"
        known.spoken_of.add(row["entity"])
        if about:
            known.carried.add(key)
        if was_known(row["published"], row["recorded_at"], day):
            known.claims.add(row["claim"])
            known.sources[row["entity"]].add(row["source"])
            if about:
                known.values[key].append(row["relation"] or row["value"])
        else:
            known.learnt_later.add(row["entity"])
    return known


def relations_known(store: Store, ids: Iterable[str], day: dt.date) -> dict[str, dict[str, Any]]:
    """The properties of some relations as the claims known on a day make them, by id; without those that none carries."""
    claims = stores.read_claims_carrying(store, ids)
    sources = stores.read_sources(store, {claim.source for claim in claims.values()})
    then = [claim for claim in claims.values() if was_known(sources[claim.source].published, claim.recorded_at, day)]
    return {key: relation.properties() | {"status": str(relation.status)} for key, relation in derive(then, sources).items()}


def not_yet(store: Store, ids: Iterable[str], day: dt.date) -> set[str]:
    """The events among some entities that had surely not happened by a day, by their date or by one that came before."""
    return {row["id"] for row in _read(store, _NOT_YET, ids, day=day)}


def absent(store: Store, ids: Iterable[str], moment: Moment) -> set[str]:
    """The entities among some that are no part of the graph then: events not yet happened, and what nobody had heard of."""
    ids = set(ids)
    found = not_yet(store, ids, moment.as_of) if moment.as_of else set()
    return found | known_of(store, ids, moment.known_at).unheard_of() if moment.known_at else found


def narrowed(store: Store, shown: dict[str, Any], moment: Moment) -> dict[str, Any]:
    """What `show` gives of an entity, at a moment: `{…, "moment": {"as_of", "known_at"}, …}` with the days asked for."""
    if moment.known_at:
        shown = _as_known(store, shown, moment.known_at)
    if moment.as_of:
        shown = _as_of(store, shown, moment.as_of)
    first = {name: shown[name] for name in ("id", "kind", "name") if name in shown}
    return first | {"moment": moment.asked()} | shown  # a group's own as_of is the day of its count


def _as_known(store: Store, shown: dict[str, Any], day: dt.date) -> dict[str, Any]:
    known = known_of(store, [shown["id"], *(row["id"] for row in shown["rulings"])], day)
    then = relations_known(store, (row["id"] for row in shown["relations"]), day)
    relations = [row | {name: then[row["id"]].get(name) for name in _RELATION} for row in shown["relations"] if row["id"] in then]
    related = {row["other_id"] for row in relations}
    rulings = [_ruling_known(row, known) for row in shown["rulings"] if row["id"] in related]
    claims = [row for row in shown["claims"] if row["id"] in known.claims]
    sources = [row for row in shown["sources"] if row["id"] in known.sources[shown["id"]]]
    return known.fields(shown) | {"relations": relations, "rulings": rulings, "claims": claims, "sources": sources}


def _ruling_known(row: dict[str, Any], known: Known) -> dict[str, Any]:
    """A ruling's row with nothing where only later claims say it; its court where a relation to one was known."""
    court = row["court"] if known.values.get((row["id"], "ISSUED_BY")) else None
    return dict.fromkeys(row) | known.fields(row) | {"court": court}


def _as_of(store: Store, shown: dict[str, Any], day: dt.date) -> dict[str, Any]:
    there = {row["other_id"] for row in shown["relations"]} | {row["id"] for row in shown["rulings"]} | {shown["id"]}
    future = not_yet(store, there, day)
    at_all = [] if shown["id"] in future else shown["relations"]
    relations = certain([row for row in at_all if row["other_id"] not in future], day)
    rulings = [row | {"certainty": str(happened(row["date"], day))} for row in shown["rulings"] if row["id"] not in future]
    kept = {row["id"] for row in relations}
    untrue = untrue_claims(store, (row["id"] for row in shown["claims"]), kept, day)
    claims = [row for row in shown["claims"] if row["id"] not in untrue]
    return shown | _event_certainty(shown, future, day) | {"relations": relations, "rulings": rulings, "claims": claims}


def _event_certainty(shown: dict[str, Any], future: set[str], day: dt.date) -> dict[str, str]:
    """Of an event itself: whether it had happened."""
    if shown["kind"] not in EVENTS:
        return {}
    return {"certainty": str(Certainty.NO if shown["id"] in future else happened(shown.get("date"), day))}


def certain(rows: Iterable[dict[str, Any]], day: dt.date) -> list[dict[str, Any]]:
    """Relations' rows with `certainty`, without those that surely did not hold on a day."""
    judged = [row | {"certainty": str(holds(row.get("since"), row.get("until"), day))} for row in rows]
    return [row for row in judged if row["certainty"] != Certainty.NO]


def untrue_claims(store: Store, ids: Iterable[str], relations: Iterable[str], day: dt.date) -> set[str]:
    """The claims among some that speak of what had surely not begun, been counted or lasted until a day.

    That is also so of a claim without dates whose relation is none of `relations`.
    """
    there = set(relations)
    return {
        claim.id
        for claim in stores.read_claims(store, ids).values()
        if (claim.relation and claim.relation not in there) or stated(claim.since, claim.until, claim.as_of, day) is Certainty.NO
    }


def _read(store: Store, query: str, ids: Iterable[str], **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for batch in stores.batches(sorted(set(ids))):
        found += store.read(query, {"ids": list(batch), **params}, _LIMITS).rows
    return found
