"""The geometry of a picture, whatever paints it: where nodes stand and how large they are, how edges bend and are dashed."""

from __future__ import annotations

import math
import textwrap
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.export.plain import one_line
from graph.model import HYPOTHESIS, Standing

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.export.view import GraphView, ViewEdge

DASHES = {"alleged": [7, 5], "denied": [2, 5], "inferred": [10, 4, 2, 4], "retracted": [1, 8]}
HYPOTHESIS_DASHES = [14, 6]
DISPUTED_DASHES = [7, 3, 2, 3, 2, 3]
CAPTION_WIDTH, CAPTION_LINES = 20, 2
LETTER, LINE = 6.4, 14.0
"""About one letter's width and one line's height of a caption, in pixels."""
FARTHEST_BEND, BEND = 1.6, 0.3


class Glyph(NamedTuple):
    """A node of a picture: its centre and radius, in pixels, and its name on at most two short lines."""

    x: int
    y: int
    size: float
    caption: list[str]


def glyphs(view: GraphView, ends: list[tuple[int, int]], captioned: Collection[str]) -> list[Glyph]:
    """The nodes in their order; `ends` are those of the view's edges, `captioned` ids of nodes that need room for their names."""
    from graph.export.layout import Box, place  # networkx, most of a second that other commands need not wait for

    degree = view.degree()
    sizes = [round(min(20.0, 6.5 + 2.1 * math.sqrt(degree[node.id])), 1) for node in view.nodes]
    captions = [caption(node.name) for node in view.nodes]
    boxes = [
        Box(max(2 * size, LETTER * max(map(len, lines)) if node.id in captioned else 0), 2 * size + LINE * len(lines) + 4)
        for node, size, lines in zip(view.nodes, sizes, captions, strict=True)
    ]
    return [Glyph(*spot, size, lines) for spot, size, lines in zip(place(boxes, ends), sizes, captions, strict=True)]


def caption(name: str) -> list[str]:
    """The name on at most two short lines, cut with an ellipsis: what stands under a node."""
    text = one_line(name)[:200]
    return textwrap.wrap(text, CAPTION_WIDTH, max_lines=CAPTION_LINES, placeholder="…", break_on_hyphens=False) or ["—"]


def dashes(edge: ViewEdge) -> list[int]:
    """Lengths of strokes and gaps, in pixels; nothing for a solid line."""
    if edge.relation == HYPOTHESIS:
        return HYPOTHESIS_DASHES
    return DISPUTED_DASHES if edge.standing is Standing.DISPUTED else DASHES.get(edge.status, [])


def bends(ends: list[tuple[int, int]]) -> list[float]:
    """How far each edge bends, in parts of its length, clockwise as seen from its start: parallel ones are spread evenly."""
    parallel: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(ends):
        parallel[min(start, end), max(start, end)].append(number)
    found = [0.0] * len(ends)
    for (first, _), numbers in parallel.items():
        step = min(BEND, FARTHEST_BEND / max(1, len(numbers) - 1))
        for at, number in enumerate(numbers):
            bend = round(step * (at - (len(numbers) - 1) / 2), 3)
            # Clockwise is seen from the start: the same side for edges both ways needs the other sense.
            found[number] = (bend if ends[number][0] == first else -bend) or 0.0
    return found
