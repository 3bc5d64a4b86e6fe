"""GEXF 1.3, for Gephi: nodes and edges with flat attributes, and with their dates as spells and dynamic attributes.

A spell is when something may have been: from the first day that its beginning can mean to the last one of its end, open
where no source states it. The dynamic attribute `certainty` divides it into when it definitely and when it possibly held,
by the rule of graph/ledger/certainty.py. Days are inclusive on both sides, as the format has it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from graph.export.flat import about, flat_edges, flat_nodes, types_of, written
from graph.export.format import Rendered, ViewFormat
from graph.export.plain import xml_text
from graph.ledger.certainty import Certainty, happened, holds
from graph.model.dates import bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

    from graph.export.flat import Flat
    from graph.export.view import GraphView, ViewNode

NAMESPACE = "http://gexf.net/1.3"
_PERIODS = (("founded", "dissolved"), ("opened", "closed"), ("in_force_from", "in_force_until"))
"""Fields of kinds that say since and until when an entity was there."""
_CERTAINTY = "certainty-over-time"
_DAY = dt.timedelta(days=1)


class Part(NamedTuple):
    """Some days, both ends inclusive and None where open, and how sure it is that something held."""

    first: dt.date | None
    last: dt.date | None
    certainty: str


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
    told = about(view)
    meta = ElementTree.SubElement(root, "meta", {"lastmodifieddate": view.generated} if _is_day(view.generated) else {})
    ElementTree.SubElement(meta, "creator").text = f"casegraph {told.get('version', '')}".strip()
    lines = (f"{name}: {value}" for name, value in told.items() if name not in ("version", "generated"))
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
        _values(element, "node", rows[node.id], columns, list(node_parts(node)))
        if rgb := _rgb(colours.get(node.kind, "")):
            ElementTree.SubElement(element, "color", rgb)


def _edges(graph: Element, view: GraphView, rows: dict[str, Flat], columns: dict[str, tuple[str, str]]) -> None:
    place = ElementTree.SubElement(graph, "edges", {"count": str(len(view.edges))})
    for edge in view.edges:
        row = rows[edge.id]
        ends = {"id": edge.id, "source": edge.source, "target": edge.target, "label": str(row["label"]), "kind": edge.relation}
        element = ElementTree.SubElement(place, "edge", {name: xml_text(value) for name, value in ends.items()})
        _values(element, "edge", row, columns, list(edge_parts(edge.since, edge.until)))


def _values(element: Element, what: str, row: Flat, columns: dict[str, tuple[str, str]], parts: list[Part]) -> None:
    values = ElementTree.SubElement(element, "attvalues")
    for name, value in row.items():
        if name in columns:
            ElementTree.SubElement(values, "attvalue", {"for": columns[name][0], "value": written(value)})
    for part in parts:
        told = {"for": f"{what}-certainty", "value": part.certainty, **_span(part.first, part.last)}
        ElementTree.SubElement(values, "attvalue", told)
    if parts:
        ElementTree.SubElement(ElementTree.SubElement(element, "spells"), "spell", _span(parts[0].first, parts[-1].last))


def _span(first: dt.date | None, last: dt.date | None) -> dict[str, str]:
    return {name: day.isoformat() for name, day in (("start", first), ("end", last)) if day is not None}


def _rgb(colour: str) -> dict[str, str]:
    try:
        number = int(colour.removeprefix("#"), 16) if len(colour) == 7 else None  # noqa: PLR2004  #rrggbb
    except ValueError:
        number = None
    return {} if number is None else {sign: str(number >> shift & 255) for sign, shift in (("r", 16), ("g", 8), ("b", 0))}


def node_parts(node: ViewNode) -> Iterator[Part]:
    """When an entity was there: an event from the day on which it may have happened; others by their own dates."""
    if date := _stated(node.date):
        first, last = bounds(date)
        yield from _parts(first, None, [first, last], lambda day: happened(date, day))
        return
    for since, until in _PERIODS:
        if since in node.properties or until in node.properties:
            yield from edge_parts(node.properties.get(since), node.properties.get(until))
            return


def edge_parts(since: object, until: object) -> Iterator[Part]:
    """When something that began and ended as stated may have held, in parts of one certainty; nothing without dates."""
    since, until = _stated(since), _stated(until)
    if since is None and until is None:
        return
    began, had_begun = bounds(since) if since else (None, None)
    not_over, over = bounds(until) if until else (None, None)
    after = not_over + _DAY if not_over is not None and not_over < dt.date.max else None
    yield from _parts(began, over, [began, had_begun, after], lambda day: holds(since, until, day))


def _stated(date: object) -> str | None:
    """A date that is EDTF; a view may come from elsewhere and hold any text."""
    try:
        return date if isinstance(date, str) and bounds(date) else None
    except ValueError:
        return None


def _parts(
    first: dt.date | None, last: dt.date | None, breaks: list[dt.date | None], judge: Callable[[dt.date], Certainty]
) -> Iterator[Part]:
    """The days from the first to the last, divided where the certainty changes."""
    inner = sorted(
        {day for day in breaks if day is not None and (first is None or day > first) and (last is None or day <= last)}
    )
    starts = [first, *inner]
    found: list[Part] = []
    for start, following in zip(starts, [*inner, None], strict=True):
        end = following - _DAY if following is not None else last
        certainty = str(judge(start or end or dt.date.max))
        if found and found[-1].certainty == certainty:
            found[-1] = found[-1]._replace(last=end)
        else:
            found.append(Part(start, end, certainty))
    yield from found


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
