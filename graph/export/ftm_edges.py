"""Relations of a view as FollowTheMoney edges: of the schema that says the same, else an UnknownLink with a role."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.export.format import EdgeClaim
from graph.export.ftm_parts import PLAIN, FtmEntity, Own, Texts, Written, made_id, nearest
from graph.model import HYPOTHESIS, RELATIONS
from graph.model import ftm as table
from graph.model.relation import DISPUTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.export.view import ViewClaim, ViewEdge

ASSERTED = "asserted"
_WORTH = {"standing", "grade", "sources", "origins", *DISPUTE}
_EDGES = {edge.relation: (schema, edge) for schema, edge in table.EDGES.items()}
_EDGES["DEFENDANT_IN"] = ("CourtCaseParty", table.EDGES["CourtCaseParty"])
_PROPERTIES = {"HAS_ADDRESS": "addressEntity", "CONCERNS": "entity"}


class Edges:
    """Writes relations; `ids` are the FollowTheMoney ids of the entities, which are all written already."""

    def __init__(self, written: Written, ids: Mapping[str, str], edge_claims: Mapping[str, EdgeClaim]) -> None:
        self.model, self.written, self.ids, self.edge_claims = table.library(), written, ids, edge_claims

    def write(self, edge: ViewEdge, claims: Sequence[ViewClaim]) -> None:
        """Writes a relation: an edge for each different thing that its claims say."""
        if edge.relation == HYPOTHESIS and edge.properties.get("judgement") == "negative":
            self.written.lost("hypothesis")
            return
        for key, claim in self._different(edge, claims):
            if claim.status != ASSERTED or not self._as_property(edge, claim):
                self._write_edge(edge, key, claim)

    def _different(self, edge: ViewEdge, claims: Sequence[ViewClaim]) -> Iterator[tuple[str, EdgeClaim]]:
        """The claims that say different things, each with the id that its edge had or gets; statements are joined."""
        found: dict[str, tuple[str, EdgeClaim]] = {}
        for one in claims:
            claim = replace(self.edge_claims.get(one.id) or EdgeClaim(), status=one.status)
            if claim.status in ("denied", "retracted"):
                self.written.lost("denied")
            elif "prop" in claim.extra:
                earlier = found.get(f"statements\n{claim.status}")
                joined = _joined(earlier[1], claim) if earlier else replace(claim, extra={})
                found[f"statements\n{claim.status}"] = (made_id("edge", edge.id, claim.status), joined)
            else:
                key = next(iter(claim.extra.get("id", ())), "")
                content = json.dumps([claim.status, claim.since, claim.until, claim.details], sort_keys=True, default=str)
                found.setdefault(f"{key}\n{content}", (key or made_id("edge", edge.id, content), claim))
        yield from found.values()

    def _write_edge(self, edge: ViewEdge, key: str, claim: EdgeClaim) -> None:
        schema, shape = self._schema(edge, claim)
        entity, extra = FtmEntity(key, schema), _extra(claim)
        if shape:
            self._add_ends(entity, edge, claim, shape)
        else:
            self._add_link(entity, edge, claim)
        if edge.relation == "DEFENDANT_IN" and shape and not extra.get("role"):
            entity.add("role", ["defendant"])
            entity.own.shown = {"role": ["defendant"]}
        self._add_dates(entity, claim, extra)
        entity.own.extra = entity.add_known(extra)
        entity.beside = entity.add_known({name: texts for name, texts in claim.extra.items() if name not in ("id", "property")})
        if edge.disputed_sources:
            entity.own.standing = {"of": edge.id, **edge.model_dump(mode="json", include=_WORTH)}
        if entity.own.properties or entity.own.status:
            entity.own.relation = edge.relation
        self._keep(entity)

    def _schema(self, edge: ViewEdge, claim: EdgeClaim) -> tuple[str, table.Edge | None]:
        """The schema that says the same and how its ends are called; an UnknownLink where there is none, or none that fits."""
        schema, shape = _EDGES.get(edge.relation, ("", None))
        if claim.status != ASSERTED and edge.relation != HYPOTHESIS:
            self.written.lost("status")
        elif shape is None or self.model.get(schema) is None:
            self.written.lost("relation")
        elif not self._allowed(edge, schema, shape):
            self.written.lost("range")
        else:
            return schema, shape
        return "UnknownLink", None

    def _allowed(self, edge: ViewEdge, schema: str, shape: table.Edge) -> bool:
        """Whether the ends are of schemas that the edge's ranges allow."""
        ends = ((edge.source, shape.source), (edge.target, shape.target))
        return all(self._in_range(key, self.model.get(schema).get(prop)) for key, prop in ends)

    def _in_range(self, key: str, prop: Any) -> bool:
        schema = self.model.get(self.written.entities[self.ids[key]].schema)
        return prop.range is None or bool(schema.is_a(prop.range))

    def _keep(self, entity: FtmEntity) -> None:
        """An edge of several ends comes once for each, under one id."""
        earlier = self.written.entities.setdefault(entity.id, entity)
        if earlier is not entity:
            for name, texts in entity.properties.items():
                earlier.add(name, texts)

    def _add_ends(self, entity: FtmEntity, edge: ViewEdge, claim: EdgeClaim, shape: table.Edge) -> None:
        """The ends and the role as the schema has them."""
        entity.add(shape.source, [self.ids[edge.source]])
        entity.add(shape.target, [self.ids[edge.target]])
        held = {shape.field: shape.role, "percentage": "percentage"} if shape.field else {}
        if edge.relation == HYPOTHESIS and claim.status != ASSERTED:
            entity.own.status = claim.status
        for name, value in _properties(claim).items():
            if name in held:
                entity.add(held[name], [str(value)])
            else:
                entity.own.properties[name] = value
        if edge.relation != shape.relation:
            entity.own.relation = edge.relation

    def _add_link(self, entity: FtmEntity, edge: ViewEdge, claim: EdgeClaim) -> None:
        """The ends of an UnknownLink, and a role that says what it is, and how sure."""
        label = RELATIONS[edge.relation].label
        role = label if claim.status == ASSERTED else f"{claim.status}: {label}"
        entity.add("subject", [self.ids[edge.source]])
        entity.add("object", [self.ids[edge.target]])
        entity.add("role", [role])
        status = None if claim.status == ASSERTED else claim.status
        entity.own = Own(relation=edge.relation, status=status, properties=_properties(claim), shown={"role": [role]})

    def _add_dates(self, entity: FtmEntity, claim: EdgeClaim, extra: Texts) -> None:
        for name, text, holding in (("since", claim.since, table.SINCE), ("until", claim.until, table.UNTIL)):
            if text is None or any(text in extra.get(prop, ()) for prop in holding):
                continue
            if self.model.get(entity.schema).get(holding[0]) is None:  # Similar has no dates
                self.written.lost("value")
                setattr(entity.own, name, text)
                continue
            texts = [text]
            if not PLAIN.fullmatch(text):
                self.written.lost("date")
                setattr(entity.own, name, text)
                texts = entity.own.shown[holding[0]] = nearest(text)
            entity.add(holding[0], texts)

    def _as_property(self, edge: ViewEdge, claim: EdgeClaim) -> bool:
        """Writes a relation as a property of its source where the schema has one for it and nothing else is said."""
        role = claim.details.get("role") if edge.relation == "LINKED_TO" else None
        name = _PROPERTIES.get(edge.relation) or role
        if not name or claim.since or claim.until or {"id", "prop"} & claim.extra.keys() or claim.details.keys() - {"role"}:
            return False
        entity = self.written.entities[self.ids[edge.source]]
        prop = self.model.get(entity.schema).get(name)
        if prop is None or prop.stub or prop.type.name != "entity" or not self._in_range(edge.target, prop):
            return False
        if (edge.relation == "CONCERNS") != (entity.schema == "Sanction" and name == "entity"):
            return False
        entity.add(name, [self.ids[edge.target]])
        return True


def _extra(claim: EdgeClaim) -> Texts:
    """The relation's properties in the words of its data set, to be changed at will."""
    return {name: list(texts) for name, texts in claim.details.get("extra", {}).items()}


def _properties(claim: EdgeClaim) -> dict[str, Any]:
    """The properties that the relation's type has."""
    return {name: value for name, value in claim.details.items() if name != "extra"}


def _joined(one: EdgeClaim, other: EdgeClaim) -> EdgeClaim:
    """The claims of single statements about one edge, as one."""
    extra = _extra(one)
    for name, texts in _extra(other).items():
        extra[name] = list(dict.fromkeys([*extra.get(name, ()), *texts]))
    details = {**_properties(other), **_properties(one), **({"extra": extra} if extra else {})}
    return EdgeClaim(one.since or other.since, one.until or other.until, details, status=one.status)
