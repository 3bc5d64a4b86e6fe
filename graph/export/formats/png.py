"""PNG: the SVG as dots, drawn by resvg with the machine's own fonts; nothing is loaded from anywhere else."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from graph.errors import ExportError
from graph.export.format import Rendered, ViewFormat
from graph.export.formats.svg import render_svg

if TYPE_CHECKING:
    from graph.export.view import GraphView

SCALE = 2.0
_MOST_DOTS = 80_000_000
"""About 320 MB of memory while it is drawn."""
_SIZE = re.compile(r'width="([0-9]+)" height="([0-9]+)"')


def render_png(view: GraphView) -> bytes:
    """The picture, two dots a pixel where that is not too large.

    Raises:
        ExportError: the picture cannot be drawn here.
    """
    import resvg_py

    svg = render_svg(view)
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_scale(svg), background="#ffffff"))
    except ValueError as error:
        raise ExportError(f"the picture cannot be drawn: {error}", hint="write it as svg, which needs no drawing") from error


def _scale(svg: str) -> float:
    """How many dots a pixel: fewer for a picture that would be too large."""
    found = _SIZE.search(svg)
    area = int(found[1]) * int(found[2]) if found else 1
    return min(SCALE, math.sqrt(_MOST_DOTS / area))


class Png(ViewFormat):
    """Write the same picture as PNG, drawn with the fonts of this machine.

    \b
    Example:
      casegraph export png wagner.png --around "Wagner Group" --hops 1
    """

    suffix = ".png"
    readers = "texts and slides"
    holds = "the same picture as `svg`"
    is_picture = True

    def render(self, view: GraphView) -> Rendered:
        """The picture."""
        return Rendered(render_png(view))
