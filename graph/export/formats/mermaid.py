"""Mermaid, for text that draws itself in wikis and forges: a flowchart with the colours of the legend.

Every sign of a name that is neither a letter, a digit nor a blank is written by its number (#…;), so that a name can neither
end its label nor be read as Markdown, HTML or a directive. Mermaid itself draws up to 500 lines unless maxEdges says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.export.flat import about
from graph.export.format import Rendered, ViewFormat
from graph.export.legend import appearance, edge_label, undirected
from graph.export.plain import one_line
from graph.ledger import manner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.export.view import GraphView, ViewEdge

MOST_EDGES = 500
"""What Mermaid draws by default."""
SHAPES = {
    "dot": ('(["', '"])'), "square": ('["', '"]'), "box": ('["', '"]'), "diamond": ('{"', '"}'), "hexagon": ('{{"', '"}}'),
    "star": ('>"', '"]'), "triangle": ('[/"', '"\\]'), "triangleDown": ('[\\"', '"/]'), "ellipse": ('("', '")'),
}  # fmt: skip
_MOST = 200


def render_mermaid(view: GraphView) -> str:
    """The view as text: the same view gives the same text."""
    return "\n".join(_lines(view)) + "\n"


def coded(text: str) -> str:
    """Text that Mermaid shows as it is, at most 200 signs of it."""
    plain = one_line(text)
    short = plain if len(plain) <= _MOST else f"{plain[: _MOST - 1]}…"
    return "".join(sign if sign == " " or sign.isalnum() else f"#{ord(sign)};" for sign in short) or "#8212;"


def _lines(view: GraphView) -> Iterator[str]:
    yield "flowchart LR"
    for name, value in about(view).items():
        yield f"  %% {name}: {coded(value)}"
    names = {node.id: f"n{at}" for at, node in enumerate(view.nodes)}
    look = appearance(view)
    classes = {kind: f"k{at}" for at, kind in enumerate(sorted(look))}
    for node in view.nodes:
        left, right = SHAPES.get(look[node.kind][0], SHAPES["ellipse"])
        yield f"  {names[node.id]}{left}{coded(node.name)}{right}:::{classes[node.kind]}"
    for edge in view.edges:
        yield f"  {names[edge.source]} {_arrow(edge)}|{chr(34)}{_label(edge)}{chr(34)}| {names[edge.target]}"
    for kind, name in classes.items():
        yield f"  classDef {name} fill:#ffffff,stroke:{look[kind][1]},stroke-width:2px,color:#000000"


def _arrow(edge: ViewEdge) -> str:
    line = "-.-" if edge.status != "asserted" or edge.disputed_sources else "---"
    return line if undirected(edge.relation) else f"{line[:-1]}>" if line == "---" else "-.->"


def _label(edge: ViewEdge) -> str:
    status = f", {how}" if (how := manner(edge)) else ""
    dates = f" {edge.since or '…'}–{edge.until or '…'}" if edge.since or edge.until else ""
    return coded(edge_label(edge) + dates + status)


class Mermaid(ViewFormat):
    """Write a Mermaid flowchart, for wikis and forges that draw it.

    \b
    Example:
      casegraph export mermaid how.mmd --path "Askar Kubanychbek" "Russian Foreign Ministry"
    """

    suffix = ".mmd"
    readers = "wikis and forges that draw it"
    holds = "a drawing"

    def render(self, view: GraphView) -> Rendered:
        """The flowchart, and a remark where it has more lines than Mermaid draws."""
        many = f"Mermaid draws {MOST_EDGES} lines unless maxEdges says otherwise; this has {len(view.edges)}"
        return Rendered(render_mermaid(view), (many,) if len(view.edges) > MOST_EDGES else ())
