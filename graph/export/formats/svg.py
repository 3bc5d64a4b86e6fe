"""SVG: the view as a picture of its own, with title, legend and footer; no script, no style sheet, no address.

Places are those of the page (graph/export/layout.py). Text is text: it can be searched, copied and read aloud. Up to 300
nodes all have their names, up to 2,000 the best connected ones, beyond that a few.
"""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from graph.export.figures import Shape, outline
from graph.export.format import Rendered, ViewFormat
from graph.export.legend import drawn_alike, relation_words, undirected
from graph.export.plain import one_line, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.export.view import GraphView, ViewEdge

FONT = "DejaVu Sans, Liberation Sans, Noto Sans, Arial, Helvetica, sans-serif"
ALL_NAMES, MANY_NAMES = 300, 2000
_NAMED_OF_MANY, _NAMED_OF_MOST = 200, 60
_WORDED_EDGES = 120
_WIDTH, _LINES = 20, 2
_MARGIN, _SIDE, _LEAST = 48, 230, 560
_LETTER, _LINE = 6.4, 14.0
_DASHES = {"alleged": "7 5", "denied": "2 5", "inferred": "10 4 2 4", "retracted": "1 8"}
_TWO = "POSSIBLY_SAME_AS"
_BEND = 0.22
_MOST = 400
"""Signs of a text in the picture: a summary or a whole document as a name would be no picture."""


class Placed(NamedTuple):
    """A node on the picture: its place, size, lines of name and whether they are shown."""

    x: float
    y: float
    size: float
    lines: list[str]
    named: bool


def render_svg(view: GraphView) -> str:
    """The picture as text: the same view gives the same text.

    Raises ValueError when an edge of the view names a node that the view lacks.
    """
    placed = _placed(view)
    across, down = _extent(placed)
    width, height = max(_LEAST, across + _SIDE + 2 * _MARGIN), max(400.0, down + 2 * _MARGIN + 60)
    foot = textwrap.wrap(_told(view), max(40, int(width / 6.2)))
    legend = list(_legend(view))
    height = max(height, 90 + 20 * len(legend)) + 16 * len(foot)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" font-family={quoteattr(FONT)} font-size="12" fill="#1a1a1a">',
        f"<title>{_text(view.title)}</title>",
        f"<desc>{_text(_told(view))}</desc>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        _write(_MARGIN, 34, _short(view.title, int((width - 2 * _MARGIN) / 11)), "", size=19, weight="bold"),
        '<g fill="none" stroke="#707070" stroke-width="1.2">',
        *_edges(view, placed),
        "</g>",
        *_nodes(view, placed),
        *(f'<g transform="translate({width - _SIDE + 10:.0f} {70 + 20 * at})">{row}</g>' for at, row in enumerate(legend)),
        *(_write(_MARGIN, height - 14 - 16 * (len(foot) - 1 - at), line, "", size=11) for at, line in enumerate(foot)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _text(text: str) -> str:
    return escape(xml_text(_short(text, _MOST)))


def _short(text: str, most: int) -> str:
    plain = one_line(text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _write(x: float, y: float, text: str, anchor: str, *, size: float = 12, weight: str = "") -> str:
    more = (f' text-anchor="{anchor}"' if anchor else "") + (f' font-weight="{weight}"' if weight else "")
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{more}>{_text(text)}</text>'


def _told(view: GraphView) -> str:
    """The footer: what made the picture, when, of which day and under which profile."""
    days = [f"{words} {day}" for words, day in (("as of", view.as_of), ("as known on", view.known_at)) if day]
    made = f"casegraph {view.version}".strip() + (f", {view.generated}" if view.generated else "")
    profile = (
        "public: protected persons bear pseudonyms"
        if view.profile == "public"
        else "internal: names of protected persons are shown"
    )
    counts = f"{len(view.nodes)} entities, {len(view.edges)} relations, {len(view.claims)} claims, {len(view.sources)} sources"
    return " · ".join(_short(part, _MOST) for part in (view.query or view.description, *days, counts, profile, made) if part)


def _placed(view: GraphView) -> list[Placed]:
    from graph.export.layout import Box, place  # networkx, which other commands need not wait for

    ids = [node.id for node in view.nodes]
    ends = view.ends()
    degree = view.degree()
    sizes = [min(20.0, 6.5 + 2.1 * math.sqrt(degree[node.id])) for node in view.nodes]
    lines = [_caption(node.name) for node in view.nodes]
    shown = _shown(view)
    boxes = [
        Box(max(2 * size, _LETTER * max(map(len, text))) if key in shown else 2 * size, 2 * size + _LINE * len(text) + 4)
        for size, text, key in zip(sizes, lines, ids, strict=True)
    ]
    points = place(boxes, ends)
    left, top = min((x for x, _ in points), default=0), min((y for _, y in points), default=0)
    return [
        Placed(x - left + _MARGIN + 60, y - top + _MARGIN + 60, size, text, key in shown)
        for (x, y), size, text, key in zip(points, sizes, lines, ids, strict=True)
    ]


def _caption(name: str) -> list[str]:
    text = one_line(name)[:200]
    return textwrap.wrap(text, _WIDTH, max_lines=_LINES, placeholder="…", break_on_hyphens=False) or ["—"]


def _shown(view: GraphView) -> set[str]:
    """The ids of the nodes whose names are drawn: all, or the best connected."""
    if len(view.nodes) <= ALL_NAMES:
        return {node.id for node in view.nodes}
    degree = view.degree()
    ranked = sorted(view.nodes, key=lambda node: (-degree[node.id], node.id))
    return {node.id for node in ranked[: _NAMED_OF_MANY if len(view.nodes) <= MANY_NAMES else _NAMED_OF_MOST]}


def _extent(placed: list[Placed]) -> tuple[float, float]:
    return max((one.x for one in placed), default=0.0), max((one.y for one in placed), default=0.0)


def _edges(view: GraphView, placed: list[Placed]) -> Iterator[str]:
    seen: dict[tuple[int, int], int] = {}
    for edge, (start, end) in zip(view.edges, view.ends(), strict=True):
        number = seen[min(start, end), max(start, end)] = seen.get((min(start, end), max(start, end)), -1) + 1
        bend = _BEND * ((number + 1) // 2) * (1 if number % 2 else -1) * (1 if start <= end else -1)
        yield from _edge(edge, placed[start], placed[end], bend, worded=len(view.edges) <= _WORDED_EDGES)


def _edge(edge: ViewEdge, one: Placed, other: Placed, bend: float, *, worded: bool) -> Iterator[str]:
    """A line, bent away from others between the same two nodes, with an arrow head and, in a small picture, its words."""
    dash = "14 6" if edge.relation == _TWO else _DASHES.get(edge.status, "")
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    if one is other:
        r = one.size + 9 + 60 * abs(bend)
        yield f'<circle cx="{one.x + r * 0.7:.1f}" cy="{one.y - r * 0.7:.1f}" r="{r:.1f}"{dashes}>{_tip(edge)}</circle>'
        return
    dx, dy = other.x - one.x, other.y - one.y
    far = math.hypot(dx, dy) or 1.0
    mx, my = (one.x + other.x) / 2 - dy * bend, (one.y + other.y) / 2 + dx * bend
    sx, sy = _towards(one, mx, my, one.size)
    ex, ey = _towards(other, mx, my, other.size + 3)
    yield f'<path d="M{sx:.1f} {sy:.1f}Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}"{dashes}>{_tip(edge)}</path>'
    if not undirected(edge.relation):
        yield _head(ex, ey, math.atan2(other.y - my, other.x - mx))
    if worded and far > 60:  # noqa: PLR2004  pixels: room for words between two nodes
        x, y = (sx + 2 * mx + ex) / 4, (sy + 2 * my + ey) / 4
        status = f" ({edge.status})" if edge.status != "asserted" else ""
        words = _text(_short(relation_words(edge.relation) + status, 40))
        yield (
            f'<text x="{x:.1f}" y="{y - 3:.1f}" font-size="9" text-anchor="middle" fill="#333333" stroke="#ffffff" '
            f'stroke-width="3" paint-order="stroke">{words}</text>'
        )


def _tip(edge: ViewEdge) -> str:
    dates = f", {edge.since or '…'} – {edge.until or '…'}" if edge.since or edge.until else ""
    grade = f", {edge.grade}" if edge.grade else ""
    return f"<title>{_text(f'{relation_words(edge.relation)}{dates} ({edge.status}{grade})')}</title>"


def _towards(one: Placed, x: float, y: float, away: float) -> tuple[float, float]:
    dx, dy = x - one.x, y - one.y
    far = math.hypot(dx, dy) or 1.0
    return one.x + dx / far * away, one.y + dy / far * away


def _head(x: float, y: float, angle: float) -> str:
    left, right = (f"{x + 9 * math.cos(angle + turn):.1f} {y + 9 * math.sin(angle + turn):.1f}" for turn in (2.75, -2.75))
    return f'<path d="M{x:.1f} {y:.1f}L{left}L{right}Z" fill="#707070" stroke="none"/>'


def _nodes(view: GraphView, placed: list[Placed]) -> Iterator[str]:
    look = drawn_alike(view)
    for node, one in zip(view.nodes, placed, strict=True):
        shape, colour = look[node.kind]
        figure = outline(Shape(shape, one.x, one.y, one.size))
        tip = f"<title>{_text(f'{node.name} ({node.kind})')}</title>"
        yield f'<g>{tip}<{figure} fill="{colour}" stroke="#ffffff" stroke-width="1"/>'
        for at, line in enumerate(one.lines if one.named else ()):
            yield (
                f'<text x="{one.x:.1f}" y="{one.y + one.size + 13 + 13 * at:.1f}" font-size="11" text-anchor="middle" '
                f'stroke="#ffffff" stroke-width="3" paint-order="stroke">{_text(line)}</text>'
            )
        yield "</g>"


def _legend(view: GraphView) -> Iterator[str]:
    look = drawn_alike(view)
    for entry in view.kinds:
        shape, colour = look[entry.key]
        yield f'<{outline(Shape(shape, 8, -4, 7))} fill="{colour}"/>' + _write(
            24, 0, f"{_short(entry.label, 24)} ({entry.count})", ""
        )
    statuses = {edge.status for edge in view.edges} & _DASHES.keys()
    for name, dash in [*((status, _DASHES[status]) for status in sorted(statuses)), *_same(view)]:
        yield f'<path d="M0 -4H18" stroke="#707070" stroke-width="1.6" stroke-dasharray="{dash}"/>' + _write(24, 0, name, "")


def _same(view: GraphView) -> list[tuple[str, str]]:
    return [("possibly the same", "14 6")] if any(edge.relation == _TWO for edge in view.edges) else []


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
