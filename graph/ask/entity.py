"""Everything that the graph knows of one entity, as it is or on a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ask.claims import ClaimFilter, about, of_entity
from graph.ask.conflicts import contradictions
from graph.ask.contested import of_fields, of_relation
from graph.ask.names import names_of
from graph.ask.shown import ShownEntity, ShownRelation, ShownRuling, ShownSource
from graph.ask.snapshot import EVENTS, TIMELESS, Known, known_of, not_yet, relations_known, untrue_claims
from graph.ask.stated import values_where_claims_differ
from graph.ledger.certainty import Certainty, happened, holds
from graph.ledger.editions import Edition, others
from graph.model import RELATIONS
from graph.stores import LOOKED_UP

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from graph.ledger.certainty import Snapshot
    from graph.stores import Store

_FIRST = ("id", "kind", "name", "names", "summary")
_BOUNDS = ("_earliest", "_latest")


def show(store: Store, entity_id: str, snapshot: Snapshot = TIMELESS) -> ShownEntity:
    """One entity with its relations, rulings, claims and sources; on the days asked for, if any, as it was then."""
    key = {"id": entity_id}
    entity = store.read("MATCH (e:Entity {id: $id}) RETURN properties(e) AS p", key).rows[0]["p"]
    relations = store.read(_RELATIONS, {**key, "types": list(RELATIONS)}).rows
    shown = ShownEntity(
        fields=described(entity),
        relations=tuple(_relation(**row) for row in relations),
        rulings=tuple(ShownRuling(**row) for row in store.read(_RULINGS, key).rows),
        claims=tuple(of_entity(store, entity_id, ClaimFilter())),
        sources=tuple(ShownSource(**row) for row in store.read(_SOURCES, key).rows),
        days=snapshot.asked(),
    )
    if snapshot.known_at:
        shown = _as_known(store, shown, snapshot.known_at)
    shown = replace(shown, relations=_with_stated_values(store, shown, snapshot.known_at))
    if snapshot.as_of:
        shown = _as_of(store, shown, snapshot.as_of)
    about = {key for claim in shown.claims for key in claim.about}
    found = contradictions((claim.spoken() for claim in shown.claims), names_of(store, about))
    beside = tuple(others(map(Edition.of, stores.read_editions(store, [entity_id])), entity))
    return replace(_with_contested(store, shown, snapshot), conflicts=found, beside=beside)


def _with_contested(store: Store, shown: ShownEntity, snapshot: Snapshot) -> ShownEntity:
    """The entity, its relations and rulings with the other values that claims give for what is shown."""
    on_rulings = [claim.on(snapshot) for claim in about(store, (ruling.id for ruling in shown.rulings))]
    known = [claim for claim in on_rulings if claim.known is not Certainty.NO]
    return replace(
        shown,
        contested=of_fields(shown.claims, shown.id, shown.fields),
        relations=tuple(
            relation.model_copy(update={"contested": of_relation(shown.claims, relation.id, relation.values())})
            for relation in shown.relations
        ),
        rulings=tuple(
            ruling.model_copy(update={"contested": of_fields(known, ruling.id, {"kind": "Ruling", **dict(ruling)})})
            for ruling in shown.rulings
        ),
    )


def _with_stated_values(store: Store, shown: ShownEntity, known_at: dt.date | None) -> tuple[ShownRelation, ...]:
    """The relations, with who states which value where the claims of one differ."""
    counts = Counter(claim.relation for claim in shown.claims)
    told = values_where_claims_differ(store, [one.id for one in shown.relations if counts[one.id] > 1], known_at)
    return tuple(one.model_copy(update={"stated": told[one.id]}) if one.id in told else one for one in shown.relations)


def described(properties: Mapping[str, Any]) -> dict[str, Any]:
    """An entity's stored properties as it is shown: id, kind and name first, no derived bounds."""
    first = {name: properties[name] for name in _FIRST if name in properties}
    rest = {
        name: value
        for name, value in sorted(properties.items())
        if name not in first and name not in LOOKED_UP and not name.endswith(_BOUNDS)
    }
    return first | rest


def _relation(relation: str, held: Mapping[str, Any], **fields: Any) -> ShownRelation:
    own = {name: str(held[name]) for name in RELATIONS[relation].own_fields() if held.get(name) not in (None, [], "")}
    return ShownRelation(relation=relation, properties=own, **fields)


_RELATIONS = """
MATCH (e:Entity {id: $id})-[r]-(o:Entity)
WHERE type(r) IN $types
RETURN type(r) AS relation, CASE WHEN startNode(r).id = $id THEN 'out' ELSE 'in' END AS direction,
       o.id AS other_id, o.name AS other, o.kind AS other_kind, r.since AS since, r.until AS until,
       r.status AS status, r.grade AS grade, r.sources AS sources, r.origins AS origins, r.standing AS standing,
       r.disputed_grade AS disputed_grade, coalesce(r.disputed_sources, []) AS disputed_sources,
       coalesce(r.disputed_origins, []) AS disputed_origins, r.id AS id, r.role AS role, properties(r) AS held
ORDER BY direction DESC, relation, other, other_id, r.since_earliest, id
"""
_RULINGS = """
MATCH (e:Entity {id: $id})
MATCH (g:Ruling)
WHERE (g)-[:CONCERNS]->(e) OR (g)-[:RULED_IN]->(e) OR (g)-[:ISSUED_BY]->(e)
OPTIONAL MATCH (g)-[:SUPERSEDES*1..]->(earlier:Ruling)
WITH g, count(DISTINCT earlier) AS step
OPTIONAL MATCH (g)-[:ISSUED_BY]->(court:Court)
WITH g, step, min(court.name) AS court
RETURN g.id AS id, g.name AS name, g.ruling AS ruling, g.date AS date, g.sentence_months AS sentence_months,
       g.restriction AS restriction, g.restriction_months AS restriction_months, court, step
ORDER BY step, g.date_earliest, id
"""
_SOURCES = """
MATCH (:Entity {id: $id})-[:REPORTED_BY]->(s:Source)
OPTIONAL MATCH (s)-[:PUBLISHED_BY]->(o:Entity)
RETURN s.id AS id, s.title AS title, o.name AS publisher, s.published AS published, s.reliability AS reliability,
       s.url AS url
ORDER BY id
"""


def _as_known(store: Store, shown: ShownEntity, day: dt.date) -> ShownEntity:
    known = known_of(store, [shown.id, *(ruling.id for ruling in shown.rulings)], day)
    then = relations_known(store, (relation.id for relation in shown.relations), day)
    relations = []
    for relation in shown.relations:
        if (derived := then.get(relation.id)) is not None:
            relations.append(relation.model_copy(update={
                "since": derived.since, "until": derived.until, "status": str(derived.status), "grade": derived.grade,
                "sources": derived.sources, "origins": derived.origins, "standing": str(derived.standing),
                "disputed_grade": derived.disputed_grade or None, "disputed_sources": derived.disputed_sources,
                "disputed_origins": derived.disputed_origins,
                "role": getattr(derived, "role", None),
            }))  # fmt: skip
    related = {relation.other_id for relation in relations}
    return replace(
        shown,
        fields=known.fields(shown.fields),
        relations=tuple(relations),
        rulings=tuple(_ruling_known(ruling, known) for ruling in shown.rulings if ruling.id in related),
        claims=tuple(claim for claim in shown.claims if claim.id in known.claims),
        sources=tuple(source for source in shown.sources if source.id in known.sources[shown.id]),
    )


def _ruling_known(ruling: ShownRuling, known: Known) -> ShownRuling:
    """A ruling with nothing where only later claims say it; its court where a relation to one was known."""
    fields = ruling.as_json()
    unknown = fields.keys() - known.fields(fields).keys()
    court = ruling.court if known.values.get((ruling.id, "ISSUED_BY")) else None
    return ruling.model_copy(update=dict.fromkeys(unknown) | {"court": court})


def _as_of(store: Store, shown: ShownEntity, day: dt.date) -> ShownEntity:
    others = {relation.other_id for relation in shown.relations} | {ruling.id for ruling in shown.rulings}
    future = not_yet(store, {shown.id, *others}, day)
    relations = () if shown.id in future else _held(shown.relations, future, day)
    untrue = untrue_claims(store, (claim.id for claim in shown.claims), (relation.id for relation in relations), day)
    return replace(
        shown,
        relations=relations,
        rulings=tuple(
            ruling.model_copy(update={"certainty": str(happened(ruling.date, day))})
            for ruling in shown.rulings
            if ruling.id not in future
        ),
        claims=tuple(claim for claim in shown.claims if claim.id not in untrue),
        certainty=_event_certainty(shown, future, day),
    )


def _held(relations: tuple[ShownRelation, ...], future: Collection[str], day: dt.date) -> tuple[ShownRelation, ...]:
    """The relations that did not surely not hold on a day, with how sure it is that they did."""
    there = [relation for relation in relations if relation.other_id not in future]
    sure = [(relation, holds(relation.since, relation.until, day, relation.relation)) for relation in there]
    return tuple(relation.model_copy(update={"certainty": str(how)}) for relation, how in sure if how is not Certainty.NO)


def _event_certainty(shown: ShownEntity, future: Collection[str], day: dt.date) -> str | None:
    """Of an event itself: whether it had happened."""
    if shown.fields["kind"] not in EVENTS:
        return None
    return str(Certainty.NO if shown.id in future else happened(shown.fields.get("date"), day))
