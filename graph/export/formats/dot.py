"""DOT, for Graphviz: a drawing's source text, with the colours and shapes of the legend.

All text stands in quoted strings, where only the quotation mark and the backslash mean something; both are escaped, so that
a name can neither end its string nor be read as one of Graphviz's escapes. Nothing becomes an HTML-like label or a link.
"""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from graph.export.flat import about
from graph.export.format import Rendered, ViewFormat
from graph.export.legend import appearance, edge_label, short_manner, undirected
from graph.export.plain import one_line
from graph.ledger import manner
from graph.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.export.view import GraphView, ViewEdge

SHAPES = {
    "dot": "circle", "square": "box", "box": "box", "diamond": "diamond", "triangle": "triangle", "triangleDown": "invtriangle",
    "star": "star", "hexagon": "hexagon", "ellipse": "ellipse",
}  # fmt: skip
STYLES = {"alleged": "dashed", "inferred": "dashed", "denied": "dotted", "retracted": "dotted"}
_WIDTH = 28
_MOST = 400


def render_dot(view: GraphView) -> str:
    """The view as text: the same view gives the same text."""
    return "\n".join(_lines(view)) + "\n"


def quoted(text: str, *, wrapped: bool = False) -> str:
    """Text as a quoted string; `wrapped` on lines of some width."""
    plain = one_line(text)[:_MOST]
    lines = textwrap.wrap(plain, _WIDTH, break_on_hyphens=False) if wrapped else [plain]
    escaped = [line.replace("\\", "\\\\").replace('"', '\\"') for line in lines]
    return '"' + "\\n".join(escaped) + '"'


def _lines(view: GraphView) -> Iterator[str]:
    yield f"digraph {quoted(view.title)} {{"
    facts = " · ".join(f"{name.replace('_', ' ')}: {value}" for name, value in about(view).items() if name != "title")
    yield f"  graph [label={quoted(f'{view.title} — {facts}')}, labelloc=b, overlap=prism, splines=true, charset=utf8];"
    yield '  node [style=filled, fontname="Helvetica", fontsize=10];'
    yield '  edge [fontname="Helvetica", fontsize=8, color="#666666"];'
    names = {node.id: f"n{at}" for at, node in enumerate(view.nodes)}
    look = appearance(view)
    for node in view.nodes:
        shape, colour = look[node.kind]
        font = "#ffffff" if _is_dark(colour) else "#000000"
        yield (
            f"  {names[node.id]} [label={quoted(node.name, wrapped=True)}, tooltip={quoted(f'{node.kind}: {node.id}')}, "
            f'shape={SHAPES.get(shape, "ellipse")}, fillcolor="{colour}", fontcolor="{font}"];'
        )
    for edge in view.edges:
        yield f"  {names[edge.source]} -> {names[edge.target]} [{_edge(edge)}];"
    yield "}"


def _edge(edge: ViewEdge) -> str:
    label = edge_label(edge)
    dates = f" ({edge.since or '…'} – {edge.until or '…'})" if edge.since or edge.until else ""
    status = f", {mark}" if (mark := short_manner(edge)) else ""
    how = manner(edge) if edge.disputed_sources else f"{edge.status}; grade {edge.grade}"
    parts = [f"label={quoted(label + status)}", f"tooltip={quoted(f'{label}{dates}; {how}')}"]
    if edge.standing is Standing.DISPUTED:
        parts.append('style=dashed, color="#b3400f"')
    elif edge.status in STYLES:
        parts.append(f"style={STYLES[edge.status]}")
    if undirected(edge.relation):
        parts.append("dir=none")
    return ", ".join(parts)


def _is_dark(colour: str) -> bool:
    """Whether white reads better on it (the relative luminance of WCAG, roughly)."""
    red, green, blue = (math.pow(int(colour[at : at + 2], 16) / 255, 2.2) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18  # noqa: PLR2004  equal contrast to both


class Dot(ViewFormat):
    """Write DOT, the source of a drawing by Graphviz.

    \b
    Example:
      casegraph export dot wagner.dot --around "Wagner Group" --hops 1
    """

    suffix = ".dot"
    readers = "Graphviz"
    holds = "a drawing"

    def render(self, view: GraphView) -> Rendered:
        """The file."""
        return Rendered(render_dot(view))
