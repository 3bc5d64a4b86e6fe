"""Entities of a view as FollowTheMoney entities of the nearest schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.export.ftm_parts import PLAIN, Written, add, nearest, put_rest
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
_TOLD = ("ruling", "sentence_months", "restriction", "restriction_months", "charge", "size", "size_bound")
"""Fields that no property holds and that are told as `description`, for people who read the export elsewhere."""


class Nodes:
    """Writes entities."""

    def __init__(self, written: Written) -> None:
        self.model, self.written = table.library(), written

    def write(self, node: ViewNode) -> None:
        """Writes one entity with its names and properties."""
        extra = {name[len(PREFIX) :]: list(texts) for name, texts in node.properties.items() if name.startswith(PREFIX)}
        fields = {name: value for name, value in node.properties.items() if name in KINDS[node.kind].model_fields}
        if (date := getattr(node, "date", None)) is not None:
            fields["date"] = date
        key = ftm_id(extra, node.id)
        extra.pop("id", None)
        entity: dict[str, Any] = {"id": key, "schema": self._schema(node, extra, fields), "properties": {}}
        own = self._names(node, entity, extra, fields)
        shown = self._fields(node, entity, extra, fields, own)
        if node.protected:
            own["protected"] = True
        if node.summary:
            add(entity, "summary", [node.summary, *extra.pop("summary", [])])
        put_rest(entity, extra)
        exact = self._exact(node.kind, entity["schema"])
        if node.kind in _NAMED_BY_TYPE:
            exact = exact and "type" in node.properties
            if "type" in node.properties and (own or shown or not exact):
                own["type"] = node.properties["type"]
        if own or shown or not exact:
            entity[table.OWN] = {"kind": node.kind, **({"fields": own} if own else {}), **({"shown": shown} if shown else {})}
        if not exact:
            self.written.lost("kind")
        self.written.entities[key] = entity

    def _schema(self, node: ViewNode, extra: dict[str, list[str]], fields: dict[str, Any]) -> str:
        """The schema that the entity was loaded as, where there is one, else the nearest to its kind."""
        by_type = node.kind in _NAMED_BY_TYPE
        named = fields.get("type") if by_type else next(iter(extra.get("schema", ())), None)
        found = self.model.get(named) if named else None
        if found is None or found.abstract or not (found.name in table.EDGES or self._exact(node.kind, found.name)):
            return _SCHEMAS.get(node.kind) or NEAREST.get(node.kind, "Asset")
        (fields if by_type else extra).pop("type" if by_type else "schema")
        return str(found.name)

    def _exact(self, kind: str, schema: str) -> bool:
        """Whether loading gives the schema that kind."""
        if kind in _NAMED_BY_TYPE:
            special = schema in table.NODES or schema in table.NEAREST or self.model.get(schema).is_a("Document")
            return not special and (kind == "Asset") == self.model.get(schema).is_a("Asset")
        return _SCHEMAS.get(kind) == schema or table.NEAREST.get(schema) == kind

    def _names(
        self, node: ViewNode, entity: dict[str, Any], extra: Mapping[str, list[str]], fields: dict[str, Any]
    ) -> dict[str, Any]:
        """Names as they came from a data set, else the name and further ones as aliases; gives what goes under `casegraph`."""
        own: dict[str, Any] = {}
        identification = fields.pop("identification", None)
        given = [name for prop in table.NAMES for name in extra.get(prop, ())]
        left = [name for name in node.names or [node.name] if name not in given]
        if not given and extra.get("caption") == [node.name]:  # it came without a name
            left = []
        if left and self.model.get(entity["schema"]).get("name") is None:
            return {"name": node.name, "names": list(node.names)}
        if "name" not in extra:
            add(entity, "name", left[:1])
            left = left[1:]
        add(entity, "alias", left)
        found = [*entity["properties"].get("name", ()), *given]
        if found and found[0] != node.name:
            own["name"] = node.name
        if identification:
            if identification != ("named" if found else "unnamed"):
                own["identification"] = identification
            if identification != "named" and found:
                self.written.lost("unnamed")
        return own

    def _fields(
        self,
        node: ViewNode,
        entity: dict[str, Any],
        extra: Mapping[str, list[str]],
        fields: Mapping[str, Any],
        own: dict[str, Any],
    ) -> dict[str, list[str]]:
        """Fields into the properties that hold them, and under `casegraph` what none holds; gives what is only shown."""
        shown: dict[str, list[str]] = {}
        holding = table.FIELDS.get(table.NODES.get(entity["schema"]) or table.NEAREST.get(entity["schema"], ""), {})
        for name, value in fields.items():
            if name not in holding:
                own[name] = value
                continue
            texts = [str(value)]
            if name in KINDS[node.kind].date_fields() and not PLAIN.fullmatch(texts[0]):
                self.written.lost("date")
                own[name], texts = value, nearest(texts[0])
                shown[holding[name][0]] = texts
            if not any(set(texts) & set(extra.get(prop, ())) for prop in holding[name]):
                add(entity, holding[name][0], texts)
        if told := "; ".join(f"{name.replace('_', ' ')}: {fields[name]}" for name in _TOLD if fields.get(name) is not None):
            add(entity, "description", [told])
            shown["description"] = [told]
        return shown


def ftm_id(extra: Mapping[str, list[str]], key: str) -> str:
    """The id that an entity had in its data set, else ours."""
    return next(iter(extra.get("id", ())), key)
