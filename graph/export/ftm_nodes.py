"""Entities of a view as FollowTheMoney entities of the nearest schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.export.ftm_parts import PLAIN, FtmEntity, Texts, Written, nearest
from graph.model import KINDS
from graph.model import ftm as table
from graph.model.extra import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.export.view import ViewNode

NEAREST = {
    "Group": "LegalEntity",
    "Court": "PublicBody",
    "ArmedForce": "Organization",
    "MediaOutlet": "Organization",
    "Initiative": "Organization",
    "CaseGroup": "CourtCase",
    "Law": "Article",
    "Ruling": "Event",
    "Country": "Address",
    "Thing": "Asset",
}
"""Kinds without a schema of their own, and the nearest one; `Thing` and `Asset` bear the name of theirs."""
_SCHEMAS = {kind: schema for schema, kind in table.NODES.items()}
_NAMED_BY_TYPE = ("Thing", "Asset")
_DESCRIBED = ("ruling", "sentence_months", "restriction", "restriction_months", "charge", "size", "size_bound")
"""Fields that no property holds and that go into `description`, for people who read the export elsewhere."""


@dataclass(slots=True)
class _Draft:
    """An entity on its way out, with the fields and the data set's own words that are still to be written."""

    node: ViewNode
    fields: dict[str, Any]
    extra: Texts
    entity: FtmEntity


class Nodes:
    """Writes entities."""

    def __init__(self, written: Written) -> None:
        self.model, self.written = table.library(), written

    def write(self, node: ViewNode) -> None:
        """Writes one entity with its names and properties."""
        draft = self._draft(node)
        entity = draft.entity
        self._add_names(draft)
        self._add_fields(draft)
        if node.protected:
            entity.own.fields["protected"] = True
        if node.summary:
            entity.add("summary", [node.summary, *draft.extra.pop("summary", [])])
        entity.beside = entity.add_known(draft.extra)
        self._note_kind(node, entity)
        self.written.entities[entity.id] = entity

    def _draft(self, node: ViewNode) -> _Draft:
        """The entity of the schema that it was loaded as, where there is one, else of the nearest to its kind."""
        extra = {name[len(PREFIX) :]: list(texts) for name, texts in node.properties.items() if name.startswith(PREFIX)}
        fields = {name: value for name, value in node.properties.items() if name in KINDS[node.kind].model_fields}
        if node.date is not None:
            fields["date"] = node.date
        entity = FtmEntity(ftm_id(extra, node.id), _SCHEMAS.get(node.kind) or NEAREST.get(node.kind, "Asset"))
        extra.pop("id", None)
        by_type = node.kind in _NAMED_BY_TYPE
        named = fields.get("type") if by_type else next(iter(extra.get("schema", ())), None)
        found = self.model.get(named) if named else None
        if found is not None and not found.abstract and (found.name in table.EDGES or self._exact(node.kind, found.name)):
            entity.schema = str(found.name)
            (fields if by_type else extra).pop("type" if by_type else "schema")
        return _Draft(node, fields, extra, entity)

    def _exact(self, kind: str, schema: str) -> bool:
        """Whether loading gives the schema that kind."""
        if kind in _NAMED_BY_TYPE:
            special = schema in table.NODES or schema in table.NEAREST or self.model.get(schema).is_a("Document")
            return not special and (kind == "Asset") == self.model.get(schema).is_a("Asset")
        return _SCHEMAS.get(kind) == schema or table.NEAREST.get(schema) == kind

    def _add_names(self, draft: _Draft) -> None:
        """Names as they came from a data set, else the name and further ones as aliases."""
        node, entity, own = draft.node, draft.entity, draft.entity.own.fields
        identification = draft.fields.pop("identification", None)
        given = [name for prop in table.NAMES for name in draft.extra.get(prop, ())]
        left = [name for name in node.names or [node.name] if name not in given]
        if not given and draft.extra.get("caption") == [node.name]:  # it came without a name
            left = []
        if left and self.model.get(entity.schema).get("name") is None:
            own.update(name=node.name, names=list(node.names))
            return
        if "name" not in draft.extra:
            entity.add("name", left[:1])
            left = left[1:]
        entity.add("alias", left)
        found = [*entity.properties.get("name", ()), *given]
        if found and found[0] != node.name:
            own["name"] = node.name
        if identification and identification != ("named" if found else "unnamed"):
            own["identification"] = identification
        if identification and identification != "named" and found:
            self.written.lost("unnamed")

    def _add_fields(self, draft: _Draft) -> None:
        """Fields into the properties that hold them, and under `casegraph` what none holds."""
        entity, own = draft.entity, draft.entity.own
        holding = table.FIELDS.get(table.NODES.get(entity.schema) or table.NEAREST.get(entity.schema, ""), {})
        for name, value in draft.fields.items():
            if name not in holding:
                own.fields[name] = value
                continue
            texts = [str(value)]
            if name in KINDS[draft.node.kind].date_fields() and not PLAIN.fullmatch(texts[0]):
                self.written.lost("date")
                own.fields[name], texts = value, nearest(texts[0])
                own.shown[holding[name][0]] = texts
            if not any(set(texts) & set(draft.extra.get(prop, ())) for prop in holding[name]):
                entity.add(holding[name][0], texts)
        described = {name: draft.fields[name] for name in _DESCRIBED if draft.fields.get(name) is not None}
        if described:
            own.shown["description"] = ["; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in described.items())]
            entity.add("description", own.shown["description"])

    def _note_kind(self, node: ViewNode, entity: FtmEntity) -> None:
        """Keeps the kind under `casegraph` where loading would not give it, or where something else is kept."""
        own, exact = entity.own, self._exact(node.kind, entity.schema)
        if node.kind in _NAMED_BY_TYPE:
            exact = exact and "type" in node.properties
            if "type" in node.properties and (own.fields or own.shown or not exact):
                own.fields["type"] = node.properties["type"]
        if own.fields or own.shown or not exact:
            own.kind = node.kind
        if not exact:
            self.written.lost("kind")


def ftm_id(extra: Mapping[str, list[str]], key: str) -> str:
    """The id that an entity had in its data set, else ours."""
    return next(iter(extra.get("id", ())), key)
