"""SVG: the view as a picture of its own, with title, legend and footer; no script, no style sheet, no address.

Places are those of the page (graph/export/layout.py). Text is text: it can be searched, copied and read aloud. Up to 300
nodes all have their names, up to 2,000 the best connected ones, beyond that a few.
"""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from graph.export.format import Rendered, ViewFormat
from graph.export.geometry import DASHES, DISPUTED_DASHES, HYPOTHESIS_DASHES, Glyph, bends, dashes, glyphs
from graph.export.legend import appearance, edge_label, short_manner, undirected
from graph.export.outlines import outline
from graph.export.plain import one_line, xml_text
from graph.ledger import manner
from graph.model import HYPOTHESIS, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from graph.export.view import GraphView, ViewEdge

FONT = "DejaVu Sans, Liberation Sans, Noto Sans, Arial, Helvetica, sans-serif"
ALL_NAMES, MANY_NAMES = 300, 2000
_NAMED_OF_MANY, _NAMED_OF_MOST = 200, 60
_LABELLED_EDGES = 120
_MARGIN, _SIDE, _LEAST = 48, 230, 560
_MOST = 400
"""Signs of a text in the picture: a summary or a whole document as a name would be no picture."""


class Svg(ViewFormat):
    """Write a picture whose text stays text: SVG with title, legend and footer, without script or links.

    \b
    Example:
      casegraph export svg wagner.svg --around "Wagner Group" --hops 1
    """

    suffix = ".svg"
    readers = "texts and slides"
    holds = "a picture with legend and footer"
    is_picture = True

    def render(self, view: GraphView) -> Rendered:
        """The picture."""
        return Rendered(render_svg(view))


def render_svg(view: GraphView) -> str:
    """The picture as text: the same view gives the same text.

    Raises ValueError when an edge of the view names a node that the view lacks.
    """
    ends, named = view.ends(), _named(view)
    nodes = _at_margin(glyphs(view, ends, named))
    width = max(_LEAST, max((glyph.x for glyph in nodes), default=0) + _SIDE + 2 * _MARGIN)
    footer = textwrap.wrap(_footer(view), max(40, int(width / 6.2)))
    legend = list(_legend(view))
    lowest = max((glyph.y for glyph in nodes), default=0)
    height = max(400, lowest + 2 * _MARGIN + 60, 90 + 20 * len(legend)) + 16 * len(footer)
    parts = [
        *_head(view, width, height),
        '<g fill="none" stroke="#707070" stroke-width="1.2">',
        *_edges(view, ends, nodes),
        "</g>",
        *_nodes(view, nodes, named),
        *(f'<g transform="translate({width - _SIDE + 10} {70 + 20 * at})">{row}</g>' for at, row in enumerate(legend)),
        *(_write(_MARGIN, height - 14 - 16 * at, line, size=11) for at, line in enumerate(reversed(footer))),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _head(view: GraphView, width: int, height: int) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'font-family={quoteattr(FONT)} font-size="12" fill="#1a1a1a">'
    )
    yield f"<title>{_text(view.title)}</title>"
    yield f"<desc>{_text(_footer(view))}</desc>"
    yield '<rect width="100%" height="100%" fill="#ffffff"/>'
    yield _write(_MARGIN, 34, _short(view.title, int((width - 2 * _MARGIN) / 11)), size=19, weight="bold")


def _text(text: str) -> str:
    return escape(xml_text(_short(text, _MOST)))


def _short(text: str, most: int) -> str:
    plain = one_line(text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _write(x: float, y: float, text: str, *, size: float = 12, weight: str = "") -> str:
    more = f' font-weight="{weight}"' if weight else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{more}>{_text(text)}</text>'


def _label(x: float, y: float, text: str, size: int) -> str:
    """Text centred at a place, readable across the lines that run below it."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="middle" stroke="#ffffff" stroke-width="3" '
        f'paint-order="stroke">{_text(text)}</text>'
    )


def _footer(view: GraphView) -> str:
    """What made the picture, when, of which day and under which profile."""
    days = [f"{label} {day}" for label, day in (("as of", view.as_of), ("as known on", view.known_at)) if day]
    made = f"casegraph {view.version}".strip() + (f", {view.generated}" if view.generated else "")
    profile = (
        "public: protected persons bear pseudonyms"
        if view.profile == "public"
        else "internal: names of protected persons are shown"
    )
    counts = f"{len(view.nodes)} entities, {len(view.edges)} relations, {len(view.claims)} claims, {len(view.sources)} sources"
    return " · ".join(_short(part, _MOST) for part in (view.query or view.description, *days, counts, profile, made) if part)


def _named(view: GraphView) -> set[str]:
    """The ids of the nodes whose names are shown: all, or those of the best connected."""
    degree = view.degree()
    ranked = sorted(view.nodes, key=lambda node: (-degree[node.id], node.id))
    most = len(ranked) if len(ranked) <= ALL_NAMES else _NAMED_OF_MANY if len(ranked) <= MANY_NAMES else _NAMED_OF_MOST
    return {node.id for node in ranked[:most]}


def _at_margin(nodes: Sequence[Glyph]) -> list[Glyph]:
    """The nodes moved so that the first from the left and from the top stand at the margins."""
    left, top = min((glyph.x for glyph in nodes), default=0), min((glyph.y for glyph in nodes), default=0)
    return [glyph._replace(x=glyph.x - left + _MARGIN + 60, y=glyph.y - top + _MARGIN + 60) for glyph in nodes]


def _edges(view: GraphView, ends: list[tuple[int, int]], nodes: Sequence[Glyph]) -> Iterator[str]:
    labelled = len(view.edges) <= _LABELLED_EDGES
    for edge, (start, end), bend in zip(view.edges, ends, bends(ends), strict=True):
        yield from _edge(edge, nodes[start], nodes[end], bend, labelled=labelled)


def _edge(edge: ViewEdge, start: Glyph, end: Glyph, bend: float, *, labelled: bool) -> Iterator[str]:
    """A line with an arrow head and, in a small picture, the label of its relation."""
    dashed = f' stroke-dasharray="{_strokes(dashes(edge))}"' if dashes(edge) else ""
    if start is end:
        r = start.size + 9 + 60 * abs(bend)
        yield f'<circle cx="{start.x + r * 0.7:.1f}" cy="{start.y - r * 0.7:.1f}" r="{r:.1f}"{dashed}>{_tip(edge)}</circle>'
        return
    across, down = end.x - start.x, end.y - start.y
    mx, my = (start.x + end.x) / 2 - down * bend, (start.y + end.y) / 2 + across * bend
    sx, sy = _towards(start, mx, my, start.size)
    ex, ey = _towards(end, mx, my, end.size + 3)
    yield f'<path d="M{sx:.1f} {sy:.1f}Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}"{dashed}>{_tip(edge)}</path>'
    if not undirected(edge.relation):
        yield _arrow_head(ex, ey, math.atan2(end.y - my, end.x - mx))
    if labelled and math.hypot(across, down) > 60:  # noqa: PLR2004  pixels: room for a label between two nodes
        status = f" ({mark})" if (mark := short_manner(edge)) else ""
        label = _short(edge_label(edge) + status, 40)
        yield _label((sx + 2 * mx + ex) / 4, (sy + 2 * my + ey) / 4 - 3, label, 9)


def _strokes(lengths: Sequence[int]) -> str:
    return " ".join(map(str, lengths))


def _tip(edge: ViewEdge) -> str:
    dates = f", {edge.since or '…'} – {edge.until or '…'}" if edge.since or edge.until else ""
    grade = f", {edge.grade}" if edge.grade else ""
    how = manner(edge) if edge.disputed_sources else f"{edge.status}{grade}"
    return f"<title>{_text(f'{edge_label(edge)}{dates} ({how})')}</title>"


def _towards(glyph: Glyph, x: float, y: float, away: float) -> tuple[float, float]:
    across, down = x - glyph.x, y - glyph.y
    far = math.hypot(across, down) or 1.0
    return glyph.x + across / far * away, glyph.y + down / far * away


def _arrow_head(x: float, y: float, angle: float) -> str:
    left, right = (f"{x + 9 * math.cos(angle + turn):.1f} {y + 9 * math.sin(angle + turn):.1f}" for turn in (2.75, -2.75))
    return f'<path d="M{x:.1f} {y:.1f}L{left}L{right}Z" fill="#707070" stroke="none"/>'


def _nodes(view: GraphView, nodes: Sequence[Glyph], named: Collection[str]) -> Iterator[str]:
    looks = appearance(view)
    for node, (x, y, size, caption) in zip(view.nodes, nodes, strict=True):
        shape, colour = looks[node.kind]
        tip = f"<title>{_text(f'{node.name} ({node.kind})')}</title>"
        yield f'<g>{tip}<{outline(shape, x, y, size)} fill="{colour}" stroke="#ffffff" stroke-width="1"/>'
        yield from (_label(x, y + size + 13 + 13 * at, line, 11) for at, line in enumerate(caption if node.id in named else ()))
        yield "</g>"


def _legend(view: GraphView) -> Iterator[str]:
    looks = appearance(view)
    for entry in view.kinds:
        shape, colour = looks[entry.key]
        yield f'<{outline(shape, 8, -4, 7)} fill="{colour}"/>' + _write(24, 0, f"{_short(entry.label, 24)} ({entry.count})")
    lines = {status: DASHES[status] for status in sorted({edge.status for edge in view.edges} & DASHES.keys())}
    if any(edge.standing is Standing.DISPUTED for edge in view.edges):
        lines["disputed"] = DISPUTED_DASHES
    if any(edge.relation == HYPOTHESIS for edge in view.edges):
        lines["possibly the same"] = HYPOTHESIS_DASHES
    for name, lengths in lines.items():
        line = f'<path d="M0 -4H18" stroke="#707070" stroke-width="1.6" stroke-dasharray="{_strokes(lengths)}"/>'
        yield line + _write(24, 0, name)
