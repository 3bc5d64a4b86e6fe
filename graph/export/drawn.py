"""What is drawn of a view: where each node stands, how large it is, how each line is dashed and bent.

A small view is put into pyvis's `Network`, whose nodes and edges vis-network takes as they are. A larger one travels in
columns, which the page's own canvas draws: as objects ten thousand nodes would be most of the file.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph.export.size import VIS_UP_TO
from graph.text import visible

if TYPE_CHECKING:
    from graph.export.view import GraphView, ViewEdge

SHAPES = frozenset({"dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "ellipse", "box"})
EVEN = {"star": 1.45, "diamond": 1.15, "triangle": 1.1, "triangleDown": 1.1, "square": 0.9}
"""Factors that make shapes of one size look alike."""
SAME_AS = "POSSIBLY_SAME_AS"
NO_DIRECTION = frozenset({SAME_AS, "RELATIVE_OF"})
DASHES: dict[str, list[int]] = {"alleged": [7, 5], "denied": [2, 5], "inferred": [10, 4, 2, 4], "retracted": [1, 8]}
HYPOTHESIS_DASHES = [14, 6]
CAPTION_WIDTH = 20
CAPTION_LINES = 2
LETTER, LINE = 6.4, 14.0
"""About one letter's width and one line's height, in pixels, of the labels that the page draws."""
FARTHEST_BEND, BEND = 1.6, 0.3

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def drawn(view: GraphView) -> dict[str, Any]:
    """Return `nodes` and `edges` as the page draws them, in the view's order, numbered n0, n1 … and e0, e1 …

    Raises ValueError when an edge of the view names a node that the view lacks.
    """
    ends = view.ends()
    nodes = _nodes(view, ends)
    edges = [_edge(number, edge, *way) for number, (edge, way) in enumerate(zip(view.edges, _ways(ends), strict=True))]
    return _network(nodes, edges) if len(view.nodes) <= VIS_UP_TO else _columns(nodes, edges)


def safe_legend(view: GraphView) -> list[dict[str, Any]]:
    """Return the legend of kinds with shapes and colours that can be drawn, whatever the view says."""
    return [{**kind.model_dump(), "shape": _shape(kind.shape), "colour": _colour(kind.colour)} for kind in view.kinds]


def _shape(shape: str) -> str:
    return shape if shape in SHAPES else "dot"


def _colour(colour: str) -> str:
    return colour if _COLOUR.fullmatch(colour) else "#808080"


def _network(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
    # pyvis pulls in IPython and networkx, most of a second that other commands need not wait for.
    from pyvis.network import Network

    network = Network(directed=True)  # an undirected one drops the second edge between two nodes
    for number, node in enumerate(nodes):
        network.add_node(f"n{number}", **node)
    for edge in edges:
        start, end = (f"n{index}" for index in edge.pop("ends"))
        edge.pop("bend")
        network.add_edge(start, end, **edge)
    return {"nodes": network.nodes, "edges": network.edges}


def _columns(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "nodes": {name: [node[name] for node in nodes] for name in ("x", "y", "size", "label")},
        "edges": {
            "bend": [edge["bend"] for edge in edges] if any(edge["bend"] for edge in edges) else [],
            "dashes": {str(number): edge["dashes"] for number, edge in enumerate(edges) if edge["dashes"]},
            "undirected": [number for number, edge in enumerate(edges) if "arrows" in edge],
        },
    }


def _nodes(view: GraphView, ends: list[tuple[int, int]]) -> list[dict[str, Any]]:
    from graph.export.layout import Box, place  # networkx, as above

    degree = view.degree()
    captions = [caption(visible(node.name)) for node in view.nodes]
    sizes = [round(min(20.0, 6.5 + 2.1 * math.sqrt(degree[node.id])), 1) for node in view.nodes]
    boxes = [
        Box(max(2 * size, LETTER * max(map(len, lines))), 2 * size + LINE * len(lines) + 4)
        for size, lines in zip(sizes, captions, strict=True)
    ]
    points = place(boxes, ends)
    kinds = {kind.key: kind for kind in view.kinds}
    made = []
    for index, node in enumerate(view.nodes):
        kind = kinds.get(node.kind)
        shape, colour = (_shape(kind.shape), _colour(kind.colour)) if kind else ("dot", "#808080")
        x, y = points[index]
        size = round(sizes[index] * EVEN.get(shape, 1.0), 1)
        made.append({"label": "\n".join(captions[index]), "shape": shape, "color": colour, "x": x, "y": y, "size": size})
    return made


def caption(name: str) -> list[str]:
    """Return the name on at most two short lines, cut with an ellipsis: what stands under a node."""
    lines = textwrap.wrap(name[:200], CAPTION_WIDTH, max_lines=CAPTION_LINES, placeholder="…", break_on_hyphens=False)
    return lines or ["—"]


def _edge(number: int, edge: ViewEdge, ends: tuple[int, int], bend: float) -> dict[str, Any]:
    """How one line is drawn; `bend` is signed as seen from its start, clockwise above nothing."""
    start, end = ends
    line: dict[str, Any] = {"id": f"e{number}", "ends": ends, "bend": bend, "dashes": _dashes(edge)}
    if start == end:
        line["selfReference"] = {"size": 16 + 20 * abs(bend), "angle": math.pi / 4}
    elif bend:
        line["smooth"] = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    if edge.relation in NO_DIRECTION:
        line["arrows"] = ""
    return line


def _dashes(edge: ViewEdge) -> list[int] | bool:
    return HYPOTHESIS_DASHES if edge.relation == SAME_AS else DASHES.get(edge.status, False)


def _ways(ends: list[tuple[int, int]]) -> list[tuple[tuple[int, int], float]]:
    """Return the ends of each edge and how far it bends: those between the same two nodes are spread evenly."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(ends):
        between[min(start, end), max(start, end)].append(number)
    bends = [0.0] * len(ends)
    for (first, _), numbers in between.items():
        step = min(BEND, FARTHEST_BEND / max(1, len(numbers) - 1))
        for place, number in enumerate(numbers):
            bend = round(step * (place - (len(numbers) - 1) / 2), 3)
            # Clockwise is seen from the start: the same side for edges both ways needs the other sense.
            bends[number] = bend if ends[number][0] == first else -bend
    return [(way, bend or 0.0) for way, bend in zip(ends, bends, strict=True)]
