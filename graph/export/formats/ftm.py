"""A view as FollowTheMoney entities: what other programs of investigators read, and what is lost on the way.

Every entity becomes one of the nearest schema, every asserted relation an edge of the schema that says the same, else an
`UnknownLink` with the relation's words as its role. What is only alleged or inferred is an `UnknownLink` whose role says
so; what is denied is left out. A ruling is an `Event`, never a `Sanction`. Beside the properties, under `casegraph`,
stands what FollowTheMoney has no word for, so that `casegraph load` finds it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.export.format import LedgerFormat, Rendered
from graph.export.ftm_edges import Edges
from graph.export.ftm_nodes import Nodes, ftm_id
from graph.export.ftm_parts import LOSSES, FtmEntity, Written, made_id, nearest
from graph.model import ftm as table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.export.format import EdgeClaim
    from graph.export.view import GraphView, ViewClaim, ViewSource


class Ftm(LedgerFormat):
    """Write FollowTheMoney entities as JSON lines, checked with its library; what it has no word for is listed at the end.

    They are in the claims' own words, for which there is no public profile.

    \b
    Example:
      casegraph export ftm wagner.ftm.json --around "Wagner Group" --hops 1
      casegraph export ftm - --all
    """

    suffix = ".ftm.json"
    readers = "programs that read FollowTheMoney: [Loading](loading.md)"
    holds = "entities, relations and sources, but for the losses that it lists"

    def render(self, view: GraphView, edge_claims: Mapping[str, EdgeClaim]) -> Rendered:
        """JSON lines; what was lost is remarked, one line for each sort.

        Raises:
            UsageError: the followthemoney library is not installed.
        """
        written = ftm_entities(view, edge_claims)
        remarks = [f"{len(written.entities)} FollowTheMoney entities"]
        remarks += [f"{count} × {LOSSES[what]}" for what, count in sorted(written.losses.items())]
        if protected := sum(node.protected for node in view.nodes):
            remarks.append(f"protected persons in this file: {protected}; it holds their names, so do not publish it as it is")
        return Rendered("".join(written.lines()), tuple(remarks))


def ftm_entities(view: GraphView, edge_claims: Mapping[str, EdgeClaim]) -> Written:
    """The view as entities; `edge_claims` has what the claims of relations say, by claim id.

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
    edges = Edges(written, ids, edge_claims)
    supporting = _supporting(written, view)
    for edge in view.edges:
        edges.write(edge, supporting.get(edge.id, []))
    for entity in written.entities.values():
        _settle(written, entity)
    return written


def _supporting(written: Written, view: GraphView) -> dict[str, list[ViewClaim]]:
    """Claims by the relation that they support; what the others say is lost, but for mere mentions."""
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
    article = FtmEntity(source.id, "Article")
    for name, text in texts.items():
        article.add(name, [text] if text else [])
    article.add("publishedAt", nearest(source.published or ""))
    written.entities.setdefault(source.id, article)
    for key in about:
        made = made_id("documentation", source.id, key)
        written.entities[made] = FtmEntity(made, "Documentation", {"document": [source.id], "entity": [key]})


def _settle(written: Written, entity: FtmEntity) -> None:
    """Takes values that the library does not take out of the properties, and keeps them beside."""
    schema = table.library().get(entity.schema)
    for name, texts in list(entity.properties.items()):
        prop = schema.get(name)
        if prop is None or prop.stub:
            entity.beside[name] = entity.properties.pop(name)
            continue
        bad = [] if prop.type.name == "entity" else [text for text in texts if prop.validate([text])]
        if bad:
            written.lost("value")
            beside = entity.own.extra if schema.name in table.EDGES else entity.beside
            beside[name] = bad
            if good := [text for text in texts if text not in bad]:
                entity.properties[name] = good
            else:
                del entity.properties[name]
    if any(not entity.properties.get(name) for name in schema.required):
        written.lost("required")
