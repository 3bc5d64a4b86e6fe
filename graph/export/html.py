"""The HTML page: one file that draws a view in any browser, asks for nothing from anywhere and runs no text it shows.

pyvis's `Network` holds what is drawn; its own HTML writer and menus are not used, because they load from CDNs and run
script from titles, headings and ids. The template in `page/` carries the vis-network that pyvis ships, under a
Content-Security-Policy, with all text as JSON that the page's script turns into text nodes.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import textwrap
from collections import defaultdict
from importlib import resources
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from graph.export.atomic import write_whole
from graph.export.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.export.view import GraphView, ViewEdge

VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
"""The library inside the pyvis package. Its style sheet is left out: it dresses menus that the page does not have."""
SCRIPTS = ("data.js", "panel.js", "canvas.js", "page.js")
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
"""About one letter's width and one line's height, in pixels, of the labels that page/canvas.js draws."""
FARTHEST_BEND, BEND = 1.6, 0.3
LARGEST_EXACT = 2**53
"""Integers beyond it lose digits in JavaScript and travel as text."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write_html(view: GraphView, path: Path) -> None:
    """Write the page to `path`, whole or not at all; raises OSError when the folder cannot be written to."""
    write_whole(path, render_html(view))


def render_html(view: GraphView) -> str:
    """Return the page as text: the same view gives the same text.

    Raises ValueError when an edge of the view names a node that the view lacks.
    """
    shown = _plain(view.model_dump())
    network = _network(view)
    data = json.dumps({"view": shown, **network}, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    folder = resources.files(__package__) / "page"
    style = (folder / "page.css").read_text("utf-8")
    script = "\n".join((folder / name).read_text("utf-8") for name in SCRIPTS)
    # A nonce is secret from whoever can put markup into a page while it is served. Nobody adds to a static file, and
    # what comes from the view cannot name this value: it would have to contain the digest of itself.
    nonce = hashlib.sha256("\0".join((shown["title"], data, style, script)).encode()).hexdigest()[:32]
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string((folder / "page.html.j2").read_text("utf-8"))
    parts = {"data": data, "style": style, "script": script, "vis": _vis_network()}
    return template.render(view=shown, nonce=nonce, **{name: Markup(text) for name, text in parts.items()})  # noqa: S704 - ours, or escaped above


def _vis_network() -> str:
    """Return the vis-network that pyvis ships, licence first, without the line that asks for a source map."""
    text = (resources.files("pyvis") / VIS).read_text("utf-8")
    if "</script" in text.lower():
        message = "the vis-network of this pyvis cannot stand inside a page: it contains </script"
        raise ValueError(message)
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE).strip()


def _plain(value: Any) -> Any:
    """Return the value as JSON can carry it; signs that hide or turn round text become a visible U+FFFD."""
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if (isinstance(value, float) and math.isfinite(value)) or (isinstance(value, int) and abs(value) < LARGEST_EXACT):
        return value
    return visible(str(value))


def _network(view: GraphView) -> dict[str, Any]:
    """Return the nodes and edges that vis-network draws, numbered in the view's order as n0, n1 … and e0, e1 …"""
    # pyvis pulls in IPython and networkx, most of a second that other commands need not wait for.
    from pyvis.network import Network

    network = Network(directed=True)  # an undirected one drops the second edge between two nodes
    for name, node in _nodes(view):
        network.add_node(name, **node)
    for start, end, edge in _edges(view):
        network.add_edge(start, end, **edge)
    return {"nodes": network.nodes, "edges": network.edges}


def _nodes(view: GraphView) -> Iterator[tuple[str, dict[str, Any]]]:
    from graph.export.layout import Box, place  # networkx, as above

    degree = view.degree()
    captions = [_caption(_plain(node.name)) for node in view.nodes]
    sizes = [round(min(20.0, 6.5 + 2.1 * math.sqrt(degree[node.id])), 1) for node in view.nodes]
    boxes = [
        Box(max(2 * size, LETTER * max(map(len, lines))), 2 * size + LINE * len(lines) + 4)
        for size, lines in zip(sizes, captions, strict=True)
    ]
    points = place(boxes, _ends(view))
    kinds = {kind.key: kind for kind in view.kinds}
    for index, node in enumerate(view.nodes):
        kind = kinds.get(node.kind)
        shape = kind.shape if kind and kind.shape in SHAPES else "dot"
        colour = kind.colour if kind and _COLOUR.fullmatch(kind.colour) else "#808080"
        x, y = points[index]
        drawn: dict[str, Any] = {"label": "\n".join(captions[index]), "shape": shape, "color": colour, "x": x, "y": y}
        yield f"n{index}", {**drawn, "size": round(sizes[index] * EVEN.get(shape, 1.0), 1)}


def _caption(name: str) -> list[str]:
    """Return the name on at most two short lines, cut with an ellipsis: what stands under a node."""
    lines = textwrap.wrap(name[:200], CAPTION_WIDTH, max_lines=CAPTION_LINES, placeholder="…", break_on_hyphens=False)
    return lines or ["—"]


def _ends(view: GraphView) -> list[tuple[int, int]]:
    """Return, for each edge, the indexes of its two nodes."""
    index = {node.id: number for number, node in enumerate(view.nodes)}
    for edge in view.edges:
        for end in (edge.source, edge.target):
            if end not in index:
                message = f"the edge {edge.id!r} names a node that the view lacks: {end!r}"
                raise ValueError(message)
    return [(index[edge.source], index[edge.target]) for edge in view.edges]


def _edges(view: GraphView) -> Iterator[tuple[str, str, dict[str, Any]]]:
    ends = _ends(view)
    bends = _bends(ends)
    for number, (edge, (start, end)) in enumerate(zip(view.edges, ends, strict=True)):
        drawn: dict[str, Any] = {"id": f"e{number}", "dashes": _dashes(edge)}
        if start == end:
            drawn["selfReference"] = {"size": 16 + 20 * abs(bends[number]), "angle": math.pi / 4}
        elif bends[number]:
            # Clockwise is seen from the start: the same side for edges both ways needs the other sense.
            clockwise = (bends[number] > 0) == (start < end)
            turn = "curvedCW" if clockwise else "curvedCCW"
            drawn["smooth"] = {"enabled": True, "type": turn, "roundness": abs(bends[number])}
        if edge.relation in NO_DIRECTION:
            drawn["arrows"] = ""
        yield f"n{start}", f"n{end}", drawn


def _dashes(edge: ViewEdge) -> list[int] | bool:
    return HYPOTHESIS_DASHES if edge.relation == SAME_AS else DASHES.get(edge.status, False)


def _bends(ends: list[tuple[int, int]]) -> list[float]:
    """Return how far each edge bends, and to which side: those between the same two nodes are spread evenly."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(ends):
        between[min(start, end), max(start, end)].append(number)
    bends = [0.0] * len(ends)
    for numbers in between.values():
        step = min(BEND, FARTHEST_BEND / max(1, len(numbers) - 1))
        for place, number in enumerate(numbers):
            bends[number] = round(step * (place - (len(numbers) - 1) / 2), 3)
    return bends
