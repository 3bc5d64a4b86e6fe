"""The network that a page draws: its nodes and edges with all that decides how they look.

A small view is put into pyvis's `Network`, whose nodes and edges vis-network takes as they are. A larger one travels in
columns, which the page's own canvas draws: as objects ten thousand nodes would be most of the file.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.export.geometry import bends, dashes, glyphs
from graph.export.legend import appearance, undirected
from graph.export.size import VIS_UP_TO

if TYPE_CHECKING:
    from graph.export.view import GraphView

EVEN = {"star": 1.45, "diamond": 1.15, "triangle": 1.1, "triangleDown": 1.1, "square": 0.9}
"""Factors that make shapes of one size look alike."""


class _Node(NamedTuple):
    """A node under the names that vis-network has for its options."""

    label: str
    shape: str
    color: str
    x: int
    y: int
    size: float


class _Edge(NamedTuple):
    """An edge by the numbers of its ends; `bend` is that of graph.export.geometry."""

    start: int
    end: int
    bend: float
    dashes: list[int]
    undirected: bool


def network(view: GraphView) -> dict[str, Any]:
    """The page's `nodes` and `edges` as JSON, in the view's order, numbered n0, n1 … and e0, e1 …

    Raises ValueError when an edge of the view names a node that the view lacks.
    """
    ends = view.ends()
    nodes = _nodes(view, ends)
    edges = [
        _Edge(*pair, bend, dashes(edge), undirected(edge.relation))
        for edge, pair, bend in zip(view.edges, ends, bends(ends), strict=True)
    ]
    return _as_objects(nodes, edges) if len(nodes) <= VIS_UP_TO else _as_columns(nodes, edges)


def _nodes(view: GraphView, ends: list[tuple[int, int]]) -> list[_Node]:
    looks = appearance(view)
    made = []
    for node, glyph in zip(view.nodes, glyphs(view, ends, {node.id for node in view.nodes}), strict=True):
        shape, colour = looks[node.kind]
        size = round(glyph.size * EVEN.get(shape, 1.0), 1)
        made.append(_Node("\n".join(glyph.caption), shape, colour, glyph.x, glyph.y, size))
    return made


def _as_objects(nodes: list[_Node], edges: list[_Edge]) -> dict[str, Any]:
    # pyvis pulls in IPython and networkx, most of a second that other commands need not wait for.
    from pyvis.network import Network

    made = Network(directed=True)  # an undirected one drops the second edge between two nodes
    for number, node in enumerate(nodes):
        made.add_node(f"n{number}", **node._asdict())
    for number, edge in enumerate(edges):
        made.add_edge(f"n{edge.start}", f"n{edge.end}", id=f"e{number}", **_options(edge))
    return {"nodes": made.nodes, "edges": made.edges}


def _options(edge: _Edge) -> dict[str, Any]:
    """The edge's options in vis-network."""
    options: dict[str, Any] = {"dashes": edge.dashes or False}
    if edge.start == edge.end:
        options["selfReference"] = {"size": 16 + 20 * abs(edge.bend), "angle": math.pi / 4}
    elif edge.bend:
        sense = "curvedCW" if edge.bend > 0 else "curvedCCW"
        options["smooth"] = {"enabled": True, "type": sense, "roundness": abs(edge.bend)}
    if edge.undirected:
        options["arrows"] = ""
    return options


def _as_columns(nodes: list[_Node], edges: list[_Edge]) -> dict[str, Any]:
    return {
        "nodes": {name: [getattr(node, name) for node in nodes] for name in ("x", "y", "size", "label")},
        "edges": {
            "bend": [edge.bend for edge in edges] if any(edge.bend for edge in edges) else [],
            "dashes": {str(number): edge.dashes for number, edge in enumerate(edges) if edge.dashes},
            "undirected": [number for number, edge in enumerate(edges) if edge.undirected],
        },
    }
