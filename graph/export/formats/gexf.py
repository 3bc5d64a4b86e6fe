"""GEXF 1.3, for Gephi: nodes and edges with flat attributes, and with their dates as spells and dynamic attributes.

A spell is when something may have been: from the first day that its beginning can mean to the last one of its end, open
where no source states it. The dynamic attribute `certainty` divides it into when it definitely and when it possibly held,
by the rule of graph/ledger/certainty.py. Days are inclusive on both sides, as the format has it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from graph.export.flat import about, flat_edges, flat_nodes, types_of, written
from graph.export.format import Rendered, ViewFormat
from graph.export.periods import edge_periods, node_periods
from graph.export.plain import xml_text
from graph.ledger import certainty

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from graph.export.flat import Flat
    from graph.export.periods import Period
    from graph.export.view import GraphView

NAMESPACE = "http://gexf.net/1.3"
_CERTAINTY = "certainty-over-time"


class Gexf(ViewFormat):
    """Write GEXF 1.3 for Gephi, with dates as spells and dynamic attributes. Claims and sources do not fit into it.

    \b
    Example:
      casegraph export gexf all.gexf --all
    """

    suffix = ".gexf"
    readers = "Gephi"
    holds = "entities, relations, dates as a time line"

    def render(self, view: GraphView) -> Rendered:
        """The file."""
        return Rendered(render_gexf(view))


def render_gexf(view: GraphView) -> str:
    """The view as text: the same view gives the same text."""
    root = ElementTree.Element("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    _meta(root, view)
    frame = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", "defaultedgetype": "directed"}
    graph = ElementTree.SubElement(root, "graph", {**frame, "idtype": "string"})
    nodes, edges = flat_nodes(view), flat_edges(view)
    columns = {"node": _columns("n", nodes.values()), "edge": _columns("e", edges.values())}
    for what, named in columns.items():
        _attributes(graph, what, named)
    _nodes(graph, view, nodes, columns["node"])
    _edges(graph, view, edges, columns["edge"])
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _meta(root: Element, view: GraphView) -> None:
    facts = about(view)
    meta = ElementTree.SubElement(root, "meta", {"lastmodifieddate": view.generated} if _is_day(view.generated) else {})
    ElementTree.SubElement(meta, "creator").text = f"casegraph {facts.get('version', '')}".strip()
    lines = (f"{name}: {value}" for name, value in facts.items() if name not in ("version", "generated"))
    ElementTree.SubElement(meta, "description").text = "\n".join(lines)


def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _columns(prefix: str, rows: Iterable[Flat]) -> dict[str, tuple[str, str]]:
    """An id and a type for each attribute; `label` is an attribute of the format itself."""
    types = {name: kind for name, kind in types_of(rows).items() if name != "label"}
    return {name: (f"{prefix}{at}", kind) for at, (name, kind) in enumerate(types.items())}


def _attributes(graph: Element, what: str, columns: dict[str, tuple[str, str]]) -> None:
    fixed = ElementTree.SubElement(graph, "attributes", {"class": what, "mode": "static"})
    for name, (key, kind) in columns.items():
        ElementTree.SubElement(fixed, "attribute", {"id": key, "title": name, "type": kind})
    moving = ElementTree.SubElement(graph, "attributes", {"class": what, "mode": "dynamic"})
    ElementTree.SubElement(moving, "attribute", {"id": f"{what}-certainty", "title": _CERTAINTY, "type": "string"})


def _nodes(graph: Element, view: GraphView, rows: dict[str, Flat], columns: dict[str, tuple[str, str]]) -> None:
    colours = {kind.key: kind.colour for kind in view.kinds}
    place = ElementTree.SubElement(graph, "nodes", {"count": str(len(view.nodes))})
    for node in view.nodes:
        element = ElementTree.SubElement(place, "node", {"id": xml_text(node.id), "label": xml_text(node.name)})
        _values(element, "node", rows[node.id], columns, list(node_periods(node)))
        if rgb := _rgb(colours.get(node.kind, "")):
            ElementTree.SubElement(element, "color", rgb)


def _edges(graph: Element, view: GraphView, rows: dict[str, Flat], columns: dict[str, tuple[str, str]]) -> None:
    place = ElementTree.SubElement(graph, "edges", {"count": str(len(view.edges))})
    for edge in view.edges:
        row = rows[edge.id]
        ends = {"id": edge.id, "source": edge.source, "target": edge.target, "label": str(row["label"]), "kind": edge.relation}
        element = ElementTree.SubElement(place, "edge", {name: xml_text(value) for name, value in ends.items()})
        _values(element, "edge", row, columns, list(edge_periods(*certainty.ends(edge.since, edge.until, edge.relation))))


def _values(element: Element, what: str, row: Flat, columns: dict[str, tuple[str, str]], periods: list[Period]) -> None:
    values = ElementTree.SubElement(element, "attvalues")
    for name, value in row.items():
        if name in columns:
            ElementTree.SubElement(values, "attvalue", {"for": columns[name][0], "value": written(value)})
    for period in periods:
        span = _span(period.first, period.last)
        ElementTree.SubElement(values, "attvalue", {"for": f"{what}-certainty", "value": period.certainty, **span})
    if periods:
        ElementTree.SubElement(ElementTree.SubElement(element, "spells"), "spell", _span(periods[0].first, periods[-1].last))


def _span(first: dt.date | None, last: dt.date | None) -> dict[str, str]:
    return {name: day.isoformat() for name, day in (("start", first), ("end", last)) if day is not None}


def _rgb(colour: str) -> dict[str, str]:
    try:
        number = int(colour.removeprefix("#"), 16) if len(colour) == 7 else None  # noqa: PLR2004  #rrggbb
    except ValueError:
        number = None
    return {} if number is None else {sign: str(number >> shift & 255) for sign, shift in (("r", 16), ("g", 8), ("b", 0))}
