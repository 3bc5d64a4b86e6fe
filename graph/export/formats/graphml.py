"""GraphML, for yEd, Cytoscape, Gephi, igraph and networkx: nodes and edges with flat attributes, made by networkx.

Parallel edges are kept; an edge's id is its key. Reading it with networkx and writing it again gives the same graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from graph.export.flat import about, flat_edges, flat_nodes, types_of
from graph.export.format import Rendered, ViewFormat
from graph.export.plain import xml_text

if TYPE_CHECKING:
    import networkx as nx

    from graph.export.flat import Flat
    from graph.export.view import GraphView

_TO: dict[str, type[bool | int | float | str]] = {"boolean": bool, "long": int, "double": float, "string": str}


def render_graphml(view: GraphView) -> str:
    """The view as text: the same view gives the same text."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(prettyprint=True)
    writer.add_graph_element(as_networkx(view))
    ElementTree.indent(writer.xml, " ")
    # networkx's own text has numbers in place of all letters beyond ASCII
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(writer.xml, encoding="unicode") + "\n"


def as_networkx(view: GraphView) -> nx.MultiDiGraph[str]:
    """The view as networkx has it: attributes of one type each, edges under their ids."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(about(view))
    nodes, edges = flat_nodes(view), flat_edges(view)
    types = types_of([*nodes.values(), *edges.values()])
    for key, row in nodes.items():
        graph.add_node(xml_text(key), **_typed(row, types))
    for edge in view.edges:
        graph.add_edge(xml_text(edge.source), xml_text(edge.target), key=xml_text(edge.id), **_typed(edges[edge.id], types))
    return graph


def _typed(row: Flat, types: dict[str, str]) -> Flat:
    """One type for one name: where kinds differ in it, all are text."""
    return {
        name: value if types[name] == "string" and isinstance(value, str) else _TO[types[name]](value)
        for name, value in row.items()
    }


class GraphMl(ViewFormat):
    """Write GraphML for yEd, Cytoscape, igraph or networkx. Claims and sources do not fit into it.

    \b
    Example:
      casegraph export graphml all.graphml --all
    """

    suffix = ".graphml"
    readers = "yEd, Cytoscape, igraph, networkx"
    holds = "entities and relations"

    def render(self, view: GraphView) -> Rendered:
        """The file."""
        return Rendered(render_graphml(view))
