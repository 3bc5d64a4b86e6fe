"""The schemas of the installed `followthemoney` library, as plans for turning their entities into records.

The library says which schemas and properties there are, which of them point to other entities and which describe an
edge; `graph.model.ftm` says what they become.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from graph.model import ftm as table
from graph.model.ftm import library


@dataclass(frozen=True, slots=True)
class Plan:
    """How entities of one schema are read: `becomes` is a kind, a relation type, `Source` or `mention`."""

    schema: str
    becomes: str
    edge: table.Edge | None = None
    exact: bool = True
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()
    captions: tuple[str, ...] = ()
    properties: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()

    def pointing(self) -> frozenset[str]:
        """The properties whose values are ids of other entities and become relations or mentions."""
        ends = (self.edge.source, self.edge.target) if self.edge else ()
        return frozenset((*self.links, *self.papers, *ends))


@cache
def plan(name: str) -> Plan | None:
    """The plan of a schema; None for one that the library does not know."""
    schema = library().get(name)
    if schema is None:
        return None
    dates = frozenset(one.name for one in schema.properties.values() if one.type.name == "date")
    return replace(_plan(schema), dates=dates)


def _plan(schema: Any) -> Plan:
    name = schema.name
    own = [one for one in schema.properties.values() if not one.stub]
    properties = frozenset(one.name for one in own)
    pointing = {one.name: one.range for one in own if one.type.name == "entity"}
    papers = frozenset(key for key, range_ in pointing.items() if range_ is not None and range_.is_a("Document"))
    captions = (*table.CAPTIONS.get(name, ()), *schema.caption, *table.CAPTION_ANY)
    if name in table.EDGES:
        edge = table.EDGES[name]
        return Plan(name, edge.relation, edge, links=_links(schema, {}), captions=captions, properties=properties)
    if name in ("Documentation", "Mention"):
        other = "entity" if name == "Documentation" else "resolved"
        edge = table.Edge("mention", "document", other)
        return Plan(name, "mention", edge, captions=captions, properties=properties)
    links = _links(schema, {key: range_ for key, range_ in pointing.items() if key not in papers})
    if schema.is_a("Document"):
        return Plan(name, "Source", links=links, captions=("title", "fileName", "name"), properties=properties)
    kind, exact = _kind(schema)
    return Plan(name, kind, None, exact, table.FIELDS.get(kind, {}), links, papers, captions, properties)


def _kind(schema: Any) -> tuple[str, bool]:
    """The kind for a schema that is a node, and whether it says all that the schema's name says."""
    if schema.name in table.NODES:
        return table.NODES[schema.name], True
    if schema.name in table.NEAREST:
        return table.NEAREST[schema.name], False
    return ("Asset" if schema.is_a("Asset") else "Thing"), True


def _links(schema: Any, pointing: dict[str, Any]) -> dict[str, str]:
    known = table.PROPERTY_LINKS
    return {key: known.get(key) or known.get((schema.name, key)) or "LINKED_TO" for key in pointing}
