"""A view as FollowTheMoney entities: what other programs of investigators read, and what is lost on the way.

Every entity becomes one of the nearest schema, every asserted relation an edge of the schema that says the same, else an
`UnknownLink` with the relation's words as its role. What is only alleged or inferred is an `UnknownLink` whose role says
so; what is denied is left out. A ruling is an `Event`, never a `Sanction`. Beside the properties, under `casegraph`,
stands what FollowTheMoney has no word for, so that `casegraph load` finds it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.export.ftm_edges import Edges
from graph.export.ftm_nodes import Nodes, ftm_id
from graph.export.ftm_parts import LOSSES, Part, Written, add, made_id, nearest
from graph.model import ftm as table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.export.view import GraphView, ViewClaim, ViewSource

__all__ = ["LOSSES", "Part", "Written", "ftm_entities"]


def ftm_entities(view: GraphView, parts: Mapping[str, Part]) -> Written:
    """The view as entities; `parts` has what the claims of relations say, by claim id.

    Raises:
        UsageError: the followthemoney library is not installed.
    """
    written = Written()
    nodes = Nodes(written)
    for node in view.nodes:
        nodes.write(node)
    ids = {node.id: ftm_id({"id": node.properties.get("x_id", [])}, node.id) for node in view.nodes}
    for source in view.sources:
        _write_source(written, source, [ids[node.id] for node in view.nodes if source.id in node.sources])
    edges = Edges(written, ids, parts)
    carrying = _carrying(written, view)
    for edge in view.edges:
        edges.write(edge, carrying.get(edge.id, []))
    for entity in written.entities.values():
        _settle(written, entity)
    return written


def _carrying(written: Written, view: GraphView) -> dict[str, list[ViewClaim]]:
    """Claims by the relation that they carry; what the others say is lost, but for mere mentions."""
    found: dict[str, list[ViewClaim]] = {}
    for claim in view.claims:
        if claim.relation:
            found.setdefault(claim.relation, []).append(claim)
        elif claim.property != "mention":
            written.lost("claim")
    if any(claim.locator_start is not None or claim.attributed_to for claim in view.claims):
        written.lost("grade")
    return found


def _write_source(written: Written, source: ViewSource, about: list[str]) -> None:
    """A document as an Article, and as the documentation of what it speaks of; a data set is not one."""
    if source.id.startswith("dataset-"):
        return
    language = table.library().get("Article").get("language").type.clean(source.language or "")
    texts = {"title": source.title, "sourceUrl": source.url, "publisher": source.publisher, "language": language}
    entity: dict[str, Any] = {"id": source.id, "schema": "Article", "properties": {}}
    for name, text in texts.items():
        add(entity, name, [text] if text else [])
    add(entity, "publishedAt", nearest(source.published or ""))
    written.entities.setdefault(source.id, entity)
    for key in about:
        made = made_id("documentation", source.id, key)
        ends = {"document": [source.id], "entity": [key]}
        written.entities[made] = {"id": made, "schema": "Documentation", "properties": ends}


def _settle(written: Written, entity: dict[str, Any]) -> None:
    """Takes values that the library does not take out of the properties, and puts them beside."""
    schema = table.library().get(entity["schema"])
    properties = entity["properties"]
    for name in list(properties):
        prop = schema.get(name)
        if prop is None or prop.stub:
            entity[name] = properties.pop(name)
            continue
        bad = [] if prop.type.name == "entity" else [text for text in properties[name] if prop.validate([text])]
        if bad:
            written.lost("value")
            beside = entity.setdefault(table.OWN, {}).setdefault("words", {}) if schema.name in table.EDGES else entity
            beside[name] = bad
            properties[name] = [text for text in properties[name] if text not in bad]
            if not properties[name]:
                del properties[name]
    if any(not properties.get(name) for name in schema.required):
        written.lost("required")
