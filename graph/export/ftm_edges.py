"""Relations of a view as FollowTheMoney edges: of the schema that says the same, else an UnknownLink with a role."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graph.export.ftm_parts import PLAIN, Part, Written, add, made_id, nearest, put_rest
from graph.model import HYPOTHESIS, RELATIONS
from graph.model import ftm as table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.export.view import ViewClaim, ViewEdge

ASSERTED = "asserted"
_EDGES = {edge.relation: (schema, edge) for schema, edge in table.EDGES.items()}
_EDGES["DEFENDANT_IN"] = ("CourtCaseParty", table.EDGES["CourtCaseParty"])
_PROPERTIES = {"HAS_ADDRESS": "addressEntity", "CONCERNS": "entity"}


class Edges:
    """Writes relations; `ids` are the FollowTheMoney ids of the entities, which are all written already."""

    def __init__(self, written: Written, ids: Mapping[str, str], parts: Mapping[str, Part]) -> None:
        self.model, self.written, self.ids, self.parts = table.library(), written, ids, parts

    def write(self, edge: ViewEdge, claims: Sequence[ViewClaim]) -> None:
        """Writes a relation: an edge for each different thing that its claims say."""
        if edge.relation == HYPOTHESIS and edge.properties.get("judgement") == "negative":
            self.written.lost("hypothesis")
            return
        for key, part in self._different(edge, claims):
            if part.status != ASSERTED or not self._as_property(edge, part):
                self._edge(edge, key, part)

    def _different(self, edge: ViewEdge, claims: Sequence[ViewClaim]) -> Iterator[tuple[str, Part]]:
        """The claims that say different things, each with the id that its edge had or gets; statements are joined."""
        found: dict[str, tuple[str, Part]] = {}
        for claim in claims:
            part = self.parts.get(claim.id) or Part(claim.status)
            part.status = claim.status
            if part.status in ("denied", "retracted"):
                self.written.lost("denied")
            elif "prop" in part.extra:
                earlier = found.get(f"statements\n{part.status}")
                joined = _joined(earlier[1], part) if earlier else Part(part.status, part.since, part.until, part.details)
                found[f"statements\n{part.status}"] = (made_id("edge", edge.id, part.status), joined)
            else:
                key = next(iter(part.extra.get("id", ())), "")
                content = json.dumps([part.status, part.since, part.until, part.details], sort_keys=True, default=str)
                found.setdefault(f"{key}\n{content}", (key or made_id("edge", edge.id, content), part))
        yield from found.values()

    def _edge(self, edge: ViewEdge, key: str, part: Part) -> None:
        schema, shape = self._schema(edge, part)
        entity: dict[str, Any] = {"id": key, "schema": schema, "properties": {}}
        own = self._same(entity, edge, part, shape) if shape else self._link(entity, edge, part)
        words = part.words()
        if edge.relation == "DEFENDANT_IN" and shape and not words.get("role"):
            add(entity, "role", ["defendant"])
            own["shown"] = {"role": ["defendant"]}
        self._dates(entity, part, words, own)
        odd: dict[str, Any] = {}
        put_rest(entity, words, odd)
        if odd:
            own["words"] = odd
        put_rest(entity, {name: texts for name, texts in part.extra.items() if name not in ("id", "property")})
        if own.keys() & {"with", "status"}:
            own.setdefault("relation", edge.relation)
        if own:
            entity[table.OWN] = own
        self._keep(entity)

    def _schema(self, edge: ViewEdge, part: Part) -> tuple[str, table.Edge | None]:
        """The schema that says the same and how its ends are called; an UnknownLink where there is none, or none that fits."""
        schema, shape = _EDGES.get(edge.relation, ("", None))
        if part.status != ASSERTED and edge.relation != HYPOTHESIS:
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
        schema = self.model.get(self.written.entities[self.ids[key]]["schema"])
        return prop.range is None or bool(schema.is_a(prop.range))

    def _keep(self, entity: dict[str, Any]) -> None:
        """An edge of several ends comes once for each, under one id."""
        earlier = self.written.entities.setdefault(entity["id"], entity)
        if earlier is not entity:
            for name, texts in entity["properties"].items():
                add(earlier, name, texts)

    def _same(self, entity: dict[str, Any], edge: ViewEdge, part: Part, shape: table.Edge) -> dict[str, Any]:
        """The ends and the role as the schema has them; gives what goes under `casegraph`."""
        own: dict[str, Any] = {}
        add(entity, shape.source, [self.ids[edge.source]])
        add(entity, shape.target, [self.ids[edge.target]])
        held = {shape.field: shape.role, "percentage": "percentage"} if shape.field else {}
        if edge.relation == HYPOTHESIS and part.status != ASSERTED:
            own["status"] = part.status
        for name, value in part.own().items():
            if name in held:
                add(entity, held[name], [str(value)])
            else:
                own.setdefault("with", {})[name] = value
        if edge.relation != shape.relation:
            own["relation"] = edge.relation
        return own

    def _link(self, entity: dict[str, Any], edge: ViewEdge, part: Part) -> dict[str, Any]:
        """An UnknownLink whose role says what it is, and how sure."""
        own = part.own()
        words = RELATIONS[edge.relation].label
        role = words if part.status == ASSERTED else f"{part.status}: {words}"
        add(entity, "subject", [self.ids[edge.source]])
        add(entity, "object", [self.ids[edge.target]])
        add(entity, "role", [role])
        found: dict[str, Any] = {"relation": edge.relation, "shown": {"role": [role]}}
        if part.status != ASSERTED:
            found["status"] = part.status
        return {**found, "with": own} if own else found

    def _dates(self, entity: dict[str, Any], part: Part, words: Mapping[str, list[str]], own: dict[str, Any]) -> None:
        for name, text, holding in (("since", part.since, table.SINCE), ("until", part.until, table.UNTIL)):
            if text is None or any(text in words.get(prop, ()) for prop in holding):
                continue
            if self.model.get(entity["schema"]).get(holding[0]) is None:  # Similar has no dates
                self.written.lost("value")
                own[name] = text
                continue
            texts = [text]
            if not PLAIN.fullmatch(text):
                self.written.lost("date")
                own[name], texts = text, nearest(text)
                own.setdefault("shown", {})[holding[0]] = texts
            add(entity, holding[0], texts)

    def _as_property(self, edge: ViewEdge, part: Part) -> bool:
        """Writes a relation as a property of its source where the schema has one for it and nothing else is said."""
        role = part.details.get("role") if edge.relation == "LINKED_TO" else None
        name = _PROPERTIES.get(edge.relation) or role
        if not name or part.since or part.until or {"id", "prop"} & part.extra.keys() or part.details.keys() - {"role"}:
            return False
        entity = self.written.entities[self.ids[edge.source]]
        prop = self.model.get(entity["schema"]).get(name)
        if prop is None or prop.stub or prop.type.name != "entity" or not self._in_range(edge.target, prop):
            return False
        if (edge.relation == "CONCERNS") != (entity["schema"] == "Sanction" and name == "entity"):
            return False
        add(entity, name, [self.ids[edge.target]])
        return True


def _joined(one: Part, other: Part) -> Part:
    """The claims of single statements about one edge, as one."""
    words = one.words()
    for name, texts in other.words().items():
        words[name] = list(dict.fromkeys([*words.get(name, ()), *texts]))
    details = {**other.own(), **one.own(), **({"extra": words} if words else {})}
    return Part(one.status, one.since or other.since, one.until or other.until, details)
